#include "scenario/load.hpp"
#include "scenario/tests/loading.hpp"

namespace cupola {
namespace {

Catalogue with_reflectors() {
  Catalogue catalogue = small_catalogue();
  catalogue.platforms.at("cruise missile").augmented_rcs_m2 = figure(2.0, 1.0, 5.0);
  return catalogue;
}

const std::string kAugmented =
    with(kSmallScenario, "type: cruise missile\n", "type: cruise missile\n    signature: augmented\n");

TEST(LoadScenario, GroupsFlyAugmentedWhereTheyAreTold) {
  EXPECT_EQ(loaded(kSmallScenario, with_reflectors()).platforms[1].type.signature, Signature::clean);
  const Scenario s = loaded(kAugmented, with_reflectors());
  for (const Platform& platform : s.platforms)
    EXPECT_EQ(platform.type.signature, platform.group == "low" ? Signature::augmented : Signature::clean);
  int told = 0;
  for (const std::string& line : s.in_play)
    told += line == "low: 2 hostile cruise missile for depot, signature augmented";
  EXPECT_EQ(told, 1);
}

TEST(LoadScenario, NobodyIsAugmentedByNothing) {
  const Problems problems = problems_of(kAugmented);
  EXPECT_NE(problems.text().find("`cruise missile` has no augmented_rcs"), std::string::npos)
      << problems.text();
}

TEST(LoadScenario, RainHasASpreadOfSpeeds) {
  EXPECT_EQ(loaded(kSmallScenario).environment.rain_spread_m_s, 4.0);
  EXPECT_EQ(
      loaded(with(kSmallScenario, "earth: {", "earth: {rain_spread: 2 m/s, ")).environment.rain_spread_m_s,
      2.0);
}

}  // namespace
}  // namespace cupola
