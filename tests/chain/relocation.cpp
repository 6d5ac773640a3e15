// A fire unit that moves: it neither looks nor fires from the order until it stands again, fights on from the new place
// with what it had left, and is not there where somebody comes for it.
#include <algorithm>
#include <functional>

#include "earth/great_circle.hpp"
#include "engine/inbox.hpp"
#include "engine/plan.hpp"
#include "study/many.hpp"
#include "support/lay_down.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

/// A battery with times of its own, so that all of them are known: 60 s to tear down, 10 m/s on a road as straight as a
/// ruler, 120 s to set up, 30 s to warm up. The place lies 1.11 km to the south: 111 s on the way.
std::string battery(const std::string& moves, const std::string& raid) {
  return R"(scenario: a battery that moves
start: 2026-06-01T03:00:00Z
duration: 25 min
earth: {ground: 840 m msl, geoid_undulation: 36.9 m}
doctrine: standard
perfect: {kill: true}
values:
  radars:
    92N6E:
      availability: {value: 1, status: assumed, reason: "a test"}
      warm_up: {value: 30 s, status: assumed, reason: "a test"}
  readiness:
    standard:
      tear_down: {value: 60 s, status: assumed, reason: "a test"}
      road_speed: {value: 10 m/s, status: assumed, reason: "a test"}
      road_detour: {value: 1, status: assumed, reason: "a test"}
      set_up: {value: 120 s, status: assumed, reason: "a test"}
  platforms:
    subsonic cruise missile:
      strike: {hit_probability: {value: 1, status: assumed, reason: "a test"}}
assets:
  - {name: depot, at: {latitude: 40.00 deg, longitude: 32.62 deg}, radius: 600 m}
defence:
  - name: Zir
    system: "S-400 fire unit"
    at: {latitude: 40.00 deg, longitude: 32.62 deg}
    facing: 180 deg
    launchers: 2
    load: [{interceptor: 9M96E2, rounds: 8}]
)" + moves +
         "raid:\n" + raid;
}
constexpr const char* kMove = "    moves: [{at: 400 s, to: {latitude: 39.99 deg, longitude: 32.62 deg}}]\n";

/// Comes from 100 km to the south, high enough to be seen, and is there 300 s after its start.
std::string wave(const std::string& name, int count, double start_s, const std::string& objective) {
  return "  - name: " + name + "\n    type: subsonic cruise missile\n    count: " + std::to_string(count) +
         "\n    start: " + std::to_string(start_s) +
         " s\n    spacing: {time: 5 s}\n    route:\n"
         "      - {latitude: 39.34 deg, longitude: 32.60 deg, altitude: 900 m agl, speed: 245 m/s}\n"
         "      - {latitude: 40.00 deg, longitude: 32.62 deg, altitude: 900 m agl, speed: 245 m/s}\n"
         "    objective: {" +
         objective + "}\n";
}
const std::string kAtDepot = "asset: depot", kAtRadar = "element: Zir/FU1/92N6E";

struct Played {
  std::shared_ptr<const Plan> plan;
  ReplicateResult result;
  Log log;

  const Scenario& scenario() const { return plan->scenario; }
  double s(Time t) const { return (t - scenario().start).seconds(); }
  double step_s(MoveStep step, std::size_t nth = 0) const {
    for (const MoveRow& row : log.moves)
      if (row.step == step && nth-- == 0) return s(row.time);
    return -1.0;
  }
  const std::string& radar(const PlotRow& row) const { return scenario().radars[row.radar.index()].name; }
  const std::string& unit(const ShotRow& row) const {
    return scenario().fire_units[row.fire_unit.index()].name;
  }
};
Played played(const std::string& text, std::uint64_t replicate = 0) {
  const auto plan = make_plan(scenario_from_text(text));
  Log log(names_of(*plan), scenario_of(*plan).start, true);
  ReplicateResult result = play(*plan, 1, replicate, log);
  return {plan, std::move(result), std::move(log)};
}

