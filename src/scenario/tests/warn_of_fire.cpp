#include "scenario/tests/loading.hpp"

namespace cupola {
namespace {

const std::string kTwo =
    with(with(kSmallScenario, "    facing: 90 deg\n", "    facing: 90 deg\n    superior: south\n"), "raid:\n",
         "  - {name: south, system: set, at: {latitude: 39 deg, longitude: 32 deg},\n"
         "     load: [{interceptor: large round, rounds: 4}]}\n"
         "links: [{between: [north, south], name: one}]\nraid:\n");

bool any_with(const std::vector<std::string>& lines, const std::string& what) {
  for (const std::string& line : lines)
    if (line.find(what) != std::string::npos) return true;
  return false;
}

bool warned(const std::string& text, const std::string& what) {
  return any_with(loaded(text).warnings, what);
}

TEST(WarnOfFire, APostThatWaitsForOrdersOverNoLink) {
  const std::string alone = with(kTwo, "name: one", "name: one, level: stand-alone");
  const auto told = [](const std::string& text) {
    return warned(text, "to which no way leads: it never fires");
  };
  EXPECT_FALSE(told(kTwo));
  EXPECT_TRUE(told(alone));
  EXPECT_FALSE(told(with(alone, "superior: south\n", "superior: south\n    command: decentralised\n")));
}

TEST(WarnOfFire, AZoneOfNoFireOverEverything) {
  const auto zone = [](const std::string& words) {
    return with(kSmallScenario, "    facing: 90 deg\n",
                "    facing: 90 deg\n    zones: [{kind: no fire" + words + "}]\n");
  };
  EXPECT_TRUE(warned(zone(""), "a zone of no fire lies over everything"));
  EXPECT_FALSE(warned(zone(", from: 10 deg, to: 350 deg"), "a zone of no fire lies over everything"));
  EXPECT_FALSE(warned(zone(", ceiling: 5 km msl"), "a zone of no fire lies over everything"));
}

TEST(WarnOfFire, ADefenceThatSaysNothingOfALoad) {
  const std::string load =
      "    load:\n      - {interceptor: large round, rounds: 3}\n      - {interceptor: small round, rounds: "
      "4}\n";
  const auto without = [&](const char* instead) { return with(kSmallScenario, load, instead); };
  const char* words = "`north` has no `load`: nothing is loaded, and it never fires";
  EXPECT_TRUE(warned(without(""), words));
  EXPECT_TRUE(warned(without(""), "test.yaml:11:"));
  EXPECT_FALSE(warned(without("    load: []\n"), words));
  EXPECT_FALSE(warned(without("    weapons_control: hold\n"), words));
  EXPECT_FALSE(warned(kSmallScenario, words));
}

TEST(WarnOfFire, AKillProbabilityThatNoRoundHas) {
  const auto least = [](const std::string& value) {
    return with(
        kSmallScenario, "    facing: 90 deg\n",
        "    facing: 90 deg\n    values: {doctrines: {standard: {planned_kill_probability_least: {value: " +
            value + ", status: assumed, reason: test}}}}\n");
  };
  EXPECT_TRUE(warned(least("1"), "no round of it has the planned kill probability of 1"));
  EXPECT_FALSE(warned(least("0.01"), "no round of it has the planned kill probability"));
}

TEST(WarnOfFire, TwoLinksOfOneNameAreRefused) {
  const std::string second =
      with(kTwo, "name: one}]", "name: one}, {between: [south, north/unit 1/post], name: one}]");
  EXPECT_NE(problems_of(second).text().find("a second link of this name"), std::string::npos)
      << problems_of(second).text();
}

TEST(InPlay, SaysByWhoseWordAPostFights) {
  const std::string ordered =
      with(with(kTwo, "superior: south\n",
                "superior: south\n    command: decentralised\n    relays: false\n"
                "    weapons_orders: [{at: 30 s, state: hold}]\n"),
           "facing: 90 deg\n", "facing: 90 deg\n    zones: [{kind: no fire, from: 10 deg, to: 20 deg}]\n");
  const std::vector<std::string> lines = loaded(ordered).in_play;
  for (const char* what : {"decentralised under south", "weapons hold at 30 s", "relays nothing",
                           "nobody above", "zones of fire: no fire from 10 to 20 deg"})
    EXPECT_TRUE(any_with(lines, what)) << what;
}

}  // namespace
}  // namespace cupola
