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

/// 40 km north of the unit and 1 km off its meridian.
ThreatState coming(double north_m_s, double position_sd_m = 0.0) {
  const Vec3 p = over_ground(1e3, 40e3, 5e3);
  ThreatState track{p, level_velocity(p, 0.0, north_m_s), {}, false};
  for (int i = 0; i < 3; ++i) track.covariance(i, i) = position_sd_m * position_sd_m;
  return track;
}

TEST(FireZones, who_flies_over_the_unit_attacks_it) {
  Doctrine d;
  EXPECT_FALSE(attacks(d, site_frame(), coming(-250.0)));
  d.fire.self_defence_m = 2e3;
  d.fire.self_defence_within_s = 200.0;
  EXPECT_TRUE(attacks(d, site_frame(), coming(-250.0)));
  EXPECT_FALSE(attacks(d, site_frame(), coming(250.0)));
  d.fire.self_defence_m = 500.0;
  EXPECT_FALSE(attacks(d, site_frame(), coming(-250.0)));
}

TEST(FireZones, who_is_not_there_in_time_does_not_attack_yet) {
  Doctrine d;
  d.fire.self_defence_m = 2e3;
  d.fire.self_defence_within_s = 100.0;
  EXPECT_FALSE(attacks(d, site_frame(), coming(-250.0)));  // 160 s to go
  EXPECT_TRUE(attacks(d, site_frame(), coming(-410.0)));
}

/// P(|x| < 2 km) of a normal x about 1 km is .683 for a deviation of 1 km, .532 for 2.4 km and .465 for 2.9 km.
TEST(FireZones, who_may_as_well_pass_far_off_does_not_attack) {
  Doctrine d;
  d.fire.self_defence_m = 2e3;
  d.fire.self_defence_within_s = 200.0;
  EXPECT_TRUE(attacks(d, site_frame(), coming(-250.0, 1e3)));
  EXPECT_TRUE(attacks(d, site_frame(), coming(-250.0, 2.4e3)));
  EXPECT_FALSE(attacks(d, site_frame(), coming(-250.0, 2.9e3)));
}

}  // namespace
}  // namespace cupola
