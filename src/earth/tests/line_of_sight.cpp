#include "earth/line_of_sight.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <sstream>
#include <vector>

#include "earth/horizon.hpp"
#include "earth/tests/srtm_tiles.hpp"

namespace cupola {
namespace {

using testing::kDegree;
using testing::made_tile;

double ground_m(const Terrain& terrain, const GroundPlace& place) {
  return terrain.height_msl_m(place.latitude_rad, place.longitude_rad).value();
}

/// The 200 truths of an independent program: its own interpolation, its own ray.
TEST(LineOfSight, AgreesWithTheReferenceTruths) {
  CUPOLA_REFERENCE_FILE(zip, testing::kNice);
  CUPOLA_REFERENCE_FILE(truths, "terrain/los_reference/los_shared_N43E007.csv");
  const auto tile = testing::srtm_tile(zip);
  ASSERT_TRUE(tile.has_value());
  const Terrain terrain({*tile});

  std::ifstream file(truths);
  std::string line;
  std::getline(file, line);
  int rows = 0, agree = 0;
  while (std::getline(file, line)) {
    std::vector<double> f;
    std::stringstream fields(line);
    for (std::string field; std::getline(fields, field, ',');) f.push_back(std::stod(field));
    const GroundPlace from{f[1] * kDegree, f[2] * kDegree}, to{f[4] * kDegree, f[5] * kDegree};
    const double from_m = ground_m(terrain, from), to_m = ground_m(terrain, to);
    EXPECT_NEAR(from_m, f[7], 0.06) << line;
    EXPECT_NEAR(to_m, f[8], 0.06) << line;
    const Sight sight = march_sight(terrain, {from, from_m + f[3]}, {to, to_m + f[6]});
    EXPECT_NEAR(GreatCircle(from, to).length_m() / f[9], 1.0, 0.005) << line;
    ++rows;
    agree += sight.visible == (f[10] == 1.0);
    // A clearance of a metre and more is beyond argument.
    if (std::fabs(f[11]) > 1.0) {
      EXPECT_EQ(sight.visible, f[10] == 1.0) << line;
    }
  }
  EXPECT_EQ(rows, 200);
  EXPECT_GE(agree, 198);
  RecordProperty("agree", agree);
}

/// Mid-way over a smooth sphere the ground bulges by d^2/(8 k R): 36.788 m over 50 km.
TEST(LineOfSight, BulgesAsTheTableSays) {
  const Terrain sea({made_tile(0.0, 0.0, 2.0, 0.01, 1.0, [](double, double) { return 0.0; })});
  const GroundPlace eye{1.0 * kDegree, 0.5 * kDegree};
  const GroundPlace target = GreatCircle(eye, 0.5 * math::kPi, 50e3).at(50e3);
  const double bulge_m = 50e3 * 50e3 / (8.0 * 4.0 / 3.0 * kMeanEarthRadius_m);
  EXPECT_NEAR(bulge_m, 36.788, 1e-3);
  EXPECT_TRUE(march_sight(sea, {eye, bulge_m + 0.01}, {target, bulge_m + 0.01}).visible);
  EXPECT_FALSE(march_sight(sea, {eye, bulge_m - 0.01}, {target, bulge_m - 0.01}).visible);
}

/// The horizons of M10 over a smooth sea; k huge wishes them away.
TEST(LineOfSight, EndsAtTheSmoothEarthsHorizon) {
  const Terrain sea({made_tile(0.0, 0.0, 5.0, 0.05, 1.0, [](double, double) { return 0.0; })});
  const double table_km[][2] = {{10.0, 0.0},    {30.0, 43.19},    {60.0, 52.54},
                                {100.0, 61.83}, {1000.0, 150.95}, {10000.0, 432.79}};
  for (const auto& [target_m, horizon_km] : table_km) {
    const double horizon_m = horizon_range_m(25.0, target_m, 4.0 / 3.0);
    if (horizon_km > 0.0) {
      EXPECT_NEAR(horizon_m / 1e3, horizon_km, 0.01);
    }
    const GroundPlace eye{2.5 * kDegree, 0.2 * kDegree};
    for (const double factor : {0.999, 1.001}) {
      const GroundPlace target = GreatCircle(eye, 0.5 * math::kPi, factor * horizon_m).at(factor * horizon_m);
      const Sight sight = march_sight(sea, {eye, 25.0}, {target, target_m}, {4.0 / 3.0, 100.0});
      EXPECT_TRUE(sight.complete);
      EXPECT_EQ(sight.visible, factor < 1.0) << target_m;
      EXPECT_TRUE(march_sight(sea, {eye, 25.0}, {target, target_m}, {1e9, 100.0}).visible);
    }
  }
}

/// One ridge on a plane: behind it the least height lies on the line over its crest.
TEST(LineOfSight, ASingleRidgeHasAClosedForm) {
  const double crest_rad = 0.5 * kDegree;
  const Terrain land({made_tile(0.0, 0.0, 1.0, 0.001, 0.01, [&](double, double longitude_rad) {
    return std::max(0.0, 300.0 - std::fabs(longitude_rad - crest_rad) * kMeanEarthRadius_m * 0.2);
  })});
  const GroundPlace eye{0.0, 0.3 * kDegree}, target{0.0, 0.9 * kDegree};
  const double to_crest_m = 0.2 * kDegree * kMeanEarthRadius_m,
               to_target_m = 0.6 * kDegree * kMeanEarthRadius_m;
  for (const double k : {1.0, 4.0 / 3.0, 1.6}) {
    const double per_drop = 1.0 / (2.0 * k * kMeanEarthRadius_m);
    const double slope = (300.0 - 50.0 - to_crest_m * to_crest_m * per_drop) / to_crest_m;
    const double least_m = 50.0 + slope * to_target_m + to_target_m * to_target_m * per_drop;
    const Sight sight = march_sight(land, {eye, 50.0}, {target, 0.0}, {k, 10.0});
    EXPECT_NEAR(sight.minimum_msl_m, least_m, 3.0);  // a step beside the crest the ground is 1 m lower
    EXPECT_NEAR(sight.mask_distance_m, to_crest_m, 10.0);
    EXPECT_NEAR(sight.mask.longitude_rad, crest_rad, 10.0 / kMeanEarthRadius_m);
    EXPECT_TRUE(march_sight(land, {eye, 50.0}, {target, least_m + 0.01}, {k, 10.0}).visible);
    EXPECT_FALSE(march_sight(land, {eye, 50.0}, {target, least_m - 3.0}, {k, 10.0}).visible);
  }
}

TEST(LineOfSight, SaysWhereTheTerrainEnds) {
  const Terrain land({made_tile(0.0, 0.0, 0.2, 0.01, 1.0, [](double, double) { return 100.0; })});
  const SightPoint eye{{0.1 * kDegree, 0.1 * kDegree}, 200.0};
  EXPECT_TRUE(march_sight(land, eye, {{0.1 * kDegree, 0.15 * kDegree}, 200.0}).complete);
  EXPECT_FALSE(march_sight(land, eye, {{0.1 * kDegree, 0.3 * kDegree}, 200.0}).complete);
  const Sight same = march_sight(land, eye, eye);
  EXPECT_TRUE(same.visible);
  EXPECT_EQ(same.minimum_msl_m, 100.0);
}

TEST(GreatCircle, GoesWhereItSays) {
  const GroundPlace from{43.0 * kDegree, 7.0 * kDegree}, to{44.0 * kDegree, 8.5 * kDegree};
  const GreatCircle way(from, to);
  const GroundPlace end = way.at(way.length_m());
  EXPECT_NEAR(end.latitude_rad, to.latitude_rad, 1e-12);
  EXPECT_NEAR(end.longitude_rad, to.longitude_rad, 1e-12);
  const GroundPlace again = GreatCircle(from, way.azimuth_rad(), way.length_m()).at(way.length_m());
  EXPECT_NEAR(again.latitude_rad, to.latitude_rad, 1e-12);
  EXPECT_NEAR(again.longitude_rad, to.longitude_rad, 1e-12);
}

}  // namespace
}  // namespace cupola
