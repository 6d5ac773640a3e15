#include "earth/terrain_tile.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "earth/tests/srtm_tiles.hpp"

namespace cupola {
namespace {

using testing::kDegree;
using testing::made_tile;

TEST(TerrainTile, IsBilinearBetweenPostsAndHeldOutside) {
  const PostGrid grid{0.1, 0.2, 0.01, 0.02, 3, 3};
  const TerrainTile tile(grid, {100.0, 2.0}, VerticalDatum::kEgm96, {"hand", 0},
                         {0, 1, 2, 10, 11, 12, 20, 21, 40});
  EXPECT_EQ(tile.post_m(0, 0), 100.0);
  EXPECT_EQ(tile.post_m(2, 2), 180.0);
  EXPECT_DOUBLE_EQ(tile.height_m(0.5, 0.5), 100.0 + 2.0 * 5.5);
  EXPECT_DOUBLE_EQ(tile.height_m(1.5, 1.5), 100.0 + 2.0 * (11.0 + 12.0 + 21.0 + 40.0) / 4.0);
  EXPECT_EQ(tile.height_m(2.0, 2.0), 180.0);
  EXPECT_EQ(tile.height_m(-3.0, 9.0), tile.post_m(0, 2));
}

TEST(TerrainTile, FindsPlacesWhicheverTurnTheyAreWrittenIn) {
  const PostGrid grid{0.0, 179.0 * kDegree, kDegree, kDegree, 3, 4};  // across the date line
  EXPECT_NEAR(grid.column_of(-179.5 * kDegree), 1.5, 1e-9);
  EXPECT_NEAR(grid.column_of(180.5 * kDegree), 1.5, 1e-9);
  EXPECT_TRUE(grid.spans(grid.row_of(2.0 * kDegree), grid.column_of(-178.0 * kDegree)));
  EXPECT_TRUE(grid.spans(0.0, grid.column_of(179.0 * kDegree)));
  EXPECT_FALSE(grid.spans(0.0, grid.column_of(178.9 * kDegree)));
  EXPECT_FALSE(grid.spans(0.0, grid.column_of(-177.9 * kDegree)));
}

/// Copernicus: any height to half a quantum, from the Dead Sea to the Everest.
TEST(TerrainTile, KeepsHeightsToHalfAQuantum) {
  const auto heights = [](double latitude_rad, double longitude_rad) {
    return -430.0 + (8849.0 + 430.0) * latitude_rad / (0.1 * kDegree) + 3.0 * std::sin(1e5 * longitude_rad);
  };
  const TerrainTile tile = made_tile(0.0, 0.0, 0.1, 0.001, 0.25, heights);
  EXPECT_EQ(tile.scale().quantum_m, 0.25);
  const PostGrid& grid = tile.grid();
  for (int row = 0; row < grid.rows; ++row)
    for (int column = 0; column < grid.columns; ++column) {
      ASSERT_NEAR(tile.post_m(row, column), heights(grid.latitude_rad(row), grid.longitude_rad(column)),
                  0.125 + 1e-9);
    }
}

TEST(TerrainTile, KeepsWholeMetresWhole) {
  const TerrainTile tile = made_tile(0.0, 0.0, 0.1, 0.001, 1.0, [](double latitude_rad, double) {
    return std::floor(-400.0 + 9000.0 * latitude_rad / (0.1 * kDegree));
  });
  for (int row = 0; row < tile.grid().rows; ++row) {
    ASSERT_EQ(tile.post_m(row, 3),
              std::floor(-400.0 + 9000.0 * tile.grid().latitude_rad(row) / (0.1 * kDegree)));
  }
}

TEST(TerrainTile, HashesWhatAnswersDependOn) {
  const PostGrid grid{0.1, 0.2, 0.01, 0.02, 2, 2};
  const TerrainTile tile(grid, {0.0, 1.0}, VerticalDatum::kEgm96, {"one", 0}, {1, 2, 3, 4});
  const TerrainTile renamed(grid, {0.0, 1.0}, VerticalDatum::kEgm96, {"two", 7}, {1, 2, 3, 4});
  const TerrainTile higher(grid, {0.0, 1.0}, VerticalDatum::kEgm96, {"one", 0}, {1, 2, 3, 5});
  const TerrainTile other(grid, {0.0, 1.0}, VerticalDatum::kEgm2008, {"one", 0}, {1, 2, 3, 4});
  EXPECT_EQ(tile.content_hash(), renamed.content_hash());
  EXPECT_NE(tile.content_hash(), higher.content_hash());
  EXPECT_NE(tile.content_hash(), other.content_hash());
}

}  // namespace
}  // namespace cupola