TEST(Relocation, is_a_tear_down_a_march_and_a_set_up_one_after_the_other) {
  const Played p = played(battery(kMove, wave("late", 1, 900.0, kAtDepot)));
  ASSERT_EQ(p.log.moves.size(), 5u);
  EXPECT_EQ(p.step_s(MoveStep::ordered), 400.0);
  EXPECT_EQ(p.step_s(MoveStep::tears_down), 400.0);  // nothing is in the air
  EXPECT_NEAR(p.step_s(MoveStep::marches), 460.0, 1e-6);
  const GreatCircle way({40.00 * kDegree, 32.62 * kDegree}, {39.99 * kDegree, 32.62 * kDegree});
  EXPECT_NEAR(way.length_m(), 1112.0, 1.0);
  EXPECT_NEAR(p.step_s(MoveStep::sets_up), 460.0 + way.length_m() / 10.0, 1e-6);
  EXPECT_NEAR(p.step_s(MoveStep::stands), p.step_s(MoveStep::sets_up) + 120.0, 1e-6);
  const auto& names = names_of(*p.plan).fire_units;
  EXPECT_EQ(names.name(p.log.moves.back().from.value), "Zir/FU1");
  EXPECT_EQ(names.name(p.log.moves.back().to.value), "Zir/FU1@2");
  EXPECT_NEAR(p.log.moves.back().latitude_rad, 39.99 * kDegree, 1e-12);
}

TEST(Relocation, it_neither_looks_nor_fires_until_it_stands_and_then_does_so_from_the_new_place) {
  // One wave that it meets before, one that comes while it is under way, one that comes after.
  const Played p = played(battery(
      kMove, wave("a", 3, 20.0, kAtDepot) + wave("b", 3, 402.0, kAtDepot) + wave("c", 3, 800.0, kAtDepot)));
  const double silent_s = p.step_s(MoveStep::tears_down), ready_s = p.step_s(MoveStep::stands) + 30.0;
  int before = 0, after = 0;
  for (const PlotRow& row : p.log.plots) {
    const bool old = p.radar(row) == "Zir/FU1/92N6E";
    EXPECT_TRUE(old ? p.s(row.time) <= silent_s : p.s(row.time) >= ready_s) << p.radar(row) << p.s(row.time);
    ++(old ? before : after);
  }
  EXPECT_GT(before, 10);
  EXPECT_GT(after, 10);
  int fired_before = 0, fired_after = 0;
  for (const ShotRow& row : p.log.shots) {
    const bool old = p.unit(row) == "Zir/FU1";
    EXPECT_TRUE(old ? p.s(row.time) < 400.0 : p.s(row.time) >= ready_s) << p.unit(row) << p.s(row.time);
    ++(old ? fired_before : fired_after);
  }
  EXPECT_GT(fired_before, 0);
  EXPECT_GT(fired_after, 0);
  // Rounds that it had left came along, and none was made on the way.
  EXPECT_EQ(p.result.rounds_fired[0] + p.result.rounds_left[0], 16u);
  // Who came while it was under way met nobody, and that is what the ledger says.
  for (const OutcomeRow& row : p.log.outcomes) {
    const Platform& platform = p.scenario().platforms[row.platform.index()];
    EXPECT_EQ(row.fate, platform.group == "b" ? Fate::leaked : Fate::killed) << platform.name;
    EXPECT_EQ(row.cause, platform.group == "b" ? ThreatCause::not_ready : ThreatCause::killed);
  }
}

