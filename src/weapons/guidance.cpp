#include "weapons/guidance.hpp"

#include <algorithm>

#include "core/math.hpp"

namespace cupola {

namespace {

constexpr double kHoming_s = 20.0;

double height_agl_m(const Scenario& scenario, const Vec3& p_ecef_m) {
  return to_geodetic(p_ecef_m).height_hae_m - scenario.earth.ground_hae_m;
}

}  // namespace

Vec3 extrapolated(const Uplink& uplink, Time t) {
  return uplink.p_ecef_m + (t - uplink.time).seconds() * uplink.v_ecef_m_s;
}

bool illuminates(const World& world, RadarId radar, const Vec3& p_ecef_m, Time t) {
  const RadarState& state = world.radar(radar);
  if (!state.radiating(t)) return false;
  const RadarSite& site = world.scenario().radars[radar.index()];
  const Vec3 p_enu_m = LocalFrame::at(site.antenna).enu_from_ecef(p_ecef_m);
  const Polar polar = polar_from_enu(p_enu_m);
  const double off = math::wrap_pi(polar.azimuth_rad - state.sector_centre_rad);
  if (site.type.scan == ScanKind::sector && std::fabs(off) > site.type.sector_width_rad / 2.0) return false;
  const double ground_range_m = std::sqrt(p_enu_m.x * p_enu_m.x + p_enu_m.y * p_enu_m.y);
  const Scenario& scenario = world.scenario();
  return line_of_sight(site.antenna_agl_m, std::max(0.0, height_agl_m(scenario, p_ecef_m)), ground_range_m,
                       scenario.earth.k_factor);
}

HandOver hand_over(const World& world, const Vec3& p_track_ecef_m, double basket_m, Time launched, Time t) {
  HandOver result;
  double nearest_m = basket_m;
  for (const Platform& platform : world.scenario().platforms) {
    const bool alive = world.present(platform.id, t);
    const bool died = world.dead(platform.id) && world.death_time(platform.id) >= launched;
    if (!alive && !died) continue;
    const double distance_m = norm(world.motion(platform.id, t).p_ecef_m - p_track_ecef_m);
    if (alive && distance_m < nearest_m) {
      nearest_m = distance_m;
      result.engaged = platform.id;
    }
    if (died && distance_m < basket_m) result.already_dead = true;
  }
  if (result.engaged.valid()) result.already_dead = false;
  return result;
}

void MidcourseAim::update(const Vec3& p_round_ecef_m, const Vec3& v_round_ecef_m_s,
                          const Vec3& p_target_ecef_m, const Vec3& v_target_ecef_m_s) {
  const Vec3 line = p_target_ecef_m - p_round_ecef_m;
  const double range_m = norm(line);
  const double closing_m_s = dot(v_round_ecef_m_s - v_target_ecef_m_s, line) / range_m;
  const double homing_s = closing_m_s > 0.0 ? range_m / closing_m_s : to_go_s;
  if (std::min(homing_s, to_go_s) < kHoming_s) {
    to_go_s = homing_s;
  } else {
    const double old_way_m = norm(aim_ecef_m - p_round_ecef_m);
    const double way_m = norm(p_target_ecef_m + to_go_s * v_target_ecef_m_s - p_round_ecef_m);
    if (old_way_m > 0.0) to_go_s *= way_m / old_way_m;
  }
  aim_ecef_m = p_target_ecef_m + to_go_s * v_target_ecef_m_s;
}

}  // namespace cupola
