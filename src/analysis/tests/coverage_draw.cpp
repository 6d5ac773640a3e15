#include "analysis/coverage_draw.hpp"

#include <gtest/gtest.h>

#include "analysis/tests/coverage_scene.hpp"

namespace cupola {
namespace {

Figure figure(double low, double best, double high, Distribution distribution) {
  Figure f(best);
  f.low = low;
  f.high = high;
  f.distribution = distribution;
  return f;
}

/// Closed form: below the mode u = (x - low)^2 / ((high - low)(mode - low)).
TEST(DrawnValue, follows_the_quantiles_of_the_triangle) {
  const Figure f = figure(180.0, 260.0, 320.0, Distribution::triangular);
  EXPECT_NEAR(drawn_value(f, 1e-12), 180.0, 1e-3);
  EXPECT_NEAR(drawn_value(f, 1.0 - 1e-12), 320.0, 1e-3);
  EXPECT_NEAR(drawn_value(f, 80.0 / 140.0), 260.0, 1e-9);
  EXPECT_NEAR(drawn_value(f, 40.0 * 40.0 / (140.0 * 80.0)), 220.0, 1e-9);
  EXPECT_NEAR(drawn_value(f, 1.0 - 30.0 * 30.0 / (140.0 * 60.0)), 290.0, 1e-9);
  double sum = 0.0;
  for (int i = 0; i < 10000; ++i) sum += drawn_value(f, (i + 0.5) / 10000.0);
  EXPECT_NEAR(sum / 10000.0, (180.0 + 260.0 + 320.0) / 3.0, 1e-2);
}

TEST(DrawnValue, is_even_or_fixed_where_the_figure_says_so) {
  EXPECT_NEAR(drawn_value(figure(0.5, 0.5, 0.9, Distribution::uniform), 0.25), 0.6, 1e-12);
  EXPECT_EQ(drawn_value(figure(4.0, 4.0, 4.0, Distribution::fixed), 0.25), 4.0);
  EXPECT_EQ(drawn_value(figure(1.0, 4.0, 9.0, Distribution::uniform), 0.51, true), 5.0);
}

TEST(DrawFigures, depends_on_names_and_the_number_of_the_draw_alone) {
  const Scenario whole = testing::shipped_scenario("03-murted-mixed-raid");
  Scenario once = whole, again = whole, other = whole, few = whole;
  few.radars.resize(1);
  draw_figures(once, ReplicateKey::of(1, 0), false);
  draw_figures(again, ReplicateKey::of(1, 0), false);
  draw_figures(few, ReplicateKey::of(1, 0), false);
  draw_figures(other, ReplicateKey::of(1, 1), false);
  EXPECT_EQ(once.radars[0].type.reference_range_m.value, again.radars[0].type.reference_range_m.value);
  EXPECT_EQ(once.radars[0].type.reference_range_m.value, few.radars[0].type.reference_range_m.value);
  EXPECT_NE(once.radars[0].type.reference_range_m.value, other.radars[0].type.reference_range_m.value);
  EXPECT_NE(once.radars[0].type.reference_range_m.value, whole.radars[0].type.reference_range_m.value);
}

TEST(DrawFigures, leaves_what_is_declared_perfect_and_what_stands_on_a_mast) {
  Scenario scenario = testing::shipped_scenario("03-murted-mixed-raid");
  RadarSite& radar = scenario.radars[0];
  radar.type.reference_range_m.value = 1e6;
  radar.antenna_agl_m = 30.0;
  draw_figures(scenario, ReplicateKey::of(1, 0), false);
  EXPECT_EQ(radar.type.reference_range_m.value, 1e6);
  EXPECT_EQ(radar.antenna_agl_m, 30.0);
  const InterceptorType& weapon = scenario.weapons_true.front();
  EXPECT_EQ(weapon.drag_scale.value, weapon.drag_scale.best);
  EXPECT_NE(weapon.range_max_m.value, weapon.range_max_m.best);
}

}  // namespace
}  // namespace cupola