TEST(Relocation, what_is_in_the_air_is_guided_to_its_end_first) {
  const std::string raid = wave("a", 3, 20.0, kAtDepot);
  const Played stays = played(battery("", raid));
  ASSERT_FALSE(stays.log.shots.empty());
  const double first_s = stays.s(stays.log.shots.front().time);
  char moves[160];
  std::snprintf(moves, sizeof moves,
                "    moves: [{at: %.3f s, to: {latitude: 39.99 deg, longitude: 32.62 deg}}]\n",
                first_s + 1.0);
  const Played p = played(battery(moves, raid));
  ASSERT_FALSE(p.log.shots.empty());
  for (const ShotRow& row : p.log.shots) EXPECT_LE(p.s(row.time), first_s + 1.0);
  double last_end_s = 0.0;
  for (const RoundRow& row : p.log.rounds) {
    EXPECT_NE(row.cause, RoundCause::guidance_lost);
    last_end_s = std::max(last_end_s, p.s(row.time));
  }
  EXPECT_GT(last_end_s, first_s + 5.0);
  // It is noticed with the next step of that round, a quarter of a second at the most.
  EXPECT_GE(p.step_s(MoveStep::tears_down), last_end_s);
  EXPECT_LE(p.step_s(MoveStep::tears_down), last_end_s + 0.26);
}

TEST(Relocation, who_comes_for_it_finds_it_where_it_is_and_nobody_on_the_march) {
  // There after 300 s: while it stands, tears down, marches, and has gone.
  const auto fate = [](double arrives_s, const std::string& at) {
    std::string text = battery(kMove, wave("z", 1, arrives_s - 300.0, at));
    // Nothing shoots: what matters is who is where.
    const auto load = text.find("    load:");
    text.erase(load, text.find('\n', load) + 1 - load);
    const Played p = played(text);
    EXPECT_EQ(p.log.strikes.size(), 1u);
    EXPECT_EQ(p.result.lost.size(), p.log.strikes.front().hit ? 1u : 0u);
    return std::pair(p.log.strikes.front().hit, p.log.strikes.front().way);
  };
  const std::string old_place = "element: Zir/FU1/92N6E", new_place = "element: Zir/FU1@2/92N6E",
                    post = "element: Zir/FU1/post", launcher = "element: Zir/FU1/launcher-01";
  for (const std::string& at : {old_place, post, launcher}) {
    EXPECT_EQ(fate(380.0, at), std::pair(true, StrikeWay::usual)) << at;
    EXPECT_EQ(fate(430.0, at), std::pair(true, StrikeWay::usual)) << at;
    EXPECT_EQ(fate(500.0, at), std::pair(false, StrikeWay::empty_place)) << at;
    EXPECT_EQ(fate(900.0, at), std::pair(false, StrikeWay::empty_place)) << at;
  }
}

TEST(Relocation, what_was_lost_at_one_place_is_lost_at_the_next) {
  const Played p = played(battery(kMove, wave("a", 1, 50.0, kAtRadar) + wave("b", 3, 900.0, kAtDepot)));
  // The first is met by the battery; take its rounds away and it gets through.
  std::string unarmed = battery(kMove, wave("a", 1, 50.0, kAtRadar) + wave("b", 3, 900.0, kAtDepot));
  const auto load = unarmed.find("    load:");
  unarmed.erase(load, unarmed.find('\n', load) + 1 - load);
  const Played hit = played(unarmed);
  ASSERT_EQ(hit.result.lost.size(), 1u);
  for (const PlotRow& row : hit.log.plots) EXPECT_LT(hit.s(row.time), 351.0);
  EXPECT_TRUE(p.result.lost.empty());
  EXPECT_TRUE(std::any_of(p.log.plots.begin(), p.log.plots.end(),
                          [&](const PlotRow& row) { return p.s(row.time) > 800.0; }));
}

TEST(Relocation, who_is_hit_while_setting_up_has_lost_what_it_brought) {
  const Played p = played(
      battery(kMove, wave("z", 1, 375.0, "element: Zir/FU1@2/launcher-01") + wave("c", 3, 800.0, kAtDepot)));
  ASSERT_EQ(p.log.strikes.size(), 1u);
  EXPECT_GT(p.s(p.log.strikes[0].time), p.step_s(MoveStep::sets_up));
  EXPECT_LT(p.s(p.log.strikes[0].time), p.step_s(MoveStep::stands));
  ASSERT_TRUE(p.log.strikes[0].hit);
  EXPECT_EQ(p.result.rounds_destroyed[0], 8u);
  ASSERT_FALSE(p.log.shots.empty());
  for (const ShotRow& row : p.log.shots)
    EXPECT_EQ(names_of(*p.plan).launchers.name(row.launcher.value), "Zir/FU1@2/launcher-02");
}

