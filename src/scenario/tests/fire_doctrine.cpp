// What a scenario says of firing doctrine, and what contradicts itself.
#include "scenario/load.hpp"
#include "scenario/tests/loading.hpp"

namespace cupola {
namespace {

/// The small scenario with more lines in its defence.
std::string with_defence(const std::string& lines) {
  return with(kSmallScenario, "    facing: 90 deg\n", "    facing: 90 deg\n" + lines);
}
std::string with_doctrine(const std::string& fields) {
  return with_defence("    values: {doctrines: {standard: {" + fields + "}}}\n");
}
std::string chosen(const char* name, const char* value) {
  return std::string(name) + ": {value: " + value + ", status: assumed, reason: \"for a test\"}";
}

void expect_refused(const std::string& text, const std::string& what, const std::string& line) {
  const Problems problems = problems_of(text);
  ASSERT_FALSE(problems.empty());
  const std::string told = problems.text();
  EXPECT_NE(told.find(what), std::string::npos) << told;
  EXPECT_NE(told.find(line), std::string::npos) << told;
  EXPECT_GT(problems.all().front().place.line, 0);
}

TEST(FireDoctrine, IsReadWithTheDefenceAndItsDoctrine) {
  const Scenario s = loaded(with_defence("    salvos: [2, 1]\n"));
  ASSERT_FALSE(s.posts.empty());
  for (const PostSite& post : s.posts) {
    EXPECT_EQ(salvos_most(post.doctrine), 2);
    EXPECT_EQ(salvo_rounds(post.doctrine, 0, 9), 2);
    EXPECT_EQ(salvo_rounds(post.doctrine, 1, 9), 1);
  }
  const Scenario staged = loaded(
      with_doctrine("reaction_stages: {" + chosen("decide", "4 s") + ", " + chosen("prepare", "3 s") + "}"));
  EXPECT_EQ(reaction_s(staged.posts.front().doctrine), 7.0);
}

/// In another mode the value of that mode holds, also where it is the central one.
TEST(FireDoctrine, DrawsItsReactionInModeBestAlone) {
  const auto decide_in = [](const std::string& mode) {
    const std::string decide =
        "decide: {value: 10 s, low: 2 s, high: 10 s, distribution: uniform, status: assumed, reason: test}";
    const Scenario s = loaded(with(with_doctrine("reaction_stages: {" + decide + "}"), "doctrine: standard\n",
                                   "doctrine: standard\nfigures: " + mode + "\n"));
    return s.posts.front().doctrine.fire.reaction.decide_s;
  };
  EXPECT_EQ(decide_in("best").distribution, Distribution::uniform);
  for (const char* mode : {"low", "advertised"}) {
    EXPECT_EQ(decide_in(mode).distribution, Distribution::fixed) << mode;
    EXPECT_EQ(decide_in(mode).value, 10.0) << mode;
  }
}

/// Lighter bodies are beyond what the fall is integrated for.
TEST(FireDoctrine, RefusesABodyTooLightToReckonItsFall) {
  const auto threat = [](const std::string& figure) {
    return with_doctrine("threat: {ballistic_coefficient: {" + figure + ", status: assumed, reason: test}}");
  };
  loaded(threat("value: 500 kg/m2"));
  for (const char* figure : {"value: 50 kg/m2", "value: 8000 kg/m2, low: 50 kg/m2, high: 9000 kg/m2"})
    expect_refused(threat(figure), "500", "ballistic_coefficient");
}

TEST(FireDoctrine, ASalvoOfTheDefenceTakesThePlaceOfAListOfTheDoctrine) {
  const Scenario s =
      loaded(with_defence("    salvo: 3\n    values: {doctrines: {standard: {salvos: [2, 1]}}}\n"));
  EXPECT_EQ(salvos_most(s.posts.front().doctrine), 2);
  EXPECT_EQ(salvo_rounds(s.posts.front().doctrine, 0, 3), 3);
}

TEST(FireDoctrine, KeepsTheReserveForTheClassesNamed) {
  const Scenario s = loaded(
      with_doctrine("stock_reserve: 2, reserve_for: {cruise missile: true, ballistic missile: false}, " +
                    chosen("reserve_score", "1.5")));
  const Doctrine& d = s.posts.front().doctrine;
  EXPECT_EQ(rounds_kept(d, TargetClass::cruise_missile, 0.0), 0);
  EXPECT_EQ(rounds_kept(d, TargetClass::ballistic_missile, 0.0), 2);
  EXPECT_EQ(rounds_kept(d, TargetClass::ballistic_missile, 1.5), 0);
}

TEST(FireDoctrine, ZonesGoToTheFireUnits) {
  const Scenario s = loaded(with_defence(
      "    zones: [{kind: engagement, from: 350 deg, to: 10 deg, floor: 1 km msl, ceiling: 12 km msl}]\n"));
  ASSERT_FALSE(s.fire_units.empty());
  for (const FireUnitSite& unit : s.fire_units) {
    ASSERT_EQ(unit.zones.size(), 1u);
    EXPECT_FALSE(unit.zones[0].forbidden);
    EXPECT_NEAR(unit.zones[0].width_rad, 20.0 * 3.14159265358979 / 180.0, 1e-9);
    EXPECT_NEAR(unit.zones[0].floor_hae_m, 1036.9, 1e-9);
  }
}

TEST(FireDoctrine, WhatContradictsItselfIsToldWithItsPlace) {
  expect_refused(with_defence("    salvo: 2\n    salvos: [2, 1]\n"), "both `salvo` and `salvos`", "salvos");
  expect_refused(with_defence("    salvos: [0, 1]\n"), "0", "salvos");
  expect_refused(with_doctrine("salvos: [4, 1], last_chance_salvo: 2"), "fewer rounds than another",
                 "last_chance_salvo");
  expect_refused(with_doctrine("salvos: [2], last_chance_salvo: 3"), "one salvo only", "last_chance_salvo");
  expect_refused(with_doctrine(chosen("keep_out", "3 km") + ", " + chosen("intercept_most", "2 km")),
                 "outer limit lies inside", "intercept_most");
  const std::string last_chance = "    values: {doctrines: {standard: {last_chance_salvo: 3}}}\n";
  expect_refused(with_defence("    salvos: [4, 1]\n" + last_chance), "more rounds than the doctrine's",
                 "salvos: [4, 1]");
  expect_refused(with_defence("    salvos: [2]\n" + last_chance), "one salvo only", "salvos: [2]");
  expect_refused(with_defence("    salvo: 5\n" + last_chance), "more rounds than the doctrine's", "salvo: 5");
  expect_refused(with_doctrine(chosen("self_defence", "3 km")), "without a limit of time", "self_defence");
  expect_refused(with_doctrine("stock_reserve: 1000"), "keeps 1000 rounds", "load");
  expect_refused(with_defence("    zones: [{kind: no fire, floor: 5 km msl, ceiling: 4 km msl}]\n"),
                 "ceiling is not above the floor", "ceiling");
  expect_refused(with_defence("    zones: [{kind: no fire, from: 5 deg}]\n"), "to", "zones");
  for (const char* to : {"5 deg", "-355 deg"})
    expect_refused(with_defence("    zones: [{kind: no fire, from: 5 deg, to: " + std::string(to) + "}]\n"),
                   "ends where it begins", "all round");
}

TEST(FireDoctrine, TheReserveIsHeldAgainstThePoorestFireUnit) {
  Catalogue catalogue = small_catalogue();
  catalogue.systems.at("set").fire_units[1].launchers = 1;  // three large rounds and four small ones
  const Problems problems = problems_of(with_doctrine("stock_reserve: 5"), catalogue);
  ASSERT_FALSE(problems.empty());
  EXPECT_NE(problems.text().find("`north/unit 2` has no more"), std::string::npos) << problems.text();
  EXPECT_FALSE(loaded(with_doctrine("stock_reserve: 3"), catalogue).fire_units.empty());
}

TEST(FireDoctrine, FiringTrackIsReadAndItsMistakesAreTold) {
  const auto track = [](const std::string& fields) {
    return with_doctrine("unguided_salvos_count: false, firing_track: {" + fields + "}");
  };
  const Doctrine d = loaded(track(chosen("looks", "5") + ", " + chosen("held", "0.6") + ", " +
                                  chosen("handover_error", "0.5")))
                         .posts.front()
                         .doctrine;
  EXPECT_EQ(d.fire.firing_track.looks_asked(), 5);
  EXPECT_EQ(d.fire.firing_track.held_least, 0.6);
  EXPECT_EQ(d.fire.firing_track.handover_error_most, 0.5);
  EXPECT_FALSE(d.fire.unguided_salvos_count);
  expect_refused(track(chosen("looks", "33") + ", " + chosen("held", "0.6")), "33", "looks");
  expect_refused(track(chosen("looks", "5") + ", " + chosen("held", "1.2")), "1.2", "held");
  expect_refused(track(chosen("looks", "5")), "none of them must have had a plot", "looks");
  expect_refused(track(chosen("held", "0.6")), "nobody says of how many", "held");
  expect_refused(track(chosen("handover_error", "-1")), "-1", "handover_error");
  expect_refused(track("looks: 5, held: 0.6"), "status", "looks");
}

TEST(FireDoctrine, AZoneOutOfReachIsAWarning) {
  const std::string far =
      "    zones: [{kind: engagement, points: [{latitude: 10 deg, longitude: 32 deg}, {latitude: 11 deg, "
      "longitude: 32 deg}, {latitude: 11 deg, longitude: 33 deg}]}]\n";
  bool told = false;
  Catalogue catalogue = small_catalogue();
  catalogue.interceptors.at("large round").range_max_m = Figure(200e3);
  const Scenario scenario = loaded(with_defence(far), catalogue);
  for (const std::string& warning : scenario.warnings)
    told |= warning.find("within reach") != std::string::npos;
  EXPECT_TRUE(told);
}

}  // namespace
}  // namespace cupola
