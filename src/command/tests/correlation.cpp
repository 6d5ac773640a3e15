#include "command/correlation.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/random.hpp"
#include "core/vec3.hpp"

namespace cupola {
namespace {

Track track_at(double x_m, double v_m_s) {
  Track track;
  track.p_ecef_m = {x_m, 0.0, 0.0};
  track.v_ecef_m_s = {v_m_s, 0.0, 0.0};
  for (int i = 0; i < 3; ++i) {
    track.covariance(i, i) = 200.0;
    track.covariance(i + 3, i + 3) = 50.0;
  }
  return track;
}

TEST(Correlation, SumsTheSquaredDistances) {
  // 30^2 / 400 + 10^2 / 100
  EXPECT_NEAR(statistical_distance(track_at(0.0, 0.0), track_at(30.0, 10.0)), 2.25 + 1.0, 1e-12);
}

TEST(Correlation, GatesPositionAndVelocityEach) {
  EXPECT_GE(statistical_distance(track_at(0.0, 0.0), track_at(75.2, 0.0)), 0.0);  // 14.14
  EXPECT_LT(statistical_distance(track_at(0.0, 0.0), track_at(75.4, 0.0)), 0.0);  // 14.21
  EXPECT_LT(statistical_distance(track_at(0.0, 0.0), track_at(0.0, 38.0)), 0.0);
  EXPECT_LT(statistical_distance(track_at(0.0, 0.0), track_at(2e5, 0.0)), 0.0);
}

TEST(Correlation, IsTheSameBothWays) {
  const Track a = track_at(0.0, 0.0), b = track_at(12.0, -7.0);
  EXPECT_EQ(statistical_distance(a, b), statistical_distance(b, a));
}

/// Against the inverse.
TEST(Correlation, IsTheMahalanobisDistance) {
  Draws draws(ReplicateKey::of(1, 0), 1, 0);
  int inside = 0;
  for (int i = 0; i < 500; ++i) {
    Matrix<3, 3> root, covariance, inverse;
    for (int r = 0; r < 3; ++r)
      for (int c = 0; c <= r; ++c) root(r, c) = draws.normal() * 40.0 + (r == c ? 60.0 : 0.0);
    for (int r = 0; r < 3; ++r)
      for (int c = 0; c < 3; ++c)
        for (int k = 0; k < 3; ++k) covariance(r, c) += root(r, k) * root(c, k);
    if (!invert_spd(covariance, inverse)) continue;
    const double x = draws.normal(), y = draws.normal(), z = draws.normal();
    const Vec3 d = 100.0 * Vec3{x, y, z};
    const double exact = dot(d, inverse * d), ours = gated_distance(d, covariance, 12.0);
    inside += exact <= 12.0;
    EXPECT_NEAR(ours, exact <= 12.0 ? exact : -1.0, 1e-7 * std::max(exact, 1.0)) << i;
  }
  EXPECT_GT(inside, 100);
  EXPECT_LT(inside, 480);
}

TEST(Correlation, RefusesWhatIsNoCovariance) {
  Matrix<3, 3> flat;
  flat(0, 0) = flat(1, 1) = 1.0;
  EXPECT_EQ(gated_distance({0.1, 0.1, 0.0}, flat, 12.0), -1.0);
}

}  // namespace
}  // namespace cupola
