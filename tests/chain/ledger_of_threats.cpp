// What becomes of threats: one thing at a time is taken from a defence that lacks nothing, and the ledger
// must name it.

#include "chain/ledger_defence.hpp"

namespace cupola {
namespace {

using namespace testing;

TEST(ThreatLedger, killed) {
  expect_all(raid_on_defence(), ThreatCause::killed);
  expect_all(raid_on_commanded_defence(), ThreatCause::killed);
}

TEST(ThreatLedger, turned_away) {
  LayDown l = raid_on_defence();
  for (Platform& raider : l.scenario.platforms) raider.objective_time = kNever;
  l.scenario.posts[0].doctrine.weapons_control = WeaponsControl::hold;
  expect_all(l, ThreatCause::turned_away);
}

TEST(ThreatLedger, unresolved) {
  LayDown l = raid_on_defence();
  l.scenario.duration = Duration::seconds(20);
  expect_all(l, ThreatCause::unresolved);
}

TEST(ThreatLedger, never_inside_any_zone) {
  LayDown l = defence();
  for (int i = 0; i < 4; ++i)
    l.add_flight(numbered("raider", i), LayDown::place(120.0, 4.0 * i, 5000.0),
                 LayDown::place(60.0, 4.0 * i, 5000.0), 260.0);
  expect_all(l, ThreatCause::never_in_zone);
}

// A target 5 m above ground comes over the horizon of a radar 20 m above ground at 27.6 km.

TEST(ThreatLedger, masked_all_the_way) {
  LayDown l = defence();
  for (int i = 0; i < 4; ++i) add_profile(l, i, 2.0 * i - 3.0, {{60.0, 5.0}, {30.0, 5.0}});
  expect_all(l, ThreatCause::masked);
}

TEST(ThreatLedger, masked_until_too_late) {
  LayDown l = defence();
  for (int i = 0; i < 4; ++i) add_profile(l, i, 2.0 * i - 3.0, {{60.0, 5.0}, {0.0, 5.0}});
  l.change_doctrines([](Doctrine& d) { d.reaction_time_s = 120.0; });
  expect_all(l, ThreatCause::masked);
}

TEST(ThreatLedger, masked_in_the_middle) {
  LayDown l = defence();  // seen and lost; when it is seen again, a new reaction time comes too late
  for (int i = 0; i < 4; ++i)
    add_profile(l, i, 2.0 * i - 3.0, {{50.0, 2000.0}, {40.0, 2000.0}, {35.0, 5.0}, {0.0, 5.0}});
  l.change_doctrines([](Doctrine& d) { d.reaction_time_s = 110.0; });
  expect_all(l, ThreatCause::masked);
}

TEST(ThreatLedger, not_ready_by_schedule) {
  LayDown l = raid_on_defence();
  l.scenario.radars[0].schedule = {{l.scenario.start, Readiness::off}};
  expect_all(l, ThreatCause::not_ready);
}

TEST(ThreatLedger, not_ready_because_it_is_down) {
  LayDown l = raid_on_defence();
  l.change_radars([](RadarType& r) { r.availability = 0.0; });
  expect_all(l, ThreatCause::not_ready);
}

TEST(ThreatLedger, not_ready_because_it_is_switched_off_in_the_middle) {
  LayDown l = raid_on_defence();
  l.scenario.radars[0].schedule.push_back({l.scenario.start + Duration::seconds(30), Readiness::off});
  l.change_doctrines([](Doctrine& d) { d.reaction_time_s = 60.0; });
  expect_all(l, ThreatCause::not_ready);
}

TEST(ThreatLedger, seen_late) {
  LayDown l = raid_on_defence();
  for (Platform& raider : l.scenario.platforms) raider.type = LayDown::raider(1e-7);
  expect_all(l, ThreatCause::seen_late);
}

TEST(ThreatLedger, track_lost) {
  // They show their broad side first; head on they are all but invisible.
  LayDown l = defence();
  l.change_doctrines([](Doctrine& d) { d.reaction_time_s = 70.0; });
  for (int i = 0; i < 4; ++i) {
    const Geodetic from = LayDown::place(30.0 + 2.0 * i, -15.0, 5000.0),
                   turn = LayDown::place(30.0 + 2.0 * i, 0.0, 5000.0);
    Platform& raider = l.add_flight(numbered("raider", i), from, turn, 250.0);
    const Route route =
        fly_route(l.scenario.start, {{from, 250.0}, {turn, 250.0}, {LayDown::place(0.0, 0.0, 5000.0), 250.0}},
                  {60.0, 0.58});
    ASSERT_EQ(route.fault, RouteFault::none);
    raider.path = route.path;
    raider.objective_time = route.path.end();
    for (RcsByAspect& rcs : raider.type.rcs) rcs = {1e-9, 4.0, 1e-9};
  }
  expect_all(l, ThreatCause::track_lost);
}

TEST(ThreatLedger, merged_with_another) { expect_all(raid_beside_escorts(), ThreatCause::merged); }

TEST(ThreatLedger, wrong_identity_by_a_false_reply) {
  LayDown l = raid_on_defence();
  l.change_radars([](RadarType& r) { r.interrogator = Interrogator::national; });
  l.change_doctrines([](Doctrine& d) { d.reply_false_hostile = 1.0; });
  for (Platform& raider : l.scenario.platforms) raider.truthful_reply = false;
  expect_all(l, ThreatCause::wrong_identity);
}

TEST(ThreatLedger, wrong_identity_by_behaviour) {
  LayDown l = defence();  // like airliners, high and slow, that pass the town by
  l.scenario.assets[0].radius_m = 100.0;
  for (int i = 0; i < 4; ++i) {
    l.add_flight(numbered("raider", i), LayDown::place(60.0, 20.0 + i, 10000.0),
                 LayDown::place(10.0, 20.0 + i, 10000.0), 230.0);
    l.scenario.platforms.back().truthful_reply = false;
  }
  expect_all(l, ThreatCause::wrong_identity);
}

TEST(ThreatLedger, held_by_rule) {
  LayDown l = raid_on_defence();
  l.change_doctrines([](Doctrine& d) { d.weapons_control = WeaponsControl::hold; });
  expect_all(l, ThreatCause::held_by_rule);
}

TEST(ThreatLedger, link_loss_of_every_message) {
  LayDown l = raid_on_commanded_defence();
  l.scenario.links[0].loss = 1.0;
  expect_all(l, ThreatCause::link_loss);
}

TEST(ThreatLedger, link_loss_while_the_link_is_down) {
  LayDown l = raid_on_commanded_defence();
  l.scenario.links[0].outages = {{l.scenario.start, l.scenario.start + Duration::seconds(900)}};
  expect_all(l, ThreatCause::link_loss);
}

TEST(ThreatLedger, link_loss_though_the_fire_unit_sees_nothing_itself) {
  LayDown l = raid_on_commanded_defence();
  l.scenario.links[0].loss = 1.0;
  l.scenario.radars[0].type.instrumented_range_m = 2e3;
  expect_all(l, ThreatCause::link_loss);
}

TEST(ThreatLedger, a_link_that_now_and_then_loses_a_message_is_not_to_blame) {
  LayDown l = raid_on_commanded_defence();
  l.scenario.links[0].loss = 0.05;
  expect_all(l, ThreatCause::killed);
  l.change_doctrines([](Doctrine& d) { d.weapons_control = WeaponsControl::hold; });
  expect_all(l, ThreatCause::held_by_rule);
}

TEST(ThreatLedger, no_channel) {
  LayDown l = raid_on_defence();
  l.scenario.fire_units[0].target_channels = 0;
  expect_all(l, ThreatCause::no_channel);
}

TEST(ThreatLedger, no_round) {
  LayDown l = raid_on_defence();
  for (LauncherSite& launcher : l.scenario.launchers) launcher.load = {{WeaponTypeId{0}, 1}};
  l.scenario.launchers.resize(1);
  l.scenario.fire_units[0].launchers.resize(1);
  const ReplicateResult r = play_down(l);  // one for four
  EXPECT_EQ(count(r, ThreatCause::killed), 1u) << text(r.ledger);
  EXPECT_EQ(count(r, ThreatCause::no_round), 3u) << text(r.ledger);
}

TEST(ThreatLedger, a_zone_asks_neither_for_a_load_nor_for_leave_to_fire) {
  LayDown l = raid_on_defence();
  for (LauncherSite& launcher : l.scenario.launchers) launcher.load = {{WeaponTypeId{0}, 0}};
  expect_all(l, ThreatCause::no_round);
  l.change_doctrines([](Doctrine& d) { d.weapons_control = WeaponsControl::hold; });
  expect_all(l, ThreatCause::held_by_rule);
  const ReplicateResult r = play_down(l);
  for (const ThreatFacts& f : r.facts) {
    const std::uint32_t flags = contributing_causes(f);
    EXPECT_TRUE(flags >> static_cast<unsigned>(ThreatCause::no_round) & 1u);
    EXPECT_FALSE(flags >> static_cast<unsigned>(ThreatCause::wrong_identity) & 1u);
  }
}

TEST(ThreatLedger, no_time) {
  LayDown l = raid_on_defence();
  l.change_doctrines([](Doctrine& d) { d.reaction_time_s = 185.0; });
  expect_all(l, ThreatCause::no_time);
  l.change_doctrines([](Doctrine& d) { d.reaction_time_s = 500.0; });
  expect_all(l, ThreatCause::no_time);
}

TEST(ThreatLedger, shots_missed) {
  LayDown l = raid_on_defence();
  l.kill_with(0.0);
  expect_all(l, ThreatCause::shots_missed);
}

TEST(ThreatLedger, believed_killed) {
  for (LayDown l : {raid_on_defence(), raid_on_commanded_defence()}) {
    l.kill_with(0.0);
    l.change_radars([](RadarType& r) { r.call_kill_given_alive = 1.0; });
    expect_all(l, ThreatCause::believed_killed);
  }
}

}  // namespace
}  // namespace cupola
