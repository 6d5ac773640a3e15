#include "formats/ground_range.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cupola {
namespace {

/// The slant range to something at a distance along the ground, by the triangle with the centre of the earth.
double slant_m(double ground_m, double height_m, double radar_height_m, double radius_m) {
  const double angle = ground_m / radius_m;
  const double x = (radius_m + height_m) * std::sin(angle);
  const double y = (radius_m + height_m) * std::cos(angle) - (radius_m + radar_height_m);
  return std::hypot(x, y);
}

TEST(GroundRange, undoes_the_triangle) {
  constexpr double kRadius_m = 6371008.8;
  for (const double ground_m : {5e3, 2e4, 1e5, 4e5})
    for (const double height_m : {0.0, 3000.0, 12000.0})
      for (const double radar_m : {0.0, 800.0}) {
        const double s = slant_m(ground_m, height_m, radar_m, kRadius_m);
        const KnownTo ground = ground_range({s, 50.0}, {height_m, 100.0}, radar_m, kRadius_m);
        if (s * s - (height_m - radar_m) * (height_m - radar_m) < 0.01 * s * s) continue;
        EXPECT_NEAR(ground.value_m, ground_m, 1e-6 * ground_m) << ground_m << ' ' << height_m;
        // The claimed error is that of the triangle turned by its own errors.
        const double by_s =
            ground_range({s + 5.0, 0}, {height_m, 0}, radar_m, kRadius_m).value_m - ground.value_m;
        const double by_h =
            ground_range({s, 0}, {height_m + 10.0, 0}, radar_m, kRadius_m).value_m - ground.value_m;
        EXPECT_NEAR(ground.sd_m, std::hypot(by_s * 10.0, by_h * 10.0), 0.05 * ground.sd_m + 0.1);
      }
}

TEST(GroundRange, near_the_zenith_little_is_known) {
  const KnownTo above = ground_range({10000.0, 50.0}, {10500.0, 100.0}, 0.0, 6371008.8);
  EXPECT_NEAR(above.value_m, 1000.0, 2.0);
  EXPECT_GT(above.sd_m, 1000.0);
}

}  // namespace
}  // namespace cupola
