#include "earth/smooth_earth_path.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "earth/horizon.hpp"

namespace cupola {
namespace {

constexpr double kRadius_m = 6371e3 * 4.0 / 3.0;

TEST(SmoothEarthPath, FlatEarthReflectsAtTheRatioOfHeights) {
  const SmoothEarthPath path{10e3, 30.0, 90.0, 1e15};
  EXPECT_NEAR(specular_range_m(path), 2500.0, 1e-3);
  EXPECT_NEAR(clearance_m(path, 2500.0), 45.0, 1e-6);
}

TEST(SmoothEarthPath, SolvesItsCubic) {
  for (const double h1 : {0.0, 2.0, 30.0, 3000.0})
    for (const double h2 : {1.0, 100.0, 12e3})
      for (const double part : {0.05, 0.5, 0.95, 1.0}) {
        SmoothEarthPath path{0.0, h1, h2, kRadius_m};
        path.ground_range_m = part * horizon_range_m(path);
        const double d = path.ground_range_m, d1 = specular_range_m(path);
        ASSERT_GE(d1, 0.0);
        ASSERT_LE(d1, d);
        const double rest = 2.0 * d1 * d1 * d1 - 3.0 * d * d1 * d1 +
                            (d * d - 2.0 * kRadius_m * (h1 + h2)) * d1 + 2.0 * kRadius_m * h1 * d;
        EXPECT_NEAR(rest / (d * d * d), 0.0, 3e-12) << h1 << " " << h2 << " " << part;
      }
}

TEST(SmoothEarthPath, TouchesTheSphereAtTheHorizon) {
  SmoothEarthPath path{0.0, 25.0, 400.0, kRadius_m};
  path.ground_range_m = horizon_range_m(path);
  EXPECT_NEAR(path.ground_range_m, horizon_range_m(25.0, 400.0, 4.0 / 3.0), 1e-6);
  const double d1 = specular_range_m(path);
  EXPECT_NEAR(d1, std::sqrt(2.0 * kRadius_m * 25.0), 1.0);
  EXPECT_NEAR(clearance_m(path, d1), 0.0, 1e-3);
}

TEST(SmoothEarthPath, HorizonsOfTheTable) {
  // Models, M10: 25 m and the given height, km.
  for (const auto& [h, km] :
       {std::pair{30.0, 43.19}, {60.0, 52.54}, {100.0, 61.83}, {1000.0, 150.95}, {10000.0, 432.79}})
    EXPECT_NEAR(horizon_range_m({0.0, 25.0, h, kRadius_m}), 1e3 * km, 6.0);
}

TEST(SmoothEarthPath, BulgeBetweenPointsOnTheGround) {
  // Models, M10: 36.788 m at the middle of 50 km.
  EXPECT_NEAR(clearance_m({50e3, 0.0, 0.0, kRadius_m}, 25e3), -36.788, 1e-3);
}

TEST(SmoothEarthPath, IsTheSameFromTheOtherEnd) {
  const SmoothEarthPath there{60e3, 20.0, 700.0, kRadius_m}, back{60e3, 700.0, 20.0, kRadius_m};
  EXPECT_NEAR(specular_range_m(there) + specular_range_m(back), 60e3, 1e-6);
}

}  // namespace
}  // namespace cupola
