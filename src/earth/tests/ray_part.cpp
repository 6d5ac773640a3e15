#include "earth/ray_part.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cupola {
namespace {

constexpr double kRadius_m = 6371e3 * 4.0 / 3.0;

/// Two points at their heights, the given angle apart at the centre: the straight line between them.
struct Chord {
  double x1, y1, x2, y2;
  Chord(double h1, double h2, double angle)
      : x1(0.0),
        y1(kRadius_m + h1),
        x2((kRadius_m + h2) * std::sin(angle)),
        y2((kRadius_m + h2) * std::cos(angle)) {}
  double range_m() const { return std::hypot(x2 - x1, y2 - y1); }
  double height_m(double t) const { return std::hypot(x1 + t * (x2 - x1), y1 + t * (y2 - y1)) - kRadius_m; }
};

TEST(RayPart, HeightIsThatOfTheChord) {
  for (const double h1 : {0.0, 30.0, 9000.0})
    for (const double h2 : {10.0, 1000.0, 10e3, 20e3})
      for (const double ground_km : {1.0, 30.0, 200.0, 400.0}) {
        const Chord chord(h1, h2, ground_km * 1e3 / kRadius_m);
        const StraightRay ray{h1, h2, chord.range_m(), kRadius_m};
        const double bound_m = h2 > 1e4 ? 30.0 : 6.0;
        for (double t = 0.0; t <= 1.0; t += 0.05)
          EXPECT_NEAR(ray_height_m(h1, h2 - h1, ray.sag_m(), t), chord.height_m(t), bound_m)
              << h1 << " " << h2 << " " << ground_km;
      }
}

TEST(RayPart, BelowIsBelowAndAboveIsAbove) {
  for (const double h1 : {0.0, 500.0, 6000.0})
    for (const double h2 : {20.0, 3000.0, 12e3})
      for (const double ground_km : {0.0, 5.0, 150.0, 400.0})
        for (const double top : {-50.0, 300.0, 4000.0, 20e3}) {
          const StraightRay ray{h1, h2, Chord(h1, h2, ground_km * 1e3 / kRadius_m).range_m(), kRadius_m};
          const RayPart part = part_below(ray, top);
          ASSERT_LE(0.0, part.begin);
          ASSERT_LE(part.begin, part.end);
          ASSERT_LE(part.end, 1.0);
          int below = 0;
          for (int i = 0; i < 2000; ++i)
            below += ray_height_m(h1, h2 - h1, ray.sag_m(), (i + 0.5) / 2000) < top;
          EXPECT_NEAR(part.length(), below / 2000.0, 1.1e-3)
              << h1 << " " << h2 << " " << ground_km << " " << top;
        }
}

TEST(RayPart, LevelAndEmptyRays) {
  EXPECT_EQ(part_below({100.0, 100.0, 0.0, kRadius_m}, 200.0).length(), 1.0);
  EXPECT_EQ(part_below({100.0, 100.0, 0.0, kRadius_m}, 50.0).length(), 0.0);
  EXPECT_NEAR(part_below({0.0, 1000.0, 1000.0, kRadius_m}, 250.0).length(), 0.25, 1e-12);
  EXPECT_NEAR(part_below({1000.0, 0.0, 1000.0, kRadius_m}, 250.0).begin, 0.75, 1e-12);
}

}  // namespace
}  // namespace cupola
