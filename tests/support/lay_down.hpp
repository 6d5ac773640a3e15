#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "core/math.hpp"
#include "flight/route.hpp"
#include "scenario/scenario.hpp"

namespace cupola::testing {

inline constexpr double kDegree = math::kPi / 180.0;

/// A lay-down written in code, with plain round values instead of the catalogue's: one fire unit, one asset
/// beside it, level raiders that fly over the fire unit to the asset. For checks of the chain whose answer is
/// known in closed form.
struct LayDown {
  Scenario scenario;

  LayDown() : LayDown(Empty{}) {
    add_asset("town", place(0.0, 0.0));
    add_fire_unit("unit", place(0.0, 0.0), {{WeaponTypeId{0}, 4}}, 8);
  }

  /// Start, earth, doctrine and one type of weapon: neither assets nor fire units.
  struct Empty {};
  explicit LayDown(Empty) {
    Scenario& s = scenario;
    s.name = "lay-down of a test";
    s.start = Time{1'780'000'000'000'000'000};
    s.duration = Duration::seconds(900);
    s.earth = {0.0, 0.0, 4.0 / 3.0};
    s.doctrine_true = s.doctrine_believed = doctrine();
    s.weapons_true = s.weapons_believed = {weapon("arrow")};
  }

  /// Changes what is true and what the defence believes alike.
  template <class Change>
  void change_weapons(const Change& change) {
    for (InterceptorType& type : scenario.weapons_true) change(type);
    for (InterceptorType& type : scenario.weapons_believed) change(type);
  }
  template <class Change>
  void change_radars(const Change& change) {
    for (RadarSite& site : scenario.radars) change(site.type);
    for (RadarType& type : scenario.radars_believed) change(type);
  }
  template <class Change>
  void change_doctrines(const Change& change) {
    for (PostSite& post : scenario.posts) change(post.doctrine);
    change(scenario.doctrine_true);
    change(scenario.doctrine_believed);
  }
  void kill_with(double probability) {
    change_weapons([probability](InterceptorType& type) {
      for (Figure& pk : type.kill_probability) pk = probability;
    });
  }

  static Geodetic place(double north_km, double east_km, double height_m = 0.0) {
    return {(40.0 + north_km / 111.0) * kDegree, (32.0 + east_km / 85.0) * kDegree, height_m};
  }

  static Doctrine doctrine() {
    Doctrine d;
    d.name = "plain";
    d.prior_friend = 0.3;
    d.prior_neutral = 0.4;
    d.prior_hostile = 0.3;
    d.reply_missing_friend = 0.02;
    d.reply_false_hostile = 0.0;
    d.corridor_half_width_m = 5000.0;
    for (const char* behaviour : {"ballistic", "fast low", "slow low", "fast high", "heading for an asset"})
      d.behaviours.push_back({behaviour, 0.05, 0.02, 0.9});
    d.behaviours.push_back({"airliner-like", 0.1, 0.9, 0.05});
    d.behaviours.push_back({"in corridor", 0.1, 0.9, 0.02});
    d.behaviours.push_back({"other", 0.4, 0.2, 0.4});
    d.hostile_at = 0.9;
    d.suspect_at = 0.6;
    d.friend_at = 0.9;
    d.neutral_at = 0.9;
    d.salvo = 1;
    d.shots_most = 1;
    d.salvo_spacing_s = 3.0;
    d.planned_kill_probability_least = 0.0;
    d.reaction_time_s = 0.0;
    d.keep_out_m = 1000.0;
    d.assessment_timeout_s = 10.0;
    return d;
  }

