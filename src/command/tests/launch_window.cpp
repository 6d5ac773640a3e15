#include "command/launch_window.hpp"

#include <gtest/gtest.h>

#include "command/planned_path.hpp"
#include "command/tests/proving_ground.hpp"

namespace cupola {
namespace {

using testing::level_velocity;
using testing::over_ground;

class Reach : public ::testing::Test {
 protected:
  Reach() {
    reach_.weapon = &weapon_;
    reach_.frame = &testing::site_frame();
    reach_.guidance.antenna_agl_m = 30.0;
  }
  static ReachTarget level(double east_m, double north_m, double height_m, double east_m_s,
                           double north_m_s) {
    const Vec3 p = over_ground(east_m, north_m, height_m);
    Track track;
    track.p_ecef_m = p;
    track.v_ecef_m_s = level_velocity(p, east_m_s, north_m_s);
    return planned_path(track, false, {}, track.time);
  }
  KnownWeapon weapon_ = testing::constant_speed_weapon(0, 1'000.0, 0.8);
  ReachOf reach_;
};

/// M36: (60 000, 0, 8 000) at -250 m/s against 1 000 m/s: 48.5311 s.
TEST_F(Reach, ConstantSpeedsMeetWhereTheyShould) {
  const LaunchWindow window = launch_window(reach_, level(60'000.0, 0.0, 8'000.0, -250.0, 0.0), 0.0, 240.0);
  ASSERT_TRUE(window.possible);
  EXPECT_EQ(window.wait_s, 0.0);
  EXPECT_NEAR(window.intercept_s, 48.53, 0.3);  // interpolated between steps of 10 s
}

TEST_F(Reach, ADelayMovesTheIntercept) {
  // t = 10 + distance / 1000, distance = 60 - .25 t (level): t = 70 / 1.25 = 56
  const LaunchWindow window = launch_window(reach_, level(60'000.0, 0.0, 2'000.0, -250.0, 0.0), 10.0, 240.0);
  ASSERT_TRUE(window.possible);
  EXPECT_NEAR(window.intercept_s, 56.0, 0.3);
}

TEST_F(Reach, WhatComesIntoReachLaterIsWaitedFor) {
  // Level at 10 km over the round earth until the slant range is 150 km; the flight takes 150 s.
  double ground_m = 150'000.0;
  for (double step = 10'000.0; step > 1.0; step *= 0.5)
    ground_m +=
        norm(over_ground(0.0, ground_m, 10'000.0) - over_ground(0.0, 0.0, 0.0)) > 150'000.0 ? -step : step;
  const double in_range_s = (400'000.0 - ground_m) / 250.0 * (6'381.0 / 6'371.0);
  const LaunchWindow window =
      launch_window(reach_, level(0.0, 400'000.0, 10'000.0, 0.0, -250.0), 0.0, 1'600.0);
  ASSERT_TRUE(window.possible);
  EXPECT_NEAR(window.intercept_s, in_range_s, 2.0);
  EXPECT_NEAR(window.wait_s, in_range_s - 150.0, 2.0);
}

TEST_F(Reach, NothingIsPossibleAfterTheHorizonOrForWhatFliesAway) {
  EXPECT_FALSE(launch_window(reach_, level(60'000.0, 0.0, 8'000.0, -250.0, 0.0), 0.0, 45.0).possible);
  EXPECT_FALSE(launch_window(reach_, level(140'000.0, 0.0, 8'000.0, 250.0, 0.0), 0.0, 600.0).possible);
  EXPECT_FALSE(launch_window(reach_, level(60'000.0, 0.0, 8'000.0, -250.0, 0.0), 0.0, 0.0).possible);
}

TEST_F(Reach, KeepOutSpeedAndHeightLimitIt) {
  const ReachTarget near = level(3'000.0, 0.0, 500.0, 0.0, 0.0);
  EXPECT_TRUE(may_be_met_at(reach_, near, near.p_ecef_m));
  reach_.keep_out_m = 5'000.0;
  EXPECT_FALSE(may_be_met_at(reach_, near, near.p_ecef_m));
  const ReachTarget high = level(30'000.0, 0.0, 31'000.0, -250.0, 0.0);
  EXPECT_FALSE(may_be_met_at(reach_, high, high.p_ecef_m));
  weapon_.type.target_speed_max_m_s = 240.0;
  EXPECT_FALSE(launch_window(reach_, level(60'000.0, 0.0, 8'000.0, -250.0, 0.0), 0.0, 240.0).possible);
}

/// M10: antenna 30 m, target 25 m: horizon 43.19 km. Only rounds that may leave on remote data do not care:
/// what nobody here sees, no active round is launched at.
TEST_F(Reach, ARoundThatNeedsTheRadarNeedsLineOfSight) {
  const ReachTarget inside = level(42'000.0, 0.0, 25.0, -250.0, 0.0),
                    beyond = level(44'500.0, 0.0, 25.0, -250.0, 0.0);
  EXPECT_TRUE(may_be_met_at(reach_, inside, inside.p_ecef_m));
  EXPECT_FALSE(may_be_met_at(reach_, beyond, beyond.p_ecef_m));
  weapon_.type.guidance = GuidanceClass::active;
  EXPECT_FALSE(may_be_met_at(reach_, beyond, beyond.p_ecef_m));
  reach_.on_remote_data = true;
  EXPECT_TRUE(may_be_met_at(reach_, beyond, beyond.p_ecef_m));
}

/// 8 km high, 200 km off, its height known to 4 km: as one that may fly at 50 m it is in view at 48 km only.
TEST_F(Reach, WhatMayFlyLowIsInViewWhereALowFlyerIs) {
  ReachTarget target = level(100'000.0, 0.0, 8'000.0, -250.0, 0.0);
  EXPECT_TRUE(may_be_met_at(reach_, target, target.p_ecef_m));
  target.view_lower_m = 7'950.0;
  EXPECT_FALSE(may_be_met_at(reach_, target, target.p_ecef_m));
  const ReachTarget near = level(47'000.0, 0.0, 8'000.0, -250.0, 0.0);
  EXPECT_TRUE(may_be_met_at(reach_, near, near.p_ecef_m));
}

TEST_F(Reach, ASemiActiveRoundNeedsTheSector) {
  KnownRadar radar = testing::guidance_radar(0);
  radar.type.sector_width_rad = math::kPi / 2.0;
  reach_.guidance = guidance_limits(radar, math::kPi / 2.0);  // east, 45 deg either side
  const auto met = [this](double east_m, double north_m) {
    const ReachTarget target = level(east_m, north_m, 5'000.0, 0.0, 0.0);
    return may_be_met_at(reach_, target, target.p_ecef_m);
  };
  EXPECT_TRUE(met(30'000.0, 0.0));
  EXPECT_TRUE(met(30'000.0, 29'000.0));
  EXPECT_FALSE(met(30'000.0, 31'000.0));
  EXPECT_FALSE(met(-30'000.0, 0.0));
}

TEST_F(Reach, BallisticReachIsItsOwn) {
  ReachTarget target = level(100'000.0, 0.0, 20'000.0, -900.0, 0.0);
  EXPECT_TRUE(may_be_met_at(reach_, target, target.p_ecef_m));
  target.ballistic = true;
  EXPECT_FALSE(may_be_met_at(reach_, target, target.p_ecef_m));
}

TEST_F(Reach, AFasterRoundNeverHasLess) {
  KnownWeapon faster = testing::constant_speed_weapon(0, 1'500.0, 0.8);
  ReachOf quick = reach_;
  quick.weapon = &faster;
  for (double east = 20e3; east <= 140e3; east += 7e3)
    for (double speed = 100.0; speed <= 900.0; speed += 100.0) {
      const ReachTarget target = level(east, 15e3, 9e3, -speed, 0.0);
      const double horizon = east / speed;
      const LaunchWindow slow = launch_window(reach_, target, 5.0, horizon);
      const LaunchWindow fast = launch_window(quick, target, 5.0, horizon);
      if (slow.possible) {
        ASSERT_TRUE(fast.possible);
        EXPECT_LE(fast.intercept_s, slow.intercept_s + 1e-9);
      }
    }
}

/// That no round can be there yet is a reason to leave steps out, and changes no window.
TEST_F(Reach, WhatNoRoundCanReachInTimeIsNoLoss) {
  KnownWeapon known = weapon_;
  known.table.fastest_m_s = fastest_way_m_s(known.table);
  EXPECT_NEAR(known.table.fastest_m_s, 1'000.0, 0.1);
  ReachOf quick = reach_;
  quick.weapon = &known;
  int possible = 0;
  for (double east = 10e3; east <= 250e3; east += 4e3)
    for (double speed = 50.0; speed <= 1'250.0; speed += 100.0)
      for (const double height : {500.0, 9e3, 25e3}) {
        ReachTarget target = level(east, 15e3, height, -speed, 0.0);
        target.ballistic = speed > 1'000.0;
        if (target.ballistic) target.a_ecef_m_s2 = (-9.8 / norm(target.p_ecef_m)) * target.p_ecef_m;
        for (const double delay : {0.0, 12.0, 70.0}) {
          const LaunchWindow all = launch_window(reach_, target, delay, east / speed);
          const LaunchWindow some = launch_window(quick, target, delay, east / speed);
          ASSERT_EQ(some.possible, all.possible);
          ASSERT_EQ(some.intercept_s, all.intercept_s);
          ASSERT_EQ(some.wait_s, all.wait_s);
          possible += all.possible ? 1 : 0;
        }
      }
  EXPECT_GT(possible, 1'000);
}

}  // namespace
}  // namespace cupola
