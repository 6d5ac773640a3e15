#include "weapons/guided_flight.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "catalogue/load.hpp"
#include "flight/flyout_table.hpp"
#include "weapons/tests/small_fight.hpp"

namespace cupola {
namespace {

/// From launch to the closest approach of a fixed point, in the steps of the midcourse over `divided`.
double time_of_flight_s(const FlyoutLaw& law, FlyoutState state, const Vec3& aim_ecef_m, int divided) {
  for (;;) {
    law.step_midcourse(state, aim_ecef_m, guided_step_s(state) / divided);
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

/// Over the zone of every interceptor there is, wherever it still flies: halving its steps moves its time of
/// flight by less than a thousandth.
TEST(GuidedFlight, HalvingTheStepLeavesTheTimeOfFlightOfEveryInterceptor) {
  Catalogue catalogue;
  Problems problems;
  ASSERT_TRUE(load_catalogue(CUPOLA_SOURCE_DIR "/catalogue", catalogue, problems)) << problems.text();
  ASSERT_GE(catalogue.interceptors.size(), 3u);
  testing::SmallFight f;
  for (const auto& [name, type] : catalogue.interceptors) {
    const FlyoutLaw law(type, 0.0);
    int flights = 0;
    double worst = 0.0;
    for (double share = 0.1; share <= 0.95; share += 0.17)
      for (const double height_share : {0.1, 0.4, 0.8}) {
        const Vec3 aim = point_over_ground_ecef_m(f.frame, 0.6, 0.8, share * type.range_max_m,
                                                  height_share * type.altitude_max_m);
        const FlyoutState start = law.at_launch(f.frame.origin_ecef_m, aim);
        const double half_s = time_of_flight_s(law, start, aim, 2);
        if (half_s < 0.0 || half_s > type.life_s) continue;
        const double whole_s = time_of_flight_s(law, start, aim, 1);
        worst = std::max(worst, std::fabs(whole_s / half_s - 1.0));
        EXPECT_NEAR(whole_s / half_s, 1.0, 1e-3) << name << ' ' << share << ' ' << height_share;
        ++flights;
      }
    EXPECT_GE(flights, 12) << name;
    std::printf("%-10s %2d flights, at most %.5f %%\n", name.c_str(), flights, 100.0 * worst);
  }
}

TEST(GuidedFlight, StepsAreFineWhileItLeavesAndTurnsOver) {
  FlyoutState state;
  const double leaving = guided_step_s(state);
  state.time_s = 1.0;
  const double turning = guided_step_s(state);
  state.time_s = 8.0;
  EXPECT_LT(leaving, turning);
  EXPECT_LT(turning, guided_step_s(state));
}

struct Meeting {
  double time_s, miss_m;
};

/// Homes on a target that turns at `turn_m_s2`, in the steps of the end game over `divided`.
Meeting home(const FlyoutLaw& law, FlyoutState s, Motion target, const Vec3& turn_m_s2, int divided) {
  for (;;) {
    const Vec3 line = target.p_ecef_m - s.p_ecef_m, rate = target.v_ecef_m_s - s.v_ecef_m_s;
    const double to_go_s = -dot(line, rate) / dot(rate, rate), step_s = terminal_step_s(to_go_s) / divided;
    if (step_s <= 0.0) return {s.time_s + to_go_s, norm(line + to_go_s * rate)};
    law.step_terminal(s, target.p_ecef_m, target.v_ecef_m_s, step_s);
    target.p_ecef_m = target.p_ecef_m + step_s * target.v_ecef_m_s + 0.5 * step_s * step_s * turn_m_s2;
    target.v_ecef_m_s = target.v_ecef_m_s + step_s * turn_m_s2;
  }
}

TEST(GuidedFlight, ItsEndGameMeetsWhatTurnsAsWithStepsATenthAsLong) {
  testing::SmallFight f;
  const FlyoutLaw law(testing::sure_interceptor(GuidanceClass::active), 0.0);
  const auto ecef = [&](const Vec3& enu) { return transpose(f.frame.ecef_to_enu) * enu; };
  int hits = 0;
  for (const double off_m : {0.0, 500.0, 2'000.0})
    for (const double turn_m_s2 : {0.0, 10.0, 40.0}) {
      FlyoutState round = law.at_launch(f.frame.origin_ecef_m, f.frame.ecef_from_enu({0.0, 1.0, 1.0}));
      round.p_ecef_m = f.frame.ecef_from_enu({0.0, 20e3, 8e3});
      round.v_ecef_m_s = ecef({0.0, 1'000.0, -50.0});
      round.time_s = 40.0;
      const Motion target{f.frame.ecef_from_enu({off_m, 32e3, 7e3}), ecef({50.0, -300.0, 0.0})};
      const Vec3 turn = ecef({turn_m_s2, 0.0, 0.0});
      const Meeting met = home(law, round, target, turn, 1), finer = home(law, round, target, turn, 10);
      EXPECT_NEAR(met.time_s, finer.time_s, 0.01) << off_m << ' ' << turn_m_s2;
      hits += finer.miss_m < 1.0 ? 1 : 0;
      // Whom it can reach it does; past others it flies as near.
      EXPECT_NEAR(met.miss_m, finer.miss_m, finer.miss_m < 1.0 ? 0.1 : 4.0) << off_m << ' ' << turn_m_s2;
    }
  EXPECT_GE(hits, 4);
}

}  // namespace
}  // namespace cupola
