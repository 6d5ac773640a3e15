#include "weapons/aim.hpp"

#include <algorithm>
#include <cmath>

namespace cupola {
namespace {

// Twice this, and long shots get to and fro on their loft: 30 % late (tests/aim.cpp).
constexpr double kAheadStep_s = 1.0;
constexpr double kAheadLongest_s = 600.0;
constexpr double kUsualSpeed_m_s = 900.0;  // where nothing better is known
constexpr double kSlopeLeast = 0.3;        // a target that outruns the round
constexpr double kWorth = 1.0 / 3.0, kMoved = 0.1, kOftenest_s = 0.5;

/// At usual speed, the target's closing counted in.
double first_guess_s(const FlyoutState& state, const ToldTarget& target) {
  const Vec3 line = target.at(state.time_s) - state.p_ecef_m;
  const double range_m = norm(line);
  const double closing_m_s = kUsualSpeed_m_s - dot(line, target.v_ecef_m_s) / std::max(range_m, 1.0);
  return std::max(range_m, 1.0) / std::max(closing_m_s, 300.0);
}

/// Straight on, at the mean speed of the way.
Vec3 later_on_a_line(const Vec3& line_ecef_m, double way_s) {
  return (way_s / std::max(dot(line_ecef_m, line_ecef_m), 1.0)) * line_ecef_m;
}

}  // namespace

Aim planned_aim(const Vec3& p_launch_ecef_m, const Vec3& p_aim_ecef_m, double time_of_flight_s) {
  const Vec3 later_s_m = later_on_a_line(p_aim_ecef_m - p_launch_ecef_m, time_of_flight_s);
  return {p_aim_ecef_m, time_of_flight_s, {p_aim_ecef_m, 0.0, time_of_flight_s, later_s_m}};
}

Aim corrected_aim(const FlownAhead& ahead, const ToldTarget& target, double now_s) {
  // t = arrival + later . (target(t) - to)
  const double slope = std::max(1.0 - dot(ahead.later_s_m, target.v_ecef_m_s), kSlopeLeast);
  const double later_s = dot(ahead.later_s_m, target.at(ahead.arrival_s) - ahead.to_ecef_m) / slope;
  const double to_go_s = std::clamp(ahead.arrival_s - now_s, 0.0, kAheadLongest_s);
  const double most_s = std::min(2.0 * to_go_s, kAheadLongest_s);
  const double arrival_s = now_s + std::clamp(to_go_s + later_s, 0.5 * to_go_s, most_s);
  return {target.at(arrival_s), arrival_s, ahead};
}

bool stale(const Aim& aim, double now_s) {
  const FlownAhead& ahead = aim.ahead;
  const double to_go_s = aim.arrival_s - now_s;
  if (!(to_go_s > 0.0)) return true;
  if (now_s < ahead.from_s + kOftenest_s) return false;
  const Vec3 moved = aim.p_ecef_m - ahead.to_ecef_m;
  const double limit_s = kMoved * to_go_s;
  return to_go_s < kWorth * (ahead.arrival_s - ahead.from_s) ||
         dot(moved, moved) * dot(ahead.later_s_m, ahead.later_s_m) > limit_s * limit_s;
}

AimSearch::AimSearch(const FlyoutState& state, const ToldTarget& target, const FlightLimits& limits,
                     double expected_arrival_s, int rounds)
    : from_(state), target_(target), limits_(limits), rounds_left_(rounds) {
  const double now_s = state.time_s;
  aim_.arrival_s = expected_arrival_s > now_s ? expected_arrival_s : first_guess_s(state, target) + now_s;
  look_ahead();
}

/// The next flight to where the target would be at the arrival found so far, if one is to be made.
void AimSearch::look_ahead() {
  while (rounds_left_ > 0) {
    aim_.p_ecef_m = target_.at(aim_.arrival_s);
    const Vec3 line_ecef_m = aim_.p_ecef_m - from_.p_ecef_m;
    if (!(dot(line_ecef_m, line_ecef_m) > 1.0)) return;
    flight_ = FlightTo(from_, aim_.p_ecef_m, limits_.burn_out_s, limits_.end_speed_m_s, limits_.life_s,
                       kAheadStep_s);
    if (flight_.wants_step()) return;
    improve();
  }
}

void AimSearch::take(const FlyoutState& after, double stepped_s) {
  flight_.take(after, stepped_s);
  if (flight_.wants_step()) return;
  improve();
  look_ahead();
}

/// The meeting by what the last flight found; at the present speed where that did not lead past the point.
void AimSearch::improve() {
  --rounds_left_;
  FlownAhead& ahead = aim_.ahead;
  const double now_s = from_.time_s;
  ahead.to_ecef_m = aim_.p_ecef_m;
  ahead.from_s = now_s;
  ahead.arrival_s = flight_.arrival().time_s;
  if (ahead.arrival_s > now_s) {
    const Vec3& v_ecef_m_s = flight_.state().v_ecef_m_s;
    ahead.later_s_m = (1.0 / dot(v_ecef_m_s, v_ecef_m_s)) * v_ecef_m_s;
  } else {
    const Vec3 line_ecef_m = aim_.p_ecef_m - from_.p_ecef_m;
    const double way_s = norm(line_ecef_m) / std::max(norm(from_.v_ecef_m_s), kUsualSpeed_m_s);
    ahead.arrival_s = now_s + way_s;
    ahead.later_s_m = later_on_a_line(line_ecef_m, way_s);
  }
  aim_ = corrected_aim(ahead, target_, now_s);
}

Aim aim_at(const FlyoutLaw& law, const FlyoutState& state, const ToldTarget& target,
           double expected_arrival_s, int rounds, const FlightLimits& limits) {
  AimSearch search(state, target, limits, expected_arrival_s, rounds);
  while (search.wants_step()) {
    FlyoutState after = search.state();
    const double stepped_s = law.step_midcourse(after, search.aim_ecef_m(), search.step_s());
    search.take(after, stepped_s);
  }
  return search.aim();
}

}  // namespace cupola
