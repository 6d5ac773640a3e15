#include "record/interpolate.hpp"

#include <algorithm>

namespace cupola {
namespace {

constexpr double kMostSteps = 2.5;  // between two rows, for somebody to be there in between

/// One target's or track's rows by time, as places in StateRows::states.
using Path = std::vector<std::size_t>;

std::vector<Path> paths_of(const StateRows& rows) {
  std::vector<Path> paths(rows.names.size());
  for (std::size_t i = 0; i < rows.states.size(); ++i)
    paths[static_cast<std::size_t>(rows.states[i].who)].push_back(i);
  return paths;
}

Duration step_of(const StateRows& rows, const Path& path) {
  std::vector<Time> times;
  for (const std::size_t i : path) times.push_back(rows.states[i].time);
  return usual_step(times);
}

Duration apart(Time a, Time b) { return a < b ? b - a : a - b; }

/// Reads one path between its rows.
class PathReader {
 public:
  PathReader(const StateRows& rows, const Path& path)
      : rows_(rows), path_(path), longest_s_(kMostSteps * step_of(rows, path).seconds()) {}

  /// False where nobody is. Times must ascend from call to call.
  bool read(Time time, Duration tolerance, bool between_rows, ScoredState& state) {
    while (after_ < path_.size() && row(after_).time <= time) ++after_;
    const bool has_before = after_ > 0, has_after = after_ < path_.size();
    const Duration before = has_before ? time - row(after_ - 1).time : Duration{INT64_MAX};
    const Duration after = has_after ? row(after_).time - time : Duration{INT64_MAX};
    if (std::min(before, after) <= tolerance) {
      const std::size_t at = before <= after ? after_ - 1 : after_;
      state = row(at);
      state.velocity_m_s = velocity_m_s(at);
      state.time = time;
      return true;
    }
    if (!between_rows || !has_before || !has_after || (before + after).seconds() > longest_s_) return false;
    interpolate(time, state);
    return true;
  }

 private:
  const ScoredState& row(std::size_t i) const { return rows_.states[path_[i]]; }

  /// A file without velocities has those of the chords through the neighbouring rows.
  Vec3 velocity_m_s(std::size_t i) const {
    if (rows_.has_velocity) return row(i).velocity_m_s;
    const std::size_t a = i > 0 ? i - 1 : i, b = i + 1 < path_.size() ? i + 1 : i;
    if (a == i || b == i) return slope_m_s(a, b);
    // Of the parabola through three rows, which need not stand at even steps.
    const double before_s = (row(i).time - row(a).time).seconds();
    const double after_s = (row(b).time - row(i).time).seconds();
    return (1.0 / (before_s + after_s)) * (after_s * slope_m_s(a, i) + before_s * slope_m_s(i, b));
  }
  Vec3 slope_m_s(std::size_t a, std::size_t b) const {
    if (a == b) return {};
    return (row(b).position_m - row(a).position_m) / (row(b).time - row(a).time).seconds();
  }

  /// Cubic Hermite, position and its derivative.
  void interpolate(Time time, ScoredState& state) const {
    const std::size_t a = after_ - 1, b = after_;
    const double step_s = (row(b).time - row(a).time).seconds();
    const double u = (time - row(a).time).seconds() / step_s, w = 1.0 - u;
    const Vec3 chord_m = row(b).position_m - row(a).position_m;
    const Vec3 from_m = step_s * velocity_m_s(a), to_m = step_s * velocity_m_s(b);
    state = row(a);
    state.time = time;
    state.position_m =
        row(a).position_m + u * u * (3.0 - 2.0 * u) * chord_m + (u * w * w) * from_m - (u * u * w) * to_m;
    state.velocity_m_s = (1.0 / step_s) * (6.0 * u * w * chord_m + (w * (1.0 - 3.0 * u)) * from_m +
                                           (u * (3.0 * u - 2.0)) * to_m);
  }

  const StateRows& rows_;
  const Path& path_;
  double longest_s_;
  std::size_t after_ = 0;  // the first row behind the time
};

}  // namespace

Duration usual_step(const std::vector<Time>& times) {
  if (times.size() < 2) return {0};
  std::vector<Duration> steps;
  for (std::size_t i = 1; i < times.size(); ++i) steps.push_back(apart(times[i], times[i - 1]));
  const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
  std::nth_element(steps.begin(), middle, steps.end());
  return *middle;
}

std::vector<Time> distinct_times(const StateRows& rows, Duration tolerance) {
  std::vector<Time> times;
  for (const ScoredState& state : rows.states)
    if (times.empty() || state.time - times.back() > tolerance) times.push_back(state.time);
  return times;
}

std::size_t rows_at_no_time(const StateRows& rows, const std::vector<Time>& times, Duration tolerance) {
  std::size_t count = 0;
  for (const ScoredState& state : rows.states) {
    const auto next = std::lower_bound(times.begin(), times.end(), state.time);
    const bool near = (next != times.end() && *next - state.time <= tolerance) ||
                      (next != times.begin() && state.time - *(next - 1) <= tolerance);
    count += near ? 0 : 1;
  }
  return count;
}

ScanStates states_at(const StateRows& rows, const std::vector<Time>& times, Duration tolerance,
                     bool between_rows) {
  ScanStates scans;
  scans.times = times;
  scans.whos = static_cast<int>(rows.names.size());
  scans.has_velocity = rows.has_velocity;
  scans.has_identity = !rows.identities.empty();
  std::vector<std::pair<std::size_t, ScoredState>> found;
  for (const Path& path : paths_of(rows)) {
    if (path.empty()) continue;
    PathReader reader(rows, path);
    const Time first = rows.states[path.front()].time - tolerance,
               last = rows.states[path.back()].time + tolerance;
    auto scan = static_cast<std::size_t>(std::lower_bound(times.begin(), times.end(), first) - times.begin());
    for (ScoredState state; scan < times.size() && times[scan] <= last; ++scan)
      if (reader.read(times[scan], tolerance, between_rows, state)) found.emplace_back(scan, state);
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second.who < b.second.who;
  });
  scans.begin.assign(times.size() + 1, 0);
  for (const auto& [scan, state] : found) {
    ++scans.begin[scan + 1];
    scans.states.push_back(state);
  }
  for (std::size_t k = 0; k < times.size(); ++k) scans.begin[k + 1] += scans.begin[k];
  return scans;
}

}  // namespace cupola
