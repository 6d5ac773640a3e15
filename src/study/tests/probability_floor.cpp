#include "study/probability_floor.hpp"

#include <gtest/gtest.h>

#include "scenario/scenario.hpp"

namespace cupola {
namespace {

Scenario raid(double common_cause) {
  Scenario s;
  s.weapons_true.resize(2);
  for (InterceptorType& weapon : s.weapons_true) {
    for (Figure& kill : weapon.kill_probability) kill = 0.8;
    weapon.common_cause = common_cause;
  }
  s.weapons_true[1].common_cause = 1.0;  // of what is not loaded
  s.launchers.resize(1);
  s.launchers[0].load = {{WeaponTypeId{0}, 4}};
  s.platforms.resize(1);
  s.platforms[0].side = Side::hostile;
  return s;
}

TEST(ProbabilityFloor, IsWhatTheCommonCauseImpliesOrAssumed) {
  EXPECT_NEAR(probability_floor(raid(0.1)).value, 0.1 * 0.2, 1e-15);
  EXPECT_EQ(probability_floor(raid(0.0)).value, kAssumedFloor);
  EXPECT_NE(probability_floor(raid(0.0)).why.find("assumed"), std::string::npos);
  Figure declared(0.005);
  declared.reason = "for a test";
  EXPECT_EQ(probability_floor(raid(0.1), &declared).value, 0.005);
  const Figure none;
  EXPECT_NEAR(probability_floor(raid(0.1), &none).value, 0.02, 1e-15);
}

TEST(ProbabilityFloor, HidesWhatLiesBelowItAndNothingElse) {
  const ProbabilityFloor floor{1e-3, "for a test"};
  EXPECT_TRUE(floor.hides({2e-6, 1e-6, 3e-6}));
  EXPECT_EQ(floor_words(floor, {2e-6, 1e-6, 3e-6}), "below the floor of 0.001");
  EXPECT_TRUE(floor.hides({5e-4, 1e-4, 4e-3}));
  EXPECT_EQ(floor_words(floor, {5e-4, 1e-4, 4e-3}), "below the floor of 0.001  [0, 0.004]");
  EXPECT_TRUE(floor.hides({0.0, 0.0, 9e-4}));
  EXPECT_FALSE(floor.hides({0.0, 0.0, 0.02})) << "none in 200 tells nothing of the floor";
  EXPECT_FALSE(floor.hides({1.1e-3, 5e-4, 2e-3}));
}

}  // namespace
}  // namespace cupola
