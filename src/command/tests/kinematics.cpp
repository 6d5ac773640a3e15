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

/// Range of a vacuum arc from surface to surface of a sphere: tan(phi / 2) = q sin g cos g / (1 - q cos^2 g),
/// q = v^2 R / mu (Bate, Mueller & White 1971, 6.2).
double kepler_range_m(double v_m_s, double angle_rad, double radius_m) {
  const double q = v_m_s * v_m_s * radius_m / kEarthGravity_m3_s2;
  const double s = std::sin(angle_rad), c = std::cos(angle_rad);
  return 2.0 * radius_m * std::atan2(q * s * c, 1.0 - q * c * c);
}

TEST(Kinematics, ImpactAgreesWithKepler) {
  // Thrown westwards along the equator, so that the inertial speed is known: earth-fixed plus the earth's
  // turning.
  const double radius = kWgs84SemiMajor_m, angle = 0.7737;
  const Vec3 p = to_ecef({0.0, 0.0, 0.1});
  const double speed = 1'696.48;
  const Vec3 v_inertial{speed * std::sin(angle), -speed * std::cos(angle), 0.0};
  const Vec3 v_ecef = v_inertial - Vec3{0.0, kEarthRate_rad_s * p.x, 0.0};
  const ImpactPoint impact = predict_impact(p, v_ecef, 0.0);
  // At the equator the flattened earth pulls harder than a point mass, by 1.5 J2.
  const double inertial_angle =
      std::atan2(impact.p_ecef_m.y, impact.p_ecef_m.x) + kEarthRate_rad_s * impact.time_s;
  EXPECT_NEAR(-inertial_angle * radius,
              kepler_range_m(speed / std::sqrt(1.0 + 1.5 * kEarthJ2), angle, radius), 200.0);
  EXPECT_NEAR(impact.time_s, 251.0, 1.5);
}

TEST(Kinematics, ImpactAgreesWithFineSteps) {
  constexpr double kGround_m = 840.0, kStep_s = 0.01;
  for (const double climb_m_s : {900.0, 200.0, -300.0, -1'100.0}) {
    const Vec3 start = to_ecef({0.7, 0.57, 45'000.0}), up = vertical_at(start);
    const Vec3 level = unit(cross(up, {0.3, -0.8, 0.4}));
    Vec3 p = start, v = 1'200.0 * level + climb_m_s * up;
    const ImpactPoint impact = predict_impact(p, v, kGround_m);
    double time_s = 0.0;
    for (; height_hae_m(p) > kGround_m; time_s += kStep_s) {
      const Vec3 middle = v + 0.5 * kStep_s * fall_acceleration(p, v);
      v = v + kStep_s * fall_acceleration(p + 0.5 * kStep_s * v, middle);
      p = p + kStep_s * middle;
    }
    const double beyond_s = (kGround_m - height_hae_m(p)) / -dot(v, vertical_at(p));
    EXPECT_NEAR(impact.time_s, time_s - beyond_s, 0.01) << climb_m_s;
    EXPECT_LT(norm(impact.p_ecef_m - (p - beyond_s * v)), 5.0) << climb_m_s;
  }
}

TEST(Kinematics, ImpactOfADropIsStraightBelow) {
  const Vec3 p = testing::over_ground(0.0, 0.0, 4'905.0);
  const ImpactPoint impact = predict_impact(p, {}, 0.0);
  EXPECT_NEAR(impact.time_s, std::sqrt(2.0 * 4'905.0 / 9.80), 0.1);
  EXPECT_NEAR(norm(impact.p_ecef_m - testing::over_ground(0.0, 0.0, 0.0)), 0.0, 30.0);
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
