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
    const double swept_m = viewshed.minimum_msl_m(place);
    const auto differ = [&](double agl_m) {
      return (ground_m + agl_m >= swept_m) != (ground_m + agl_m >= sight.minimum_msl_m);
    };
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
  std::printf("of %d places %d, %d, %d differ at 2, 100, 500 m; heights by %.2f m in the mean, %.1f m at worst\n",
              d.places, d.at_2_m, d.at_100_m, d.at_500_m, d.mean_m, d.worst_m);
  EXPECT_LE(d.at_2_m, kPlaces / 200);
  EXPECT_LE(d.at_100_m, kPlaces / 200);
  EXPECT_LE(d.at_500_m, kPlaces / 200);
}

TEST(Viewshed, AgreesWithTheExactMarchAboveNice) {
  CUPOLA_REFERENCE_FILE(path, testing::kNice);
  const auto tile = testing::srtm_tile(path);
  ASSERT_TRUE(tile.has_value());
  expect_agreement(*tile, {43.7203 * kDegree, 7.4101 * kDegree});
  expect_agreement(*tile, {43.9003 * kDegree, 7.5501 * kDegree});
  expect_agreement(*tile, {43.30037 * kDegree, 7.20049 * kDegree});
}

TEST(Viewshed, AgreesWithTheExactMarchInTheWhiteMountains) {
  CUPOLA_REFERENCE_FILE(path, testing::kWhiteMountains);
  const auto tile = testing::srtm_tile(path);
  ASSERT_TRUE(tile.has_value());
  expect_agreement(*tile, {44.2706 * kDegree, -71.3033 * kDegree});
  expect_agreement(*tile, {44.5003 * kDegree, -71.5001 * kDegree});
  expect_agreement(*tile, {44.95 * kDegree, -71.9 * kDegree});
}

}  // namespace
}  // namespace cupola
