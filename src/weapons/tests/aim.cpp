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
  for (const double north : {30e3, 70e3, 110e3})
    for (const double speed : {-700.0, -250.0, 0.0, 150.0}) {
      Uplink uplink;
      uplink.p_ecef_m = f.frame.ecef_from_enu({8e3, north, 10e3});
      uplink.v_ecef_m_s = transpose(f.frame.ecef_to_enu) * Vec3{50.0, speed, 0.0};
      const FlyoutState start = law.at_launch(f.frame.origin_ecef_m, uplink.p_ecef_m);
      const Aim aim = aim_at(law, start, uplink, 1.5, 0.0, 4);
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
  const Aim aim = aim_at(law, start, uplink, 0.0, 0.0, 4);
  const Arrival flown = fly_to(law, start, aim.p_ecef_m, 0.0, 400.0, 0.1);
  EXPECT_NEAR(aim.arrival_s, flown.time_s, 0.5);
}

}  // namespace
}  // namespace cupola
