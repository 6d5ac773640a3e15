#include "study/more_measures.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "study/tally.hpp"

namespace cupola {
namespace {

constexpr Time kStart{1'780'000'000'000'000'000};

Time at(double s) { return kStart + Duration::seconds(s); }

Platform hostile(std::uint32_t id, TargetClass target_class) {
  Platform p;
  p.id = PlatformId{id};
  p.side = Side::hostile;
  p.type.target_class = target_class;
  p.path.add_knot(at(0.0), {{7e6, 0.0, 0.0}, {0.0, 0.0, 0.0}});
  p.path.add_knot(at(1000.0), {{7e6, 0.0, 0.0}, {0.0, 0.0, 0.0}});
  return p;
}

/// Two drones, the second released by a bomber, and the bomber.
Scenario scene() {
  Scenario s;
  s.start = kStart;
  s.duration = Duration::seconds(1000.0);
  s.platforms = {hostile(0, TargetClass::drone), hostile(1, TargetClass::drone),
                 hostile(2, TargetClass::aircraft)};
  s.platforms[1].carrier = PlatformId{2};
  s.weapons_true.resize(1);
  s.weapons_true[0].name = "arrow";
  s.fire_units.emplace_back();
  s.fire_units[0].id = FireUnitId{0};
  s.fire_units[0].name = "unit";
  return s;
}

ReplicateResult result(Fate first, Fate second, Fate bomber) {
  ReplicateResult r;
  r.fates = {first, second, bomber};
  for (const Fate fate : r.fates) {
    r.hostiles += fate != Fate::never_set_out;
    r.leaked += fate == Fate::leaked;
    r.killed += fate == Fate::killed;
  }
  r.facts.resize(3);
  r.milestones.resize(3);
  r.saturation.resize(1);
  r.rounds_fired = r.rounds_left = r.rounds_stored = r.rounds_destroyed = {0};
  return r;
}

std::optional<double> value(const Scenario& s, const std::string& column, const ReplicateResult& r) {
  for (const ReplicateMeasure& m : measures_of(s))
    if (column_name(m) == column) return m.of(r);
  ADD_FAILURE() << "no measure " << column;
  return std::nullopt;
}

TEST(MoreMeasures, CountByClassThoseThatSetOut) {
  const Scenario s = scene();
  const ReplicateResult one = result(Fate::leaked, Fate::killed, Fate::turned_away);
  EXPECT_EQ(value(s, "leakage_drone", one), 0.5);
  EXPECT_EQ(value(s, "leakage_aircraft", one), 0.0);
  EXPECT_EQ(value(s, "killed_drone", one), 1.0);
  const ReplicateResult other = result(Fate::leaked, Fate::never_set_out, Fate::killed);
  EXPECT_EQ(value(s, "leakage_drone", other), 1.0);
  EXPECT_EQ(value(s, "hostiles_drone", other), 1.0);
}

/// One leaks of two, then one of one: 2 of 3, not the mean of 1/2 and 1.
TEST(MoreMeasures, LeakageIsARatioOfMeansWhereTheNumberVaries) {
  const Scenario s = scene();
  Tally tally(s);
  tally.add(result(Fate::leaked, Fate::killed, Fate::turned_away));
  tally.add(result(Fate::leaked, Fate::never_set_out, Fate::killed));
  for (const Tally::Line& line : tally.lines()) {
    if (line.column == "leakage_drone") {
      EXPECT_NEAR(line.interval.estimate, 2.0 / 3.0, 1e-12);
    }
    if (line.column == "leakage") {
      EXPECT_NEAR(line.interval.estimate, 2.0 / 5.0, 1e-12);
    }
    if (line.column == "rounds_per_kill") {
      EXPECT_EQ(line.replicates, 0u) << "no round was fired, as often as somebody was killed";
    }
  }
}

TEST(MoreMeasures, GiveNothingForWhatDidNotHappen) {
  const Scenario s = scene();
  ReplicateResult r = result(Fate::leaked, Fate::never_set_out, Fate::killed);
  EXPECT_EQ(value(s, "first_intercept_range_m", r), std::nullopt);
  EXPECT_EQ(value(s, "intercept_drone_time_s", r), std::nullopt);
  EXPECT_EQ(value(s, "intercept_drone_count", r), 0.0);
  EXPECT_EQ(value(s, "saturated_launchers_unit", r), std::nullopt);
  EXPECT_EQ(value(s, "track_completeness", r), std::nullopt);

  constexpr auto kIntercept = static_cast<std::size_t>(Milestone::intercept);
  r.milestones[0][kIntercept] = {at(30.0), 40e3};
  r.milestones[1][kIntercept] = {at(5.0), 90e3};  // of one that never set out: there is no such thing
  r.milestones[2][kIntercept] = {at(20.0), 70e3};
  EXPECT_EQ(value(s, "first_intercept_range_m", r), 70e3);
  EXPECT_EQ(value(s, "first_intercept_time_s", r), 20.0);
  EXPECT_EQ(value(s, "intercept_drone_range_m", r), 40e3);
  EXPECT_EQ(value(s, "intercept_drone_count", r), 1.0);

  Tally tally(s);
  tally.add(r);
  tally.add(result(Fate::leaked, Fate::never_set_out, Fate::killed));
  for (const Tally::Line& line : tally.lines())
    if (line.column == "first_intercept_range_m") {
      EXPECT_EQ(line.replicates, 1u);
      EXPECT_EQ(line.interval.estimate, 70e3);
    }
}

TEST(MoreMeasures, TakeMeansOverThreatsWithinAReplicate) {
  const Scenario s = scene();
  ReplicateResult r = result(Fate::leaked, Fate::killed, Fate::killed);
  for (std::size_t i = 0; i < 3; ++i) {
    ThreatFacts& f = r.facts[i];
    f.rounds = static_cast<std::uint32_t>(2 * i);
    f.shots_possible = static_cast<std::uint32_t>(i + 1);
    f.first_look = at(100.0);
    f.ended = at(300.0);
    f.tracked = Duration::seconds(50.0 * static_cast<double>(i));
    f.swapped = i == 1;
  }
  EXPECT_EQ(value(s, "shots_taken_drone", r), 1.0);
  EXPECT_EQ(value(s, "shots_taken", r), 2.0);
  EXPECT_EQ(value(s, "shots_possible", r), 2.0);
  EXPECT_EQ(value(s, "track_completeness_drone", r), 0.125);
  EXPECT_EQ(value(s, "track_completeness", r), 0.25);
  EXPECT_EQ(value(s, "track_swapped_drone", r), 0.5);
}

TEST(MoreMeasures, HaveColumnsOfTheirOwnAndWordsThatAskForThem) {
  const Scenario s = scene();
  const auto measures = measures_of(s);
  std::set<std::string> columns;
  for (const ReplicateMeasure& m : measures) {
    EXPECT_TRUE(columns.insert(column_name(m)).second) << column_name(m);
    EXPECT_FALSE(m.group.empty()) << column_name(m);
  }
  for (const RatioMeasure& ratio : ratios_of(s)) {
    EXPECT_TRUE(columns.contains(ratio.over)) << ratio.over;
    EXPECT_TRUE(columns.contains(ratio.under)) << ratio.under;
  }
  EXPECT_EQ(columns_of({"killed", "leakage by class", "leakage_drone"}, {measures}, {ratios_of(s)}),
            (std::vector<std::string>{"killed", "leakage_aircraft", "leakage_drone"}));
}

}  // namespace
}  // namespace cupola
