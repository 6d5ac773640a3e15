#include "command/kinematics.hpp"

#include <gtest/gtest.h>

#include "command/tests/proving_ground.hpp"
#include "flight/gravity.hpp"

namespace cupola {
namespace {

TEST(Kinematics, UpIsTheNormalOfTheEllipsoid) {
  for (const double latitude : {0.0, 0.3, 0.7, 1.2, 1.57})
    for (const double height : {-100.0, 0.0, 850.0, 12'000.0, 99'000.0}) {
      const Vec3 p = to_ecef({latitude, 0.5, height});
      const Vec3 up = to_ecef({latitude, 0.5, height + 1.0}) - p;
      EXPECT_NEAR(dot(vertical_at(p), up), 1.0, 1e-7) << latitude << ' ' << height;
    }
}

/// The law of room flight, written for a body that falls by itself.
TEST(Kinematics, WhatFallsIsAcceleratedAsInFlight) {
  for (const double latitude : {-0.9, 0.0, 0.7, 1.4})
    for (const double height_m : {0.0, 45'000.0, 300'000.0}) {
      const Vec3 p = to_ecef({latitude, 0.57, height_m});
      for (const Vec3& v : {Vec3{}, Vec3{300.0, -800.0, 1'100.0}, Vec3{-1'500.0, 10.0, -400.0}})
        EXPECT_LT(norm(fall_acceleration(p, v) - free_fall_ecef_m_s2(p, v)), 1e-12) << latitude;
    }
}

TEST(Kinematics, ExtrapolationCarriesCovarianceAsTheFilterDoes) {
  Track track;
  for (int i = 0; i < 6; ++i) track.covariance(i, i) = i < 3 ? 100.0 : 4.0;
  track.v_ecef_m_s = {10.0, 0.0, 0.0};
  const Track later = extrapolate(track, Time{3'000'000'000}, 2.0);
  EXPECT_DOUBLE_EQ(later.p_ecef_m.x, 30.0);
  EXPECT_DOUBLE_EQ(later.covariance(0, 0), 100.0 + 9.0 * 4.0 + 2.0 * 27.0 / 3.0);
  EXPECT_DOUBLE_EQ(later.covariance(0, 3), 3.0 * 4.0 + 2.0 * 9.0 / 2.0);
  EXPECT_DOUBLE_EQ(later.covariance(3, 3), 4.0 + 2.0 * 3.0);
}

}  // namespace
}  // namespace cupola
