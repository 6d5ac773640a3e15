#include "record/scan_states.hpp"

#include <algorithm>

#include "record/interpolate.hpp"

namespace cupola {
namespace {

bool stand_among(const std::vector<Time>& some, const std::vector<Time>& all, Duration tolerance) {
  return std::all_of(some.begin(), some.end(), [&](Time time) {
    const auto next = std::lower_bound(all.begin(), all.end(), time - tolerance);
    return next != all.end() && *next <= time + tolerance;
  });
}

void add_steps(std::vector<Time>& times, Time from, Time to, Duration step) {
  for (Time time = from; time <= to && times.size() < kMostScans; time = time + step) times.push_back(time);
}

/// The tracks' times, completed by whole steps, from the truth's first row to its last.
std::vector<Time> completed(const std::vector<Time>& tracks, Time first, Time last, Duration step,
                            Duration tolerance) {
  std::vector<Time> times;
  const std::int64_t steps_before =
      std::max<std::int64_t>(0, (tracks.front() - first + tolerance).ns / step.ns);
  const Time begin = tracks.front() - std::min<std::int64_t>(steps_before, kMostScans) * step;
  add_steps(times, begin, tracks.front() - step, step);
  for (std::size_t i = 0; i < tracks.size(); ++i) {
    times.push_back(tracks[i]);
    // Half a step short of the next one: that one is a scan by itself.
    const Time next = i + 1 < tracks.size() ? tracks[i + 1] - Duration{step.ns / 2} : last + tolerance;
    add_steps(times, tracks[i] + step, next, step);
  }
  return times;
}

std::vector<Time> scan_times(const StateRows& truth, const StateRows& tracks, const ScanRules& rules,
                             ScanPair& pair) {
  const std::vector<Time> truths = distinct_times(truth, rules.tolerance);
  if (truths.empty()) return {};
  const Time first = truths.front(), last = truths.back();
  std::vector<Time> times;
  if (rules.every.ns > 0) {
    add_steps(times, first, last, rules.every);
    return times;
  }
  const std::vector<Time> own = distinct_times(tracks, rules.tolerance);
  const auto within = std::lower_bound(own.begin(), own.end(), first - rules.tolerance);
  const auto behind = std::upper_bound(own.begin(), own.end(), last + rules.tolerance);
  const Duration step = usual_step(own);
  const bool denser = 4 * usual_step(truths) < 3 * step;
  pair.at_truth_times = !denser && stand_among({within, behind}, truths, rules.tolerance);
  if (!pair.at_truth_times && step.ns > 0) return completed(own, first, last, step, rules.tolerance);
  times.assign(own.begin(), within);
  times.insert(times.end(), truths.begin(), truths.end());
  times.insert(times.end(), behind, own.end());
  return times;
}

/// The tracks' identities in the truth's numbers; words that the truth does not have come behind them.
void call_alike(const StateRows& truth, const StateRows& tracks, ScanStates& states) {
  std::vector<std::int32_t> numbers;
  for (const std::string& word : tracks.identities) {
    const auto found = std::find(truth.identities.begin(), truth.identities.end(), word);
    const auto behind = static_cast<std::ptrdiff_t>(truth.identities.size() + numbers.size());
    numbers.push_back(static_cast<std::int32_t>(
        found != truth.identities.end() ? found - truth.identities.begin() : behind));
  }
  for (ScoredState& state : states.states)
    if (state.identity >= 0) state.identity = numbers[static_cast<std::size_t>(state.identity)];
}

}  // namespace

const ScoredState* ScanStates::find(std::size_t scan, std::int32_t who) const {
  const std::span<const ScoredState> all = at(scan);
  const auto found = std::lower_bound(all.begin(), all.end(), who,
                                      [](const ScoredState& state, std::int32_t w) { return state.who < w; });
  return found != all.end() && found->who == who ? &*found : nullptr;
}

ScanPair scan_states(const StateRows& truth, const StateRows& tracks, const ScanRules& rules) {
  ScanPair pair;
  std::vector<Time> times = scan_times(truth, tracks, rules, pair);
  pair.tracks_interpolated = rules.every.ns > 0;
  if (!pair.tracks_interpolated) pair.rows_without_scan = rows_at_no_time(tracks, times, rules.tolerance);
  const auto from = std::lower_bound(times.begin(), times.end(), rules.from);
  const auto skipped = std::min<std::ptrdiff_t>(times.end() - from, rules.skip);
  pair.scans_left_out = static_cast<std::size_t>(from + skipped - times.begin());
  times.erase(times.begin(), from + skipped);
  times.erase(std::upper_bound(times.begin(), times.end(), rules.until), times.end());

  if (!truth.states.empty())
    pair.scans_without_truth =
        static_cast<std::size_t>(std::count_if(times.begin(), times.end(), [&](Time time) {
          return time < truth.states.front().time - rules.tolerance ||
                 time > truth.states.back().time + rules.tolerance;
        }));
  pair.truth = states_at(truth, times, rules.tolerance, !pair.at_truth_times);
  pair.truth.has_velocity = true;  // of the chords between its rows at least
  pair.tracks = states_at(tracks, times, rules.tolerance, pair.tracks_interpolated);
  call_alike(truth, tracks, pair.tracks);
  return pair;
}

}  // namespace cupola
