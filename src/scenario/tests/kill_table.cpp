// One kill probability for all interceptors, and what is said of kill probabilities among what is in play.
#include "scenario/tests/loading.hpp"

namespace cupola {
namespace {

Catalogue with_table() {
  Catalogue c = small_catalogue();
  KillTableType table;
  table.name = "equal";
  for (Figure& p : table.kill_probability) p = figure(0.55, 0.35, 0.75);
  table.common_cause = figure(0.2, 0.0, 0.4);
  c.kill_tables["equal"] = table;
  for (auto& [name, weapon] : c.interceptors)
    weapon.kill_factors.range = {{0.0, 1.0}, {1.0, 0.5}, figure(1.0)};
  return c;
}

std::string equal(const std::string& more = "") {
  return with(kSmallScenario, "assets:\n", "equal_kill_probability: equal\n" + more + "assets:\n");
}

bool says(const Scenario& s, const std::string& what) {
  for (const std::string& line : s.in_play)
    if (line.find(what) != std::string::npos) return true;
  return false;
}

TEST(KillTable, GivesAllRoundsOneKillProbability) {
  const Scenario own = loaded(kSmallScenario, with_table()), s = loaded(equal(), with_table());
  ASSERT_FALSE(s.weapons_true.empty());
  for (std::size_t w = 0; w < s.weapons_true.size(); ++w) {
    for (const InterceptorType* weapon : {&s.weapons_true[w], &s.weapons_believed[w]}) {
      for (const Figure& p : weapon->kill_probability) EXPECT_EQ(p.value, 0.55);
      EXPECT_EQ(weapon->common_cause.value, 0.2);
      EXPECT_FALSE(weapon->kill_factors.range.given());
      EXPECT_EQ(weapon->reliability.value, own.weapons_true[w].reliability.value);
    }
    EXPECT_TRUE(own.weapons_true[w].kill_factors.range.given());
    EXPECT_NE(own.weapons_true[w].kill_probability[0].value, 0.55);
  }
}

TEST(KillTable, HasItsWorseEndInModeLowAndIsBelievedAtItsCentre) {
  const Scenario s = loaded(equal("figures: low\n"), with_table());
  EXPECT_EQ(s.weapons_true[0].kill_probability[0].value, 0.35);
  EXPECT_EQ(s.weapons_true[0].common_cause.value, 0.4);
  EXPECT_EQ(s.weapons_believed[0].kill_probability[0].value, 0.55);
}

TEST(KillTable, IsSeenOtherwiseByAScenario) {
  const Scenario s = loaded(
      equal(
          "values: {kill_tables: {equal: {kill_probability: {aircraft: {value: 0.9, status: assumed, reason: "
          "\"for a test\"}}}}}\n"),
      with_table());
  EXPECT_EQ(s.weapons_true[0].kill_probability[0].value, 0.9);
  EXPECT_EQ(s.weapons_true[0].kill_probability[1].value, 0.55);
}

TEST(KillTable, ThatIsUnknownIsRefusedWithItsPlace) {
  const std::string told = problems_of(equal()).text();  // the small catalogue has none
  EXPECT_NE(told.find("no kill table is called `equal`"), std::string::npos) << told;
  EXPECT_NE(told.find("test.yaml:"), std::string::npos) << told;
}

TEST(InPlay, SaysHowRoundsOfASalvoAndRangesCount) {
  const Scenario own = loaded(kSmallScenario, with_table()), s = loaded(equal(), with_table());
  EXPECT_TRUE(says(own, "common cause 0: rounds of a salvo are taken to kill independently"));
  EXPECT_TRUE(says(own, "kill probability depends on range (strength 1)"));
  EXPECT_FALSE(says(own, "equal for all"));
  EXPECT_TRUE(says(s, "kill probability: equal for all interceptors (table equal): aircraft 0.55"));
  EXPECT_TRUE(says(s, "common cause 0.2: kills of two rounds of a salvo are correlated so"));
  EXPECT_FALSE(says(s, "depends on range"));
}

TEST(Perfect, KillsSurelyHoweverItIsMet) {
  const Scenario s =
      loaded(with(kSmallScenario, "assets:\n", "perfect: {kill: true}\nassets:\n"), with_table());
  EXPECT_FALSE(s.weapons_true[0].kill_factors.range.given());
}

}  // namespace
}  // namespace cupola
