#include "command/threat_score.hpp"

#include <gtest/gtest.h>

#include "command/tests/proving_ground.hpp"

namespace cupola {
namespace {

TrackBelief low_and_fast() {
  TrackBelief belief;
  belief.identity.behaviour = Behaviour::fast_low;
  belief.identity.belief.is_hostile = 0.4;
  belief.threat = {true, 100.0, 0.0, 0.5};
  return belief;
}

TEST(ThreatScore, IsTheEstimateTimesLethalityTimesProbability) {
  Doctrine doctrine = testing::plain_doctrine();
  doctrine.threat.lethality[static_cast<std::size_t>(TargetClass::cruise_missile)] = 0.25;
  EXPECT_DOUBLE_EQ(ThreatScore(doctrine)(low_and_fast()), 0.5 * 0.25 * 0.4);
}

TEST(ThreatScore, OfADeclaredEnemyThePostIsAsSureAsItsThreshold) {
  TrackBelief belief = low_and_fast();
  belief.told_from_above = Category::hostile;
  EXPECT_DOUBLE_EQ(ThreatScore(testing::plain_doctrine())(belief), 0.5 * 0.85);
}

TEST(ThreatScore, AnAttackOnAFireUnitCountsWhereItIsTheReason) {
  TrackBelief belief = low_and_fast();
  belief.attack = {true, 20.0, 0.0, 0.8};
  EXPECT_DOUBLE_EQ(ThreatScore(testing::plain_doctrine())(belief), 0.8 * 0.4);
}

}  // namespace
}  // namespace cupola
