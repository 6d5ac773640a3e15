#include "command/classification.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

TEST(Classification, BeliefsSumToOne) {
  for (int b = 0; b < kBehaviourCount; ++b) {
    double sum = 0.0;
    for (const double p : class_belief(static_cast<Behaviour>(b))) sum += p;
    EXPECT_NEAR(sum, 1.0, 1e-12) << b;
  }
}

TEST(Classification, PlannedKillProbabilityIsTheMeanTimesReliability) {
  InterceptorType weapon;
  weapon.reliability = 0.9;
  for (Figure& p : weapon.kill_probability) p = 0.5;
  EXPECT_NEAR(planned_kill_probability(weapon, class_belief(Behaviour::fast_low)), 0.45, 1e-12);
  weapon.kill_probability[static_cast<std::size_t>(TargetClass::ballistic_missile)] = 0.1;
  const double p_ballistic =
      class_belief(Behaviour::ballistic)[static_cast<std::size_t>(TargetClass::ballistic_missile)];
  EXPECT_NEAR(planned_kill_probability(weapon, class_belief(Behaviour::ballistic)),
              0.9 * (0.5 - 0.4 * p_ballistic), 1e-12);
}

TEST(Classification, OnlyWhatBehavesBallisticIsTakenForIt) {
  for (int b = 0; b < kBehaviourCount; ++b)
    EXPECT_EQ(taken_for_ballistic(static_cast<Behaviour>(b)),
              static_cast<Behaviour>(b) == Behaviour::ballistic);
}

}  // namespace
}  // namespace cupola
