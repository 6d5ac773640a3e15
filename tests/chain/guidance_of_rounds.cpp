// Which radar guides which round, where fire units of one defence differ: no round ever leaves under a radar that cannot
// guide it, and what it can guide is fired as before.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

/// What each fire unit fired over six draws of the mixed raid, by name.
using Fired = std::map<std::pair<std::string, std::string>, int>;

Fired fired_in(const Scenario& played) {
  const auto plan = make_plan(played);
  const Scenario& scenario = scenario_of(*plan);
  Fired fired;
  for (std::uint64_t replicate = 0; replicate < 6; ++replicate) {
    Log log(names_of(*plan), scenario.start, true);
    play(*plan, 1, replicate, log);
    for (const ShotRow& shot : log.shots)
      ++fired[{scenario.fire_units[shot.fire_unit.index()].name,
               scenario.weapons_true[shot.weapon.index()].name}];
  }
  return fired;
}

TEST(GuidanceOfRounds, InAMixedSetNoneLeavesUnderARadarThatCannotGuideIt) {
  std::string text = text_of(source_path("scenarios/03-murted-mixed-raid.yaml"));
  const std::string one = "S-400 set, one fire unit";
  Scenario mixed = scenario_from_text(text.replace(text.find(one), one.size(), "S-400 set, two fire units"));
  const Fired before = fired_in(mixed);
  ASSERT_GT(before.at({"Murted/FU1", "48N6E3"}), 0);
  ASSERT_GT(before.at({"Murted/FU2", "48N6E3"}), 0);
  const RadarId second = mixed.fire_units[1].guidance;
  ASSERT_EQ(mixed.fire_units[1].name, "Murted/FU2");
  mixed.radars[second.index()].type.guides = {"9M96E2"};
  mixed.radars_believed[second.index()].guides = {"9M96E2"};
  const Fired after = fired_in(mixed);
  EXPECT_FALSE(after.contains({"Murted/FU2", "48N6E3"}));
  EXPECT_GT(after.at({"Murted/FU1", "48N6E3"}), 0);
  EXPECT_GT(after.at({"Murted/FU2", "9M96E2"}), 0);
}

/// The same said in a file is refused where it is loaded, with what does not go together.
TEST(GuidanceOfRounds, ALargeRoundOfPatriotHasNoRadarInNasams) {
  std::string text = text_of(source_path("scenarios/03-murted-mixed-raid.yaml"));
  const std::string more = R"(
  - name: Ankara
    system: "NASAMS fire unit"
    at: {latitude: 39.90 deg, longitude: 32.75 deg}
    values: {launchers: {NASAMS launcher: {interceptors: [AMRAAM, GEM-T]}}}
    load: [{interceptor: AMRAAM, rounds: 3}, {interceptor: GEM-T, rounds: 3}]
)";
  text.insert(text.find("\n\ncorridors:"), more);
  Scenario scenario;
  Problems problems;
  EXPECT_FALSE(load_scenario_text(text, "test.yaml", shipped_catalogue(), scenario, problems));
  ASSERT_EQ(problems.all().size(), 1u) << problems.text();
  const Problem& p = problems.all().front();
  EXPECT_EQ(p.what, "`GEM-T` cannot be guided by radar `MPQ-64F1`");
  EXPECT_NE(p.hint.find("`FU1` in system `NASAMS fire unit` guides AMRAAM, AMRAAM-ER"), std::string::npos)
      << p.hint;
  EXPECT_NE(p.source_line.find("interceptor: GEM-T"), std::string::npos);
}

/// A radar of the catalogue that guides for a system guides something, and something that its launcher takes.
TEST(GuidanceOfRounds, EveryShippedSystemHasARoundThatItCanFire) {
  const Catalogue& c = shipped_catalogue();
  for (const auto& [name, system] : c.systems)
    for (const SystemFireUnit& unit : system.fire_units) {
      const RadarType& radar = c.radars.at(unit.guidance_radar);
      for (const std::string& round : c.launchers.at(unit.launcher).interceptors)
        EXPECT_TRUE(can_guide(radar, c.interceptors.at(round))) << name << ": " << round;
    }
}

}  // namespace
}  // namespace cupola
