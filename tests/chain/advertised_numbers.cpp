// What the makers say a set does at once, read off the log of runs with `figures: advertised`: targets and rounds in
// guidance, who waits for a channel, the time from hostile to launch, the time between launches, the magazine.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "chain/arrivals.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr int kBearings = 10;
constexpr const char* kTwo = "S-400 set, two fire units";

/// Fighters out of a quarter of the sky, all there from the start 80 km out and more, all on their way to the base:
/// apart enough to be seen one by one, near enough that a defence can have all its channels busy before the first
/// round is through. Every echo is seen and every round flies on to its target: else fewer are in the air at
/// once, though not fewer channels are held.
std::string raid_on(const std::string& system, const std::string& figures, int ranks,
                    const std::string& perfect = "") {
  std::string text = fmt::format(R"(scenario: all at once
start: 2026-06-01T03:00:00Z
duration: 320 s
seed: 1
figures: {}
earth: {{ground: 840 m msl, geoid_undulation: 36.9 m, k_factor: 1.3333, cover: farmland}}
doctrine: standard
perfect: {{detection: true, kill: true{}}}
assets:
  - {{name: base, at: {{latitude: 40 deg, longitude: 32 deg}}, radius: 1500 m, value: 1}}
defence:
  - name: defence
    system: "{}"
    at: {{latitude: 40 deg, longitude: 32 deg}}
    load: [{{interceptor: 48N6E3, rounds: 4}}]
raid:
)",
                                 figures, perfect, system);
  for (int bearing = 0; bearing < kBearings; ++bearing)
    for (int rank = 0; rank < ranks; ++rank) {
      const double azimuth_rad = 8.0 * (bearing - 0.5 * (kBearings - 1)) * kDegree;
      const double range_km = 80.0 + 4.0 * rank;
      const int altitude_m = 9000 + 100 * ((7 * bearing + 3 * rank) % 10);
      text += fmt::format(R"(  - name: raider {:02d} {:02d}
    type: F-16C
    transponder: none
    route:
      - {{latitude: {:.4f} deg, longitude: {:.4f} deg, altitude: {} m msl, speed: 260 m/s}}
      - {{latitude: 40 deg, longitude: 32 deg, altitude: {} m msl, speed: 260 m/s}}
    objective: {{asset: base}}
)",
                          bearing, rank, 40.0 + range_km * math::cos(azimuth_rad) / 111.0,
                          32.0 + range_km * math::sin(azimuth_rad) / 85.0, altitude_m, altitude_m);
    }
  return text;
}

struct Played {
  std::shared_ptr<const Plan> plan;
  const Scenario& scenario;
  Log log;

  explicit Played(const std::string& text)
      : plan(make_plan(scenario_from_text(text))),
        scenario(scenario_of(*plan)),
        log(names_of(*plan), scenario.start, true) {
    play(*plan, scenario.seed, 0, log);
  }
};

/// Something of a fire unit at a target, from then until then.
struct Spell {
  Time from, until;
  FireUnitId unit;
  PlatformId target;
};

/// Each order to engage, to the word of the fire unit on what became of it.
std::vector<Spell> targets_held(const Log& log) {
  std::vector<Spell> held;
  std::map<std::pair<FireUnitId, TrackNumber>, Time> over;
  for (const OrderRow& order : log.orders) {
    if (order.kind != OrderKind::engage) continue;
    const auto [known, first] = over.try_emplace({order.fire_unit, order.track}, Time{INT64_MIN});
    if (order.time < known->second) continue;  // said again
    known->second = kNever;
    for (const AssessmentRow& word : log.assessments)
      if (word.fire_unit == order.fire_unit && word.track == order.track && word.time >= order.time)
        known->second = std::min(known->second, word.time);
    held.push_back({order.time, known->second, order.fire_unit, order.shadow});
  }
  return held;
}

