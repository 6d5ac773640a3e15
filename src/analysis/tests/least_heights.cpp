#include "analysis/least_heights.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/math.hpp"
#include "earth/geodetic.hpp"
#include "earth/line_of_sight.hpp"

namespace cupola {
namespace {

constexpr double kDegree = math::kPi / 180.0, kStep_deg = 1.0 / 1200.0;
constexpr int kPosts = 361;

/// Rolling hills, 0.3 degrees on a side.
Terrain hills() {
  const PostGrid grid{40.0 * kDegree,      30.0 * kDegree, kStep_deg * kDegree,
                      kStep_deg * kDegree, kPosts,         kPosts};
  std::vector<double> heights_m;
  for (int i = 0; i < kPosts; ++i)
    for (int j = 0; j < kPosts; ++j)
      heights_m.push_back(500.0 + 150.0 * std::sin(0.05 * i) * std::cos(0.04 * j));
  return Terrain({TerrainTile::of_heights(grid, heights_m, 0.5, VerticalDatum::kEgm2008, {"made", 0})});
}

TEST(LeastHeights, are_those_of_the_exact_march) {
  const Terrain terrain = hills();
  const GroundPlace foot{40.15 * kDegree, 30.15 * kDegree};
  RadarSite radar;
  const double ground_msl_m = *terrain.height_msl_m(foot.latitude_rad, foot.longitude_rad);
  radar.antenna = {foot.latitude_rad, foot.longitude_rad,
                   ground_msl_m + 20.0 + terrain.geoid().undulation_m(foot.latitude_rad, foot.longitude_rad)};
  const LeastHeights heights = least_heights(radar, terrain, 4.0 / 3.0, 10e3, 100.0);
  ASSERT_EQ(heights.columns, 200);
  const EqualAreaPlane plane(foot);
  int asked = 0, agree = 0;
  double hidden = 0.0;
  for (int row = 3; row < heights.rows; row += 7)
    for (int column = 2; column < heights.columns; column += 5) {
      const std::size_t i = static_cast<std::size_t>(row) * 200 + static_cast<std::size_t>(column);
      if (heights.agl_m[i] == LeastHeights::kNothing) continue;
      const GroundPlace place = plane.place(
          {heights.west_m + (column + 0.5) * heights.cell_m, heights.north_m - (row + 0.5) * heights.cell_m});
      const Sight sight = march_sight(terrain, {foot, ground_msl_m + 20.0}, {place, heights.msl_m[i] + 0.0},
                                      {.k_factor = 4.0 / 3.0});
      const double exact_agl_m = std::max(sight.minimum_agl_m, 0.0);
      ++asked;
      agree += std::fabs(exact_agl_m - heights.agl_m[i]) < 2.0 + 0.05 * exact_agl_m;
      hidden += exact_agl_m > 1.0;
      EXPECT_NEAR(heights.msl_m[i] - heights.agl_m[i],
                  *terrain.height_msl_m(place.latitude_rad, place.longitude_rad), 0.01);
    }
  EXPECT_GT(asked, 1000);
  EXPECT_GT(hidden, 0.1 * asked);
  EXPECT_GT(agree, 0.98 * asked);
}

TEST(LeastHeights, outside_the_terrain_nothing_is_said) {
  const Terrain terrain = hills();
  RadarSite radar;
  radar.antenna = {40.15 * kDegree, 30.15 * kDegree, 700.0};
  const LeastHeights heights = least_heights(radar, terrain, 4.0 / 3.0, 40e3, 500.0);
  EXPECT_EQ(heights.msl_m.front(), LeastHeights::kNothing);
  EXPECT_EQ(heights.agl_m.front(), LeastHeights::kNothing);
}

}  // namespace
}  // namespace cupola
