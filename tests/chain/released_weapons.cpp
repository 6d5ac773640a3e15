// Weapons that strikers carry: released where the carrier gets there, gone with a carrier that dies before; only what
// set out is counted.

#include <gtest/gtest.h>

#include <algorithm>

#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr int kCarriers = 4, kWeaponsEach = 2;

/// Strikers that carry weapons towards a battery whose every round kills.
std::string raid(const char* release_line, const char* interceptor_rounds) {
  return std::string(R"(scenario: release
start: 2026-06-01T03:00:00Z
duration: 30 min
seed: 3
earth: {ground: 840 m msl, geoid_undulation: 36.9 m}
doctrine: standard
perfect: {detection: true, measurement: true, resolution: true, identity: true, flight: true, kill: true, assessment: true}
assets:
  - {name: base, at: {latitude: 40 deg, longitude: 32 deg}, radius: 1500 m}
defence:
  - name: battery
    system: "S-400 set, one fire unit"
    at: {latitude: 40 deg, longitude: 32 deg}
    facing: 90 deg
    load: [{interceptor: 48N6E3, rounds: )") +
         interceptor_rounds + R"(}]
raid:
  - name: striker
    type: F-16C
    count: 4
    spacing: {across: 4 km}
    transponder: none
    route:
      - {latitude: 40 deg, longitude: 35 deg, altitude: 9 km msl, speed: 260 m/s}
      - {latitude: 40 deg, longitude: 32 deg, altitude: 9 km msl, speed: 260 m/s}
    objective: {asset: base, release_line: )" +
         release_line + R"(}
  - name: weapon
    type: subsonic cruise missile
    count: 2
    spacing: {time: 2 s}
    route:
      - {latitude: 40 deg, longitude: 32 deg, altitude: 4 km msl, speed: 240 m/s}
    objective: {asset: base}
    release: {by: striker}
)";
}

ReplicateResult play(const char* release_line, const char* rounds, Scenario& scenario) {
  scenario = scenario_from_text(raid(release_line, rounds));
  return play_one(*make_plan(scenario), scenario.seed);
}

int fated(const Scenario& s, const ReplicateResult& r, const std::string& group, Fate fate) {
  return static_cast<int>(std::count_if(s.platforms.begin(), s.platforms.end(), [&](const Platform& p) {
    return p.group == group && r.fates[p.id.index()] == fate;
  }));
}

TEST(ReleasedWeapons, DoNotSetOutWhereEveryCarrierIsShotBefore) {
  Scenario s;
  const ReplicateResult r = play("20 km", "4", s);
  EXPECT_EQ(fated(s, r, "striker", Fate::killed), kCarriers);
  EXPECT_EQ(fated(s, r, "weapon", Fate::never_set_out), kCarriers * kWeaponsEach);
  EXPECT_EQ(r.hostiles, static_cast<std::uint32_t>(kCarriers));
  EXPECT_EQ(r.leaked, 0u);
  EXPECT_EQ(r.ledger.threat_total(), r.hostiles);
}

TEST(ReleasedWeapons, AllSetOutWhereNobodyShoots) {
  Scenario s;
  const ReplicateResult r = play("20 km", "0", s);
  EXPECT_EQ(r.hostiles, static_cast<std::uint32_t>(kCarriers * (1 + kWeaponsEach)));
  EXPECT_EQ(r.leaked, r.hostiles);
  EXPECT_EQ(r.ledger.threat_total(), r.hostiles);
}

TEST(ReleasedWeapons, FlyOnWhereTheCarrierLeftInTime) {
  Scenario s;
  const ReplicateResult r = play("245 km", "4", s);  // out of every reach
  EXPECT_EQ(fated(s, r, "weapon", Fate::never_set_out), 0);
  EXPECT_EQ(r.hostiles, static_cast<std::uint32_t>(kCarriers * (1 + kWeaponsEach)));
  EXPECT_EQ(fated(s, r, "striker", Fate::leaked), kCarriers);
  EXPECT_GT(fated(s, r, "weapon", Fate::killed), 0);
}

}  // namespace
}  // namespace cupola