TEST(Relocation, that_is_still_to_come_changes_nothing_before_it) {
  const std::string raid = wave("a", 3, 20.0, kAtDepot) + wave("b", 3, 300.0, kAtDepot);
  const std::string never = "    moves: [{at: 1400 s, to: {latitude: 39.99 deg, longitude: 32.62 deg}}]\n";
  const Played stays = played(battery("", raid)), goes = played(battery(never, raid));
  const auto until = [](const Played& p, const auto& rows, const auto& said) {
    std::vector<std::decay_t<decltype(said(rows.front()))>> all;
    for (const auto& row : rows)
      if (p.s(row.time) < 1390.0) all.push_back(said(row));
    EXPECT_GT(all.size(), 5u);
    return all;
  };
  const auto plot = [](const PlotRow& row) { return std::tuple(row.time, row.range_m, row.azimuth_rad); };
  const auto track = [](const TrackRow& row) { return std::tuple(row.time, row.p_ecef_m.x, row.confirmed); };
  const auto shot = [](const ShotRow& row) { return std::tuple(row.time, row.weapon, row.track); };
  const auto round = [](const RoundRow& row) { return std::tuple(row.time, row.cause, row.engaged); };
  const auto same = [&](const auto& theirs, const auto& ours) {
    ASSERT_EQ(theirs.size(), ours.size());
    for (std::size_t i = 0; i < ours.size(); ++i) ASSERT_EQ(theirs[i], ours[i]) << i;
  };
  same(until(goes, goes.log.plots, plot), until(stays, stays.log.plots, plot));
  same(until(goes, goes.log.tracks, track), until(stays, stays.log.tracks, track));
  same(until(goes, goes.log.shots, shot), until(stays, stays.log.shots, shot));
  same(until(goes, goes.log.rounds, round), until(stays, stays.log.rounds, round));
}

TEST(Relocation, plays_the_same_with_any_number_of_workers) {
  const auto plan = make_plan(
      scenario_from_text(battery(kMove, wave("a", 3, 20.0, kAtDepot) + wave("c", 3, 800.0, kAtDepot))));
  const auto digest = [&plan](int jobs) { return play_many(*plan, 1, 6, jobs).digest; };
  EXPECT_EQ(digest(1), digest(2));
  EXPECT_EQ(digest(1), digest(4));
}

/// Posts know of a move by what is reported to them, and by nothing else.
TEST(Relocation, posts_give_the_same_orders_from_what_they_were_told_alone) {
  const auto plan = make_plan(
      scenario_from_text(battery(kMove, wave("a", 3, 20.0, kAtDepot) + wave("c", 3, 800.0, kAtDepot))));
  std::vector<InboxEntry> inbox;
  std::vector<Envelope> sent;
  Log log(names_of(*plan), scenario_of(*plan).start, false);
  play_and_tap(*plan, 1, 0, log, inbox, sent);
  const auto launches = [](const std::vector<Envelope>& all) {
    std::vector<std::pair<Time, LauncherId>> orders;
    for (const Envelope& envelope : all)
      if (const Order* order = std::get_if<Order>(&envelope.body); order && order->kind == OrderKind::launch)
        orders.emplace_back(order->launch_time, order->launcher);
    return orders;
  };
  EXPECT_GT(launches(sent).size(), 4u);
  EXPECT_EQ(launches(replay_posts(*plan, 1, 0, inbox)), launches(sent));
  // Without those reports a post goes on as if its unit stood where it stood: it never fires from the new place.
  std::erase_if(inbox, [](const InboxEntry& entry) {
    const Status* status = std::get_if<Status>(&entry.message);
    return status != nullptr && status->kind == StatusKind::moved;
  });
  for (const auto& [time, launcher] : launches(replay_posts(*plan, 1, 0, inbox)))
    EXPECT_FALSE(scenario_of(*plan).launchers[launcher.index()].station.later());
}

