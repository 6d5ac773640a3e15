#pragma once

#include <cmath>

#include "command/order_of_battle.hpp"
#include "core/math.hpp"
#include "earth/geodetic.hpp"
#include "flight/flyout_table.hpp"

namespace cupola::testing {

/// A place in Anatolia: level ground at 0 m, everything in the tests stands about it.
inline Geodetic site() { return {0.6981317, 0.5585054, 0.0}; }
inline const LocalFrame& site_frame() {
  static const LocalFrame frame = LocalFrame::at(site());
  return frame;
}

/// A point by distance over ground east and north of the site, and height above the ellipsoid.
inline Vec3 over_ground(double east_m, double north_m, double height_m) {
  const double ground_m = std::sqrt(east_m * east_m + north_m * north_m);
  if (ground_m == 0.0) return to_ecef({site().latitude_rad, site().longitude_rad, height_m});
  return point_over_ground_ecef_m(site_frame(), east_m, north_m, ground_m, height_m);
}

/// A level velocity at a point, east and north there.
inline Vec3 level_velocity(const Vec3& p_ecef_m, double east_m_s, double north_m_s, double up_m_s = 0.0) {
  const LocalFrame here = LocalFrame::at(to_geodetic(p_ecef_m));
  return transpose(here.ecef_to_enu) * Vec3{east_m_s, north_m_s, up_m_s};
}

/// A weapon that flies straight to everything at one speed.
inline KnownWeapon constant_speed_weapon(std::uint32_t id, double speed_m_s, double kill_probability) {
  KnownWeapon weapon;
  weapon.id = WeaponTypeId{id};
  weapon.type.name = "straight";
  weapon.type.guidance = GuidanceClass::semi_active;
  weapon.type.range_min_m = 1'000.0;
  weapon.type.range_max_m = 150'000.0;
  weapon.type.range_max_ballistic_m = 60'000.0;
  weapon.type.altitude_min_m = 10.0;
  weapon.type.altitude_max_m = 30'000.0;
  weapon.type.target_speed_max_m_s = 5'000.0;
  weapon.type.life_s = 300.0;
  weapon.type.reliability = 1.0;
  for (Figure& p : weapon.type.kill_probability) p = kill_probability;
  FlyoutTable& table = weapon.table;
  table = FlyoutTable::even_grid(201, 1'000.0, 41, 1'000.0);
  for (int h = 0; h < table.height_count; ++h)
    for (int r = 0; r < table.range_count; ++r) {
      table.time_s.push_back(static_cast<float>(1'000.0 * std::sqrt(r * r + h * h) / speed_m_s));
      table.speed_m_s.push_back(static_cast<float>(speed_m_s));
    }
  return weapon;
}

inline KnownRadar guidance_radar(std::uint32_t id) {
  KnownRadar radar;
  radar.id = RadarId{id};
  radar.type.scan = ScanKind::sector;
  radar.type.sector_width_rad = 2.0 * math::kPi;
  radar.type.search_frame_s = 2.0;
  radar.type.track_interval_s = 1.0;
  radar.type.dedicated_tracks = 100;
  radar.frame = site_frame();
  radar.antenna_agl_m = 30.0;
  radar.book.id = radar.id;
  radar.book.frame = radar.frame;
  radar.book.look_interval_s = 2.0;
  radar.book.track_interval_s = 1.0;
  return radar;
}

/// A doctrine without delays, that takes silence and behaviour for what M27 of the models says.
inline Doctrine plain_doctrine() {
  Doctrine d;
  d.prior_friend = 0.4;
  d.prior_neutral = 0.3;
  d.prior_hostile = 0.3;
  d.reply_missing_friend = 0.02;
  d.reply_false_hostile = 0.01;
  d.corridor_half_width_m = 5'000.0;
  d.behaviours = {{"fast low", 0.1, 0.05, 0.7},
                  {"ballistic", 0.01, 0.001, 0.9},
                  {"heading for an asset", 0.1, 0.05, 0.7},
                  {"airliner-like", 0.1, 0.8, 0.05},
                  {"in corridor", 0.5, 0.8, 0.1}};
  d.hostile_at = 0.85;
  d.suspect_at = 0.6;
  d.friend_at = 0.85;
  d.neutral_at = 0.85;
  d.salvo = 1;
  d.shots_most = 1;
  d.planned_kill_probability_least = 0.1;
  d.assessment_timeout_s = 8.0;
  return d;
}

/// One post with one fire unit of `launchers` launchers, four rounds each, defending an asset where it
/// stands.
inline OrderOfBattle lone_fire_unit(int launchers = 4, int target_channels = 6) {
  OrderOfBattle own;
  own.self = PostId{0};
  own.doctrine = plain_doctrine();
  own.assets.push_back({AssetId{0}, over_ground(0.0, 0.0, 0.0), 1'000.0, 1.0});
  own.weapons.push_back(constant_speed_weapon(0, 1'000.0, 0.8));
  own.radars.push_back(guidance_radar(0));
  KnownFireUnit unit;
  unit.id = FireUnitId{0};
  unit.post = own.self;
  unit.frame = site_frame();
  unit.guidance = own.radars.back();
  for (int i = 0; i < launchers; ++i)
    unit.launchers.push_back(
        {LauncherId{static_cast<std::uint32_t>(i)}, site_frame(), 3.0, {{WeaponTypeId{0}, 4}}});
  unit.target_channels = target_channels;
  unit.missile_channels = 2 * target_channels;
  own.fire_units.push_back(unit);
  own.own_fire_units.push_back(unit.id);
  return own;
}

}  // namespace cupola::testing
