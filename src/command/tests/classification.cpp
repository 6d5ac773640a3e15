#include "command/classification.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

TEST(Classification, IsTheDoctrinesWord) {
  Doctrine doctrine;
  EXPECT_EQ(planned_class(doctrine, Behaviour::ballistic), TargetClass::ballistic_missile);
  EXPECT_EQ(planned_class(doctrine, Behaviour::slow_low), TargetClass::drone);
  EXPECT_EQ(planned_class(doctrine, Behaviour::none), TargetClass::aircraft);
  doctrine.taken_for[static_cast<std::size_t>(Behaviour::slow_low)] = TargetClass::decoy;
  EXPECT_EQ(planned_class(doctrine, Behaviour::slow_low), TargetClass::decoy);
}

TEST(Classification, PlannedKillProbabilityIsThatOfTheClassTimesReliability) {
  InterceptorType weapon;
  weapon.reliability = 0.9;
  for (Figure& p : weapon.kill_probability) p = 0.5;
  weapon.kill_probability[static_cast<std::size_t>(TargetClass::ballistic_missile)] = 0.1;
  EXPECT_DOUBLE_EQ(planned_kill_probability(weapon, TargetClass::cruise_missile, {}), 0.45);
  EXPECT_DOUBLE_EQ(planned_kill_probability(weapon, TargetClass::ballistic_missile, {}), 0.09);
}

TEST(Classification, OnlyWhatBehavesBallisticIsTakenForIt) {
  for (int b = 0; b < kBehaviourCount; ++b)
    EXPECT_EQ(taken_for_ballistic(static_cast<Behaviour>(b)),
              static_cast<Behaviour>(b) == Behaviour::ballistic);
}

}  // namespace
}  // namespace cupola
