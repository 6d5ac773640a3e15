#include "scenario/elements.hpp"

#include <cmath>

#include "scenario/tests/loading.hpp"

namespace cupola {
namespace {

const char* const kObjective = "objective: {asset: depot}";

std::string striking(const std::string& objective) {
  return with(kSmallScenario, kObjective, "objective: " + objective);
}

Catalogue with_homer() {
  Catalogue c = small_catalogue();
  PlatformType& missile = c.platforms["cruise missile"];
  missile.strike = {figure(0.7), figure(1.0)};
  missile.anti_radiation = {figure(60.0), figure(25.0)};
  return c;
}

TEST(Elements, a_hostile_may_have_any_element_of_the_defence_for_its_objective) {
  for (const auto& [name, kind] : {std::pair{"north/search", GroundTargetKind::radar},
                                   std::pair{"north/unit 1/guidance radar", GroundTargetKind::radar},
                                   std::pair{"north/unit 2/launcher-03", GroundTargetKind::launcher},
                                   std::pair{"north/post", GroundTargetKind::post},
                                   std::pair{"north/unit 1/post", GroundTargetKind::post}}) {
    const Scenario s = loaded(striking("{element: " + std::string(name) + "}"));
    const Platform& p = s.platforms[1];
    ASSERT_EQ(p.group, "low");
    EXPECT_FALSE(p.objective.valid());
    EXPECT_EQ(p.element.kind, kind) << name;
    EXPECT_EQ(name_of(s, p.element), name);
    EXPECT_EQ(p.objective_range_m, 300.0);
    EXPECT_EQ(p.objective_time, kNever);  // it flies to the depot, kilometres off
  }
}

TEST(Elements, it_is_there_within_the_radius_that_the_file_gives) {
  const std::string near = with(striking("{element: north/post, radius: 150 m}"),
                                "latitude: 40 deg, longitude: 32 deg, altitude: 60 m agl",
                                "latitude: 40.05 deg, longitude: 32.1 deg, altitude: 60 m agl");
  const Scenario s = loaded(near);
  const Platform& p = s.platforms[1];
  ASSERT_NE(p.objective_time, kNever);
  const Vec3 there = p.path.at(p.objective_time).p_ecef_m;
  EXPECT_NEAR(norm(there - to_ecef(place_of(s, p.element))), std::sqrt(150.0 * 150.0 + 60.0 * 60.0), 2.0);
}

TEST(Elements, an_unknown_one_is_told_with_its_place_and_what_was_perhaps_meant) {
  const Problems problems = problems_of(striking("{element: north/unit 1/guidance rader}"));
  ASSERT_EQ(problems.all().size(), 1u);
  EXPECT_NE(problems.text().find("the defence has no element called `north/unit 1/guidance rader`"),
            std::string::npos)
      << problems.text();
  EXPECT_NE(problems.text().find("did you mean `north/unit 1/guidance radar`?"), std::string::npos)
      << problems.text();
  EXPECT_NE(problems.text().find("test.yaml:26:26"), std::string::npos) << problems.text();
}

TEST(Elements, an_objective_is_one_thing) {
  EXPECT_NE(problems_of(striking("{asset: depot, element: north/post}"))
                .text()
                .find("both an asset and an element"),
            std::string::npos);
  EXPECT_NE(problems_of(striking("{radius: 100 m}")).text().find("asset"), std::string::npos);
  EXPECT_NE(
      problems_of(striking("{asset: depot, radius: 100 m}")).text().find("an asset has a radius of its own"),
      std::string::npos);
}

TEST(Elements, what_homes_on_an_emission_needs_a_radar) {
  const std::string what = "homes on the emission of a radar";
  EXPECT_NE(problems_of(striking("{element: north/post}"), with_homer()).text().find(what),
            std::string::npos);
  EXPECT_NE(problems_of(kSmallScenario, with_homer()).text().find(what), std::string::npos);
  loaded(striking("{element: north/search}"), with_homer());
}

TEST(Elements, who_would_wait_for_a_post_that_is_struck_is_warned_of) {
  Catalogue c = small_catalogue();
  c.platforms["cruise missile"].strike = {figure(0.7), figure(1.0)};
  CommandRules& rules = c.doctrines["standard"].command;
  rules.silence_s = figure(20.0);
  rules.heartbeat_s = figure(5.0);
  rules.when_silent = WhenSilent::fight;
  const auto warnings = [&c](const std::string& text) {
    std::string all;
    for (const std::string& line : loaded(text, c).warnings) all += line + "\n";
    return all;
  };
  const std::string struck = striking("{element: north/post}");
  EXPECT_NE(warnings(struck).find("north/unit 1/post would wait for the orders of north/post"),
            std::string::npos);
  EXPECT_EQ(warnings(kSmallScenario).find("would wait"), std::string::npos);
  const std::string heard = struck + "links:\n  - {between: [north/unit 1/post, north/post], level: full}\n";
  EXPECT_EQ(warnings(heard).find("north/unit 1/post would wait"), std::string::npos);
  EXPECT_NE(warnings(heard).find("north/unit 2/post would wait"), std::string::npos);
  rules.when_silent = WhenSilent::wait;
  EXPECT_NE(warnings(heard).find("north/unit 1/post would wait"), std::string::npos);
}

TEST(Elements, reloads_are_those_of_every_fire_unit) {
  const Scenario s =
      loaded(with(kSmallScenario, "    load:\n", "    reloads: {loads: 6, transloaders: 2}\n    load:\n"));
  for (const FireUnitSite& unit : s.fire_units) {
    EXPECT_EQ(unit.loads, 6);
    EXPECT_EQ(unit.transloaders, 2);
  }
  EXPECT_EQ(loaded(kSmallScenario).fire_units[0].loads, 0);
  problems_of(with(kSmallScenario, "    load:\n", "    reloads: {loads: -1}\n    load:\n"));
}

}  // namespace
}  // namespace cupola
