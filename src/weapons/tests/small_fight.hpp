#pragma once

#include <string>

#include "core/math.hpp"
#include "flight/flyout_table.hpp"
#include "weapons/weapons.hpp"

namespace cupola::testing {

inline constexpr Time kStart{1'000'000'000'000'000};
inline Time at(double s) { return kStart + Duration::seconds(s); }

/// A large single-phase missile, numbers of our own: enough to fly 150 km. Everything certain.
inline InterceptorType sure_interceptor(GuidanceClass guidance) {
  InterceptorType t;
  t.name = "example";
  t.guidance = guidance;
  t.range_min_m = 3e3;
  t.range_max_m = 150e3;
  t.range_max_ballistic_m = 60e3;
  t.altitude_max_m = 25e3;
  t.target_speed_max_m_s = 3000.0;
  t.launch_mass_kg = 1800.0;
  t.diameter_m = 0.5;
  t.boost_time_s = 12.0;
  t.boost_propellant_kg = 1050.0;
  t.specific_impulse_s = 255.0;
  t.drag_scale = 0.85;
  t.lateral_limit_m_s2 = 240.0;
  t.lift_coefficient_max = 5.0;
  t.life_s = 200.0;
  t.end_speed_m_s = 450.0;
  t.loft = {{0.0, 0.0}, {7.5e3, 0.03}, {20e3, 0.12}, {40e3, 0.21}, {80e3, 0.36}, {150e3, 0.40}};
  t.handover_time_s = 8.0;
  t.handover_basket_m = 1000.0;
  t.reliability = 1.0;
  for (Figure& p : t.kill_probability) p = 1.0;
  return t;
}

/// One fire unit at 39 N 35 E: a sector radar facing north, two launchers of four rounds; and what flies
/// against it.
class SmallFight {
 public:
  explicit SmallFight(GuidanceClass guidance = GuidanceClass::semi_active) {
    s.start = kStart;
    s.duration = Duration::seconds(600.0);
    s.weapons_true = s.weapons_believed = {sure_interceptor(guidance)};
    RadarSite radar;
    radar.id = {0};
    radar.name = "guidance";
    radar.type.scan = ScanKind::sector;
    radar.type.sector_width_rad = 1.8;
    radar.type.sector_turn_rate_rad_s = 0.5;
    radar.type.instrumented_range_m = 400e3;
    radar.type.elevation_min_rad = -0.05;
    radar.type.elevation_max_rad = 1.2;
    radar.type.availability = 1.0;
    radar.antenna = {site.latitude_rad, site.longitude_rad, 20.0};
    radar.antenna_agl_m = 20.0;
    radar.fire_unit = {0};
    radar.schedule = {{kStart, Readiness::ready}};
    s.radars = {radar};
    FireUnitSite fire_unit;
    fire_unit.id = {0};
    fire_unit.name = "fire unit";
    fire_unit.guidance = {0};
    fire_unit.missile_channels = 6;
    s.fire_units = {fire_unit};
    add_launcher("launcher 1");
    add_launcher("launcher 2");
  }

  void add_launcher(const std::string& name) {
    LauncherSite launcher;
    launcher.id = {static_cast<std::uint32_t>(s.launchers.size())};
    launcher.name = name;
    launcher.type.launch_interval_s = 4.0;
    launcher.place = site;
    launcher.fire_unit = {0};
    launcher.load = {{WeaponTypeId{0}, 4}};
    s.launchers.push_back(launcher);
    s.fire_units[0].launchers.push_back(launcher.id);
  }

  /// Flies straight from (east, north, height) with the given velocity east, north, up, all local at the fire
  /// unit.
  PlatformId add_platform(const std::string& name, const Vec3& p_enu_m, const Vec3& v_enu_m_s,
                          double end_s = 600.0) {
    Platform platform;
    platform.id = {static_cast<std::uint32_t>(s.platforms.size())};
    platform.name = name;
    const Vec3 p = frame.ecef_from_enu(p_enu_m), v = transpose(frame.ecef_to_enu) * v_enu_m_s;
    platform.path.add_knot(at(0.0), {p, v});
    platform.path.add_knot(at(end_s), {p + end_s * v, v});
    s.platforms.push_back(platform);
    return platform.id;
  }

  Order order(const Motion& track, std::uint32_t launcher = 0) const {
    Order o;
    o.kind = OrderKind::launch;
    o.fire_unit = {0};
    o.launcher = {launcher};
    o.weapon = {0};
    o.track.number = 77;
    o.track.time = kStart;
    o.track.p_ecef_m = o.aim_ecef_m = track.p_ecef_m;
    o.track.v_ecef_m_s = track.v_ecef_m_s;
    return o;
  }

  Geodetic site{39.0 * math::kPi / 180.0, 35.0 * math::kPi / 180.0, 0.0};
  LocalFrame frame = LocalFrame::at(site);
  Scenario s;
};

/// Flies a round to its end with an uplink a second of the platform's true state, or of nothing; kills what
/// is hit.
inline const Round& fly_out(World& world, Weapons& weapons, InterceptorId round, PlatformId tracked,
                            double step_s = 1.0, double longest_s = 400.0) {
  for (int second = 1; second * 1.0 <= longest_s; ++second) {
    for (double t = second - 1 + step_s; t < second - 1e-9; t += step_s) {
      const FlightStep step = weapons.fly(world, round, at(t));
      if (step.killed)
        world.kill(weapons.rounds()[round.index()].engaged, weapons.rounds()[round.index()].ended_at);
    }
    const FlightStep step = weapons.fly(world, round, at(second));
    if (step.killed)
      world.kill(weapons.rounds()[round.index()].engaged, weapons.rounds()[round.index()].ended_at);
    if (weapons.rounds()[round.index()].ended) break;
    if (tracked.valid()) {
      const Motion m = world.motion(tracked, at(second));
      weapons.uplink({round, at(second), m.p_ecef_m, m.v_ecef_m_s});
    }
  }
  return weapons.rounds()[round.index()];
}

}  // namespace cupola::testing
