#include "earth/terrain_voids.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cupola {
namespace {

constexpr std::int16_t kVoid = -32768;

TEST(TerrainVoids, ASinglePostIsTheMeanOfItsNeighbours) {
  std::vector<std::int16_t> posts(25, 100);
  posts[12] = kVoid;
  EXPECT_EQ(fill_voids(posts, 5, 5, kVoid), 1);
  EXPECT_EQ(posts[12], 100);

  // Nearest ring 8 posts of 100 (weights 4 of 1, 4 of 1/2), next ring 16 of 200 (4 of 1/4, 8 of 1/5, 4 of
  // 1/8).
  for (std::size_t i = 0; i < 25; ++i) {
    const int row = static_cast<int>(i) / 5, column = static_cast<int>(i) % 5;
    posts[i] = row == 0 || row == 4 || column == 0 || column == 4 ? 200 : 100;
  }
  posts[12] = kVoid;
  EXPECT_EQ(fill_voids(posts, 5, 5, kVoid), 1);
  EXPECT_EQ(posts[12], std::floor((6.0 * 100.0 + 3.1 * 200.0) / 9.1 + 0.5));
}

TEST(TerrainVoids, FillsALakeFromItsShore) {
  constexpr int kSide = 60;
  std::vector<std::int16_t> posts(kSide * kSide);
  for (int row = 0; row < kSide; ++row)
    for (int column = 0; column < kSide; ++column) {
      const bool lake = std::abs(row - 30) < 20 && std::abs(column - 30) < 20;
      posts[static_cast<std::size_t>(row * kSide + column)] =
          lake ? kVoid : static_cast<std::int16_t>(1000 + row);
    }
  EXPECT_EQ(fill_voids(posts, kSide, kSide, kVoid), 39 * 39);
  for (const std::int16_t post : posts) {
    EXPECT_GE(post, 1000);
    EXPECT_LE(post, 1059);
  }
  EXPECT_LT(posts[12 * kSide + 30], posts[48 * kSide + 30]);  // south is lower than north
}

TEST(TerrainVoids, GivesUpWhereNothingIsKnown) {
  std::vector<std::int16_t> posts(9, kVoid);
  EXPECT_EQ(fill_voids(posts, 3, 3, kVoid), -1);
  std::vector<std::int16_t> whole(9, 5);
  EXPECT_EQ(fill_voids(whole, 3, 3, kVoid), 0);
}

}  // namespace
}  // namespace cupola
