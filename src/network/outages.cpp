#include "network/outages.hpp"

#include <algorithm>

namespace cupola {

ChanceOutages::ChanceOutages(double mtbf_s, double mttr_s, ReplicateKey key, std::uint64_t stream, Time start)
    : mtbf_s_(mtbf_s), mttr_s_(mttr_s), key_(key), stream_(stream), known_until_(start) {
  if (mtbf_s_ <= 0.0) return;
  Draws draws(key_, stream_, period_++);
  up_ = draws.uniform() * (mtbf_s_ + mttr_s_) >= mttr_s_;
}

/// What is left of an exponential period at the start is as long as a whole one.
void ChanceOutages::go_on_to(Time t) {
  while (known_until_ <= t) {
    Draws draws(key_, stream_, period_++);
    const Time end = known_until_ + Duration::seconds(draws.exponential() * (up_ ? mtbf_s_ : mttr_s_));
    if (!up_) outages_.emplace_back(known_until_, end);
    known_until_ = end;
    up_ = !up_;
  }
}

bool ChanceOutages::out(Time from, Time to) {
  if (mtbf_s_ <= 0.0) return false;
  go_on_to(to);
  return std::any_of(outages_.begin(), outages_.end(),
                     [=](const auto& outage) { return outage.first <= to && from < outage.second; });
}

}  // namespace cupola
