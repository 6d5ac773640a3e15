#include <gtest/gtest.h>

#include <algorithm>

#include "scenario/load.hpp"
#include "scenario/tests/loading.hpp"

namespace cupola {
namespace {

const Catalogue& catalogue() {
  static const Catalogue all = [] {
    Catalogue c = small_catalogue();
    ReadinessType t;
    t.name = "standard";
    t.call_up_s = figure(100.0, 50.0, 200.0);
    t.unpack_s = figure(1000.0, 500.0, 3000.0);
    t.march_s = figure(600.0, 300.0, 900.0);
    t.road_speed_m_s = figure(10.0, 5.0, 20.0);
    t.road_detour = figure(1.5);
    t.set_up_s = figure(300.0);
    t.set_up_s.advertised = 200.0;
    t.mast_s = figure(5000.0);
    t.man_stations_s = figure(60.0, 20.0, 180.0);
    t.crew_delay_stand_by_s = figure(8.0, 2.0, 30.0);
    t.crew_delay_boxed_s = figure(20.0, 5.0, 60.0);
    t.radar = {figure(900.0, 500.0, 2000.0), figure(100.0)};
    t.launcher = {figure(2000.0), figure(300.0)};
    t.fire_unit = {figure(3000.0), figure(200.0)};
    t.exchange_s = figure(10.0);
    c.readiness["standard"] = t;
    return c;
  }();
  return all;
}

std::string defended(const std::string& lines) {
  return with(kSmallScenario, "    facing: 90 deg\n", "    facing: 90 deg\n" + lines);
}
Scenario stands(const std::string& lines) { return loaded(defended(lines), catalogue()); }

const Activation* element(const Scenario& s, const std::string& name) {
  for (const Activation& a : s.activations)
    if (a.name == name) return &a;
  return nullptr;
}
const RadarSite& radar(const Scenario& s, const std::string& name) {
  return *std::find_if(s.radars.begin(), s.radars.end(), [&](const RadarSite& r) { return r.name == name; });
}

TEST(ReadinessOfAScenario, costs_nothing_where_nothing_is_said) {
  const Scenario s = loaded(kSmallScenario, catalogue());
  EXPECT_TRUE(s.activations.empty());
  EXPECT_TRUE(s.failing.empty());
  for (const RadarSite& r : s.radars) EXPECT_FALSE(r.duty.given());
}

TEST(ReadinessOfAScenario, stand_by_puts_every_element_on_its_way_from_silence) {
  const Scenario s = stands("    state: stand-by\n    alert: 2 min after raid\n");
  ASSERT_EQ(s.activations.size(), 3u);
  for (const char* name : {"north/search", "north/unit 1", "north/unit 2"}) {
    const Activation* a = element(s, name);
    ASSERT_NE(a, nullptr) << name;
    EXPECT_EQ(a->from, Activation::From::stand_by);
    EXPECT_EQ(a->alert, s.start + Duration::seconds(130.0));  // the raid sets out after 10 s
    ASSERT_EQ(a->steps_s.size(), 1u);
    EXPECT_EQ(a->steps_s[0].best, 60.0);
    EXPECT_EQ(a->crew_delay_s.best, 8.0);
  }
  for (const RadarSite& r : s.radars) {
    EXPECT_EQ(r.schedule.front().second, Readiness::standby);
    EXPECT_NE(r.activation, kNoActivation);
  }
}

TEST(ReadinessOfAScenario, boxed_marches_for_the_time_of_the_catalogue_or_from_a_place) {
  const Scenario plain = stands("    state: boxed\n    radars: {search: {mast: 24 m}}\n");
  const Activation* a = element(plain, "north/unit 1");
  EXPECT_EQ(a->from, Activation::From::boxed);
  EXPECT_EQ(a->alert, kNever);
  EXPECT_FALSE(a->on_warning);
  EXPECT_EQ(a->steps_s.size(), 4u);
  EXPECT_EQ(a->march_m, 0.0);
  EXPECT_EQ(element(plain, "north/search")->steps_s.size(), 5u);  // its mast
  EXPECT_EQ(radar(plain, "north/search").schedule.front().second, Readiness::off);

  const Scenario far =
      stands("    state: boxed\n    march: {from: {latitude: 40.95 deg, longitude: 32.1 deg}}\n");
  const Activation* marching = element(far, "north/unit 1");
  ASSERT_EQ(marching->steps_s.size(), 4u);
  EXPECT_EQ(marching->steps_s[2].best, 0.0);  // the march keeps its place
  EXPECT_NEAR(marching->march_m, 100e3, 500.0);
}

TEST(ReadinessOfAScenario, partly_active_keeps_the_search_radar_on_and_units_by_turns) {
  const Scenario s = stands("    state: partly active\n    alert: on warning\n");
  EXPECT_EQ(element(s, "north/search"), nullptr);
  EXPECT_EQ(radar(s, "north/search").schedule.front().second, Readiness::ready);
  EXPECT_TRUE(element(s, "north/unit 1")->on_warning);
  EXPECT_TRUE(element(s, "north/unit 1")->rota.empty());

  const Scenario turns = stands("    state: partly active\n    active_fire_units: 1\n");
  EXPECT_EQ(element(turns, "north/unit 2")->rota, "north");
  EXPECT_EQ(element(turns, "north/unit 2")->turn, 1);
  EXPECT_EQ(element(turns, "north/unit 2")->turns, 2);

  const Scenario named = stands("    state: partly active\n    elements: {unit 2: {state: ready}}\n");
  EXPECT_EQ(element(named, "north/unit 2"), nullptr);
  EXPECT_NE(element(named, "north/unit 1"), nullptr);
}

TEST(ReadinessOfAScenario, duty_is_for_search_radars_unless_written_of_another) {
  const Scenario s = stands("    duty: {share: 50 %, period: 60 s}\n");
  EXPECT_EQ(radar(s, "north/search").duty.share, 0.5);
  EXPECT_FALSE(radar(s, "north/unit 1/guidance radar").duty.given());
  ASSERT_NE(element(s, "north/search"), nullptr);  // an alert would end it
  EXPECT_EQ(element(s, "north/search")->from, Activation::From::ready);
  const Scenario own = stands("    radars: {unit 1/guidance radar: {duty: {share: 0.1, period: 60 s}}}\n");
  EXPECT_EQ(radar(own, "north/unit 1/guidance radar").duty.share, 0.1);
  EXPECT_FALSE(radar(own, "north/search").duty.given());
}

TEST(ReadinessOfAScenario, failures_take_down_radars_launchers_and_units) {
  const Scenario s = stands("    failures: {common_cause: 0.1, spares: 2}\n");
  // 3 radars, 6 launchers, 2 units, and one of common cause for each of the three kinds.
  ASSERT_EQ(s.failing.size(), 14u);
  EXPECT_EQ(s.spares, std::vector<int>{2});
  for (const FailingPart& part : s.failing) {
    if (part.name == "north/search") {
      EXPECT_NEAR(part.time_between_failures_s, 1000.0, 1e-9);
      EXPECT_EQ(part.radars.size(), 1u);
    }
    if (part.name == "north/unit 1") {
      EXPECT_EQ(part.radars.size(), 1u);
      EXPECT_EQ(part.launchers.size(), 3u);
    }
    if (part.name == "north/all radars") {
      EXPECT_NEAR(part.time_between_failures_s, 9000.0, 1e-9);
      EXPECT_EQ(part.radars.size(), 3u);
    }
  }
  for (const RadarSite& r : s.radars) EXPECT_EQ(r.type.availability, 1.0);
  EXPECT_EQ(stands("    failures: {}\n").failing.size(), 11u);
}

TEST(ReadinessOfAScenario, figures_of_other_modes_are_not_drawn) {
  const Scenario low = loaded(
      with(defended("    state: boxed\n"), "doctrine: standard\n", "doctrine: standard\nfigures: low\n"),
      catalogue());
  const Activation* a = element(low, "north/unit 1");
  EXPECT_EQ(a->steps_s[1].distribution, Distribution::fixed);
  EXPECT_EQ(a->steps_s[1].best, 3000.0);
  const Scenario advertised = loaded(with(defended("    state: boxed\n"), "doctrine: standard\n",
                                          "doctrine: standard\nfigures: advertised\n"),
                                     catalogue());
  EXPECT_EQ(element(advertised, "north/unit 1")->steps_s[3].best, 200.0);
}

TEST(ReadinessOfAScenario, perfect_readiness_takes_all_of_it_away) {
  const Scenario s =
      loaded(with(defended("    state: boxed\n    duty: {share: 0.5, period: 60 s}\n    failures: {}\n"),
                  "doctrine: standard\n", "doctrine: standard\nperfect: {readiness: true}\n"),
             catalogue());
  EXPECT_TRUE(s.activations.empty());
  EXPECT_TRUE(s.failing.empty());
  for (const RadarSite& r : s.radars) {
    EXPECT_EQ(r.schedule.size(), 1u);
    EXPECT_EQ(r.schedule.front().second, Readiness::ready);
    EXPECT_EQ(r.activation, kNoActivation);
    EXPECT_FALSE(r.duty.given());
  }
  for (const FireUnitSite& u : s.fire_units) EXPECT_EQ(u.activation, kNoActivation);
}

TEST(ReadinessOfAScenario, warns_where_nothing_can_warn) {
  const Scenario deaf = stands("    state: boxed\n    alert: on warning\n");
  EXPECT_TRUE(std::any_of(deaf.warnings.begin(), deaf.warnings.end(), [](const std::string& w) {
    return w.find("nothing can warn it") != std::string::npos;
  }));
  const Scenario hears = stands("    state: partly active\n    alert: on warning\n");
  for (const std::string& w : hears.warnings) EXPECT_EQ(w.find("nothing can warn it"), std::string::npos);
  const Scenario late = stands("    state: boxed\n    alert: 1 min after raid\n");
  EXPECT_TRUE(std::any_of(late.warnings.begin(), late.warnings.end(), [](const std::string& w) {
    return w.find("too late to stand") != std::string::npos;
  }));
}

TEST(ReadinessOfAScenario, warns_of_what_counts_for_nothing) {
  const auto told = [](const std::string& text, const char* what) {
    for (const std::string& w : loaded(text, catalogue()).warnings)
      if (w.find(what) != std::string::npos) return w.rfind("test.yaml:", 0) == 0;
    return false;
  };
  const std::string march = "    march: {from: {latitude: 40.95 deg, longitude: 32.1 deg}}\n";
  EXPECT_TRUE(told(defended("    state: stand-by\n" + march), "nothing of the defence is boxed"));
  EXPECT_FALSE(told(defended("    state: boxed\n" + march), "nothing of the defence is boxed"));
  EXPECT_FALSE(
      told(defended("    elements: {unit 1: {state: boxed}}\n" + march), "nothing of the defence is boxed"));
  const std::string duty = "    duty: {share: 0.5, period: 60 s}\n";
  const std::string lone =
      with(kSmallScenario, "raid:\n",
           "  - name: lone\n    system: lone unit\n    at: {latitude: 39 deg, longitude: 32 deg}\n"
           "    load: [{interceptor: large round, rounds: 4}]\n" +
               duty + "raid:\n");
  EXPECT_TRUE(told(lone, "`duty` counts for nothing"));
  EXPECT_FALSE(told(defended(duty), "`duty` counts for nothing"));
}

struct Wrong {
  const char *lines, *what, *hint, *line;
};

TEST(ReadinessOfAScenario, says_where_a_mistake_is) {
  const Wrong kWrong[] = {
      {"    state: boxxed\n", "found `boxxed`", "boxed", "boxxed"},
      {"    state: boxed\n    alert: soon\n", "found `soon`", "before raid", "soon"},
      {"    state: boxed\n    alert: -10 min before raid\n", "-10 min", "", "-10 min"},
      {"    state: boxed\n    alert: 1 h after raid\n", "the alert comes 3610 s after the start", "never",
       "1 h"},
      {"    state: partly active\n    alert: 1 h after raid\n", "the alert comes 3610 s after the start",
       "never", "1 h"},
      {"    alert: 10 min before raid\n", "nothing waits for it", "state", "alert"},
      {"    state: boxed\n    march: {}\n", "`from` is missing", "", "march"},
      {"    state: boxed\n    march: {from: {latitude: -30 deg, longitude: 32 deg}}\n", "km from the site",
       "at most 1500 km", "march"},
      {"    state: boxed\n    radars: {search: {schedule: [{at: 9 s, state: off}]}}\n",
       "a state until the alert as well", "state: ready", "schedule"},
      {"    state: boxed\n    radars: {search: {readiness: standby}}\n", "a state until the alert as well",
       "state: ready", "readiness"},
      {"    state: boxed\n    readiness: standby\n", "beside a state until the alert", "stand-by",
       "readiness"},
      {"    elements: {unit 3: {state: boxed}}\n", "no element called `unit 3`", "unit", "unit 3"},
      {"    elements: {unit 1: {state: partly active}}\n", "an element is not partly active", "", "unit 1"},
      {"    elements: {unit 1: {alert: on warning}}\n", "`unit 1`, which is ready", "another state", "alert"},
      {"    state: partly active\n    active_fire_units: 3\n", "3 fire units are to be on, and 2 could be",
       "", "active_fire_units"},
      {"    active_fire_units: 1\n", "stands only with `state: partly active`", "", "active_fire_units"},
      {"    state: partly active\n    elements: {search: {state: stand-by}}\n", "nothing of it is on",
       "elements", "partly active"},
      {"    duty: {share: 1.5, period: 60 s}\n", "1.5", "", "1.5"},
      {"    duty: {share: 0.5, period: -60 s}\n", "-60 s", "", "-60 s"},
      {"    duty: {share: 0.5}\n", "`period` is missing", "", "duty"},
      {"    failures: {spares: -1}\n", "-1", "", "-1"},
      {"    availability: 0.6\n    failures: {}\n", "both say what is up at the start", "", "availability"},
      {"    state: boxed\n    readiness_figures: fast\n", "no readiness is called `fast`", "", "fast"},
      {"    values: {readiness: {standard: {unpack: {value: -5 min, status: assumed, reason: x}}}}\n",
       "-5 min", "", "-5 min"},
  };
  for (const Wrong& wrong : kWrong) {
    const Problems problems = problems_of(defended(wrong.lines), catalogue());
    bool told = false;
    for (const Problem& p : problems.all()) {
      EXPECT_GT(p.place.line, 0);
      told = told ||
             (p.what.find(wrong.what) != std::string::npos && p.hint.find(wrong.hint) != std::string::npos &&
              p.source_line.find(wrong.line) != std::string::npos);
    }
    EXPECT_TRUE(told) << wrong.lines << "\n" << problems.text();
  }
}

TEST(ReadinessOfAScenario, an_alert_by_the_raid_wants_a_raid) {
  std::string text = defended("    state: boxed\n    alert: 10 min before raid\n");
  text = text.substr(0, text.find("raid:\n  - name")) + text.substr(text.find("traffic:"));
  EXPECT_NE(problems_of(text, catalogue()).text().find("there is no raid"), std::string::npos);
}

}  // namespace
}  // namespace cupola