TEST(Relocation, a_reload_under_way_is_broken_off_and_done_at_the_new_place) {
  // Two rounds on each launcher, a load in store for each, and 400 s to put one on: under way when the order comes.
  std::string text = battery(kMove, wave("a", 3, 20.0, kAtDepot) + wave("c", 3, 900.0, kAtDepot));
  const auto change = [&text](const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
  };
  change("rounds: 8}]\n", "rounds: 2}]\n    reloads: {loads: 2, transloaders: 2}\n");
  change("  readiness:\n",
         "  launchers:\n    5P85TE2: {reload_time: {value: 400 s, status: assumed, reason: \"a test\"}}\n  "
         "readiness:\n");
  const Played p = played(text);
  const auto times = [&p](ReadinessChange which, const std::string& launcher) {
    std::vector<double> all;
    for (const ReadinessRow& row : p.log.readiness)
      if (row.is_launcher && row.change == which &&
          names_of(*p.plan).launchers.name(row.id).rfind(launcher, 0) == 0)
        all.push_back(p.s(row.time));
    return all;
  };
  const std::vector<double> begun = times(ReadinessChange::reloading, "Zir/FU1/");
  ASSERT_FALSE(begun.empty());
  EXPECT_LT(begun.front(), 400.0);
  EXPECT_TRUE(times(ReadinessChange::reloaded, "Zir/FU1/").empty());
  const std::vector<double> anew = times(ReadinessChange::reloading, "Zir/FU1@2/");
  ASSERT_EQ(anew.size(), begun.size());
  EXPECT_EQ(anew.front(), p.step_s(MoveStep::stands));
  const std::vector<double> done = times(ReadinessChange::reloaded, "Zir/FU1@2/");
  ASSERT_FALSE(done.empty());
  EXPECT_NEAR(done.front(), anew.front() + 400.0, 1e-6);
  EXPECT_EQ(p.result.rounds_fired[0] + p.result.rounds_left[0] + p.result.rounds_stored[0], 8u);
  EXPECT_TRUE(std::any_of(p.log.shots.begin(), p.log.shots.end(), [&](const ShotRow& row) {
    return p.unit(row) == "Zir/FU1@2" && p.s(row.time) > done.front();
  }));
}

TEST(Relocation, two_moves_follow_each_other_and_a_late_one_waits_for_the_one_before) {
  const std::string moves =
      "    moves:\n"
      "      - {at: 100 s, to: {latitude: 39.99 deg, longitude: 32.62 deg}}\n"
      "      - {at: 500 s, to: {latitude: 40.00 deg, longitude: 32.62 deg}}\n";
  const std::string text = battery(moves, wave("c", 3, 950.0, kAtDepot));
  const Played p = played(text);
  EXPECT_NEAR(p.step_s(MoveStep::ordered, 1), 500.0, 1e-6);
  EXPECT_FALSE(p.log.shots.empty());
  for (const ShotRow& row : p.log.shots) EXPECT_EQ(p.unit(row), "Zir/FU1@3");
  // A slower column than was planned.
  Scenario slow = scenario_from_text(text);
  slow.relocations[0].moves[0].road_speed_m_s = Figure(4.0);
  const auto plan = make_plan(slow);
  Log log(names_of(*plan), slow.start, true);
  play(*plan, 1, 0, log);
  std::vector<double> ordered, stands;
  for (const MoveRow& row : log.moves) {
    if (row.step == MoveStep::ordered) ordered.push_back((row.time - slow.start).seconds());
    if (row.step == MoveStep::stands) stands.push_back((row.time - slow.start).seconds());
  }
  ASSERT_EQ(ordered.size(), 2u);
  ASSERT_EQ(stands.size(), 2u);
  EXPECT_GT(stands[0], 500.0);
  EXPECT_EQ(ordered[1], stands[0]);
}

}  // namespace
}  // namespace cupola
