#include <gtest/gtest.h>

#include <algorithm>

#include "core/math.hpp"
#include "scenario/elements.hpp"
#include "scenario/load.hpp"
#include "scenario/rounds_at_start.hpp"
#include "scenario/tests/loading.hpp"

namespace cupola {
namespace {

const Catalogue& catalogue() {
  static const Catalogue all = [] {
    Catalogue c = small_catalogue();
    ReadinessType t;
    t.name = "standard";
    t.call_up_s = t.unpack_s = t.march_s = t.man_stations_s = figure(100.0);
    t.road_speed_m_s = figure(10.0, 5.0, 20.0);
    t.road_detour = figure(1.5);
    t.set_up_s = figure(50.0);
    t.set_up_s.advertised = 20.0;
    t.mast_s = figure(7.0);
    t.tear_down_s = figure(40.0, 30.0, 90.0);
    t.crew_delay_stand_by_s = t.crew_delay_boxed_s = figure(8.0);
    t.radar = t.launcher = t.fire_unit = {figure(900.0), figure(100.0)};
    t.exchange_s = figure(10.0);
    c.readiness["standard"] = t;
    return c;
  }();
  return all;
}

std::string moving(const std::string& moves, const std::string& more = "") {
  return with(kSmallScenario, "    facing: 90 deg\n", "    facing: 90 deg\n" + more + "    moves:\n" + moves);
}
constexpr const char* kOne =
    "      - {unit: unit 2, at: 100 s, to: {latitude: 40.06 deg, longitude: 32.16 deg}, facing: 10 deg}\n";

template <class Site>
const Site& called(const std::vector<Site>& all, const std::string& name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Site& site) { return site.name == name; });
  EXPECT_NE(found, all.end()) << name;
  return *found;
}

TEST(Moves, a_fire_unit_stands_in_the_lay_down_once_for_each_of_its_places) {
  const Scenario stays = loaded(kSmallScenario, catalogue()), s = loaded(moving(kOne), catalogue());
  ASSERT_EQ(s.relocations.size(), 1u);
  const Relocation& r = s.relocations[0];
  EXPECT_EQ(r.name, "north/unit 2");
  ASSERT_EQ(r.places.size(), 2u);
  ASSERT_EQ(r.moves.size(), 1u);
  EXPECT_EQ(s.fire_units.size(), stays.fire_units.size() + 1);
  EXPECT_EQ(s.posts.size(), stays.posts.size());
  const FireUnitSite& first = called(s.fire_units, "north/unit 2");
  const FireUnitSite& second = called(s.fire_units, "north/unit 2@2");
  EXPECT_EQ(r.places[0].unit, first.id);
  EXPECT_EQ(r.places[1].unit, second.id);
  EXPECT_EQ(second.post, first.post);
  EXPECT_EQ(second.launchers.size(), first.launchers.size());
  EXPECT_EQ(second.guidance, called(s.radars, "north/unit 2@2/guidance radar").id);
  EXPECT_FALSE(called(s.fire_units, "north/unit 1").station.moves());
  // Offsets are kept: the launchers stand on the same ring, turned with the radar.
  const RadarSite& radar = s.radars[second.guidance.index()];
  EXPECT_NEAR(radar.antenna.latitude_rad, 40.06 * math::kPi / 180.0, 1e-12);
  EXPECT_NEAR(radar.sector_centre_rad, 10.0 * math::kPi / 180.0, 1e-12);
  const LocalFrame old_frame = LocalFrame::at(s.radars[first.guidance.index()].antenna),
                   new_frame = LocalFrame::at(radar.antenna);
  for (std::size_t i = 0; i < first.launchers.size(); ++i) {
    const Vec3 before = old_frame.enu_from_ecef(to_ecef(s.launchers[first.launchers[i].index()].place));
    const Vec3 after = new_frame.enu_from_ecef(to_ecef(s.launchers[second.launchers[i].index()].place));
    EXPECT_NEAR(norm(after), norm(before), 0.01);
    EXPECT_NEAR(after.z, before.z, 0.01);
  }
  // Nobody has brought rounds to the second place yet.
  for (std::size_t w = 0; w < s.weapons_true.size(); ++w)
    EXPECT_EQ(rounds_at_start(s, w), rounds_at_start(stays, w));
  EXPECT_TRUE(station_of(s, element_called(s, "north/unit 2@2/launcher-01")).later());
  EXPECT_EQ(station_of(s, element_called(s, "north/unit 2/post")).place, 0u);
  EXPECT_FALSE(station_of(s, element_called(s, "north/unit 1/launcher-01")).moves());
}

