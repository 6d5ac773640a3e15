#include "weapons/aim.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "weapons/tests/small_fight.hpp"

namespace cupola {
namespace {

using testing::SmallFight;

/// Flown from launch with the same aim throughout: it gets there when it was said to, and the target is
/// there.
TEST(Aim, IsWhereRoundAndTargetMeet) {
  SmallFight f;
  const FlyoutLaw law(testing::sure_interceptor(GuidanceClass::active), 0.0);
  for (const double north : {30e3, 70e3, 110e3, 145e3})
    for (const double speed : {-700.0, -250.0, 0.0, 150.0}) {
      Uplink uplink;
      uplink.p_ecef_m = f.frame.ecef_from_enu({8e3, north, 10e3});
      uplink.v_ecef_m_s = transpose(f.frame.ecef_to_enu) * Vec3{50.0, speed, 0.0};
      const FlyoutState start = law.at_launch(f.frame.origin_ecef_m, uplink.p_ecef_m);
      const Aim aim = aim_at(law, start, {uplink.p_ecef_m, uplink.v_ecef_m_s, 1.5}, 0.0, 4);
      const Arrival flown = fly_to(law, start, aim.p_ecef_m, 0.0, 400.0, 0.1);
      EXPECT_NEAR(aim.arrival_s / flown.time_s, 1.0, 0.006) << north << ' ' << speed;
      EXPECT_LT(norm(aim.p_ecef_m - (uplink.p_ecef_m + (1.5 + aim.arrival_s) * uplink.v_ecef_m_s)), 1e-6);
    }
}

TEST(Aim, FastTargetsHeadOnConverge) {
  SmallFight f;
  const FlyoutLaw law(testing::sure_interceptor(GuidanceClass::active), 0.0);
  Uplink uplink;
  uplink.p_ecef_m = f.frame.ecef_from_enu({0.0, 150e3, 30e3});
  uplink.v_ecef_m_s = transpose(f.frame.ecef_to_enu) * Vec3{0.0, -2000.0, -300.0};
  const FlyoutState start = law.at_launch(f.frame.origin_ecef_m, uplink.p_ecef_m);
  const Aim aim = aim_at(law, start, {uplink.p_ecef_m, uplink.v_ecef_m_s, 0.0}, 0.0, 4);
  const Arrival flown = fly_to(law, start, aim.p_ecef_m, 0.0, 400.0, 0.1);
  EXPECT_NEAR(aim.arrival_s, flown.time_s, 0.5);
}

/// A track that moves over between two uplinks: what is worked out from the last flight ahead is what a new
/// flight would find.
TEST(Aim, IsCorrectedAsANewFlightWouldFind) {
  SmallFight f;
  const FlyoutLaw law(testing::sure_interceptor(GuidanceClass::active), 0.0);
  const Matrix<3, 3> to_ecef = transpose(f.frame.ecef_to_enu);
  const ToldTarget target{f.frame.ecef_from_enu({8e3, 70e3, 10e3}), to_ecef * Vec3{50.0, -250.0, 0.0}, 1.5};
  FlyoutState state = law.at_launch(f.frame.origin_ecef_m, target.p_uplink_ecef_m);
  while (state.time_s < 15.0) law.step_midcourse(state, target.at(50.0), 0.05);
  const Aim before = aim_at(law, state, target, 0.0, 4);

  for (const Vec3& moved_m :
       {Vec3{0.0, 1e3, 0.0}, Vec3{0.0, -1e3, 0.0}, Vec3{1e3, 0.0, 0.0}, Vec3{0.0, 0.0, 500.0}}) {
    ToldTarget now = target;
    now.p_uplink_ecef_m = target.p_uplink_ecef_m + to_ecef * moved_m;
    const Aim corrected = corrected_aim(before.ahead, now, state.time_s);
    const Aim flown = aim_at(law, state, now, before.arrival_s, 4);
    // A kilometre is a second or so; what is left of it is of second order.
    EXPECT_NEAR(corrected.arrival_s, flown.arrival_s, 0.05)
        << moved_m.x << ' ' << moved_m.y << ' ' << moved_m.z;
    EXPECT_LT(norm(corrected.p_ecef_m - flown.p_ecef_m), 0.05 * 260.0);
  }
  ToldTarget further = target;
  further.p_uplink_ecef_m = target.p_uplink_ecef_m + to_ecef * Vec3{0.0, 1e3, 0.0};
  EXPECT_GT(corrected_aim(before.ahead, further, state.time_s).arrival_s, before.arrival_s + 0.5);
}

/// A target that nothing catches: the aim stays within what a round could live to see.
TEST(Aim, DoesNotRunAwayWithItsTarget) {
  SmallFight f;
  const FlyoutLaw law(testing::sure_interceptor(GuidanceClass::active), 0.0);
  const ToldTarget target{f.frame.ecef_from_enu({0.0, 60e3, 20e3}),
                          transpose(f.frame.ecef_to_enu) * Vec3{0.0, 2500.0, 0.0}, 0.0};
  FlyoutState state = law.at_launch(f.frame.origin_ecef_m, target.p_uplink_ecef_m);
  Aim aim = aim_at(law, state, target, 0.0, 3);
  for (int i = 0; i < 100; ++i) {
    law.step_midcourse(state, aim.p_ecef_m, 0.2);
    aim = aim_at(law, state, target, aim.arrival_s, 1);
  }
  EXPECT_GT(aim.arrival_s, 100.0);
  EXPECT_LE(aim.arrival_s, state.time_s + 600.0);
}

TEST(Aim, GrowsStaleWithTimeAndDistance) {
  const Aim planned = planned_aim({}, {40e3, 0.0, 0.0}, 40.0);
  EXPECT_FALSE(stale(planned, 0.0));
  EXPECT_FALSE(stale(planned, 26.6));
  EXPECT_TRUE(stale(planned, 26.7));  // a third of the time to go is left
  EXPECT_TRUE(stale(planned, 40.0));
  const Aim beside = corrected_aim(planned.ahead, {{45e3, 0.0, 0.0}, {}, 0.0}, 1.0);
  EXPECT_NEAR(beside.arrival_s, 45.0, 1e-9);
  EXPECT_TRUE(stale(beside, 1.0));
  EXPECT_FALSE(stale(beside, 0.4));                                 // so soon after the last
  EXPECT_TRUE(stale(planned_aim({}, {40e3, 0.0, 0.0}, 0.0), 0.0));  // never planned
}

}  // namespace
}  // namespace cupola
