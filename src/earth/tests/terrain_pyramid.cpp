#include "earth/terrain_pyramid.hpp"

#include <gtest/gtest.h>

#include <random>

#include "earth/tests/srtm_tiles.hpp"

namespace cupola {
namespace {

using testing::kDegree;
using testing::made_tile;

/// Random pairs of a tile: eyes on masts, targets low and high.
void expect_agreement(const TerrainTile& tile) {
  const Terrain terrain({tile});
  const TerrainPyramid pyramid(tile);
  const PostGrid& grid = tile.grid();
  std::mt19937_64 random(11);
  std::uniform_real_distribution<double> part(0.0, 1.0);
  const auto somewhere = [&](double agl_m) {
    const double row = part(random) * (grid.rows - 1), column = part(random) * (grid.columns - 1);
    const GroundPlace place{grid.latitude_rad(row), grid.longitude_rad(column)};
    return SightPoint{place, terrain.height_msl_m(place.latitude_rad, place.longitude_rad).value() + agl_m};
  };
  constexpr int kPairs = 4000;
  int agree = 0, seen = 0, bolder = 0;
  for (int i = 0; i < kPairs; ++i) {
    const SightPoint eye = somewhere(i % 3 == 0 ? 300.0 : 20.0),
                     target = somewhere(i % 2 == 0 ? 100.0 : 2000.0);
    const bool fast = pyramid.sees(eye, target).value();
    const Sight exact = march_sight(terrain, eye, target, {4.0 / 3.0, 20.0});
    agree += fast == exact.visible;
    seen += exact.visible;
    // Where it sees more, then by no more than the bend of its pieces is worth.
    bolder += fast && target.height_msl_m + 1.0 < exact.minimum_msl_m;
  }
  std::printf("agree on %d of %d pairs, %d seen\n", agree, kPairs, seen);
  EXPECT_GE(agree, kPairs - kPairs / 1000);
  EXPECT_EQ(bolder, 0);
  EXPECT_GT(seen, kPairs / 10);
  EXPECT_LT(seen, kPairs - kPairs / 10);
}

TEST(TerrainPyramid, AgreesWithTheExactMarchAboveNice) {
  CUPOLA_REFERENCE_FILE(path, testing::kNice);
  const auto tile = testing::srtm_tile(path);
  ASSERT_TRUE(tile.has_value());
  expect_agreement(*tile);
}

TEST(TerrainPyramid, AgreesWithTheExactMarchInTheWhiteMountains) {
  CUPOLA_REFERENCE_FILE(path, testing::kWhiteMountains);
  const auto tile = testing::srtm_tile(path);
  ASSERT_TRUE(tile.has_value());
  expect_agreement(*tile);
}

/// A single post as high as a tower hides what is behind it, from whichever side, and nothing else.
TEST(TerrainPyramid, FindsASinglePost) {
  const double middle_rad = 0.5 * kDegree;
  const auto near = [](double a, double b) { return std::fabs(a - b) < 1e-9; };
  const TerrainPyramid pyramid(
      made_tile(0.0, 0.0, 1.0, 0.01, 1.0, [&](double latitude_rad, double longitude_rad) {
        return near(latitude_rad, middle_rad) && near(longitude_rad, middle_rad) ? 500.0 : 0.0;
      }));
  const double ends_deg[][4] = {
      {0.5, 0.1, 0.5, 0.9}, {0.9, 0.5, 0.1, 0.5}, {0.12, 0.12, 0.88, 0.88}, {0.2, 0.8, 0.8, 0.2}};
  for (const auto& e : ends_deg) {
    const SightPoint a{{e[0] * kDegree, e[1] * kDegree}, 300.0}, b{{e[2] * kDegree, e[3] * kDegree}, 300.0};
    EXPECT_FALSE(pyramid.sees(a, b).value());
    EXPECT_FALSE(pyramid.sees(b, a).value());
    EXPECT_TRUE(pyramid.sees(a, a).value());
    SightPoint high_a = a, high_b = b;
    high_a.height_msl_m = high_b.height_msl_m = 1100.0;
    EXPECT_TRUE(pyramid.sees(high_a, high_b).value());
  }
  EXPECT_TRUE(
      pyramid.sees({{0.3 * kDegree, 0.1 * kDegree}, 300.0}, {{0.3 * kDegree, 0.9 * kDegree}, 300.0}).value());
}

TEST(TerrainPyramid, SaysNothingOutside) {
  const TerrainPyramid pyramid(made_tile(0.0, 0.0, 0.1, 0.01, 1.0, [](double, double) { return 0.0; }));
  EXPECT_FALSE(pyramid.sees({{0.05 * kDegree, 0.05 * kDegree}, 10.0}, {{0.05 * kDegree, 0.2 * kDegree}, 10.0})
                   .has_value());
}

}  // namespace
}  // namespace cupola
