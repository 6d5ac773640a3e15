// The chain with perfect links: what must come out is known before a line of it is run.

#include <gtest/gtest.h>

#include "scenario/resolve.hpp"
#include "study/many.hpp"
#include "support/lay_down.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

/// Raiders side by side, 3 km apart, all at once.
LayDown abreast(int count) {
  LayDown l;
  for (int i = 0; i < count; ++i)
    l.add_raider(numbered("raider", i), 80.0, 3.0 * (i - count / 2), 5000.0 + 10.0 * i, 250.0);
  return l;
}

TEST(Limits, without_a_defence_everything_leaks) {
  LayDown l = abreast(20);
  l.scenario.radars.clear();
  l.scenario.radars_believed.clear();
  l.scenario.posts.clear();
  l.scenario.fire_units.clear();
  l.scenario.launchers.clear();
  const ReplicateResult r = play_one(*make_plan(l.scenario));
  EXPECT_EQ(r.leaked, 20u);
  EXPECT_EQ(r.ledger.threats[static_cast<int>(ThreatCause::never_in_zone)], 20u);
}

void expect_no_leak(const Scenario& scenario) {
  for (const ReplicateResult& r : play_many(*make_plan(scenario), 1, 10, 1).replicates) {
    EXPECT_EQ(r.leaked, 0u);
    EXPECT_EQ(r.killed, r.hostiles);
  }
}

/// Within 40 km a round has energy to spare. At the edge of its reach one in fifty falls short, whatever its
/// kill probability.
TEST(Limits, with_certain_kills_and_enough_of_everything_nothing_leaks) {
  LayDown l = abreast(20);
  l.kill_with(1.0);
  l.change_weapons([](InterceptorType& w) { w.range_max_m = 40e3; });
  expect_no_leak(l.scenario);
}

/// The switches make up for a defence that is poor in every link: only time is left to it, and is enough.
TEST(Limits, with_every_link_declared_perfect_nothing_leaks) {
  LayDown l = abreast(20);
  l.kill_with(0.3);
  l.change_weapons([](InterceptorType& w) { w.reliability = 0.5; });
  l.change_radars([](RadarType& r) {
    r.false_plots_per_scan = 20.0;
    r.availability = 0.3;
    r.call_kill_given_kill = 0.5;
    r.call_kill_given_alive = 0.3;
  });
  l.change_doctrines([](Doctrine& d) { d.reaction_time_s = 200.0; });
  l.scenario.fire_units[0].target_channels = l.scenario.fire_units[0].missile_channels = 1;
  for (LauncherSite& launcher : l.scenario.launchers) launcher.load = {{WeaponTypeId{0}, 1}};
  for (Platform& raider : l.scenario.platforms) raider.truthful_reply = false;
  EXPECT_GT(play_one(*make_plan(l.scenario)).leaked, 10u);

  Perfect& p = l.scenario.perfect;
  p.readiness = p.horizon = p.detection = p.measurement = p.resolution = p.initiation = p.identity = true;
  p.links = p.channels = p.rounds = p.reaction = p.flight = p.kill = p.assessment = true;
  apply_perfect(l.scenario);
  expect_no_leak(l.scenario);
}

/// A sure kill is no licence to meet somebody else: airliners and own aircraft fly through the mixed raid.
TEST(Limits, a_perfect_kill_hits_no_more_bystanders) {
  Scenario scenario = shipped_scenario("03-murted-mixed-raid");
  scenario.perfect.kill = true;
  apply_perfect(scenario);
  for (const ReplicateResult& r : play_many(*make_plan(scenario), 1, 20, 2).replicates) {
    EXPECT_EQ(r.ledger.rounds[static_cast<int>(RoundCause::fired_at_neutral)], 0u) << r.replicate;
    EXPECT_EQ(r.ledger.rounds[static_cast<int>(RoundCause::fired_at_friend)], 0u) << r.replicate;
  }
}

}  // namespace
}  // namespace cupola
