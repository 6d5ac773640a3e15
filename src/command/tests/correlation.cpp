#include "command/correlation.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace cupola
