#include "weapons/aim.hpp"

#include <algorithm>
#include <cmath>

namespace cupola {
namespace {

constexpr double kAheadStep_s = 2.0;
constexpr double kAheadLongest_s = 600.0;
constexpr double kNoLeastSpeed_m_s = 0.0, kBurnOut_s = 0.0;  // it may get as slow as it will
constexpr double kUsualSpeed_m_s = 900.0;                    // where nothing better is known

/// At usual speed, the target's closing counted in.
double first_guess_s(const FlyoutState& state, const Vec3& p_target_ecef_m, const Vec3& v_target_ecef_m_s) {
  const Vec3 line = p_target_ecef_m - state.p_ecef_m;
  const double range_m = norm(line);
  const double closing_m_s = kUsualSpeed_m_s - dot(line, v_target_ecef_m_s) / std::max(range_m, 1.0);
  return std::max(range_m, 1.0) / std::max(closing_m_s, 300.0);
}

}  // namespace

AimSearch::AimSearch(const FlyoutState& state, const Uplink& uplink, double uplink_age_at_launch_s,
                     double expected_arrival_s, int rounds)
    : from_(state),
      p_uplink_ecef_m_(uplink.p_ecef_m),
      v_ecef_m_s_(uplink.v_ecef_m_s),
      age_s_(uplink_age_at_launch_s),
      arrival_s_(expected_arrival_s),
      rounds_left_(rounds) {
  const double now = state.time_s;
  if (!(arrival_s_ > now)) arrival_s_ = first_guess_s(state, target_at(now), v_ecef_m_s_) + now;
  look_ahead();
}

/// The next flight to where the target would be at the arrival found so far, if one is to be made.
void AimSearch::look_ahead() {
  while (rounds_left_ > 0) {
    const Vec3 target_ecef_m = target_at(arrival_s_);
    line_ecef_m_ = target_ecef_m - from_.p_ecef_m;
    range_m_ = norm(line_ecef_m_);
    if (!(range_m_ > 1.0)) return;
    flight_ = FlightTo(from_, target_ecef_m, kBurnOut_s, kNoLeastSpeed_m_s, kAheadLongest_s, kAheadStep_s);
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

/// Seconds from now to the fixed point of the last flight; at the present speed where that did not lead past
/// it.
double AimSearch::way_s() const {
  const double arrival_s = flight_.arrival().time_s;
  if (arrival_s > from_.time_s) return arrival_s - from_.time_s;
  const double speed_m_s = norm(from_.v_ecef_m_s);
  return range_m_ / (speed_m_s > kUsualSpeed_m_s ? speed_m_s : kUsualSpeed_m_s);
}

void AimSearch::improve() {
  --rounds_left_;
  const double now = from_.time_s, way = way_s();
  const double late_s = now + way - arrival_s_;

  // Each second of waiting takes the target nearer, and so saves the round the time for that much of its
  // way.
  const double slope = 1.0 - dot(line_ecef_m_, v_ecef_m_s_) * way / (range_m_ * range_m_);
  const double to_go = arrival_s_ - now, next = to_go + late_s / (slope > 0.3 ? slope : 0.3);
  arrival_s_ = now + std::min(std::max(next, 0.5 * to_go), 2.0 * to_go);
}

Aim aim_at(const FlyoutLaw& law, const FlyoutState& state, const Uplink& uplink,
           double uplink_age_at_launch_s, double expected_arrival_s, int rounds) {
  AimSearch search(state, uplink, uplink_age_at_launch_s, expected_arrival_s, rounds);
  while (search.wants_step()) {
    FlyoutState after = search.state();
    const double stepped_s = law.step_midcourse(after, search.aim_ecef_m(), search.step_s());
    search.take(after, stepped_s);
  }
  return search.aim();
}

}  // namespace cupola
