#include "flight/gravity.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/math.hpp"

namespace cupola {
namespace {

constexpr double kFoot_m = 0.3048;

/// Somigliana's formula for normal gravity on the ellipsoid (WGS-84).
double normal_gravity_m_s2(double latitude_rad) {
  const double s2 = std::pow(std::sin(latitude_rad), 2);
  return 9.7803253359 * (1.0 + 0.00193185265241 * s2) / std::sqrt(1.0 - 0.00669437999014 * s2);
}

TEST(Gravity, AtRestOnTheEllipsoidIsNormalGravity) {
  for (int degrees = -90; degrees <= 90; degrees += 5) {
    const double latitude = degrees * math::kPi / 180.0;
    const LocalFrame frame = LocalFrame::at({latitude, 0.3, 0.0});
    const Vec3 enu = frame.ecef_to_enu * free_fall_ecef_m_s2(frame.origin_ecef_m, {});
    EXPECT_NEAR(enu.z, -normal_gravity_m_s2(latitude), 1.3e-4) << degrees;
    EXPECT_NEAR(enu.x, 0.0, 1e-12);
    EXPECT_NEAR(enu.y, 0.0, 8e-5) << degrees;  // the plumb line is the normal of the ellipsoid
  }
}

TEST(Gravity, CoriolisPushesEastwardFlightUpAndAlwaysToTheRightInTheNorth) {
  const LocalFrame frame = LocalFrame::at({0.7, 0.0, 1000.0});
  const Vec3 rest = free_fall_ecef_m_s2(frame.origin_ecef_m, {});
  const auto turn = [&](const Vec3& v_enu_m_s) {
    const Vec3 v = transpose(frame.ecef_to_enu) * v_enu_m_s;
    return frame.ecef_to_enu * (free_fall_ecef_m_s2(frame.origin_ecef_m, v) - rest);
  };
  const double twice = 2.0 * kEarthRate_rad_s * 1000.0;
  const Vec3 east = turn({1000.0, 0.0, 0.0}), north = turn({0.0, 1000.0, 0.0});
  EXPECT_NEAR(east.z, twice * std::cos(0.7), 1e-9);
  EXPECT_NEAR(east.y, -twice * std::sin(0.7), 1e-9);
  EXPECT_NEAR(north.x, twice * std::sin(0.7), 1e-9);
}

/// NASA/TM-2015-218675, check case 1: a sphere without drag dropped from 30 000 ft, at rest over 0 N 0 E. Six
/// simulators agree on the altitude within 0.002 ft.
TEST(Gravity, ReproducesTheDroppedSphere) {
  const Vec3 start = to_ecef({0.0, 0.0, 30000.0 * kFoot_m});
  Vec3 p = start, v;
  const double expected_ft[] = {28400.204, 23600.328, 15598.904};
  constexpr double h = 0.1;
  for (int step = 1; step <= 300; ++step) {
    const Vec3 a1 = free_fall_ecef_m_s2(p, v), v2 = v + 0.5 * h * a1;
    const Vec3 a2 = free_fall_ecef_m_s2(p + 0.5 * h * v, v2), v3 = v + 0.5 * h * a2;
    const Vec3 a3 = free_fall_ecef_m_s2(p + 0.5 * h * v2, v3), v4 = v + h * a3;
    const Vec3 a4 = free_fall_ecef_m_s2(p + h * v3, v4);
    p = p + (h / 6.0) * (v + 2.0 * (v2 + v3) + v4);
    v = v + (h / 6.0) * (a1 + 2.0 * (a2 + a3) + a4);
    if (step % 100 == 0) {
      const Geodetic place = to_geodetic(p);
      EXPECT_NEAR(place.height_hae_m / kFoot_m, expected_ft[step / 100 - 1], 0.003);
    }
  }
  const Geodetic end = to_geodetic(p);
  EXPECT_NEAR(end.longitude_rad * 180.0 / math::kPi, 5.7455e-5 * 180.0 / math::kPi * (math::kPi / 180.0),
              5e-8);
}

}  // namespace
}  // namespace cupola
