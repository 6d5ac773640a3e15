#include "command/planned_path.hpp"

#include <gtest/gtest.h>

#include "command/tests/proving_ground.hpp"

namespace cupola {
namespace {

using testing::level_velocity;
using testing::over_ground;

Track track_at(double height_m, double speed_m_s, double climb_m_s, double velocity_sd_m_s) {
  Track track;
  track.p_ecef_m = over_ground(0.0, 100'000.0, height_m);
  track.v_ecef_m_s = level_velocity(track.p_ecef_m, 0.0, -speed_m_s, climb_m_s);
  for (int i = 3; i < 6; ++i) track.covariance(i, i) = velocity_sd_m_s * velocity_sd_m_s;
  return track;
}

double height_after(const Track& track, bool ballistic, double t_s) {
  return height_hae_m(position_after(planned_path(track, ballistic, {}, track.time), t_s));
}

TEST(PlannedPath, LevelFlightStaysLevelAboveTheRoundEarth) {
  EXPECT_NEAR(height_after(track_at(100.0, 250.0, 0.0, 10.0), false, 200.0), 100.0,
              5.0);  // 50 km on; a chord would be at 296 m
  const Vec3 p = position_after(planned_path(track_at(100.0, 250.0, 0.0, 10.0), false, {}, Time{}), 200.0);
  EXPECT_NEAR(norm(p - over_ground(0.0, 50'000.0, 100.0)), 0.0, 100.0);
}

TEST(PlannedPath, AClimbWithinTheErrorIsNone) {
  EXPECT_NEAR(height_after(track_at(5'000.0, 250.0, 25.0, 10.0), false, 60.0), 5'000.0, 5.0);
  EXPECT_NEAR(height_after(track_at(5'000.0, 250.0, 35.0, 10.0), false, 60.0), 7'100.0, 15.0);
}

TEST(PlannedPath, NobodyIsPlannedToFlyIntoTheGround) {
  EXPECT_NEAR(height_after(track_at(300.0, 250.0, -40.0, 10.0), false, 60.0), 300.0, 5.0);
  EXPECT_NEAR(height_after(track_at(-80.0, 250.0, 0.0, 10.0), false, 0.0), 25.0, 0.1);
}

TEST(PlannedPath, ItIsSeenAsLowAsItMayFly) {
  Track track = track_at(3'000.0, 250.0, 0.0, 10.0);
  EXPECT_EQ(planned_path(track, false, {}, track.time).view_lower_m, 0.0);
  for (const auto& [sd_m, lower_m] : {std::pair{500.0, 1'000.0}, {2'000.0, 2'950.0}}) {
    for (int i = 0; i < 3; ++i) track.covariance(i, i) = sd_m * sd_m;
    EXPECT_NEAR(planned_path(track, false, {}, track.time).view_lower_m, lower_m, 1.0);
  }
  EXPECT_EQ(planned_path(track, true, {}, track.time).view_lower_m, 0.0);
}

TEST(PlannedPath, WhatFallsFalls) {
  EXPECT_NEAR(height_after(track_at(30'000.0, 0.0, -500.0, 100.0), true, 30.0),
              30'000.0 - 15'000.0 - 4'890.0 * 0.9, 50.0);
}

}  // namespace
}  // namespace cupola
