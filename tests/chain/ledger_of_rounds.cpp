// What becomes of rounds: one thing at a time goes wrong with them, and the ledger must name it.

#include <algorithm>

#include "chain/ledger_defence.hpp"

namespace cupola {
namespace {

using namespace testing;

TEST(RoundLedger, hit) { expect_all(raid_on_defence(), RoundCause::hit); }

TEST(RoundLedger, missed) {
  LayDown l = raid_on_defence();
  l.kill_with(0.0);
  expect_all(l, RoundCause::missed);
}

TEST(RoundLedger, handover_missed) {
  LayDown l = raid_on_defence();
  l.change_weapons([](InterceptorType& w) { w.handover_basket_m = 0.01; });
  expect_all(l, RoundCause::handover_missed);
}

TEST(RoundLedger, guidance_lost_when_the_radar_falls_silent) {
  LayDown l = raid_on_defence();
  l.change_weapons([](InterceptorType& w) { w.guidance = GuidanceClass::semi_active; });
  expect_all(l, RoundCause::hit);
  const ReplicateResult good = play_down(l);
  const Time first = std::min_element(good.facts.begin(), good.facts.end(), [](const auto& a, const auto& b) {
                       return a.first_intercept < b.first_intercept;
                     })->first_intercept;
  l.scenario.radars[0].schedule.push_back({first - Duration::seconds(1), Readiness::off});
  expect_all(l, RoundCause::guidance_lost);
}

TEST(RoundLedger, guidance_lost_below_the_horizon) {
  LayDown l = defence();  // they dive while the round is on its way
  l.change_weapons([](InterceptorType& w) { w.guidance = GuidanceClass::semi_active; });
  for (int i = 0; i < 4; ++i)
    add_profile(l, i, 2.0 * i - 3.0, {{60.0, 2000.0}, {48.0, 2000.0}, {42.0, 5.0}, {30.0, 5.0}});
  expect_all(l, RoundCause::guidance_lost);
}

TEST(RoundLedger, out_of_energy) {
  LayDown l = raid_on_defence();
  for (InterceptorType& w : l.scenario.weapons_true)
    w.life_s = 10.0;  // shorter-lived than the defence believes
  expect_all(l, RoundCause::out_of_energy);
}

TEST(RoundLedger, unreliable) {
  LayDown l = raid_on_defence();
  for (InterceptorType& w : l.scenario.weapons_true) w.reliability = 0.0;
  expect_all(l, RoundCause::unreliable);
}

TEST(RoundLedger, target_already_dead) {
  LayDown l = raid_on_defence();
  l.change_doctrines([](Doctrine& d) { d.salvo = 2; });
  const ReplicateResult r = play_down(l);
  EXPECT_EQ(count(r, RoundCause::hit), 4u) << text(r.ledger);
  EXPECT_EQ(count(r, RoundCause::target_already_dead), 4u) << text(r.ledger);
  EXPECT_EQ(r.ledger.round_total(), 8u);
}

TEST(RoundLedger, fired_at_decoy) {
  LayDown l = raid_on_defence();
  for (Platform& raider : l.scenario.platforms) raider.type.target_class = TargetClass::decoy;
  expect_all(l, RoundCause::fired_at_decoy);
}

TEST(RoundLedger, fired_at_false_track) {
  LayDown l = defence();  // there is nobody; noise plots are dense, and the defence believes there are none
  for (RadarSite& radar : l.scenario.radars) {
    radar.type.false_plots_per_scan = 300.0;
    radar.type.instrumented_range_m = 60e3;
  }
  l.change_radars([](RadarType& r) {
    r.range_floor_m = 1e3;
    r.azimuth_floor_rad = r.elevation_floor_rad = 2.0 * kDegree;
  });
  l.scenario.duration = Duration::seconds(200);
  expect_all(l, RoundCause::fired_at_false_track);
}

void expect_own_goal(Side side, RoundCause cause) {
  LayDown l = raid_on_defence();  // they answer nobody
  for (Platform& raider : l.scenario.platforms) {
    raider.side = side;
    raider.truthful_reply = false;
    raider.objective_time = kNever;
  }
  const ReplicateResult r = expect_all(l, cause);
  EXPECT_EQ(r.ledger.threat_total(), 0u);
  EXPECT_EQ(side == Side::friendly ? r.friends_hit : r.neutrals_hit, 4u);
}

TEST(RoundLedger, fired_at_friend) { expect_own_goal(Side::friendly, RoundCause::fired_at_friend); }

TEST(RoundLedger, fired_at_neutral) { expect_own_goal(Side::neutral, RoundCause::fired_at_neutral); }

TEST(RoundLedger, still_flying) {
  LayDown l = raid_on_defence();
  const ReplicateResult good = play_down(l);
  Time last = l.scenario.start;
  for (const ThreatFacts& f : good.facts) last = std::max(last, f.first_launch);
  l.scenario.duration = last + Duration::seconds(2) - l.scenario.start;
  expect_all(l, RoundCause::still_flying);
}

}  // namespace
}  // namespace cupola
