#pragma once

#include <gtest/gtest.h>

#include <string>

#include "record/words.hpp"
#include "study/many.hpp"
#include "support/lay_down.hpp"
#include "support/scenarios.hpp"

namespace cupola::testing {

/// One fire unit beside the town that it defends, with rounds, channels and time to spare, which kills surely
/// within 40 km.
inline LayDown defence() {
  LayDown l;
  l.kill_with(1.0);
  l.change_weapons([](InterceptorType& w) {
    w.range_max_m = 40e3;
    w.handover_basket_m = 500.0;
  });
  return l;
}

/// Four raiders from the north, 4 km apart; the last at the town after 200 s.
inline void add_raid(LayDown& l, double height_m = 5000.0) {
  for (int i = 0; i < 4; ++i)
    l.add_raider(numbered("raider", i), 50.0, 4.0 * i - 6.0, height_m + 100.0 * i, 260.0);
}

inline LayDown raid_on_defence(double height_m = 5000.0) {
  LayDown l = defence();
  add_raid(l, height_m);
  return l;
}

/// A raider along waypoints of (km north, m up), the last one its release line.
inline void add_profile(LayDown& l, int i, double east_km,
                        const std::vector<std::pair<double, double>>& profile) {
  std::vector<Waypoint> waypoints;
  for (const auto& [north_km, up_m] : profile)
    waypoints.push_back({LayDown::place(north_km, east_km, up_m), 250.0});
  const Route route = fly_route(l.scenario.start, waypoints, {});
  ASSERT_EQ(route.fault, RouteFault::none);
  Platform& raider =
      l.add_flight(numbered("raider", i), waypoints.front().place, waypoints.back().place, 250.0);
  raider.path = route.path;
  raider.objective_time = route.path.end();
}

/// Four raiders in the cell of a larger one that is no hostile and says so: whoever sees them sees that one,
/// and spares it. (Unasked it would be shot at, and the basket would hand the round over to either.)
inline LayDown raid_beside_escorts() {
  LayDown l = defence();
  l.change_radars([](RadarType& r) { r.interrogator = Interrogator::national; });
  for (int i = 0; i < 4; ++i) {
    const double east_km = 8.0 * i - 12.0;
    l.add_raider(numbered("escort", i), 50.0, east_km, 5000.0, 260.0);
    l.scenario.platforms.back().side = Side::friendly;
    l.scenario.platforms.back().type = LayDown::raider(40.0);
    l.scenario.platforms.back().objective_time = kNever;
  }
  for (int i = 0; i < 4; ++i) l.add_raider(numbered("raider", i), 50.005, 8.0 * i - 12.0, 5000.0, 260.0);
  return l;
}

/// The same fire unit under a command post that has a radar of its own.
inline LayDown raid_on_commanded_defence() {
  LayDown l = raid_on_defence();
  const PostId above = l.add_superior("superior", LayDown::place(-10.0, 0.0));
  l.add_radar("watch", LayDown::place(-10.0, 0.0), LayDown::radar("watch", ScanKind::rotating), above);
  return l;
}

inline std::uint32_t count(const ReplicateResult& r, ThreatCause cause) {
  return r.ledger.threats[static_cast<std::size_t>(cause)];
}
inline std::uint32_t count(const ReplicateResult& r, RoundCause cause) {
  return r.ledger.rounds[static_cast<std::size_t>(cause)];
}

/// What the ledger holds, in words.
inline std::string text(const Ledger& ledger) {
  std::string t;
  for (int i = 0; i < kThreatCauseCount; ++i)
    if (ledger.threats[std::size_t(i)])
      t += std::string(name_of(ThreatCause(i))) + " " + std::to_string(ledger.threats[std::size_t(i)]) + "; ";
  for (int i = 0; i < kRoundCauseCount; ++i)
    if (ledger.rounds[std::size_t(i)])
      t += "round " + std::string(name_of(RoundCause(i))) + " " +
           std::to_string(ledger.rounds[std::size_t(i)]) + "; ";
  return t;
}

inline ReplicateResult play_down(const LayDown& l) { return play_one(*make_plan(l.scenario)); }

/// All hostiles come to this, and it stands among what contributed.
inline void expect_all(const LayDown& l, ThreatCause cause) {
  const auto plan = make_plan(l.scenario);
  Log log(names_of(*plan), scenario_of(*plan).start, true);
  const ReplicateResult r = play(*plan, 1, 0, log);
  EXPECT_EQ(count(r, cause), r.hostiles) << "expected " << name_of(cause) << ", got " << text(r.ledger);
  EXPECT_GT(r.hostiles, 0u);
  for (const OutcomeRow& row : log.outcomes) {
    if (scenario_of(*plan).platforms[row.platform.index()].side == Side::hostile) {
      EXPECT_TRUE(row.contributing >> static_cast<unsigned>(cause) & 1u);
    }
  }
}

/// All rounds come to this.
inline ReplicateResult expect_all(const LayDown& l, RoundCause cause) {
  const ReplicateResult r = play_down(l);
  EXPECT_GT(r.ledger.round_total(), 0u);
  EXPECT_EQ(count(r, cause), r.ledger.round_total())
      << "expected " << name_of(cause) << ", got " << text(r.ledger);
  return r;
}

}  // namespace cupola::testing
