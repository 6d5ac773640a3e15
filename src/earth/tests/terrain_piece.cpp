#include "earth/terrain_piece.hpp"

#include <gtest/gtest.h>

#include "earth/tests/srtm_tiles.hpp"

namespace cupola {
namespace {

using testing::kDegree;
using testing::made_tile;

double slope(double latitude_rad, double longitude_rad) {
  return 1000.0 * (latitude_rad / kDegree - 43.0) + 100.0 * (longitude_rad / kDegree - 7.0);
}

TEST(TerrainPiece, IsTheGroundAboutASiteAndEndsWithTheTiles) {
  const Terrain terrain({made_tile(43.0, 7.0, 1.0, 0.005, 0.01, slope)});
  const GroundPlace site{43.5 * kDegree, 7.1 * kDegree};
  const TerrainTile piece = terrain_piece(terrain, site, 20e3, 0.0, 1e9);
  const PostGrid& g = piece.grid();
  EXPECT_GE(g.west_rad, 7.0 * kDegree - 1e-12);
  EXPECT_LE(g.south_rad, (43.5 - 0.18) * kDegree);
  EXPECT_GE(g.south_rad, (43.5 - 0.20) * kDegree);
  for (const auto& [row, column] : {std::pair{0, 0}, {10, 7}, {g.rows - 1, g.columns - 1}})
    EXPECT_NEAR(piece.post_m(row, column), slope(g.latitude_rad(row), g.longitude_rad(column)), 0.01);
  const TerrainTile whole = terrain_piece(terrain, site, 400e3, 0.0, 1e9);
  EXPECT_EQ(whole.grid(), terrain.tiles().front().grid());
  EXPECT_NEAR(lowest_post_m(whole), 0.0, 0.01);
}

TEST(TerrainPiece, IsThinnedWhereItWouldBeTooLarge) {
  const Terrain terrain({made_tile(43.0, 7.0, 1.0, 0.005, 0.01, slope)});
  const GroundPlace site{43.5 * kDegree, 7.5 * kDegree};
  const TerrainTile thin = terrain_piece(terrain, site, 400e3, -5.0, 5000.0);
  const PostGrid &g = thin.grid(), &all = terrain.tiles().front().grid();
  EXPECT_LE(g.rows * g.columns, 5300);
  EXPECT_NEAR(g.latitude_step_rad / all.latitude_step_rad, 3.0, 1e-9);
  EXPECT_LE(g.latitude_rad(g.rows - 1), all.latitude_rad(all.rows - 1) + 2.5 * all.latitude_step_rad);
  EXPECT_GE(g.latitude_rad(g.rows - 1), all.latitude_rad(all.rows - 1) - 1e-12);
  EXPECT_NEAR(thin.post_m(20, 31), slope(g.latitude_rad(20), g.longitude_rad(31)), 0.01);
}

}  // namespace
}  // namespace cupola
