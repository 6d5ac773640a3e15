#include "earth/viewshed.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <random>
#include <vector>

#include "core/wide_lanes.hpp"
#include "earth/horizon.hpp"
#include "earth/tests/srtm_tiles.hpp"
#include "earth/viewshed_sweep.hpp"

namespace cupola {
namespace {

using testing::kDegree;
using testing::made_tile;

struct Disagreement {
  int places = 0, at_2_m = 0, at_100_m = 0, at_500_m = 0;
  int kept_at_2_m = 0;  // by the heights kept alone
  double mean_m = 0.0, worst_m = 0.0;
};

/// Random places of a tile, seen from a site on it: raster against the exact march.
Disagreement against_march(const TerrainTile& tile, const GroundPlace& site, double mast_m, int places) {
  const Terrain terrain({tile});
  const SightPoint eye{site, terrain.height_msl_m(site.latitude_rad, site.longitude_rad).value() + mast_m};
  const Viewshed viewshed(tile, eye);
  const PostGrid& grid = tile.grid();

  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> part(0.0, 1.0);
  Disagreement result;
  for (int i = 0; i < places; ++i) {
    const double row = part(random) * (grid.rows - 1), column = part(random) * (grid.columns - 1);
    const GroundPlace place{grid.latitude_rad(row), grid.longitude_rad(column)};
    const Sight sight = march_sight(terrain, eye, {place, 0.0}, {4.0 / 3.0, 30.0});
    const double ground_m = sight.minimum_msl_m - sight.minimum_agl_m;
    const double swept_m = std::max(viewshed.minimum_msl_m(place), ground_m);
    const auto differ = [&](double agl_m) {
      return viewshed.sees({place, ground_m + agl_m}) != (ground_m + agl_m >= sight.minimum_msl_m);
    };
    result.kept_at_2_m += (ground_m + 2.0 >= swept_m) != (ground_m + 2.0 >= sight.minimum_msl_m);
    ++result.places;
    result.at_2_m += differ(2.0);
    result.at_100_m += differ(100.0);
    result.at_500_m += differ(500.0);
    result.mean_m += std::fabs(swept_m - sight.minimum_msl_m) / places;
    result.worst_m = std::max(result.worst_m, std::fabs(swept_m - sight.minimum_msl_m));
  }
  return result;
}

void expect_agreement(const TerrainTile& tile, const GroundPlace& site) {
  constexpr int kPlaces = 20000;
  const Disagreement d = against_march(tile, site, 20.0, kPlaces);
  std::printf(
      "of %d places %d, %d, %d differ at 2, 100, 500 m; %d at 2 m by the heights kept, which are off by %.2f "
      "m "
      "in the mean, %.1f m at worst\n",
      d.places, d.at_2_m, d.at_100_m, d.at_500_m, d.kept_at_2_m, d.mean_m, d.worst_m);
  EXPECT_LE(d.at_2_m, 0.005 * kPlaces);
  EXPECT_LE(d.at_100_m, 0.005 * kPlaces);
  EXPECT_LE(d.at_500_m, 0.005 * kPlaces);
  EXPECT_LE(d.kept_at_2_m, 0.01 * kPlaces);
}

TEST(Viewshed, AgreesWithTheExactMarchAboveNice) {
  CUPOLA_REFERENCE_FILE(path, testing::kNice);
  const auto tile = testing::srtm_tile(path);
  ASSERT_TRUE(tile.has_value());
  expect_agreement(*tile, {43.30037 * kDegree, 7.20049 * kDegree});  // at sea
  expect_agreement(*tile, {43.7203 * kDegree, 7.4101 * kDegree});
  expect_agreement(*tile, {43.9003 * kDegree, 7.5501 * kDegree});
}

TEST(Viewshed, AgreesWithTheExactMarchInTheWhiteMountains) {
  CUPOLA_REFERENCE_FILE(path, testing::kWhiteMountains);
  const auto tile = testing::srtm_tile(path);
  ASSERT_TRUE(tile.has_value());
  expect_agreement(*tile, {44.5003 * kDegree, -71.5001 * kDegree});
  expect_agreement(*tile, {44.95 * kDegree, -71.9 * kDegree});
  expect_agreement(*tile, {44.2706 * kDegree, -71.3033 * kDegree});  // Mount Washington
}

/// Mixing rays from post to post, as others do, smears ridges: the fan is there because it is better.
TEST(Viewshed, AFanOfRaysIsNearerToTheMarchThanMixedRays) {
  CUPOLA_REFERENCE_FILE(path, testing::kWhiteMountains);
  const auto tile = testing::srtm_tile(path);
  ASSERT_TRUE(tile.has_value());
  const Terrain terrain({*tile});
  const PostGrid& grid = tile->grid();
  const GroundPlace site{44.5003 * kDegree, -71.5001 * kDegree};
  const double eye_m = terrain.height_msl_m(site.latitude_rad, site.longitude_rad).value() + 20.0;
  ViewshedInput input{*tile, ViewshedGeometry::sphere(grid, site), eye_m, 0.75 / (2.0 * kMeanEarthRadius_m)};
  std::vector<float> fan(tile->count()), mixed(tile->count());
  sweep_viewshed(input, false, fan.data());
  input.method = RayMethod::kXDraw;
  sweep_viewshed(input, false, mixed.data());
  double fan_m = 0.0, mixed_m = 0.0;
  for (int i = 0; i < 2000; ++i) {
    const int row = (i * 7919) % grid.rows, column = (i * 104729) % grid.columns;
    const Sight sight =
        march_sight(terrain, {site, eye_m}, {{grid.latitude_rad(row), grid.longitude_rad(column)}, 0.0});
    const std::size_t at = static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.columns) +
                           static_cast<std::size_t>(column);
    fan_m += std::fabs(static_cast<double>(fan[at]) - sight.minimum_msl_m);
    mixed_m += std::fabs(static_cast<double>(mixed[at]) - sight.minimum_msl_m);
  }
  EXPECT_LT(3.0 * fan_m, mixed_m);
}

/// Hills without a file of data.
TerrainTile hills(double side_deg, double step_deg) {
  return made_tile(40.0, 30.0, side_deg, step_deg, 0.25, [](double a, double b) {
    return 900.0 + 300.0 * std::sin(2311.0 * a + 800.0 * b) + 200.0 * std::sin(5003.0 * b) +
           60.0 * std::sin(29000.0 * (a - b));
  });
}

TEST(Viewshed, IsTheSameToTheBitInWideAndNarrowLanes) {
  if (!has_wide_lanes()) return;
  const TerrainTile tile = hills(0.7, 0.0013);
  for (const RayMethod method : {RayMethod::kFan, RayMethod::kXDraw})
    for (const auto& [north_deg, east_deg] :
         {std::pair{40.31, 30.2777}, std::pair{40.0, 30.0}, std::pair{40.6993, 30.01}}) {
      ViewshedInput input{tile,
                          ViewshedGeometry::sphere(tile.grid(), {north_deg * kDegree, east_deg * kDegree}),
                          1500.0, 0.75 / (2.0 * kMeanEarthRadius_m), method};
      std::vector<float> wide(tile.count(), -1.0f), narrow(tile.count(), -2.0f);
      sweep_viewshed(input, true, wide.data());
      sweep_viewshed(input, false, narrow.data());
      EXPECT_EQ(std::memcmp(wide.data(), narrow.data(), wide.size() * sizeof(float)), 0);
    }
}

/// Every post gets a height, wherever the site stands: on a post, on the border, in a corner.
TEST(Viewshed, ReachesEveryPostFromEverySite) {
  const TerrainTile tile = made_tile(40.0, 30.0, 0.25, 0.002, 0.25, [](double a, double b) {
    return 900.0 + 300.0 * std::sin(2311.0 * a + 800.0 * b) + 200.0 * std::sin(5003.0 * b);
  });
  const Terrain terrain({tile});
  const PostGrid& grid = tile.grid();
  const double last = grid.rows - 1.0;
  for (const auto& [row, column] :
       {std::pair{0.0, 0.0}, std::pair{last, last}, std::pair{0.0, 60.0}, std::pair{40.5, 0.0},
        std::pair{62.0, 62.0}, std::pair{62.0, 62.5}, std::pair{33.3, last}, std::pair{1e-9, 50.25}})
    for (const RayMethod method : {RayMethod::kFan, RayMethod::kXDraw}) {
      const double eye_m = tile.height_m(row, column) + 30.0;
      ViewshedInput input{
          tile, ViewshedGeometry::sphere(grid, {grid.latitude_rad(row), grid.longitude_rad(column)}), eye_m,
          0.75 / (2.0 * kMeanEarthRadius_m), method};
      std::vector<float> height_m(tile.count(), -9999.0f);
      sweep_viewshed(input, has_wide_lanes(), height_m.data());
      int wrong = 0;
      for (int i = 0; i < grid.rows; ++i)
        for (int j = 0; j < grid.columns; ++j) {
          const double kept_m = static_cast<double>(height_m[static_cast<std::size_t>(i * grid.columns + j)]);
          ASSERT_GE(kept_m, tile.post_m(i, j) - 10.001) << i << " " << j << " from " << row << " " << column;
          ASSERT_LT(kept_m, 20000.0);
          const Sight sight =
              march_sight(terrain, {{grid.latitude_rad(row), grid.longitude_rad(column)}, eye_m},
                          {{grid.latitude_rad(i), grid.longitude_rad(j)}, 0.0}, {4.0 / 3.0, 100.0});
          const double rise_m = std::fabs(sight.minimum_msl_m - eye_m);
          wrong +=
              std::fabs(std::max(kept_m, tile.post_m(i, j)) - sight.minimum_msl_m) > 10.0 + 0.02 * rise_m;
        }
      EXPECT_LT(wrong, grid.rows * grid.columns / (method == RayMethod::kFan ? 50 : 5))
          << row << " " << column;
    }
}

/// One ridge on a plane, in closed form, a bent earth under it; the ridge runs north, the ray comes in at an
/// angle.
TEST(Viewshed, ASingleRidgeHasAClosedForm) {
  const double crest_rad = 0.5 * kDegree;
  const TerrainTile land = made_tile(-0.5, 0.0, 1.0, 0.001, 0.01, [&](double, double longitude_rad) {
    return std::max(0.0, 300.0 - std::fabs(longitude_rad - crest_rad) * kMeanEarthRadius_m * 0.2);
  });
  const Viewshed viewshed(land, {{0.0, 0.3 * kDegree}, 50.0});
  const double per_drop = 0.75 / (2.0 * kMeanEarthRadius_m);
  for (const double north_deg : {-0.2, 0.0, 0.13, 0.3}) {
    // By the equator over half a degree a plane in degrees serves to a part in 10 000.
    const double to_target_m = std::hypot(north_deg, 0.6) * kDegree * kMeanEarthRadius_m,
                 to_crest_m = to_target_m / 3.0;
    const double slope = (300.0 - 50.0 - to_crest_m * to_crest_m * per_drop) / to_crest_m;
    const double least_m = 50.0 + slope * to_target_m + to_target_m * to_target_m * per_drop;
    EXPECT_NEAR(viewshed.minimum_msl_m({north_deg * kDegree, 0.9 * kDegree}), least_m, 1.0) << north_deg;
  }
}

/// Over a smooth sea: the horizon of the table, in every direction.
TEST(Viewshed, EndsAtTheSmoothEarthsHorizon) {
  const TerrainTile sea = made_tile(40.0, 30.0, 2.0, 0.004, 1.0, [](double, double) { return 0.0; });
  const SightPoint eye{{41.0 * kDegree, 31.0 * kDegree}, 25.0};
  const Viewshed viewshed(sea, eye);
  for (int azimuth_deg = 0; azimuth_deg < 360; azimuth_deg += 15)
    for (const double target_m : {30.0, 60.0, 100.0}) {
      const double horizon_m = horizon_range_m(25.0, target_m, 4.0 / 3.0);
      for (const double factor : {0.99, 1.01}) {
        const GroundPlace place = GreatCircle(eye.place, azimuth_deg * kDegree, 1e5).at(factor * horizon_m);
        EXPECT_EQ(viewshed.sees({place, target_m}), factor < 1.0) << azimuth_deg << " " << target_m;
      }
    }
}

/// Distances and the way of rays against the great circle, in vectors.
TEST(ViewshedGeometry, FollowsGreatCircles) {
  const PostGrid grid{43.0 * kDegree, 7.0 * kDegree, kDegree / 1200.0, kDegree / 1200.0, 4801, 4801};
  const GroundPlace site{45.2 * kDegree, 9.1 * kDegree};
  const auto geometry = ViewshedGeometry::sphere(grid, site);
  for (const auto& [row, column] : {std::pair{4700.0, 4600.0}, std::pair{100.0, 2700.0},
                                    std::pair{2650.0, 10.0}, std::pair{30.0, 30.0}}) {
    const GreatCircle way(site, {grid.latitude_rad(row), grid.longitude_rad(column)});
    const auto offset = geometry.offset(row, column);
    EXPECT_NEAR(std::sqrt(offset.distance2_m2()), way.length_m(), 1e-5 * way.length_m());
    EXPECT_NEAR(std::sin(way.azimuth_rad()), offset.east_m / way.length_m(), 1e-6);

    // A place half-way lies on the ray: the same ratio.
    const GroundPlace half = way.at(0.5 * way.length_m());
    const auto middle = geometry.offset(grid.row_of(half.latitude_rad), grid.column_of(half.longitude_rad));
    EXPECT_NEAR(middle.east_m, 0.5 * offset.east_m, 0.02);
    EXPECT_NEAR(middle.north_m, 0.5 * offset.north_m, 0.02);
  }
}

TEST(Viewshed, IsNamedByItsInputs) {
  const TerrainTile tile = hills(0.1, 0.01), other = hills(0.1, 0.02);
  const SightPoint eye{{40.05 * kDegree, 30.05 * kDegree}, 1500.0}, higher{eye.place, 1501.0};
  const std::string name = Viewshed(tile, eye).inputs_hash();
  EXPECT_EQ(name.size(), 32u);
  EXPECT_EQ(name, Viewshed::inputs_hash(tile, eye, 4.0 / 3.0));
  EXPECT_NE(name, Viewshed::inputs_hash(tile, higher, 4.0 / 3.0));
  EXPECT_NE(name, Viewshed::inputs_hash(tile, eye, 1.3));
  EXPECT_NE(name, Viewshed::inputs_hash(tile, eye, 4.0 / 3.0, RayMethod::kXDraw));
  EXPECT_NE(name, Viewshed::inputs_hash(other, eye, 4.0 / 3.0));
}

TEST(Viewshed, SeesNothingOutsideItsPiece) {
  const Viewshed viewshed(hills(0.1, 0.01), {{40.05 * kDegree, 30.05 * kDegree}, 1500.0});
  EXPECT_EQ(viewshed.minimum_msl_m({40.2 * kDegree, 30.05 * kDegree}), Viewshed::kNever_m);
  EXPECT_EQ(viewshed.minimum_msl_m({40.05 * kDegree, 29.9 * kDegree}), Viewshed::kNever_m);
  EXPECT_LT(viewshed.minimum_msl_m({40.1 * kDegree, 30.1 * kDegree}), 1e5);  // the last corner
}

}  // namespace
}  // namespace cupola
