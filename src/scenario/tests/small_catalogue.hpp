#pragma once

#include <string>
#include <tuple>
#include <utility>

#include "catalogue/catalogue.hpp"

namespace cupola {

/// A figure with a record, so that it is counted and put into modes.
inline Figure figure(double best, double low, double high) {
  Figure f(best);
  f.low = low;
  f.high = high;
  f.reason = "for a test";
  return f;
}
inline Figure figure(double best) { return figure(best, best, best); }

inline RadarType small_radar(const std::string& name, ScanKind scan) {
  RadarType radar;
  radar.name = name;
  radar.scan = scan;
  radar.interrogator = Interrogator::national;
  radar.reference_range_m = figure(200e3, 150e3, 250e3);
  radar.reference_range_m.advertised = 300e3;
  radar.reference_rcs_m2 = figure(1.0);
  radar.reference_pd = figure(0.9);
  radar.reference_pfa = figure(1e-6);
  radar.instrumented_range_m = figure(400e3);
  radar.elevation_max_rad = figure(1.0);
  radar.antenna_height_m = figure(6.0);
  radar.rotation_period_s = figure(10.0);
  radar.range_resolution_m = figure(150.0);
  radar.azimuth_beamwidth_rad = figure(0.02);
  radar.elevation_beamwidth_rad = figure(0.02);
  radar.range_floor_m = figure(30.0);
  radar.azimuth_floor_rad = figure(0.002);
  radar.elevation_floor_rad = figure(0.002);
  radar.false_plots_per_scan = figure(2.0);
  radar.call_kill_given_kill = figure(0.9);
  radar.call_kill_given_alive = figure(0.05);
  radar.assessment_delay_s = figure(3.0);
  radar.warm_up_s = figure(60.0);
  radar.availability = figure(0.8);
  radar.sector_width_rad = figure(1.5);
  radar.dedicated_tracks = 12;
  return radar;
}

inline PlatformType small_platform(const std::string& name, TargetClass target_class, double speed_m_s) {
  PlatformType platform;
  platform.name = name;
  platform.target_class = target_class;
  platform.speed_m_s = figure(speed_m_s);
  platform.speed_max_m_s = figure(2.0 * speed_m_s);
  platform.turn_limit_m_s2 = figure(30.0);
  for (RcsByAspect& rcs : platform.rcs) rcs = {figure(0.1), figure(0.3), figure(0.2)};
  if (target_class == TargetClass::ballistic_missile) platform.ballistic_coefficient_kg_m2 = figure(5000.0);
  return platform;
}

inline Doctrine small_doctrine() {
  Doctrine doctrine;
  doctrine.name = "standard";
  doctrine.prior_friend = figure(0.2);
  doctrine.prior_neutral = figure(0.5);
  doctrine.prior_hostile = figure(0.3);
  doctrine.reply_missing_friend = figure(0.02, 0.01, 0.1);
  doctrine.corridor_half_width_m = figure(9000.0);
  doctrine.voice = {figure(20.0), figure(0.05)};
  doctrine.data_link = {figure(4.0), figure(0.02)};
  doctrine.full = {figure(0.5), figure(0.001)};
  doctrine.reaction_time_s = figure(12.0, 8.0, 30.0);
  return doctrine;
}

/// A set of two fire units under a command post, a lone fire unit, and what flies.
inline Catalogue small_catalogue() {
  Catalogue c;
  c.radars["search radar"] = small_radar("search radar", ScanKind::rotating);
  c.radars["guidance radar"] = small_radar("guidance radar", ScanKind::sector);
  for (const auto& [name, small] : {std::pair{"large round", false}, std::pair{"small round", true}}) {
    c.radars["guidance radar"].guides.push_back(name);
    InterceptorType& round = c.interceptors[name];
    round.name = name;
    round.per_place = small ? 4 : 1;
    round.reliability = figure(0.95);
    round.handover_basket_m = figure(1500.0);
    round.kill_probability.fill(figure(0.6, 0.3, 0.85));
  }
  c.launchers["launcher"] = {"launcher", 4, figure(4.0), figure(3600.0), {}, {}};
  c.command_posts["post"] = {"post", figure(300.0), figure(1.0)};
  c.doctrines["standard"] = small_doctrine();
  for (const auto& [name, kind, speed] : {std::tuple{"cruise missile", TargetClass::cruise_missile, 240.0},
                                          std::tuple{"fighter", TargetClass::aircraft, 250.0},
                                          std::tuple{"airliner", TargetClass::airliner, 230.0},
                                          std::tuple{"rocket", TargetClass::ballistic_missile, 1500.0}})
    c.platforms[name] = small_platform(name, kind, speed);

  SystemFireUnit unit;
  unit.name = "unit 1";
  unit.guidance_radar = "guidance radar";
  unit.launcher = "launcher";
  unit.launchers = 3;
  unit.target_channels = figure(10.0, 6.0, 10.0);
  unit.target_channels.advertised = 12.0;
  unit.missile_channels = figure(20.0, 12.0, 20.0);
  SystemFireUnit second = unit;
  second.name = "unit 2";
  second.east_m = 5000.0;
  c.systems["set"] = {"set", "post", {{"search", "search radar", 0.0, 300.0}}, {unit, second}};
  c.systems["lone unit"] = {"lone unit", "", {}, {unit}};
  return c;
}

/// A scenario that is right, for tests to spoil.
inline const std::string kSmallScenario = R"(scenario: small
start: 2026-06-01T02:00:00Z
duration: 900 s
doctrine: standard
earth: {ground: 840 m msl, geoid_undulation: 36.9 m}
assets:
  - {name: depot, at: {latitude: 40 deg, longitude: 32 deg}, radius: 300 m, value: 2}
  - {name: bridge, at: {latitude: 40.2 deg, longitude: 32.3 deg}}
defence:
  - name: north
    system: set
    at: {latitude: 40.05 deg, longitude: 32.1 deg}
    facing: 90 deg
    load:
      - {interceptor: large round, rounds: 3}
      - {interceptor: small round, rounds: 4}
raid:
  - name: low
    type: cruise missile
    count: 2
    start: 10 s
    spacing: {time: 5 s}
    route:
      - {latitude: 40 deg, longitude: 33 deg, altitude: 60 m agl, speed: 240 m/s}
      - {latitude: 40 deg, longitude: 32 deg, altitude: 60 m agl, speed: 240 m/s}
    objective: {asset: depot}
traffic:
  - name: flight
    side: neutral
    type: airliner
    route:
      - {latitude: 41 deg, longitude: 31 deg, altitude: 10 km msl}
      - {latitude: 39 deg, longitude: 33 deg, altitude: 10 km msl}
)";

}  // namespace cupola
