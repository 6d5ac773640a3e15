#include "scenario/overrides.hpp"

#include <gtest/gtest.h>

#include "scenario/load.hpp"
#include "scenario/tests/loading.hpp"

namespace cupola {
namespace {

Scenario set(const std::vector<std::string>& overrides) {
  Scenario scenario;
  Problems problems;
  EXPECT_TRUE(
      load_scenario_text(kSmallScenario, "test.yaml", small_catalogue(), scenario, problems, {}, overrides))
      << problems.text();
  return scenario;
}

Problems wrong(const std::vector<std::string>& overrides) {
  Scenario scenario;
  Problems problems;
  EXPECT_FALSE(
      load_scenario_text(kSmallScenario, "test.yaml", small_catalogue(), scenario, problems, {}, overrides));
  return problems;
}

TEST(Overrides, set_values_as_if_they_stood_in_the_file) {
  EXPECT_EQ(set({"duration=20 min"}).duration, Duration::seconds(1200.0));
  EXPECT_EQ(set({"seed=7", "seed=9"}).seed, 9u);  // the last one holds
  EXPECT_TRUE(set({"perfect.horizon=true"}).perfect.horizon);
  EXPECT_EQ(set({"raid.low.count=5"}).platforms.size(), 6u);
  EXPECT_EQ(set({"raid.1.count=5"}).platforms.size(), 6u);
  EXPECT_EQ(set({"defence.north.radars.search.mast=24 m"}).radars.front().antenna_agl_m, 24.0);
  EXPECT_EQ(set({"defence.north.load=[{interceptor: large round, rounds: 1}]"}).weapons_true.size(), 1u);
}

TEST(Overrides, are_the_same_as_a_changed_file_but_for_hash_and_note) {
  const Scenario changed = loaded(with(kSmallScenario, "    count: 2\n", "    count: 3\n"));
  const Scenario overridden = set({"raid.low.count=3"});
  ASSERT_EQ(changed.platforms.size(), overridden.platforms.size());
  EXPECT_NE(overridden.content_hash, loaded(kSmallScenario).content_hash);
  bool noted = false;
  for (const std::string& line : overridden.in_play) noted |= line == "set: raid.low.count=3";
  EXPECT_TRUE(noted);
}

TEST(Overrides, take_the_longest_name_that_is_there) {
  const std::string dotted = with(kSmallScenario, "  - name: low\n", "  - name: low.v2\n");
  Scenario scenario;
  Problems problems;
  EXPECT_TRUE(load_scenario_text(dotted, "test.yaml", small_catalogue(), scenario, problems, {},
                                 {"raid.low.v2.count=4"}))
      << problems.text();
  EXPECT_EQ(scenario.platforms.size(), 5u);
}

TEST(Overrides, say_what_is_wrong_with_which_option_and_where) {
  struct Case {
    const char *option, *what, *hint;
    int column;
  };
  const Case kCases[] = {
      {"defence.nroth.salvo=1", "`defence` has no entry called `nroth`", "north", 9},
      {"defence.north.slavo=1", "has no key `slavo`", "salvo", 0},
      {"duration.x=1", "`duration` is a value", "", 10},
      {"duration=20", "20", "", 10},
      {"duration", "sets nothing", "PATH=VALUE", 1},
      {"=5", "sets nothing", "PATH=VALUE", 1},
      {"duration=", "no value", "", 0},
      {"duration.=5 s", "ends in a dot", "", 9},
      {"perfect.=true", "ends in a dot", "", 0},
      {"raid.7.count=1", "has no entry called `7`", "", 6},
      {"defence.north.load=[{interceptor: large round", "", "", 0},
      {"defence.north.salvo=much", "found `much`, expected a whole number", "", 21},
  };
  for (const Case& c : kCases) {
    const Problems problems = wrong({"seed=2", c.option});
    bool told = false;
    for (const Problem& p : problems.all()) {
      const bool here = p.place.file == "--set" && p.place.line == 2 &&
                        (c.column == 0 || p.place.column == c.column) && p.source_line == c.option;
      told = told ||
             (here && p.what.find(c.what) != std::string::npos && p.hint.find(c.hint) != std::string::npos);
    }
    EXPECT_TRUE(told) << c.option << "\n" << problems.text();
  }
}

TEST(Overrides, leave_mistakes_of_the_file_in_the_file) {
  Scenario scenario;
  Problems problems;
  EXPECT_FALSE(load_scenario_text(with(kSmallScenario, "count: 2", "count: 0"), "test.yaml",
                                  small_catalogue(), scenario, problems, {}, {"seed=2"}));
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems.all().front().place.file, "test.yaml");
}

}  // namespace
}  // namespace cupola
