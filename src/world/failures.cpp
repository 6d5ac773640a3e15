#include "world/failures.hpp"

#include <algorithm>

namespace cupola {

namespace {

constexpr double kLongest_s = 1e9;  // times stay far from what a Time can hold

}  // namespace

double steady_availability(double time_between_failures_s, double repair_time_s) {
  return time_between_failures_s / (time_between_failures_s + repair_time_s);
}

double k_of_n_availability(int k, int n, double a) {
  // By the number up, one element after the other.
  std::vector<double> up(static_cast<std::size_t>(n) + 1, 0.0);
  up[0] = 1.0;
  for (int i = 1; i <= n; ++i)
    for (int j = i; j >= 0; --j) {
      const auto at = static_cast<std::size_t>(j);
      up[at] = up[at] * (1.0 - a) + (j > 0 ? up[at - 1] * a : 0.0);
    }
  double sum = 0.0;
  for (int j = std::max(k, 0); j <= n; ++j) sum += up[static_cast<std::size_t>(j)];
  return sum;
}

Failures::Failures(const std::vector<FailingPart>& parts, const std::vector<int>& spares, ReplicateKey key,
                   Time start)
    : parts_(&parts), key_(key), states_(parts.size()) {
  for (const int count : spares) spares_.emplace_back(static_cast<std::size_t>(count), start);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const FailingPart& part = parts[i];
    const bool spare = !spares_[part.pool].empty();
    const double down_s = spare ? part.exchange_s : part.repair_time_s;
    double luck = 0.0;
    const double length = draw(i, 0, luck);
    State& state = states_[i];
    state.down = !part.up_at_start && luck >= steady_availability(part.time_between_failures_s, down_s);
    state.next = after(start, state.down ? down_s : part.time_between_failures_s, length);
  }
}

/// A length with the mean 1, and a second draw, of the time under way with this number.
double Failures::draw(std::size_t part, std::uint64_t ordinal, double& second) const {
  Draws draws(key_, stream_key(Purpose::failure, name_key((*parts_)[part].name)), ordinal);
  const double length = draws.exponential();
  second = draws.uniform();
  return length;
}

Time Failures::after(Time now, double mean_s, double exponential) const {
  return now + Duration::seconds(std::min(mean_s * exponential, kLongest_s));
}

void Failures::change(std::size_t i, Time now) {
  State& state = states_[i];
  ++state.ordinal;
  state.down = !state.down;
  if (state.down) return break_down(i, now);
  double unused = 0.0;
  const double length = draw(i, state.ordinal, unused);
  state.next = after(now, (*parts_)[i].time_between_failures_s, length);
}

void Failures::break_down(std::size_t i, Time now) {
  const FailingPart& part = (*parts_)[i];
  double unused = 0.0;
  const double length = draw(i, states_[i].ordinal, unused);
  const bool spare = take_spare(part.pool, now);
  states_[i].next = after(now, spare ? part.exchange_s : part.repair_time_s, length);
  if (spare) spares_[part.pool].back() = now + Duration::seconds(part.repair_time_s);
}

/// Puts a spare that is there to the end of the row.
bool Failures::take_spare(std::uint32_t pool, Time now) {
  std::vector<Time>& row = spares_[pool];
  const auto there = std::find_if(row.begin(), row.end(), [now](Time from) { return from <= now; });
  if (there == row.end()) return false;
  std::iter_swap(there, row.end() - 1);
  return true;
}

}  // namespace cupola