/// Each round, from launch to end.
std::vector<Spell> rounds_guided(const Log& log) {
  std::map<InterceptorId, Time> ends;
  for (const RoundRow& row : log.rounds) ends.emplace(row.round, row.time);
  std::vector<Spell> guided;
  for (const ShotRow& shot : log.shots) {
    const auto end = ends.find(shot.round);
    guided.push_back({shot.time, end == ends.end() ? kNever : end->second, shot.fire_unit, shot.shadow});
  }
  return guided;
}

struct Most {
  int spells = 0, of_one_unit = 0, targets = 0;  ///< targets: different ones
  Time last;                                     ///< when it was last reached, up to `before`
};

/// The most at once: it can only be where one begins.
Most most(const std::vector<Spell>& spells, Time before = kNever) {
  Most m;
  for (const Spell& at : spells) {
    int here = 0;
    std::map<FireUnitId, int> of_unit;
    std::set<PlatformId> targets;
    for (const Spell& s : spells) {
      if (s.from > at.from || s.until <= at.from) continue;
      ++here;
      m.of_one_unit = std::max(m.of_one_unit, ++of_unit[s.unit]);
      targets.insert(s.target);
    }
    if (here >= m.spells && at.from < before) m.last = at.from;
    m.spells = std::max(m.spells, here);
    m.targets = std::max(m.targets, static_cast<int>(targets.size()));
  }
  return m;
}

/// Whoever has not been ordered to be engaged when the last channel is taken is an enemy without a channel, and is
/// engaged when one has been given back.
void expect_the_next_waits(const Log& log, Time full) {
  Time given_back = kNever;
  for (const AssessmentRow& word : log.assessments)
    if (word.time > full) given_back = std::min(given_back, word.time);
  std::map<PlatformId, Time> ordered, shot_at;
  for (const OrderRow& order : log.orders)
    if (order.kind == OrderKind::engage) ordered.emplace(order.shadow, order.time);
  for (const ShotRow& shot : log.shots) shot_at.emplace(shot.shadow, shot.time);
  std::set<PlatformId> waited;
  for (const DecisionRow& d : log.decisions)
    if (static_cast<DecisionVerdict>(d.verdict) == DecisionVerdict::no_channel && d.time < given_back &&
        d.category == Category::hostile && ordered.contains(d.shadow) && ordered.at(d.shadow) > full)
      waited.insert(d.shadow);
  EXPECT_GE(waited.size(), 1u);
  for (const PlatformId who : waited) {
    EXPECT_GE(ordered.at(who), given_back);
    EXPECT_TRUE(shot_at.contains(who) && shot_at.at(who) > given_back);
  }
}

/// All channels are taken, none twice, and the next one waits.
void expect_at_once(const Played& run, std::size_t units, int targets_each) {
  const int targets = static_cast<int>(units) * targets_each;
  ASSERT_EQ(run.scenario.fire_units.size(), units);
  for (const FireUnitSite& unit : run.scenario.fire_units) {
    EXPECT_EQ(unit.target_channels, targets_each);
    EXPECT_EQ(unit.missile_channels, 2 * targets_each);
  }
  Time first_kill = kNever;
  for (const AssessmentRow& word : run.log.assessments)
    if (word.verdict == Verdict::killed) first_kill = std::min(first_kill, word.time);
  const Most held = most(targets_held(run.log), first_kill), guided = most(rounds_guided(run.log));
  EXPECT_EQ(held.spells, targets);  // so many orders in force
  EXPECT_EQ(held.targets, targets);
  EXPECT_EQ(held.of_one_unit, targets_each);
  EXPECT_EQ(guided.spells, 2 * targets);
  EXPECT_GE(guided.targets, targets);  // a second round may still fly at what is already believed killed
  EXPECT_EQ(guided.of_one_unit, 2 * targets_each);
  expect_the_next_waits(run.log, held.last);
}

TEST(AdvertisedNumbers, two_fire_units_take_12_targets_with_24_rounds_and_the_next_waits) {
  expect_at_once(Played(raid_on(kTwo, "advertised", 3)), 2, 6);
}