TEST(Moves, its_times_are_those_of_the_readiness_record) {
  const Scenario s = loaded(moving(kOne), catalogue());
  const Move& move = s.relocations[0].moves[0];
  EXPECT_EQ(move.at, s.start + Duration::seconds(100.0));
  const MoveTimes times = planned_times(move);
  EXPECT_EQ(times.tear_down, Duration::seconds(40.0));
  EXPECT_NEAR(times.march.seconds(), move.way_m * 1.5 / 10.0, 1e-6);
  EXPECT_EQ(times.set_up, Duration::seconds(50.0));
  // A mast is taken down and raised again, on top.
  const Scenario raised =
      loaded(moving(kOne, "    radars: {unit 2/guidance radar: {mast: 20 m}}\n"), catalogue());
  const MoveTimes with_mast = planned_times(raised.relocations[0].moves[0]);
  EXPECT_EQ(with_mast.tear_down, Duration::seconds(47.0));
  EXPECT_EQ(with_mast.set_up, Duration::seconds(57.0));
  const Scenario advertised =
      loaded(with(moving(kOne), "duration: 900 s\n", "duration: 900 s\nfigures: advertised\n"), catalogue());
  EXPECT_EQ(planned_times(advertised.relocations[0].moves[0]).set_up, Duration::seconds(20.0));
  // It says so, and whose figures these are is counted.
  const auto says = [&s](const std::string& words) {
    return std::any_of(s.in_play.begin(), s.in_play.end(),
                       [&](const std::string& line) { return line.find(words) != std::string::npos; });
  };
  EXPECT_TRUE(says("north/unit 2: moves at 100 s"));
  EXPECT_TRUE(says("no map of roads"));
  EXPECT_FALSE(says("north/unit 2@2/guidance radar:"));
  EXPECT_GT(s.status_counts.assumed, loaded(kSmallScenario, catalogue()).status_counts.assumed);
}

TEST(Moves, of_a_lone_fire_unit_need_not_say_which) {
  std::string text = with(moving("      - {at: 100 s, to: {latitude: 40.06 deg, longitude: 32.1 deg}}\n"),
                          "system: set", "system: lone unit");
  EXPECT_EQ(loaded(text, catalogue()).relocations.size(), 1u);
}

TEST(Moves, what_breaks_down_at_one_place_is_down_at_the_next) {
  const Scenario s = loaded(moving(kOne, "    failures: {start: all up}\n"), catalogue());
  const Relocation& r = s.relocations[0];
  for (const FailingPart& part : s.failing) {
    const auto has = [&](RadarId id) {
      return std::find(part.radars.begin(), part.radars.end(), id) != part.radars.end();
    };
    EXPECT_EQ(has(r.places[0].radars[0]), has(r.places[1].radars[0])) << part.name;
  }
}

void expect_problem(const std::string& text, const std::string& what, const std::string& at) {
  const Problems problems = problems_of(text, catalogue());
  ASSERT_EQ(problems.all().size(), 1u) << problems.text();
  EXPECT_NE(problems.all()[0].what.find(what), std::string::npos) << problems.text();
  // The line of the file that it points at.
  EXPECT_NE(problems.text().find(at), std::string::npos) << problems.text();
}

TEST(Moves, that_cannot_be_are_refused_with_their_place) {
  const std::string to = "to: {latitude: 40.06 deg, longitude: 32.16 deg}";
  expect_problem(moving("      - {unit: unit 2, at: -5 s, " + to + "}\n"), "", "at: -5 s");
  expect_problem(moving("      - {unit: unit 2, at: 900 s, " + to + "}\n"), "the move begins after 900 s",
                 "at: 900 s");
  expect_problem(moving("      - {unit: unit 3, at: 10 s, " + to + "}\n"), "no fire unit called `unit 3`",
                 "unit: unit 3");
  expect_problem(moving("      - {at: 10 s, " + to + "}\n"), "2 fire units: which of them moves?",
                 "at: 10 s");
  expect_problem(moving("      - {unit: unit 2, at: 10 s, to: {latitude: 10 deg, longitude: 32 deg}}\n"),
                 "km off", "latitude: 10 deg");
  expect_problem(moving(kOne + std::string("      - {unit: unit 2, at: 200 s, ") + to + "}\n"),
                 "`unit 2` is still under way then", "at: 200 s");
  expect_problem(moving(kOne + std::string("      - {unit: unit 2, at: 50 s, ") + to + "}\n"),
                 "do not rise in time", "at: 50 s");
  expect_problem(moving(kOne, "    elements: {unit 2: {state: stand-by}}\n"),
                 "is not simply ready at the start", "at: 100 s");
}

TEST(Moves, that_end_after_the_scenario_are_warned_of) {
  const Scenario s =
      loaded(moving("      - {unit: unit 2, at: 800 s, to: {latitude: 40.06 deg, longitude: 32.1 deg}}\n"),
             catalogue());
  EXPECT_TRUE(std::any_of(s.warnings.begin(), s.warnings.end(), [](const std::string& warning) {
    return warning.find("past the end of the scenario") != std::string::npos;
  }));
  for (const std::string& warning : loaded(moving(kOne), catalogue()).warnings)
    EXPECT_EQ(warning.find("past the end of the scenario"), std::string::npos);
}

TEST(Moves, take_no_time_where_readiness_is_declared_perfect) {
  const Scenario s =
      loaded(with(moving(kOne), "doctrine: standard\n", "doctrine: standard\nperfect: {readiness: true}\n"),
             catalogue());
  EXPECT_EQ(planned_times(s.relocations[0].moves[0]).all(), Duration{});
}

}  // namespace
}  // namespace cupola
