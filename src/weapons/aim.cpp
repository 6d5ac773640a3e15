#include "weapons/aim.hpp"

#include <cmath>

namespace cupola {
namespace {

constexpr double kAheadStep_s = 2.0;
constexpr double kAheadLongest_s = 600.0;

double arrival_s(const FlyoutLaw& law, const FlyoutState& state, const Vec3& aim_ecef_m, double range_m,
                 double speed_m_s) {
  const Arrival ahead = fly_to(law, state, aim_ecef_m, 0.0, kAheadLongest_s, kAheadStep_s);
  return ahead.time_s > state.time_s ? ahead.time_s : state.time_s + range_m / speed_m_s;
}

}  // namespace

Aim aim_at(const FlyoutLaw& law, const FlyoutState& state, const Uplink& uplink,
           double uplink_age_at_launch_s, double expected_arrival_s, int rounds) {
  const auto target_at = [&](double t_s) {
    return uplink.p_ecef_m + (uplink_age_at_launch_s + t_s) * uplink.v_ecef_m_s;
  };
  double t = expected_arrival_s > state.time_s ? expected_arrival_s : state.time_s;
  for (int i = 0; i < rounds; ++i) {
    const Vec3 aim = target_at(t);
    const Vec3 line = aim - state.p_ecef_m;
    const double range_m = norm(line);
    double speed_m_s = norm(state.v_ecef_m_s);
    speed_m_s = speed_m_s > 300.0 ? speed_m_s : 300.0;
    if (!(range_m > 1.0)) break;
    const double late_s = arrival_s(law, state, aim, range_m, speed_m_s) - t;

    // Waiting a second brings the target nearer by its closing speed.
    const double slope = 1.0 - dot(line, uplink.v_ecef_m_s) / (range_m * speed_m_s);
    t += late_s / (slope > 0.3 ? slope : 0.3);
    t = t > state.time_s ? t : state.time_s;
  }
  return {target_at(t), t};
}

}  // namespace cupola