/// The same set with our central values.
TEST(AdvertisedNumbers, two_fire_units_take_20_targets_with_40_rounds_by_our_central_values) {
  expect_at_once(Played(raid_on(kTwo, "best", 3)), 2, 10);
}

TEST(AdvertisedNumbers, six_fire_units_take_36_targets_with_72_rounds_and_the_37th_waits) {
  expect_at_once(Played(raid_on("30K6E, six fire units", "advertised", 6)), 6, 6);
}

TEST(AdvertisedNumbers, eight_fire_units_take_80_targets_with_160_rounds_and_the_81st_waits) {
  expect_at_once(Played(raid_on("30K6E, eight fire units", "advertised", 9)), 8, 10);
}

/// It is the channels that stop there, not the raid or what else is short: with enough of them there are more.
TEST(AdvertisedNumbers, with_channels_enough_nobody_waits) {
  const Played run(raid_on(kTwo, "advertised", 3, ", channels: true"));
  EXPECT_EQ(most(targets_held(run.log)).targets, 30);
  EXPECT_GT(most(rounds_guided(run.log)).spells, 40);
  for (const DecisionRow& d : run.log.decisions)
    EXPECT_NE(static_cast<DecisionVerdict>(d.verdict), DecisionVerdict::no_channel);
}

/// From hostile to the first launch: the reaction time, and the way of the order inside the set.
TEST(AdvertisedNumbers, reaction_runs_from_the_hostile_track_to_the_first_launch) {
  for (const char* system : {"S-400 fire unit", "S-400 set, one fire unit", kTwo})
    for (const auto& [figures, reaction_s] : {std::pair{"advertised", 10.0}, {"best", 12.0}}) {
      SCOPED_TRACE(std::string(system) + ", " + figures);
      const std::string raid = raid_on(system, figures, 1);
      // The first of them alone.
      const std::string text = raid.substr(0, raid.find("  - name: raider 01"));
      const Played run(text);
      Time hostile = kNever;
      for (const DecisionRow& d : run.log.decisions)
        if (d.category == Category::hostile) hostile = std::min(hostile, d.time);
      ASSERT_FALSE(run.log.shots.empty());
      const Duration entered =
          Duration::seconds(reaction_s) + Duration::seconds(run.scenario.internal_latency_s);
      EXPECT_EQ((run.log.shots.front().time - hostile).ns, entered.ns);
    }
}

/// Fifty raiders on two fire units: every launcher has four rounds, all of which leave. (`low` has six launchers in a unit
/// instead of eight.)
TEST(AdvertisedNumbers, launchers_keep_their_interval_and_fire_what_they_hold) {
  for (const auto& [figures, interval_s] : {std::pair{"advertised", 3.0}, {"best", 4.0}, {"low", 6.0}}) {
    SCOPED_TRACE(figures);
    const Played run(raid_on(kTwo, figures, 5));
    std::map<LauncherId, std::vector<Time>> launches;
    for (const ShotRow& shot : run.log.shots) launches[shot.launcher].push_back(shot.time);
    EXPECT_EQ(launches.size(), run.scenario.launchers.size());
    Duration least{INT64_MAX};
    for (auto& [launcher, times] : launches) {
      EXPECT_EQ(times.size(), 4u);
      std::sort(times.begin(), times.end());
      for (std::size_t i = 1; i < times.size(); ++i) least = std::min(least, times[i] - times[i - 1]);
    }
    EXPECT_EQ(least.ns, Duration::seconds(interval_s).ns);
    bool out_of_rounds = false;
    for (const DecisionRow& d : run.log.decisions)
      out_of_rounds |= static_cast<DecisionVerdict>(d.verdict) == DecisionVerdict::no_round;
    EXPECT_TRUE(out_of_rounds);
  }
}

}  // namespace
}  // namespace cupola
