#include "command/fire_zones.hpp"

#include <gtest/gtest.h>

#include "command/tests/proving_ground.hpp"

namespace cupola {
namespace {

using testing::level_velocity;
using testing::over_ground;
using testing::site;
using testing::site_frame;

KnownZone all_round(bool forbidden) { return {forbidden, {}, 0.0, 0.0, -1e3, 100e3}; }

bool allow(const std::vector<KnownZone>& zones, double east_m, double north_m, double height_m = 5e3) {
  return zones_allow(zones, site_frame(), over_ground(east_m, north_m, height_m));
}

TEST(FireZones, without_any_everywhere_is_allowed) { EXPECT_TRUE(allow({}, 0.0, 50e3)); }

TEST(FireZones, a_band_of_heights_holds_what_is_between) {
  KnownZone band = all_round(false);
  band.floor_hae_m = 3e3;
  band.ceiling_hae_m = 6e3;
  EXPECT_TRUE(allow({band}, 0.0, 50e3, 5e3));
  EXPECT_FALSE(allow({band}, 0.0, 50e3, 2e3));
  EXPECT_FALSE(allow({band}, 0.0, 50e3, 7e3));
  EXPECT_TRUE(allow({band, all_round(false)}, 0.0, 50e3, 7e3));  // inside one of them is enough
}

TEST(FireZones, a_sector_runs_clockwise_and_over_north) {
  KnownZone sector = all_round(false);
  sector.from_rad = -math::kPi / 4.0;
  sector.width_rad = math::kPi / 2.0;
  EXPECT_TRUE(allow({sector}, 10e3, 50e3));
  EXPECT_TRUE(allow({sector}, -10e3, 50e3));
  EXPECT_FALSE(allow({sector}, 50e3, 10e3));
  EXPECT_FALSE(allow({sector}, 0.0, -50e3));
}

TEST(FireZones, a_no_fire_zone_is_stronger) {
  KnownZone box = all_round(true);
  const double lat = site().latitude_rad, lon = site().longitude_rad, wide = 0.003;  // about 19 km
  box.corners = {{lat, lon - wide}, {lat, lon + wide}, {lat + wide, lon + wide}, {lat + wide, lon - wide}};
  EXPECT_FALSE(allow({box}, 0.0, 10e3));
  EXPECT_TRUE(allow({box}, 0.0, 30e3));
  EXPECT_TRUE(allow({box}, 0.0, -10e3));
  EXPECT_FALSE(allow({all_round(false), box}, 0.0, 10e3));
}

TEST(FireZones, who_flies_over_the_unit_attacks_it) {
  Doctrine d;
  const Vec3 p = over_ground(1e3, 40e3, 5e3);
  const Vec3 towards = level_velocity(p, 0.0, -250.0), away = level_velocity(p, 0.0, 250.0);
  EXPECT_FALSE(attacks(d, site_frame(), p, towards));
  d.fire.self_defence_m = 2e3;
  EXPECT_TRUE(attacks(d, site_frame(), p, towards));
  EXPECT_FALSE(attacks(d, site_frame(), p, away));
  d.fire.self_defence_m = 500.0;
  EXPECT_FALSE(attacks(d, site_frame(), p, towards));
}

}  // namespace
}  // namespace cupola
