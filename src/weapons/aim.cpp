#include "weapons/aim.hpp"

#include <algorithm>
#include <cmath>

namespace cupola {
namespace {

constexpr double kAheadStep_s = 2.0;
constexpr double kAheadLongest_s = 600.0;
constexpr double kUsualSpeed_m_s = 900.0;  // where nothing better is known

/// Seconds from now to a fixed point, by flying there; at the present speed where that does not lead past it.
double way_s(const FlyoutLaw& law, const FlyoutState& state, const Vec3& aim_ecef_m, double range_m) {
  const Arrival ahead = fly_to(law, state, aim_ecef_m, 0.0, kAheadLongest_s, kAheadStep_s);
  if (ahead.time_s > state.time_s) return ahead.time_s - state.time_s;
  const double speed_m_s = norm(state.v_ecef_m_s);
  return range_m / (speed_m_s > kUsualSpeed_m_s ? speed_m_s : kUsualSpeed_m_s);
}

/// At usual speed, the target's closing counted in.
double first_guess_s(const FlyoutState& state, const Vec3& p_target_ecef_m, const Vec3& v_target_ecef_m_s) {
  const Vec3 line = p_target_ecef_m - state.p_ecef_m;
  const double range_m = norm(line);
  const double closing_m_s = kUsualSpeed_m_s - dot(line, v_target_ecef_m_s) / std::max(range_m, 1.0);
  return std::max(range_m, 1.0) / std::max(closing_m_s, 300.0);
}

}  // namespace

Aim aim_at(const FlyoutLaw& law, const FlyoutState& state, const Uplink& uplink,
           double uplink_age_at_launch_s, double expected_arrival_s, int rounds) {
  const auto target_at = [&](double t_s) {
    return uplink.p_ecef_m + (uplink_age_at_launch_s + t_s) * uplink.v_ecef_m_s;
  };
  const double now = state.time_s;
  double t = expected_arrival_s;
  if (!(t > now)) t = first_guess_s(state, target_at(now), uplink.v_ecef_m_s) + now;
  for (int i = 0; i < rounds; ++i) {
    const Vec3 line = target_at(t) - state.p_ecef_m;
    const double range_m = norm(line);
    if (!(range_m > 1.0)) break;
    const double way = way_s(law, state, target_at(t), range_m);
    const double late_s = now + way - t;

    // Each second of waiting takes the target nearer, and so saves the round the time for that much of its
    // way.
    const double slope = 1.0 - dot(line, uplink.v_ecef_m_s) * way / (range_m * range_m);
    const double to_go = t - now, next = to_go + late_s / (slope > 0.3 ? slope : 0.3);
    t = now + std::min(std::max(next, 0.5 * to_go), 2.0 * to_go);
  }
  return {target_at(t), t};
}

}  // namespace cupola
