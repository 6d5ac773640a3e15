#include "earth/horizon.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace cupola {
namespace {

constexpr double kK = 4.0 / 3.0;

/// Table V1 of the validation cases: horizon in km, 4/3 earth, R = 6371 km.
TEST(Horizon, ReproducesTheTable) {
  const double antenna_m[] = {8, 24, 38};
  const double target_m[] = {10, 15, 30, 50, 100, 300, 1000, 3000, 10000};
  const double expected_km[3][9] = {{24.7, 27.6, 34.2, 40.8, 52.9, 83.1, 142.0, 237.4, 423.8},
                                    {33.2, 36.2, 42.8, 49.3, 61.4, 91.6, 150.5, 246.0, 432.4},
                                    {38.4, 41.4, 48.0, 54.6, 66.6, 96.8, 155.8, 251.2, 437.6}};
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 9; ++j)
      EXPECT_NEAR(horizon_range_m(antenna_m[i], target_m[j], kK) / 1e3, expected_km[i][j], 0.0501);
}

/// Two circles' tangent, exact: the range at which the line between the points touches the stretched sphere.
TEST(Horizon, IsTheTangentOfTheStretchedSphere) {
  for (const double a : {2.0, 8.0, 38.0, 200.0})
    for (const double t : {5.0, 100.0, 3000.0, 10000.0}) {
      const double r = kK * kMeanEarthRadius_m;
      const double exact_m = r * (std::acos(r / (r + a)) + std::acos(r / (r + t)));
      EXPECT_NEAR(horizon_range_m(a, t, kK) / exact_m, 1.0, 6e-4);
    }
}

TEST(Horizon, LineOfSightEndsAtTheHorizonAndIsSymmetric) {
  for (const double a : {0.0, 8.0, 38.0})
    for (const double t : {0.0, 15.0, 1000.0}) {
      const double d = horizon_range_m(a, t, kK);
      EXPECT_EQ(d, horizon_range_m(t, a, kK));
      EXPECT_TRUE(line_of_sight(a, t, d, kK));
      EXPECT_FALSE(line_of_sight(a, t, std::nextafter(d, 1e9), kK));
    }
}

TEST(Horizon, GroundLevelAndBelowSeeNothingBeyondTheOther) {
  EXPECT_EQ(horizon_range_m(-3.0, -20.0, kK), 0.0);
  EXPECT_EQ(horizon_range_m(-3.0, 100.0, kK), horizon_range_m(0.0, 100.0, kK));
  EXPECT_FALSE(std::isnan(horizon_range_m(0.0, 10.0, std::numeric_limits<double>::infinity())));
}

}  // namespace
}  // namespace cupola
