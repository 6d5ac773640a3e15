#include "analysis/interceptor_reach.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "catalogue/load.hpp"
#include "core/problem.hpp"
#include "flight/flyout_table.hpp"

namespace cupola {
namespace {

const InterceptorType& arrow() {
  static const InterceptorType type = [] {
    Catalogue catalogue;
    Problems problems;
    EXPECT_TRUE(load_catalogue(CUPOLA_SOURCE_DIR "/catalogue", catalogue, problems)) << problems.text();
    return catalogue.interceptors.at("48N6E3");
  }();
  return type;
}

const InterceptorReach& example() {
  static const InterceptorReach reach = interceptor_reach(arrow());
  return reach;
}

std::size_t row_at(double height_m) {
  std::size_t j = 0;
  while (j + 1 < example().height_m.size() && example().height_m[j + 1] <= height_m) ++j;
  return j;
}

/// Two ways to the farthest point: the grid here, flights to ever farther points in flight/envelope.
TEST(InterceptorReach, EndsWhereFlightsEnd) {
  InterceptorType type = arrow();
  EnvelopeFigure figure;
  figure.what = "reach";
  const std::size_t j = row_at(12e3);
  figure.range_m = type.range_max_m;
  figure.altitude_m = example().height_m[j];
  type.envelope = {figure};
  const double there_m = 1e3 * public_figures(type).front().model;
  EXPECT_NEAR(example().farthest_m[j], there_m, 0.02 * there_m);
}

/// A line of equal time holds points that are reached in that time, and later lines lie farther out.
TEST(InterceptorReach, DrawsLinesOfEqualTime) {
  const FlyoutTable table = fly_table(arrow(), 100.0);
  ASSERT_GE(example().isochrones.size(), 3u);
  for (const auto& line : example().isochrones)
    for (const auto& [range_m, height_m] : line.points) {
      const double time_s = table.time_of_flight_s(range_m, height_m);
      if (time_s > 0.0 && height_m > 3e3 && range_m > 20e3) {
        EXPECT_NEAR(time_s, line.time_s, 0.02 * line.time_s);
      }
    }
}

/// A target that stands is met at the zone's edge; one that comes is farther off at launch by the way it makes
/// meanwhile, one that goes is nearer.
TEST(InterceptorReach, PutsTheTargetWhereItIsAtLaunch) {
  const InterceptorType type = arrow();
  const FlyoutTable table = fly_table(type, 100.0);
  const std::size_t j = row_at(10e3);
  double last_m = 0.0;
  for (const LaunchRange& launch : example().launch_ranges) {
    EXPECT_GT(launch.range_m[j], last_m);
    last_m = launch.range_m[j];
    if (launch.closing_speed_m_s < 0.0) {
      EXPECT_LT(last_m, type.range_max_m);
      continue;
    }
    const double time_s = table.time_of_flight_s(type.range_max_m, example().height_m[j]);
    EXPECT_NEAR(last_m, type.range_max_m + launch.closing_speed_m_s * time_s, 0.02 * last_m);
  }
}

TEST(InterceptorReach, KnowsNothingAboveTheZone) {
  for (const LaunchRange& launch : example().launch_ranges) EXPECT_LT(launch.range_m.back(), 0.0);
}

}  // namespace
}  // namespace cupola
