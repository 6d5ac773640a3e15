// What a leaker does: to assets, and to the defence, which fights on with what is left and knows of it by its own
// reports or by silence.
#include "chain/ledger_defence.hpp"
#include "engine/inbox.hpp"

namespace cupola::testing {
namespace {

Time after(const LayDown& l, double s) { return l.scenario.start + Duration::seconds(s); }

Figure sure(double value) {
  Figure f(value);
  f.reason = "for a test";
  return f;
}

/// A platform that nobody sees, at that point after so many seconds, with a strike that always hits.
Platform& add_unseen(LayDown& l, const std::string& name, const Geodetic& to, double arrives_s) {
  Geodetic from = to;
  from.latitude_rad += 0.3;
  const Vec3 way = to_ecef(to) - to_ecef(from);
  Platform& p = l.add_flight(name, from, to, norm(way) / arrives_s);
  p.type = LayDown::raider(1e-9);
  p.type.strike = {sure(1.0), sure(0.25)};
  return p;
}
Platform& add_unseen_at(LayDown& l, const std::string& name, const GroundTarget& element, double arrives_s) {
  Platform& p = add_unseen(l, name, LayDown::place(0.0, 0.0, 3000.0), arrives_s);
  p.objective = {};
  p.element = element;
  p.objective_time = after(l, arrives_s);
  return p;
}
GroundTarget radar_of_unit() { return {GroundTargetKind::radar, 0}; }

/// Two raiders at once, and two after so many seconds.
LayDown raid_in_two_waves(LayDown l, double second_s) {
  for (int i = 0; i < 4; ++i)
    l.add_raider(numbered("raider", i), 50.0, 4.0 * i - 6.0, 5000.0 + 100.0 * i, 260.0,
                 i < 2 ? 0.0 : second_s);
  return l;
}
LayDown late_raid(double after_s = 60.0) {
  LayDown l = defence();
  for (int i = 0; i < 4; ++i)
    l.add_raider(numbered("raider", i), 50.0, 4.0 * i - 6.0, 5000.0 + 100.0 * i, 260.0, after_s);
  return l;
}

struct Played {
  ReplicateResult result;
  Log log;
};
Played played(const LayDown& l, std::uint64_t replicate = 0) {
  const auto plan = make_plan(l.scenario);
  Log log(names_of(*plan), scenario_of(*plan).start, true);
  ReplicateResult r = play(*plan, 1, replicate, log);
  return {std::move(r), std::move(log)};
}

int total(const ReplicateResult& r) {
  int all = 0;
  for (const auto* rounds : {&r.rounds_fired, &r.rounds_left, &r.rounds_stored, &r.rounds_destroyed})
    for (const std::uint32_t n : *rounds) all += int(n);
  return all;
}

TEST(Losses, of_an_asset_is_left_the_product_of_what_the_hits_leave) {
  LayDown l = defence();
  add_unseen(l, "a", LayDown::place(0.0, 0.0, 3000.0), 100.0);
  add_unseen(l, "b", LayDown::place(0.0, 0.0, 3000.0), 110.0);
  add_unseen(l, "c", LayDown::place(0.0, 0.0, 3000.0), 120.0).type.strike.hit_probability = sure(0.0);
  add_unseen(l, "d", LayDown::place(0.0, 0.0, 3000.0), 130.0).type.strike = {};  // a decoy
  const Played p = played(l);
  EXPECT_EQ(p.result.leaked, 4u);
  ASSERT_EQ(p.log.strikes.size(), 3u);
  EXPECT_TRUE(p.log.strikes[0].hit);
  EXPECT_FALSE(p.log.strikes[2].hit);
  ASSERT_EQ(p.result.assets.size(), 1u);
  EXPECT_EQ(p.result.assets[0].strikes, 3u);
  EXPECT_EQ(p.result.assets[0].hits, 2u);
  EXPECT_DOUBLE_EQ(p.result.assets[0].left, 0.75 * 0.75);
  EXPECT_FALSE(p.result.assets[0].survived());
  // Who strikes is part of the digest; who has nothing to strike with is not in it anew.
  LayDown harmless = l;
  for (Platform& one : harmless.scenario.platforms) one.type.strike = {};
  const Played h = played(harmless);
  EXPECT_TRUE(h.result.assets[0].survived());
  EXPECT_NE(h.result.digest, p.result.digest);
}

TEST(Losses, who_is_killed_before_strikes_nothing) {
  LayDown l = raid_on_defence();
  for (Platform& p : l.scenario.platforms) p.type.strike = {sure(1.0), sure(0.5)};
  const Played p = played(l);
  EXPECT_EQ(p.result.killed, 4u);
  EXPECT_TRUE(p.log.strikes.empty());
  EXPECT_TRUE(p.result.assets[0].survived());
}

TEST(Losses, a_guidance_radar_that_is_hit_looks_no_more_and_its_unit_fires_no_more) {
  const LayDown unhurt = raid_in_two_waves(defence(), 100.0);
  LayDown l = unhurt;
  add_unseen_at(l, "zz", radar_of_unit(), 60.0);
  const Played p = played(l), whole = played(unhurt);
  EXPECT_FALSE(p.log.plots.empty());
  ASSERT_EQ(p.result.lost.size(), 1u);
  EXPECT_EQ(p.result.lost[0], radar_of_unit());
  for (const PlotRow& row : p.log.plots) EXPECT_LT(row.time, after(l, 60.0));
  for (const ShotRow& row : p.log.shots) EXPECT_LE(row.time, after(l, 60.5));  // ordered by then
  ASSERT_FALSE(whole.log.shots.empty());
  EXPECT_GT(whole.log.shots.back().time, after(l, 60.5));  // it would have
  EXPECT_EQ(whole.result.killed, 4u);
  EXPECT_EQ(p.result.killed, 2u);
  EXPECT_NEAR(p.result.ready_share[0], 60.0 / 900.0, 1e-9);
  EXPECT_EQ(total(p.result), 32);
}

TEST(Losses, rounds_in_the_guidance_of_a_radar_that_is_hit_lose_it) {
  const auto semi_active = [](LayDown l) {
    l.change_weapons([](InterceptorType& w) { w.guidance = GuidanceClass::semi_active; });
    return l;
  };
  const Played whole = played(semi_active(raid_on_defence()));
  ASSERT_FALSE(whole.log.shots.empty());
  // A moment after the first launch.
  LayDown l = semi_active(raid_on_defence());
  const double hit_s = (whole.log.shots.front().time - l.scenario.start).seconds() + 2.0;
  add_unseen_at(l, "zz", radar_of_unit(), hit_s);
  const Played p = played(l);
  EXPECT_GT(count(whole.result, RoundCause::hit), 0u);
  EXPECT_EQ(count(p.result, RoundCause::hit), 0u);
  EXPECT_GT(count(p.result, RoundCause::guidance_lost), 0u);
  EXPECT_EQ(count(p.result, RoundCause::guidance_lost), p.result.ledger.round_total());
}

TEST(Losses, a_launcher_that_is_hit_takes_its_rounds_with_it_and_the_others_fire_on) {
  LayDown l = late_raid();
  for (std::uint32_t i = 0; i < 7; ++i)
    add_unseen_at(l, numbered("zz", int(i)), {GroundTargetKind::launcher, i}, 10.0 + i);
  const Played p = played(l);
  EXPECT_EQ(p.result.lost.size(), 7u);
  EXPECT_EQ(p.result.rounds_destroyed[0], 28u);
  EXPECT_EQ(total(p.result), 32);
  EXPECT_FALSE(p.log.shots.empty());
  for (const ShotRow& row : p.log.shots) EXPECT_EQ(row.launcher, LauncherId{7});
  EXPECT_EQ(p.result.killed, 4u);
  // Without the last one, nobody fires.
  add_unseen_at(l, "zzz", {GroundTargetKind::launcher, 7}, 18.0);
  EXPECT_EQ(played(l).result.killed, 0u);
}

TEST(Losses, a_second_hit_on_the_same_element_changes_nothing) {
  LayDown l = late_raid();
  add_unseen_at(l, "zz-1", {GroundTargetKind::launcher, 0}, 10.0);
  add_unseen_at(l, "zz-2", {GroundTargetKind::launcher, 0}, 12.0);
  const Played p = played(l);
  EXPECT_EQ(p.result.lost.size(), 1u);
  EXPECT_EQ(p.result.rounds_destroyed[0], 4u);
  EXPECT_EQ(p.log.strikes.size(), 2u);
}

/// A command post that assigns, above one that executes and listens for its silence, or does not.
LayDown under_command(bool listens) {
  LayDown l = late_raid(6.0);
  const PostId above = l.add_superior("superior", LayDown::place(-10.0, 0.0));
  l.add_radar("watch", LayDown::place(-10.0, 0.0), LayDown::radar("watch", ScanKind::rotating), above);
  for (Link& link : l.scenario.links) link.watched = listens;
  l.change_doctrines([](Doctrine& d) {
    d.command.silence_s = 15.0;
    d.command.heartbeat_s = 2.0;
    d.command.when_silent = WhenSilent::fight;
  });
  return l;
}

TEST(Losses, a_command_post_that_is_hit_says_nothing_more_and_who_listens_for_its_silence_fights_on) {
  for (const bool listens : {true, false}) {
    LayDown l = under_command(listens);
    const PostId above{1};
    ASSERT_EQ(l.scenario.posts[1].name, "superior");
    add_unseen_at(l, "zz", {GroundTargetKind::post, above.value}, 5.0);
    const auto plan = make_plan(l.scenario);
    Log log(names_of(*plan), scenario_of(*plan).start, true);
    std::vector<InboxEntry> inbox;
    std::vector<Envelope> sent;
    const ReplicateResult r = play_and_tap(*plan, 1, 0, log, inbox, sent);
    // Its word that it lives goes to who listens for it.
    EXPECT_EQ(
        std::any_of(sent.begin(), sent.end(),
                    [&](const Envelope& e) { return e.from == Address{AddressKind::post, above.value}; }),
        listens);
    for (const Envelope& e : sent)
      if (e.from == Address{AddressKind::post, above.value}) {
        EXPECT_LT(e.sent, after(l, 5.0 + 1e-9));
      }
    for (const InboxEntry& entry : inbox)
      if (entry.post == above) {
        EXPECT_LE(entry.time, after(l, 5.0));
      }
    EXPECT_EQ(r.killed > 0, listens);
    if (listens) {
      // Not before it could know: by silence alone.
      ASSERT_FALSE(log.shots.empty());
      EXPECT_GE(log.shots.front().time, after(l, 15.0));
      const Played commanded = played(under_command(true));
      ASSERT_FALSE(commanded.log.shots.empty());
      EXPECT_LT(commanded.log.shots.front().time, after(l, 15.0));
    }
    // What it heard is all that it decided by.
    const std::vector<Envelope> again = replay_posts(*plan, 1, 0, inbox);
    EXPECT_EQ(again.size(), sent.size());
  }
}

/// One that homes on the fire unit's radar, there after 100 s.
LayDown with_homer(double miss_m, double radius_m) {
  LayDown l = defence();
  Platform& p = add_unseen_at(l, "homer", radar_of_unit(), 100.0);
  p.type.strike.hit_probability = sure(1.0);
  p.type.anti_radiation = {sure(miss_m), sure(radius_m)};
  return l;
}
StrikeRow strike_of(const LayDown& l) {
  const Played p = played(l);
  EXPECT_EQ(p.log.strikes.size(), 1u);
  return p.log.strikes.empty() ? StrikeRow{} : p.log.strikes[0];
}
void silent_from(LayDown& l, Time when) {
  l.scenario.radars[0].schedule = {{l.scenario.start, Readiness::ready}, {when, Readiness::standby}};
}

TEST(AntiRadiation, it_strikes_with_its_own_chance_where_the_radar_radiates_to_the_end) {
  LayDown l = with_homer(1e5, 1.0);
  StrikeRow row = strike_of(l);
  EXPECT_EQ(row.way, StrikeWay::emission);
  EXPECT_TRUE(row.hit);
  // A moment after is too late to save it; the very moment is not.
  silent_from(l, Time{after(l, 100.0).ns + 1});
  EXPECT_EQ(strike_of(l).way, StrikeWay::emission);
  silent_from(l, after(l, 100.0));
  row = strike_of(l);
  EXPECT_EQ(row.way, StrikeWay::last_estimate);
  EXPECT_FALSE(row.hit);
  EXPECT_GT(row.miss_m, 1.0);
}

TEST(AntiRadiation, by_its_last_estimate_it_hits_where_the_miss_is_inside_its_radius) {
  LayDown l = with_homer(10.0, 1000.0);
  silent_from(l, after(l, 30.0));
  StrikeRow row = strike_of(l);
  EXPECT_EQ(row.way, StrikeWay::last_estimate);
  EXPECT_TRUE(row.hit);
  // Off and on again: it has the emission to the end.
  l.scenario.radars[0].schedule.push_back({after(l, 60.0), Readiness::ready});
  EXPECT_EQ(strike_of(l).way, StrikeWay::emission);
  // Still warming up.
  l.change_radars([](RadarType& r) { r.warm_up_s = 60.0; });
  EXPECT_EQ(strike_of(l).way, StrikeWay::last_estimate);
}

TEST(AntiRadiation, a_radar_that_was_silent_all_the_way_is_not_found) {
  LayDown l = with_homer(10.0, 1000.0);
  l.scenario.radars[0].schedule = {{l.scenario.start, Readiness::standby}};
  const StrikeRow row = strike_of(l);
  EXPECT_EQ(row.way, StrikeWay::no_emission);
  EXPECT_FALSE(row.hit);
}

/// When the rounds of one launcher leave, after the first, if there is always somebody to fire at.
struct Queue {
  std::vector<double> launches_s;
  Played played;
};
Queue serve_a_queue(int loads, double track_interval_s) {
  LayDown l(LayDown::Empty{});
  l.add_asset("town", LayDown::place(0.0, 0.0));
  l.add_fire_unit("unit", LayDown::place(0.0, 0.0), {{WeaponTypeId{0}, 4}}, 1);
  l.scenario.launchers[0].type.launch_interval_s = 4.0;
  l.scenario.launchers[0].type.reload_time_s = 100.0;
  l.scenario.fire_units[0].loads = loads;
  l.scenario.fire_units[0].transloaders = 1;
  l.change_radars([track_interval_s](RadarType& r) { r.track_interval_s = track_interval_s; });
  for (int i = 0; i < 16; ++i)
    l.add_raider(numbered("raider", i), 130.0, 4.0 * i - 30.0, 9000.0 + 50.0 * i, 180.0);
  l.scenario.duration = Duration::seconds(600);
  Queue queue{{}, played(l)};
  for (const ShotRow& row : queue.played.log.shots)
    queue.launches_s.push_back((row.time - queue.played.log.shots.front().time).seconds());
  return queue;
}

/// The sums of the constants: rounds every 4 s while there are any, then 100 s for the next load, then the two hits of
/// the guidance radar on its next target, each an interval of its dwells.
TEST(Reloading, a_queue_of_targets_is_served_at_the_times_of_launcher_transloader_and_radar) {
  EXPECT_EQ(serve_a_queue(0, 0.5).launches_s, (std::vector<double>{0, 4, 8, 12}));
  for (const double interval_s : {0.5, 0.25}) {
    const Queue queue = serve_a_queue(1, interval_s);
    const double again_s = 12.0 + 100.0 + 2.0 * interval_s;
    const std::vector<double> expected{0, 4, 8, 12, again_s, again_s + 4, again_s + 8, again_s + 12};
    ASSERT_EQ(queue.launches_s.size(), expected.size());
    for (std::size_t n = 0; n < expected.size(); ++n)
      EXPECT_NEAR(queue.launches_s[n], expected[n], 1e-8) << n;
    EXPECT_EQ(total(queue.played.result), 8);
    const std::vector<ReadinessRow>& rows = queue.played.log.readiness;
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].change, ReadinessChange::reloading);
    EXPECT_EQ(rows[1].change, ReadinessChange::reloaded);
    EXPECT_EQ(rows[0].time, queue.played.log.shots[3].time);
    EXPECT_EQ(rows[1].time - rows[0].time, Duration::seconds(100.0));
  }
}

}  // namespace
}  // namespace cupola::testing