  static InterceptorType weapon(const std::string& name) {
    InterceptorType w;
    w.name = name;
    w.guidance = GuidanceClass::active;
    w.range_min_m = 3e3;
    w.range_max_m = 100e3;
    w.range_max_ballistic_m = 60e3;
    w.altitude_min_m = 0.0;
    w.altitude_max_m = 27e3;
    w.target_speed_max_m_s = 4800.0;
    w.launch_mass_kg = 1835.0;
    w.diameter_m = 0.5;
    w.boost_time_s = 12.0;
    w.boost_propellant_kg = 900.0;
    w.sustain_time_s = 1.0;
    w.sustain_propellant_kg = 1.0;
    w.specific_impulse_s = 250.0;
    w.drag_scale = 1.0;
    w.lateral_limit_m_s2 = 250.0;
    w.lift_coefficient_max = 6.0;
    w.life_s = 300.0;
    w.end_speed_m_s = 300.0;
    w.loft = {{0.0, 0.0}, {20e3, 0.05}, {100e3, 0.3}};
    w.handover_time_s = 6.0;
    w.handover_basket_m = 5e3;
    w.reliability = 1.0;
    for (Figure& pk : w.kill_probability) pk = 0.7;
    return w;
  }

  /// A radar that turns or stares, sees 4 m2 at 300 km and errs little.
  static RadarType radar(const std::string& name, ScanKind scan) {
    RadarType r;
    r.name = name;
    r.band = scan == ScanKind::rotating ? Band::s : Band::x;
    r.scan = scan;
    r.reference_range_m = 300e3;
    r.reference_rcs_m2 = 4.0;
    r.reference_pd = 0.9;
    r.reference_pfa = 1e-6;
    r.reference_swerling = 0;
    r.instrumented_range_m = 400e3;
    r.minimum_range_m = 1e3;
    r.elevation_min_rad = -1.0 * kDegree;
    r.elevation_max_rad = 80.0 * kDegree;
    r.antenna_height_m = 20.0;
    r.rotation_period_s = 5.0;
    r.sector_width_rad = 2.0 * math::kPi;
    r.sector_turn_rate_rad_s = 1.0;
    r.search_frame_s = 2.0;
    r.track_interval_s = 0.5;
    r.dedicated_tracks = 1000;
    r.range_resolution_m = 30.0;
    r.azimuth_beamwidth_rad = 1.0 * kDegree;
    r.elevation_beamwidth_rad = 1.0 * kDegree;
    r.range_floor_m = 10.0;
    r.azimuth_floor_rad = 0.02 * kDegree;
    r.elevation_floor_rad = 0.02 * kDegree;
    r.false_plots_per_scan = 0.0;
    r.call_kill_given_kill = 1.0;
    r.call_kill_given_alive = 0.0;
    r.assessment_delay_s = 0.0;
    r.warm_up_s = 0.0;
    r.availability = 1.0;
    return r;
  }

  static PlatformType raider(double rcs_m2 = 4.0) {
    PlatformType p;
    p.name = "raider";
    p.target_class = TargetClass::aircraft;
    p.swerling = 0;
    for (RcsByAspect& rcs : p.rcs) rcs = {rcs_m2, rcs_m2, rcs_m2};
    return p;
  }

  void add_asset(const std::string& name, const Geodetic& at) {
    scenario.assets.push_back(
        {AssetId{std::uint32_t(scenario.assets.size())}, name, at, to_ecef(at), 500.0, 1.0});
  }

  /// A fire unit: its radar and `launchers` launchers with the given load each, conducted by a post of its
  /// own or by one that is there. Names must come in order.
  FireUnitId add_fire_unit(const std::string& name, const Geodetic& at,
                           const std::vector<std::pair<WeaponTypeId, int>>& load, int launchers,
                           PostId conducted_by = {}) {
    Scenario& s = scenario;
    const auto next = [](const auto& list) { return static_cast<std::uint32_t>(list.size()); };
    if (!conducted_by.valid()) conducted_by = add_post(name + "/post", at);
    FireUnitSite unit{
        FireUnitId{next(s.fire_units)}, name, RadarId{next(s.radars)}, conducted_by, {}, 1000, 2000};
    s.posts[conducted_by.index()].radars.push_back(unit.guidance);
    s.posts[conducted_by.index()].fire_units.push_back(unit.id);
    RadarSite site;
    site.id = unit.guidance;
    site.name = name + "/radar";
    site.type = radar("stare", ScanKind::sector);
    for (const InterceptorType& weapon : s.weapons_true) site.type.guides.push_back(weapon.name);
    site.antenna = at;
    site.antenna.height_hae_m += 20.0;
    site.antenna_agl_m = 20.0;
    site.post = unit.post;
    site.fire_unit = unit.id;
    site.schedule = {{s.start, Readiness::ready}};
    s.radars.push_back(site);
    s.radars_believed.push_back(site.type);
    for (int i = 0; i < launchers; ++i) {
      LauncherType type;
      type.launch_interval_s = 0.0;
      LauncherSite launcher{
          LauncherId{next(s.launchers)}, name + "/launcher-" + std::to_string(i), type, at, unit.id, load};
      unit.launchers.push_back(launcher.id);
      s.launchers.push_back(launcher);
    }
    s.fire_units.push_back(unit);
    return unit.id;
  }

