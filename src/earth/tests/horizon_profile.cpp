#include "earth/horizon_profile.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "earth/horizon.hpp"
#include "earth/tests/srtm_tiles.hpp"

namespace cupola {
namespace {

using testing::kDegree;
using testing::made_tile;

/// Over a smooth sea the horizon dips by sqrt(2 h / (k R)) at sqrt(2 k R h).
TEST(HorizonProfile, DipsOverTheSea) {
  const Terrain sea({made_tile(0.0, 0.0, 2.0, 0.02, 1.0, [](double, double) { return 0.0; })});
  for (const double k : {1.0, 4.0 / 3.0}) {
    const auto profile = horizon_profile(sea, {{1.0 * kDegree, 1.0 * kDegree}, 100.0}, 36, 80e3, {k, 50.0});
    ASSERT_EQ(profile.size(), 36u);
    for (const HorizonPoint& point : profile) {
      EXPECT_NEAR(point.elevation_rad, -std::sqrt(200.0 / (k * kMeanEarthRadius_m)), 1e-6);
      EXPECT_NEAR(point.distance_m, std::sqrt(200.0 * k * kMeanEarthRadius_m), 100.0);
    }
    EXPECT_NEAR(profile[9].azimuth_rad, 0.5 * math::kPi, 1e-12);
  }
}

/// A wall to the east masks the east, a sighted line at its top and above agree.
TEST(HorizonProfile, SeesAWallWhereItStands) {
  const Terrain land({made_tile(0.0, 0.0, 1.0, 0.002, 1.0, [](double, double longitude_rad) {
    return std::fabs(longitude_rad - 0.7 * kDegree) < 0.0021 * kDegree ? 400.0 : 0.0;
  })});
  const SightPoint eye{{0.5 * kDegree, 0.5 * kDegree}, 20.0};
  const auto profile = horizon_profile(land, eye, 360, 50e3, {4.0 / 3.0, 50.0});
  const double wall_m = 0.198 * kDegree * kMeanEarthRadius_m;
  EXPECT_NEAR(profile[90].distance_m, wall_m, 150.0);
  EXPECT_NEAR(profile[90].elevation_rad, 380.0 / wall_m - wall_m / (2.0 * 4.0 / 3.0 * kMeanEarthRadius_m),
              2e-4);
  EXPECT_LT(profile[270].elevation_rad, 0.0);
  for (const HorizonPoint& point : profile) {
    const GroundPlace beyond = GreatCircle(eye.place, point.azimuth_rad, 40e3).at(40e3);
    const double straight_m =
        20.0 + 40e3 * std::tan(point.elevation_rad) + 40e3 * 40e3 / (2.0 * 4.0 / 3.0 * kMeanEarthRadius_m);
    const Sight above = march_sight(land, eye, {beyond, straight_m + 1.0}, {4.0 / 3.0, 50.0});
    if (above.complete) {
      EXPECT_TRUE(above.visible || straight_m + 1.0 < 0.0);
    }
  }
}

TEST(HorizonProfile, IsEmptyWithoutTerrain) {
  const auto profile = horizon_profile(Terrain({}), {{0.1, 0.1}, 10.0}, 4, 1e4);
  ASSERT_EQ(profile.size(), 4u);
  EXPECT_EQ(profile[1].distance_m, 0.0);
  EXPECT_EQ(profile[1].elevation_rad, -0.5 * math::kPi);
}

}  // namespace
}  // namespace cupola
