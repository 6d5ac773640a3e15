#include "weapons/guided_flight.hpp"

#include <gtest/gtest.h>

#include "weapons/tests/small_fight.hpp"

namespace cupola {
namespace {

/// From launch to the closest approach of a fixed point, in the steps of the midcourse over `divided`.
double time_of_flight_s(const FlyoutLaw& law, FlyoutState state, const Vec3& aim_ecef_m, int divided) {
  for (;;) {
    law.step_midcourse(state, aim_ecef_m, guided_step_s(state, law.burn_out_s()) / divided);
    const Vec3 line = aim_ecef_m - state.p_ecef_m, v = state.v_ecef_m_s;
    if (dot(line, v) <= 0.0) return state.time_s + dot(line, v) / dot(v, v);
    if (state.time_s > 400.0) return -1.0;
  }
}

TEST(GuidedFlight, ItsStepsMoveTheArrivalByLessThanAThousandthAndThreeHundredths) {
  testing::SmallFight f;
  const FlyoutLaw law(testing::sure_interceptor(GuidanceClass::active), 0.0);
  for (const double north_m : {15e3, 30e3, 70e3, 110e3, 145e3})
    for (const double up_m : {1e3, 10e3, 20e3}) {
      const Vec3 aim = f.frame.ecef_from_enu({5e3, north_m, up_m});
      const FlyoutState start = law.at_launch(f.frame.origin_ecef_m, aim);
      const double whole = time_of_flight_s(law, start, aim, 1), half = time_of_flight_s(law, start, aim, 2);
      ASSERT_GT(half, 0.0) << north_m << ' ' << up_m;
      EXPECT_NEAR(whole / half, 1.0, 1e-3) << north_m << ' ' << up_m;
      EXPECT_NEAR(whole, time_of_flight_s(law, start, aim, 10), 0.03) << north_m << ' ' << up_m;
    }
}

TEST(GuidedFlight, StepsAreFineWhileItLeavesAndTurnsOverAndCoarseWithoutThrust) {
  FlyoutState state;
  const double leaving = guided_step_s(state, 12.0);
  state.time_s = 1.0;
  const double turning = guided_step_s(state, 12.0);
  state.time_s = 8.0;
  const double burning = guided_step_s(state, 12.0);
  state.time_s = 20.0;
  EXPECT_LT(leaving, turning);
  EXPECT_LT(turning, burning);
  EXPECT_LT(burning, guided_step_s(state, 12.0));
}

}  // namespace
}  // namespace cupola
