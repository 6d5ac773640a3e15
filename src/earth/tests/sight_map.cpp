#include "earth/sight_map.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <random>

#include "earth/geodetic.hpp"
#include "earth/horizon.hpp"
#include "earth/knife_edge.hpp"
#include "earth/tests/srtm_tiles.hpp"

namespace cupola {
namespace {

using testing::kDegree;
using testing::made_tile;

constexpr double kTwoKRadius_m = 2.0 * 4.0 / 3.0 * kMeanEarthRadius_m;

SightMapSite site_on(const Terrain& terrain, const GroundPlace& place, double mast_m, double reach_m) {
  return {place, terrain.height_hae_m(place.latitude_rad, place.longitude_rad).value() + mast_m, reach_m,
          4.0 / 3.0};
}

/// A place as the radar has it: direction and range along the ground.
struct Seen {
  double east, north, range_m;
};

Seen seen_from(const SightMapSite& site, const GroundPlace& place) {
  const LocalFrame frame = LocalFrame::at({site.place.latitude_rad, site.place.longitude_rad, 0.0});
  const Vec3 p = frame.enu_from_ecef(to_ecef({place.latitude_rad, place.longitude_rad, 0.0}));
  const double half_chord = 0.5 * norm(p) / kMeanEarthRadius_m;
  return {p.x, p.y, 2.0 * kMeanEarthRadius_m * std::asin(half_chord)};
}

/// The exact march over the true section of the ellipsoid, from foot to foot. (march_sight goes by great
/// circles on the sphere, off by up to 0.2 degrees in azimuth: too much behind a near ridge.)
/// Returns    the least height seen, m above mean sea level
double marched_msl_m(const Terrain& terrain, const SightMapSite& site, const GroundPlace& to,
                     double range_m) {
  const Vec3 foot = to_ecef({site.place.latitude_rad, site.place.longitude_rad, 0.0});
  const Vec3 chord = to_ecef({to.latitude_rad, to.longitude_rad, 0.0}) - foot;
  const int steps = std::max(static_cast<int>(range_m / 30.0), 2);
  double steepest = -1e9;
  for (int i = 1; i < steps; ++i) {
    const double share = static_cast<double>(i) / steps, d = share * range_m;
    const Geodetic at = to_geodetic(foot + share * chord);
    const double ground_m = terrain.height_msl_m(at.latitude_rad, at.longitude_rad).value_or(0.0);
    steepest = std::max(steepest, (ground_m - d * d / kTwoKRadius_m - site.antenna_hae_m) / d);
  }
  return site.antenna_hae_m + steepest * range_m + range_m * range_m / kTwoKRadius_m;
}

/// Share of random places at which map and march give different answers.
void expect_agreement(const TerrainTile& tile, const GroundPlace& place, double most_at_2_m) {
  const Terrain terrain({tile});
  const SightMapSite site = site_on(terrain, place, 20.0, 130e3);
  const SightMap map(terrain, site);
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> part(0.0, 1.0);
  constexpr int kPlaces = 5000;
  int differ[3] = {0, 0, 0};
  for (int i = 0; i < kPlaces; ++i) {
    const PostGrid& grid = tile.grid();
    const double row = part(random) * (grid.rows - 1), column = part(random) * (grid.columns - 1);
    const GroundPlace there{grid.latitude_rad(row), grid.longitude_rad(column)};
    const Seen seen = seen_from(site, there);
    const double exact_m = marched_msl_m(terrain, site, there, seen.range_m);
    const double ground_m = terrain.height_msl_m(there.latitude_rad, there.longitude_rad).value();
    const double heights_m[] = {2.0, 100.0, 500.0};
    for (int h = 0; h < 3; ++h) {
      const double target_m = ground_m + heights_m[h];
      const bool open = map.sees(seen.east, seen.north, seen.range_m, target_m);
      differ[h] += open != (target_m >= exact_m);
    }
  }
  std::printf("disagreement at 2, 100, 500 m: %.3f, %.3f, %.3f %%\n", 100.0 * differ[0] / kPlaces,
              100.0 * differ[1] / kPlaces, 100.0 * differ[2] / kPlaces);
  EXPECT_LE(differ[0], most_at_2_m * kPlaces);
  EXPECT_LE(differ[1], 0.005 * kPlaces);
  EXPECT_LE(differ[2], 0.005 * kPlaces);
}

TEST(SightMap, agrees_with_the_exact_march_about_nice) {
  CUPOLA_REFERENCE_FILE(path, testing::kNice);
  const auto tile = testing::srtm_tile(path);
  ASSERT_TRUE(tile);
  expect_agreement(*tile, {43.70 * kDegree, 7.25 * kDegree}, 0.03);
  expect_agreement(*tile, {43.95 * kDegree, 7.45 * kDegree}, 0.02);
}

TEST(SightMap, agrees_with_the_exact_march_in_the_white_mountains) {
  CUPOLA_REFERENCE_FILE(path, testing::kWhiteMountains);
  const auto tile = testing::srtm_tile(path);
  ASSERT_TRUE(tile);
  expect_agreement(*tile, {44.2706 * kDegree, -71.3033 * kDegree}, 0.05);
  expect_agreement(*tile, {44.05 * kDegree, -71.13 * kDegree}, 0.02);
}

/// A plain with a wall along a parallel; the antenna south of it.
TerrainTile walled(double plain_m, double wall_m) {
  return made_tile(39.4, 29.4, 1.8, 1.0 / 1200.0, 0.5, [=](double latitude_rad, double) {
    return std::fabs(latitude_rad / kDegree - 40.3) < 0.0015 ? plain_m + wall_m : plain_m;
  });
}

TEST(SightMap, a_wall_has_a_closed_form) {
  const Terrain terrain({walled(200.0, 300.0)});
  const SightMapSite site = site_on(terrain, {40.1 * kDegree, 30.3 * kDegree}, 15.0, 60e3);
  const SightMap map(terrain, site);
  EXPECT_NEAR(map.reference_hae_m(), 200.0, 0.5);
  for (const double north_deg : {40.35, 40.4, 40.5}) {
    const Seen wall = seen_from(site, {(40.3 - 1.0 / 1200.0) * kDegree, 30.3 * kDegree});
    const Seen seen = seen_from(site, {north_deg * kDegree, 30.3 * kDegree});
    const double d1 = wall.range_m, d = seen.range_m;
    const double slope = (500.0 - 215.0 - d1 * d1 / kTwoKRadius_m) / d1;
    EXPECT_NEAR(map.least_hae_m(0.0, 1.0, d), 215.0 + slope * d + d * d / kTwoKRadius_m, 3.0) << north_deg;

    // What the kernel makes of the edge is the knife edge's own parameter.
    const double too_low_m = 120.0, wavelength_m = 0.1;
    const int column = static_cast<int>(40e3 / 100.0 > d / 100.0 ? d / 100.0 : 0);
    if (column == 0) continue;
    const double at_m = map.range_m(column);
    const double by_map = too_low_m * double{map.samples()[static_cast<std::size_t>(column)].edge} *
                          std::sqrt(2.0 / wavelength_m);
    EXPECT_NEAR(by_map / knife_edge_parameter(too_low_m * d1 / at_m, d1, at_m - d1, wavelength_m), 1.0, 0.02);
  }
}

TEST(SightMap, a_plain_has_no_edges_but_a_horizon) {
  const Terrain terrain({walled(840.0, 0.0)});
  const SightMap map(terrain, site_on(terrain, {40.1 * kDegree, 30.3 * kDegree}, 15.0, 60e3));
  EXPECT_NEAR(map.reference_hae_m(), 840.0, 0.5);
  for (const SightMap::Sample& sample : map.samples()) ASSERT_EQ(sample.edge, 0.0f);
  const double leg_m = std::sqrt(kTwoKRadius_m * 15.0);
  for (const double range_m : {20e3, 30e3, 45e3})
    EXPECT_NEAR(map.least_hae_m(0.3, -0.9, range_m),
                840.0 + (range_m - leg_m) * (range_m - leg_m) / kTwoKRadius_m, 0.5);
}

TEST(SightMap, takes_the_lowest_ground_in_view_for_reference) {
  // A plateau of 840 m to the north, sea to the south of 40.3 degrees.
  const TerrainTile tile = made_tile(40.0, 30.0, 0.8, 1.0 / 600.0, 0.5, [](double latitude_rad, double) {
    return latitude_rad > 40.3 * kDegree ? 840.0 : 0.0;
  });
  const Terrain terrain({tile});
  // From the rim the sea is in view; from a mast 28 km inland its own plain hides it.
  EXPECT_NEAR(
      SightMap(terrain, site_on(terrain, {40.3016 * kDegree, 30.4 * kDegree}, 15.0, 60e3)).reference_hae_m(),
      0.0, 0.5);
  EXPECT_NEAR(
      SightMap(terrain, site_on(terrain, {40.55 * kDegree, 30.4 * kDegree}, 15.0, 60e3)).reference_hae_m(),
      840.0, 0.5);
}

TEST(SightMap, counts_azimuth_in_quarters) {
  EXPECT_EQ(SightMap::quarters(0.0, 5.0), 0.0);
  EXPECT_EQ(SightMap::quarters(5.0, 5.0), 0.5);
  EXPECT_EQ(SightMap::quarters(5.0, 0.0), 1.0);
  EXPECT_EQ(SightMap::quarters(0.0, -5.0), 2.0);
  EXPECT_EQ(SightMap::quarters(-5.0, -5.0), 2.5);
  EXPECT_EQ(SightMap::quarters(-5.0, 0.0), 3.0);
  EXPECT_EQ(SightMap::quarters(-5.0, 5.0), 3.5);
}

}  // namespace
}  // namespace cupola
