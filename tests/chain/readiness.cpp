// What readiness does to a fight: who is off sees nothing and shoots nothing, whoever gets ready does so by the
// clock, and the ledger says that it was this.
#include "chain/ledger_defence.hpp"

namespace cupola::testing {
namespace {

/// All of the defence is one element in this state.
LayDown standing(Activation::From from, double wait_s) {
  LayDown l = raid_on_defence();
  Activation a;
  a.name = "defence";
  a.from = from;
  a.steps_s = {Figure(wait_s)};
  l.scenario.activations = {a};
  const Readiness silent = from == Activation::From::boxed ? Readiness::off : Readiness::standby;
  for (RadarSite& radar : l.scenario.radars) {
    radar.activation = 0;
    radar.schedule = {{l.scenario.start, silent}};
  }
  for (FireUnitSite& unit : l.scenario.fire_units) unit.activation = 0;
  return l;
}
Activation& element(LayDown& l) { return l.scenario.activations.front(); }
Time after(const LayDown& l, double s) { return l.scenario.start + Duration::seconds(s); }

struct Played {
  ReplicateResult result;
  std::vector<PlotRow> plots;
  std::vector<ShotRow> shots;
  std::vector<ReadinessRow> readiness;
  std::vector<TrackRow> tracks;
};
Played played(const LayDown& l, std::uint64_t replicate = 0) {
  const auto plan = make_plan(l.scenario);
  Log log(names_of(*plan), scenario_of(*plan).start, true);
  ReplicateResult r = play(*plan, 1, replicate, log);
  return {r, log.plots, log.shots, log.readiness, log.tracks};
}

TEST(ReadinessChain, what_is_never_alerted_neither_sees_nor_shoots_and_the_ledger_says_why) {
  for (const Activation::From from : {Activation::From::stand_by, Activation::From::boxed}) {
    const LayDown l = standing(from, 60.0);
    const Played p = played(l);
    EXPECT_TRUE(p.plots.empty());
    EXPECT_TRUE(p.shots.empty());
    EXPECT_EQ(p.result.ready_share.front(), 0.0);
    expect_all(l, ThreatCause::not_ready);
  }
}

TEST(ReadinessChain, the_first_plot_comes_after_alert_wait_and_warm_up) {
  LayDown l = standing(Activation::From::boxed, 40.0);
  l.change_radars([](RadarType& r) { r.warm_up_s = 20.0; });
  element(l).alert = after(l, 10.0);
  const Played p = played(l);
  ASSERT_FALSE(p.plots.empty());
  EXPECT_GE(p.plots.front().time, after(l, 70.0));
  EXPECT_LE(p.plots.front().time, after(l, 76.0));
  EXPECT_NEAR(p.result.ready_share.front(), (900.0 - 70.0) / 900.0, 1e-9);
  ASSERT_EQ(p.readiness.size(), 1u);
  EXPECT_EQ(p.readiness[0].change, ReadinessChange::warms_up);
  EXPECT_EQ(p.readiness[0].time, after(l, 50.0));
  EXPECT_EQ(p.readiness[0].until, after(l, 70.0));
}

TEST(ReadinessChain, an_alert_long_before_the_start_is_as_good_as_ready) {
  LayDown l = standing(Activation::From::boxed, 3600.0);
  element(l).alert = after(l, -7200.0);
  const ReplicateResult ready = play_down(raid_on_defence()), alerted = play_down(l);
  EXPECT_EQ(alerted.digest, ready.digest);
  EXPECT_EQ(alerted.killed, 4u);
}

TEST(ReadinessChain, too_late_an_alert_is_not_ready_and_one_in_time_kills) {
  LayDown late = standing(Activation::From::stand_by, 60.0);
  element(late).alert = after(late, 800.0);
  expect_all(late, ThreatCause::not_ready);
  LayDown in_time = standing(Activation::From::stand_by, 10.0);
  element(in_time).alert = in_time.scenario.start;
  EXPECT_EQ(play_down(in_time).killed, 4u);
}

TEST(ReadinessChain, a_post_that_sees_the_raid_alerts_those_that_wait_for_a_warning) {
  LayDown l = raid_on_commanded_defence();
  Activation a;
  a.name = "unit";
  a.steps_s = {Figure(15.0)};
  a.on_warning = true;
  l.scenario.activations = {a};
  RadarSite& guidance = l.scenario.radars[0];
  guidance.activation = 0;
  guidance.schedule = {{l.scenario.start, Readiness::standby}};
  l.scenario.fire_units[0].activation = 0;
  // The alert goes down to posts of the same set.
  for (PostSite& post : l.scenario.posts) post.set = 0;
  const Played p = played(l);
  ASSERT_GE(p.readiness.size(), 2u);
  EXPECT_EQ(p.readiness[0].change, ReadinessChange::alerted);
  EXPECT_EQ(p.readiness[1].change, ReadinessChange::warms_up);
  EXPECT_EQ(p.readiness[1].time - p.readiness[0].time, Duration::seconds(15.0));
  EXPECT_EQ(p.result.killed, 4u);
  // Not before somebody knows of it.
  EXPECT_FALSE(p.tracks.empty());
  EXPECT_GT(p.readiness[0].time, p.tracks.front().time);
  // With nobody to warn it, it sleeps on.
  l.scenario.radars[1].schedule = {{l.scenario.start, Readiness::off}};
  EXPECT_TRUE(played(l).readiness.empty());
  EXPECT_EQ(play_down(l).killed, 0u);
}

TEST(ReadinessChain, a_crew_just_called_is_later_by_its_delay) {
  LayDown prompt = standing(Activation::From::stand_by, 0.0);
  element(prompt).alert = after(prompt, -60.0);
  LayDown slow = prompt;
  element(slow).crew_delay_s = Figure(7.0);
  const Played first = played(prompt), second = played(slow);
  ASSERT_FALSE(first.shots.empty());
  ASSERT_FALSE(second.shots.empty());
  EXPECT_NEAR((second.shots.front().time - first.shots.front().time).seconds(), 7.0, 1.0);
}

TEST(ReadinessChain, the_ledger_goes_by_the_quickest_crew_of_those_who_own_fire_units) {
  LayDown l = raid_on_defence();
  l.add_fire_unit("unit-2", LayDown::place(1.0, 0.0), {{WeaponTypeId{0}, 4}}, 1);
  const auto reaction_s = [&l] { return play_down(l).facts.front().reaction.seconds(); };
  l.change_doctrines([](Doctrine& d) { d.reaction_time_s = 5.0; });
  EXPECT_EQ(reaction_s(), 5.0);
  // What stands in the defences' own doctrines, not in the scenario's.
  l.scenario.posts[0].doctrine.reaction_time_s = 40.0;
  Figure& decide = l.scenario.posts[1].doctrine.fire.reaction.decide_s;
  decide = Figure(25.0);
  decide.reason = "for a test";
  EXPECT_EQ(reaction_s(), 25.0);
  // A crew called out is slower.
  Activation a;
  a.name = "unit-2";
  a.crew_delay_s = Figure(7.0);
  a.alert = after(l, -60.0);
  l.scenario.activations = {a};
  l.scenario.fire_units[1].activation = 0;
  EXPECT_EQ(reaction_s(), 32.0);
}

/// M40: half the duty, half the looks, from whatever phase.
TEST(ReadinessChain, half_the_duty_is_half_the_looks) {
  LayDown always = raid_on_defence();
  for (RadarSite& r : always.scenario.radars) r.type.scan = ScanKind::rotating;
  always.change_radars([](RadarType& r) {
    r.scan = ScanKind::rotating;
    r.rotation_period_s = 1.0;
  });
  always.scenario.launchers.clear();
  for (FireUnitSite& u : always.scenario.fire_units) u.launchers.clear();
  LayDown half = always;
  half.scenario.radars[0].duty = {0.5, 20.0};
  double all = 0.0, some = 0.0, share = 0.0;
  for (std::uint64_t r = 0; r < 10; ++r) {
    all += double(played(always, r).plots.size());
    const Played p = played(half, r);
    some += double(p.plots.size());
    share += p.result.ready_share[0] / 10.0;
  }
  EXPECT_GT(all, 1000.0);
  EXPECT_NEAR(some / all, 0.5, 0.03);
  EXPECT_NEAR(share, 0.5, 0.01);
}

/// M40: silent at once when it is told to be, and seeing again when it has warmed up.
TEST(ReadinessChain, a_radar_told_to_be_silent_sees_nothing_until_it_has_warmed_up_again) {
  LayDown l = raid_on_defence();
  for (FireUnitSite& u : l.scenario.fire_units) u.launchers.clear();
  l.scenario.launchers.clear();
  l.change_radars([](RadarType& r) { r.warm_up_s = 20.0; });
  l.scenario.radars[0].schedule = {{l.scenario.start, Readiness::ready},
                                   {after(l, 50.0), Readiness::standby},
                                   {after(l, 80.0), Readiness::ready}};
  std::size_t before = 0, silent = 0, warmed_up = 0;
  for (const PlotRow& row : played(l).plots) {
    before += row.time < after(l, 50.0);
    silent += row.time >= after(l, 50.0) && row.time < after(l, 100.0);
    warmed_up += row.time >= after(l, 100.0) && row.time < after(l, 104.0);
  }
  EXPECT_GT(before, 50u);
  EXPECT_EQ(silent, 0u);
  EXPECT_GT(warmed_up, 4u);
}

TEST(ReadinessChain, tracks_coast_through_a_short_silence_and_die_in_a_long_one) {
  LayDown l = raid_on_defence();
  l.scenario.launchers.clear();
  for (FireUnitSite& u : l.scenario.fire_units) u.launchers.clear();
  const auto dropped = [](const LayDown& lay_down) {
    int count = 0;
    for (const TrackRow& row : played(lay_down).tracks)
      count += row.dropped && row.time < after(lay_down, 150.0);
    return count;
  };
  l.scenario.radars[0].schedule = {{l.scenario.start, Readiness::ready},
                                   {after(l, 60.0), Readiness::standby},
                                   {after(l, 64.0), Readiness::ready}};
  EXPECT_EQ(dropped(l), 0);
  l.scenario.radars[0].schedule[2].first = after(l, 140.0);
  EXPECT_GE(dropped(l), 4);
}

FailingPart broken(const std::string& name) {
  FailingPart part;
  part.name = name;
  part.time_between_failures_s = 1e-3;
  part.repair_time_s = 1e9;
  part.up_at_start = true;  // and down a moment later
  return part;
}

TEST(ReadinessChain, a_guidance_radar_that_has_broken_down_is_not_ready) {
  LayDown l = raid_on_defence();
  FailingPart part = broken("radar");
  part.radars = {RadarId{0}};
  l.scenario.failing = {part};
  l.scenario.spares = {0};
  expect_all(l, ThreatCause::not_ready);
  EXPECT_LT(play_down(l).ready_share[0], 0.01);
}

TEST(ReadinessChain, launchers_that_have_broken_down_fire_nothing_and_that_is_not_ready) {
  LayDown l = raid_on_defence();
  FailingPart part = broken("launchers");
  for (const LauncherSite& launcher : l.scenario.launchers) part.launchers.push_back(launcher.id);
  l.scenario.failing = {part};
  l.scenario.spares = {0};
  expect_all(l, ThreatCause::not_ready);
  // One of them left is enough.
  l.scenario.failing[0].launchers.pop_back();
  const ReplicateResult r = play_down(l);
  EXPECT_GT(r.killed, 0u);
}

/// What is lost with two parts is lost with the first of them, and back with the last.
TEST(ReadinessChain, a_part_that_is_mended_is_not_said_to_mend_what_another_keeps_down) {
  LayDown l = raid_on_defence();
  l.change_radars([](RadarType& r) { r.warm_up_s = 5.0; });
  l.scenario.activations.clear();
  FailingPart lasting = broken("lasting"), passing = broken("passing");
  for (const LauncherSite& launcher : l.scenario.launchers) {
    lasting.launchers.push_back(launcher.id);
    passing.launchers.push_back(launcher.id);
  }
  lasting.radars = passing.radars = {RadarId{0}};
  passing.time_between_failures_s = 20.0;
  passing.repair_time_s = 1.0;  // down and up again, many times
  l.scenario.failing = {lasting, passing};
  l.scenario.spares = {0};
  const Played p = played(l);
  const std::size_t parts = 1 + l.scenario.launchers.size();
  ASSERT_EQ(p.readiness.size(), parts);
  for (const ReadinessRow& row : p.readiness) {
    EXPECT_EQ(row.change, ReadinessChange::breaks_down);
    EXPECT_EQ(row.until, row.time);
  }
}

/// An active missile that may leave on what others see needs no radar of its own unit, but a unit that stands.
LayDown under_remote_fire(Activation::From from) {
  LayDown l = raid_on_commanded_defence();
  l.change_doctrines([](Doctrine& d) { d.command.remote_data = RemoteData::fire; });
  Activation a;
  a.name = "unit";
  a.from = from;
  a.steps_s = {Figure(40.0)};
  l.scenario.activations = {a};
  RadarSite& guidance = l.scenario.radars[0];
  guidance.activation = 0;
  guidance.type.warm_up_s = 800.0;  // dark throughout: what it fires at is what others see
  guidance.schedule = {
      {l.scenario.start, from == Activation::From::boxed ? Readiness::off : Readiness::standby}};
  l.scenario.fire_units[0].activation = 0;
  return l;
}

TEST(ReadinessChain, a_unit_that_does_not_stand_fires_on_nobodys_data) {
  for (const Activation::From from : {Activation::From::boxed, Activation::From::stand_by}) {
    LayDown l = under_remote_fire(from);
    EXPECT_TRUE(played(l).shots.empty());
    expect_all(l, ThreatCause::not_ready);
    // On the march, or with its crew on the way, from 30 s to 70 s.
    element(l).alert = after(l, 30.0);
    const Played p = played(l);
    ASSERT_FALSE(p.shots.empty());
    EXPECT_GE(p.shots.front().time, after(l, 70.0));
    EXPECT_LE(p.shots.front().time, after(l, 75.0));
    // One that stood already had shot by then: the test is of the standing, not of the data.
    element(l).alert = after(l, -40.0);
    const Played stood = played(l);
    ASSERT_FALSE(stood.shots.empty());
    EXPECT_LT(stood.shots.front().time, after(l, 70.0));
  }
}

TEST(ReadinessChain, perfect_readiness_prices_all_of_it_under_the_same_luck) {
  const auto differently_ready = [](const char* lines, bool perfect) {
    std::string text = text_of(source_path("scenarios/07-murted-readiness.yaml"));
    const std::string state = "    state: ready\n";
    text.replace(text.find(state), state.size(), lines);
    if (perfect) text += "perfect: {readiness: true}\n";
    return play_one(*make_plan(scenario_from_text(text)));
  };
  const ReplicateResult boxed = differently_ready("    state: boxed\n", false);
  EXPECT_EQ(boxed.killed, 0u);
  // A track that stands at the post that warns may be the last link that still worked.
  EXPECT_GE(4 * count(boxed, ThreatCause::not_ready), 3 * boxed.leaked) << text(boxed.ledger);
  const ReplicateResult perfect = differently_ready("    state: boxed\n", true);
  EXPECT_GT(perfect.killed, 0u);
  EXPECT_EQ(perfect.digest, differently_ready("    state: ready\n", true).digest);
  EXPECT_EQ(perfect.digest,
            differently_ready("    state: stand-by\n    failures: {spares: 1}\n", true).digest);
}

}  // namespace
}  // namespace cupola::testing