  /// One more radar of a post, all its own: it only looks.
  RadarId add_radar(const std::string& name, const Geodetic& at, const RadarType& type, PostId post) {
    Scenario& s = scenario;
    RadarSite site;
    site.id = RadarId{static_cast<std::uint32_t>(s.radars.size())};
    site.name = name;
    site.type = type;
    site.antenna = at;
    site.antenna.height_hae_m += 20.0;
    site.antenna_agl_m = 20.0;
    site.post = post;
    site.schedule = {{s.start, Readiness::ready}};
    s.radars.push_back(site);
    s.radars_believed.push_back(type);
    s.posts[post.index()].radars.push_back(site.id);
    return site.id;
  }

  PostId add_post(const std::string& name, const Geodetic& at) {
    Scenario& s = scenario;
    PostSite post;
    post.id = PostId{static_cast<std::uint32_t>(s.posts.size())};
    post.name = name;
    post.type.decision_period_s = 0.5;
    post.type.track_capacity = 1000.0;
    post.place = at;
    post.doctrine = s.doctrine_believed;
    s.posts.push_back(post);
    return post.id;
  }

  /// A command post above all posts there are, with a link to each.
  PostId add_superior(const std::string& name, const Geodetic& at) {
    Scenario& s = scenario;
    const PostId above = add_post(name, at);
    for (PostSite& below : s.posts) {
      if (below.id == above) continue;
      below.superior = above;
      Link link;
      link.a = below.id;
      link.b = above;
      link.latency_s = 0.1;
      link.takes_time = true;
      s.links.push_back(link);
    }
    return above;
  }

  /// A raider that flies level from one place to another, where it has reached its release line. Its name
  /// must come after those before it.
  Platform& add_flight(const std::string& name, const Geodetic& from, const Geodetic& to, double speed_m_s,
                       double after_s = 0.0) {
    Scenario& s = scenario;
    Platform p;
    p.id = PlatformId{static_cast<std::uint32_t>(s.platforms.size())};
    p.name = p.group = name;
    p.type = raider();
    p.truthful_reply = true;
    const Route route =
        fly_route(s.start + Duration::seconds(after_s), {{from, speed_m_s}, {to, speed_m_s}}, {});
    EXPECT_EQ(route.fault, RouteFault::none);
    p.path = route.path;
    p.objective = AssetId{0};
    p.objective_range_m = 500.0;
    p.objective_time = p.path.end();
    s.platforms.push_back(p);
    return s.platforms.back();
  }

  /// A level raider from the north to the asset.
  Platform& add_raider(const std::string& name, double from_north_km, double east_km, double height_m,
                       double speed_m_s, double after_s = 0.0) {
    return add_flight(name, place(from_north_km, east_km, height_m), place(0.0, 0.0, height_m), speed_m_s,
                      after_s);
  }
};

/// `stem-0007`: names that come in the order of their numbers.
inline std::string numbered(const char* stem, int i) {
  char name[64];
  std::snprintf(name, sizeof name, "%s-%04d", stem, i);
  return name;
}

}  // namespace cupola::testing
