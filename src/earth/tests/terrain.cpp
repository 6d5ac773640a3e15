#include "earth/terrain.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "earth/tests/srtm_tiles.hpp"

namespace cupola {
namespace {

using testing::kDegree;
using testing::made_tile;

double slope_m(double latitude_rad, double longitude_rad) {
  return 1000.0 * latitude_rad / kDegree + 300.0 * longitude_rad / kDegree;
}

/// A tile of one degree without the northern and eastern border posts, as Copernicus has them.
TerrainTile open_tile(double south_deg, double west_deg, double step_deg = 0.01) {
  return made_tile(south_deg, west_deg, 1.0 - step_deg, step_deg, 0.01, slope_m);
}

TEST(Terrain, JoinsTilesThatShareTheirBorder) {
  const Terrain terrain({made_tile(0, 0, 1, 0.01, 0.01, slope_m), made_tile(0, 1, 1, 0.01, 0.01, slope_m)});
  for (double longitude_deg = 0.98; longitude_deg < 1.02; longitude_deg += 1e-4) {
    const double latitude_rad = 0.337 * kDegree, longitude_rad = longitude_deg * kDegree;
    ASSERT_NEAR(terrain.height_msl_m(latitude_rad, longitude_rad).value(),
                slope_m(latitude_rad, longitude_rad), 0.011);
  }
}

/// Between the last post of one tile and the first of the next, and where four tiles meet.
TEST(Terrain, BridgesTilesThatDoNotShareTheirBorder) {
  const Terrain terrain({open_tile(0, 0), open_tile(0, 1), open_tile(1, 0), open_tile(1, 1)});
  for (double d_deg = -0.02; d_deg < 0.02; d_deg += 3e-4)
    for (const auto& [latitude_deg, longitude_deg] :
         {std::pair{0.4321, 1.0 + d_deg}, std::pair{1.0 + d_deg, 0.4321},
          std::pair{1.0 + d_deg, 1.0 + d_deg}}) {
      const auto height_m = terrain.height_msl_m(latitude_deg * kDegree, longitude_deg * kDegree);
      ASSERT_TRUE(height_m.has_value()) << latitude_deg << " " << longitude_deg;
      ASSERT_NEAR(*height_m, slope_m(latitude_deg * kDegree, longitude_deg * kDegree), 0.011);
    }
}

/// Copernicus widens its columns towards the poles: the tiles north and south of 50 degrees.
TEST(Terrain, BridgesTilesOfOtherColumns) {
  const PostGrid wide{1.0 * kDegree, 0.0, 0.01 * kDegree, 0.015 * kDegree, 100, 67};
  std::vector<double> heights;
  for (int row = 0; row < wide.rows; ++row)
    for (int column = 0; column < wide.columns; ++column)
      heights.push_back(slope_m(wide.latitude_rad(row), wide.longitude_rad(column)));
  const Terrain terrain(
      {open_tile(0, 0), TerrainTile::of_heights(wide, heights, 0.01, VerticalDatum::kEgm2008, {})});
  for (double latitude_deg = 0.98; latitude_deg < 1.02; latitude_deg += 3e-4) {
    const auto height_m = terrain.height_msl_m(latitude_deg * kDegree, 0.5017 * kDegree);
    ASSERT_TRUE(height_m.has_value()) << latitude_deg;
    ASSERT_NEAR(*height_m, slope_m(latitude_deg * kDegree, 0.5017 * kDegree), 0.011);
  }
}

TEST(Terrain, HasNothingOutside) {
  const Terrain terrain({open_tile(0, 0), open_tile(0, 1)});
  for (const auto& [latitude_deg, longitude_deg] :
       {std::pair{-0.001, 0.5}, std::pair{0.995, 0.5}, std::pair{0.5, 1.995}, std::pair{0.5, -0.001},
        std::pair{50.0, 9.0}}) {
    EXPECT_FALSE(terrain.height_msl_m(latitude_deg * kDegree, longitude_deg * kDegree).has_value());
  }
  EXPECT_FALSE(Terrain({}).height_msl_m(0.0, 0.0).has_value());
}

TEST(Terrain, TakesTheFinestTile) {
  const auto flat = [](double height_m) { return [height_m](double, double) { return height_m; }; };
  const Terrain terrain(
      {made_tile(0, 0, 2, 0.1, 1.0, flat(10.0)), made_tile(0.5, 0.5, 0.5, 0.01, 1.0, flat(20.0))});
  EXPECT_EQ(terrain.height_msl_m(0.7 * kDegree, 0.7 * kDegree), 20.0);
  EXPECT_EQ(terrain.height_msl_m(0.2 * kDegree, 0.7 * kDegree), 10.0);
}

TEST(Terrain, StandsOnTheGeoid) {
  const auto flat = [](double, double) { return 100.0; };
  const Terrain one({made_tile(0, 0, 1, 0.1, 1.0, flat)}, Geoid(36.9));
  EXPECT_EQ(one.height_msl_m(0.005, 0.005), 100.0);
  EXPECT_DOUBLE_EQ(one.height_hae_m(0.005, 0.005).value(), 136.9);

  // A grid of undulations, and a tile above the ellipsoid.
  const Geoid grid(made_tile(0, 0, 1, 0.25, 0.01,
                             [](double latitude_rad, double) { return 30.0 + latitude_rad / kDegree; }));
  const TerrainTile flat_tile = made_tile(0, 0, 1, 0.1, 1.0, flat);
  const TerrainTile above_ellipsoid(
      flat_tile.grid(), flat_tile.scale(), VerticalDatum::kEllipsoid, {},
      std::vector<std::int16_t>(flat_tile.posts(), flat_tile.posts() + flat_tile.count()));
  const Terrain other({above_ellipsoid}, grid);
  EXPECT_NEAR(other.height_msl_m(0.5 * kDegree, 0.5 * kDegree).value(), 100.0 - 30.5, 0.006);
  EXPECT_NEAR(other.height_hae_m(0.5 * kDegree, 0.5 * kDegree).value(), 100.0, 1e-9);
}

TEST(Terrain, CutsAPieceWithPostsWhereTheyWere) {
  const TerrainTile tile =
      made_tile(0, 0, 1, 0.01, 1.0, [](double a, double b) { return std::floor(1e5 * a * (1.0 + b)); });
  const Terrain terrain({tile});
  const PostGrid grid = terrain.grid_around(0.95 * kDegree, 0.5 * kDegree, 20e3);
  const TerrainTile piece = terrain.cut(grid, 0.0);
  EXPECT_GT(piece.source().voids_filled, 0);
  int shared = 0;
  for (int row = 0; row < grid.rows; ++row)
    for (int column = 0; column < grid.columns; ++column) {
      const double i = tile.grid().row_of(grid.latitude_rad(row)),
                   j = tile.grid().column_of(grid.longitude_rad(column));
      if (!tile.grid().spans(i, j)) continue;
      ASSERT_EQ(piece.post_m(row, column), tile.post_m(static_cast<int>(i + 0.5), static_cast<int>(j + 0.5)));
      ++shared;
    }
  EXPECT_GT(shared, 500);
  // Twenty kilometres each way and no more than two posts beyond.
  EXPECT_LE(grid.latitude_rad(0), 0.95 * kDegree - 20e3 / 6371e3);
  EXPECT_LE(grid.rows, 2 * (19 + 2) + 2);
}

}  // namespace
}  // namespace cupola
