#include "analysis/coverage.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "analysis/tests/coverage_scene.hpp"
#include "earth/horizon.hpp"

namespace cupola {
namespace {

using testing::altitude;
using testing::kDegree;

/// One turning radar that sees as its published pair says and nothing else: no earth, no air, no losses.
Scenario plain_radar(double range_m) {
  Scenario scenario = testing::shipped_scenario("03-murted-mixed-raid");
  scenario.earth.k_factor = 1e9;
  scenario.environment = {};
  RadarSite radar = scenario.radars[0];
  for (const RadarSite& site : scenario.radars)
    if (site.type.scan == ScanKind::rotating) radar = site;
  radar.id = RadarId{0};
  radar.type.frequency_hz = 0.0;
  radar.type.pattern = {};
  radar.type.reference_range_m = range_m;
  radar.type.reference_rcs_m2 = 1.0;
  radar.type.reference_pd = 0.5;
  radar.type.minimum_range_m = 1.0;
  radar.type.elevation_min_rad = -0.2;
  radar.type.elevation_max_rad = 1.55;
  scenario.radars = {radar};
  scenario.fire_units.clear();
  return scenario;
}

/// Without an earth in the way the area is that of the circle at the reference range.
TEST(Coverage, of_free_space_is_a_circle) {
  const Scenario scenario = plain_radar(150e3);
  CoverageQuestion question = testing::question_of_rcs(1.0, {altitude(5000.0)});
  question.cell_m = 1000.0;
  const Coverage coverage = cover(scenario, question);
  ASSERT_EQ(coverage.layers.size(), 2u);
  // Slant 150 km at 5 km height: ground range over a sphere of the mean radius.
  const double r1 = kMeanEarthRadius_m + 850.0, r2 = kMeanEarthRadius_m + 5840.0;
  const double ground_m =
      kMeanEarthRadius_m * std::acos((r1 * r1 + r2 * r2 - 150e3 * 150e3) / (2.0 * r1 * r2));
  const double circle_km2 = math::kPi * ground_m * ground_m * 1e-6;
  EXPECT_NEAR(coverage.layers[0].area.in_force_km2, circle_km2, 5e-3 * circle_km2);
  EXPECT_EQ(coverage.layers[0].area.in_force_km2, coverage.layers[0].area.median_km2);
  // Two of three looks at Pd 0.5 are as likely as not: the same circle.
  EXPECT_NEAR(coverage.layers[1].area.in_force_km2, circle_km2, 5e-3 * circle_km2);
}

/// The range goes with the fourth root of the cross-section.
TEST(Coverage, grows_with_the_root_of_the_cross_section) {
  const Scenario scenario = plain_radar(100e3);
  CoverageQuestion small = testing::question_of_rcs(1.0, {altitude(1000.0)});
  small.cell_m = 1000.0;
  CoverageQuestion large = small;
  large.target = target_of_rcs(4.0, 250.0);
  const double a = cover(scenario, small).layers[0].area.in_force_km2;
  const double b = cover(scenario, large).layers[0].area.in_force_km2;
  EXPECT_NEAR(b / a, 2.0, 0.02);
}

TEST(Coverage, ends_at_the_horizon_of_the_smooth_earth) {
  Scenario scenario = plain_radar(600e3);
  scenario.earth.k_factor = 4.0 / 3.0;
  scenario.seeing.detection_least = 1.0;  // whatever is in view
  CoverageQuestion question = testing::question_of_rcs(1.0, {altitude(300.0)});
  question.cell_m = 500.0;
  const Coverage coverage = cover(scenario, question);
  const double radius_m = horizon_range_m(scenario.radars[0].antenna_agl_m, 300.0, 4.0 / 3.0);
  const double circle_km2 = math::kPi * radius_m * radius_m * 1e-6;
  EXPECT_NEAR(coverage.layers[0].area.in_force_km2, circle_km2, 0.01 * circle_km2);
}

TEST(Coverage, more_looks_cover_more) {
  const Scenario scenario = testing::shipped_scenario("03-murted-mixed-raid");
  CoverageQuestion question = testing::question_of_rcs(0.1, {altitude(5000.0)});
  question.cell_m = 5000.0;
  double before_km2 = 0.0;
  for (const int looks : {1, 3, 9}) {
    question.looks = looks;
    const double area_km2 = cover(scenario, question).layers[0].area.in_force_km2;
    EXPECT_GT(area_km2, before_km2);
    before_km2 = area_km2;
  }
  // In 45 s the 91N6E, a look every 5 s, takes nine; the array, one every 4 s, takes eleven.
  question.looks = 1;
  question.time_s = 45.0;
  EXPECT_GE(cover(scenario, question).layers[0].area.in_force_km2, before_km2);
}

TEST(Coverage, does_not_depend_on_workers) {
  const Scenario scenario = testing::shipped_scenario("03-murted-mixed-raid");
  CoverageQuestion question = testing::question_of_rcs(1.0, {altitude(300.0), altitude(3000.0)});
  question.kinds.push_back(CoverageKind::engagement);
  question.cell_m = 5000.0;
  question.draws = 6;
  const Coverage one = cover(scenario, question);
  question.jobs = 2;
  const Coverage two = cover(scenario, question);
  EXPECT_EQ(one.digest, two.digest);
  for (std::size_t i = 0; i < one.layers.size(); ++i) {
    const CoverageArea& area = one.layers[i].area;
    EXPECT_EQ(area.median_km2, two.layers[i].area.median_km2);
    EXPECT_LE(area.low_km2, area.median_km2);
    EXPECT_LE(area.median_km2, area.high_km2);
    EXPECT_GT(area.high_km2, 0.0);
  }
  question.seed = 2;
  EXPECT_NE(cover(scenario, question).digest, one.digest);
}

/// What the rounds could reach is not engaged where the guidance radar has too little of an echo; with enough
/// of one the zone alone is left.
TEST(Coverage, of_engagement_needs_an_echo_at_the_guidance_radar) {
  Scenario scenario = testing::shipped_scenario("03-murted-mixed-raid");
  scenario.earth.k_factor = 1e9;
  scenario.environment = {};
  RadarSite& guide = scenario.radars[scenario.fire_units[0].guidance.index()];
  guide.type.frequency_hz = 0.0;
  guide.type.pattern = {};
  guide.type.reference_range_m = 100e3;
  guide.type.reference_rcs_m2 = 1.0;
  guide.type.reference_pd = 0.5;
  CoverageQuestion question = testing::question_of_rcs(1.0, {altitude(9000.0)});
  question.kinds = {CoverageKind::engagement};
  question.cell_m = 2000.0;
  const double keep_out_km2 = 0.01 * math::kPi * 1e4, circle_km2 = math::kPi * (1e4 - 81.0);
  EXPECT_NEAR(cover(scenario, question).layers[0].area.in_force_km2, circle_km2, keep_out_km2);
  question.target = target_of_rcs(1e-4, 250.0);  // a tenth of the range
  EXPECT_LT(cover(scenario, question).layers[0].area.in_force_km2, 0.02 * circle_km2);

  double farthest_m = 0.0;
  for (const InterceptorType& weapon : scenario.weapons_true)
    farthest_m = std::max<double>(farthest_m, weapon.range_max_m);
  question.target = target_of_rcs(1e5, 250.0);
  const double zone_km2 = cover(scenario, question).layers[0].area.in_force_km2;
  EXPECT_GT(zone_km2, circle_km2);
  EXPECT_LE(zone_km2, 1.01 * math::kPi * farthest_m * farthest_m * 1e-6);
}

TEST(Coverage, stops_when_it_is_told) {
  const Scenario scenario = testing::shipped_scenario("01-one-radar-one-target");
  CoverageQuestion question = testing::question_of_rcs(1.0, {altitude(300.0)});
  question.stop = [] { return true; };
  EXPECT_TRUE(cover(scenario, question).interrupted);
}

TEST(Coverage, says_why_there_is_none) {
  const Scenario scenario = testing::shipped_scenario("01-one-radar-one-target");
  CoverageQuestion question = testing::question_of_rcs(1.0, {altitude(300.0, Datum::msl)});
  ASSERT_TRUE(why_no_coverage(scenario, question));
  EXPECT_NE(why_no_coverage(scenario, question)->what.find("840 m msl"), std::string::npos);
  question.altitudes = {altitude(300.0)};
  EXPECT_FALSE(why_no_coverage(scenario, question));
  question.cell_m = 10.0;
  question.reach_m = 300e3;
  EXPECT_TRUE(why_no_coverage(scenario, question));
}

TEST(QuantileOf, lies_between_neighbours) {
  EXPECT_NEAR(quantile_of({0.0f, 1.0f, 2.0f, 3.0f}, 0.5), 1.5, 1e-12);
  EXPECT_NEAR(quantile_of({0.0f, 1.0f, 2.0f, 3.0f}, 0.05), 0.15, 1e-12);
  EXPECT_NEAR(quantile_of({4.0f}, 0.95), 4.0, 1e-12);
}

// Over terrain.

/// A plain of 100 m with a wall of 1500 m north of 40.3 degrees.
Terrain walled_plain() {
  const int posts = 601;
  const double step_rad = 2.0 * kDegree / (posts - 1);
  const PostGrid grid{39.0 * kDegree, 31.5 * kDegree, step_rad, step_rad, posts, posts};
  std::vector<double> heights;
  for (int row = 0; row < posts; ++row)
    for (int column = 0; column < posts; ++column) {
      const double latitude_deg = grid.latitude_rad(row) / kDegree;
      heights.push_back(latitude_deg > 40.3 && latitude_deg < 40.33 ? 1500.0 : 100.0);
    }
  std::vector<TerrainTile> tiles;
  tiles.push_back(TerrainTile::of_heights(grid, heights, 1.0, VerticalDatum::kEgm2008, {"walled plain", 0}));
  return Terrain(std::move(tiles), Geoid(36.9));
}

TEST(Coverage, is_masked_by_terrain) {
  const Scenario scenario = testing::shipped_scenario("03-murted-mixed-raid");
  const Terrain terrain = walled_plain();
  CoverageQuestion question = testing::question_of_rcs(5.0, {altitude(300.0)});
  question.kinds = {CoverageKind::detection, CoverageKind::engagement};
  question.terrain = &terrain;
  question.cell_m = 2000.0;
  const Coverage coverage = cover(scenario, question);
  EXPECT_TRUE(coverage.over_terrain);
  int behind = 0, before = 0, outside = 0;
  for (std::size_t i = 0; i < coverage.grid.count(); ++i) {
    const auto columns = static_cast<std::size_t>(coverage.grid.columns);
    const GroundPlace place = coverage.grid.plane.place(
        coverage.grid.point(static_cast<double>(i / columns), static_cast<double>(i % columns)));
    const double north_deg = place.latitude_rad / kDegree, east_deg = place.longitude_rad / kDegree;
    const float seen = coverage.layers[0].in_force[i], met = coverage.layers[1].in_force[i];
    if (north_deg < 39.0 || north_deg > 41.0 || east_deg < 31.5 || east_deg > 33.5) {
      EXPECT_EQ(seen, kNotAsked);
      ++outside;
    } else if (std::fabs(east_deg - 32.57) < 0.2 && north_deg > 40.36) {
      EXPECT_EQ(seen, 0.0f) << north_deg;
      EXPECT_EQ(met, 0.0f) << north_deg;
      EXPECT_EQ(coverage.radars_in_sight[0][i], 0);
      ++behind;
    } else if (std::fabs(east_deg - 32.57) < 0.1 && north_deg > 40.17 && north_deg < 40.26) {
      EXPECT_GT(seen, 0.95f) << north_deg;
      EXPECT_GT(met, 0.9f) << north_deg;
      ++before;
    }
  }
  EXPECT_GT(behind, 100);
  EXPECT_GT(before, 20);
  EXPECT_GT(outside, 100);
}

TEST(Coverage, needs_terrain_under_its_radars) {
  Scenario scenario = testing::shipped_scenario("03-murted-mixed-raid");
  scenario.radars[0].antenna.longitude_rad = 0.1;
  const Terrain terrain = walled_plain();
  CoverageQuestion question = testing::question_of_rcs(1.0, {altitude(300.0)});
  question.terrain = &terrain;
  ASSERT_TRUE(why_no_coverage(scenario, question));
  EXPECT_NE(why_no_coverage(scenario, question)->what.find(scenario.radars[0].name), std::string::npos);
}

}  // namespace
}  // namespace cupola
