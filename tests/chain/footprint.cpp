// The footprint of a defence against the simulator: a lone raider whose way ends at a place, where every echo in view is
// seen and every round that arrives kills. Where the footprint says that an engagement is completed in time, with some
// seconds to spare for deciding, the raider is killed in the run; where not even a round at first sight would do, it leaks.

#include "analysis/footprint.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "earth/great_circle.hpp"
#include "support/lay_down.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr double kSpeed_m_s = 280.0, kHeight_m = 150.0, kReaction_s = 15.0;
/// A track, its identity, an order and its launch wait for periods and looks of two seconds at the most each.
constexpr double kDeciding_s = 12.0;

/// One fire unit in the middle, one raider from the north that flies straight to the place and no farther.
LayDown raid_on(const Geodetic& place, double from_north_km) {
  LayDown l{LayDown::Empty{}};
  l.add_asset("town", place);
  l.add_fire_unit("unit", LayDown::place(0.0, 0.0), {{WeaponTypeId{0}, 8}}, 1);
  l.kill_with(1.0);
  l.scenario.seeing.detection_least = 1.0;
  l.change_weapons([](InterceptorType& w) { w.range_max_m = 60e3; });
  l.change_doctrines([](Doctrine& d) {
    d.reaction_time_s = kReaction_s;
    d.shots_most = 1;
  });
  Geodetic from = place, to = place;
  from.latitude_rad += from_north_km / 111.0 * kDegree;
  from.height_hae_m = to.height_hae_m = kHeight_m;
  l.add_flight("raider", from, to, kSpeed_m_s);
  return l;
}

TEST(FootprintInARun, InsideARaiderIsMetBeforeItGetsThereOutsideItGetsThere) {
  int inside = 0, outside = 0, between = 0;
  for (const double east_km : {0.0, 12.0, 25.0, 40.0, 55.0, 66.0})
    for (const double north_km : {-60.0, -30.0, -10.0, 0.0, 15.0, 30.0, 40.0, 50.0, 58.0, 66.0}) {
      const Geodetic place = LayDown::place(north_km, east_km);
      const LayDown l = raid_on(place, 160.0);
      FootprintQuestion question;
      question.on.target = LayDown::raider();
      question.on.speed_m_s = kSpeed_m_s;
      question.on.altitudes = {{{kHeight_m, Datum::agl}, "150 m agl"}};
      const FootprintVerdict verdict =
          footprint_at(l.scenario, question, {place.latitude_rad, place.longitude_rad}, 0.0);
      const bool killed = play_one(*make_plan(l.scenario)).killed > 0;
      if (verdict.defended() && verdict.spare_s() > kDeciding_s) {
        ++inside;
        EXPECT_TRUE(killed) << north_km << " km north, " << east_km << " km east, spare "
                            << verdict.spare_s();
      } else if (!verdict.seen()) {
        ++outside;
        EXPECT_FALSE(killed) << north_km << " km north, " << east_km << " km east";
      } else {
        ++between;
      }
    }
  std::printf("inside %d, outside %d, between %d\n", inside, outside, between);
  EXPECT_GE(inside, 15);
  EXPECT_GE(outside, 10);
}

/// Along one line the last place that is kept from the raider, by the footprint and by the run.
TEST(FootprintInARun, TheEdgesLieAsFarApartAsDecidingTakes) {
  double last_by_footprint_km = -1.0, last_by_run_km = -1.0;
  for (double north_km = 20.0; north_km <= 60.0; north_km += 1.0) {
    const Geodetic place = LayDown::place(north_km, 0.0);
    const LayDown l = raid_on(place, 160.0);
    FootprintQuestion question;
    question.on.target = LayDown::raider();
    question.on.speed_m_s = kSpeed_m_s;
    question.on.altitudes = {{{kHeight_m, Datum::agl}, "150 m agl"}};
    if (footprint_at(l.scenario, question, {place.latitude_rad, place.longitude_rad}, 0.0).defended())
      last_by_footprint_km = north_km;
    if (play_one(*make_plan(l.scenario)).killed > 0) last_by_run_km = north_km;
  }
  std::printf("last place defended: footprint %.0f km, run %.0f km\n", last_by_footprint_km, last_by_run_km);
  EXPECT_GT(last_by_run_km, 20.0);
  EXPECT_NEAR(last_by_footprint_km, last_by_run_km, kDeciding_s * kSpeed_m_s * 1e-3);
}

/// The shipped set of one fire unit, with every link of the chain perfect that chance has a part in, and one ballistic
/// missile at a place.
std::string thrown_at(const GroundPlace& place, double from_rad) {
  const GroundPlace from = GreatCircle(place, from_rad, 300e3).at(300e3);
  return fmt::format(R"(scenario: thrown
start: 2026-06-01T03:00:00Z
duration: 600 s
doctrine: standard
earth: {{ground: 840 m msl, geoid_undulation: 36.9 m, k_factor: 1.3333}}
perfect: {{detection: true, kill: true, identity: true, initiation: true}}
assets: [{{name: base, at: {{latitude: {0:.5f} deg, longitude: {1:.5f} deg}}, radius: 500 m}}]
defence:
  - name: set
    system: "S-400 set, one fire unit"
    at: {{latitude: 40 deg, longitude: 32 deg}}
    facing: 45 deg
    load: [{{interceptor: 48N6E3, rounds: 4}}]
raid:
  - name: rocket
    type: short-range ballistic missile
    ballistic: {{from: {{latitude: {2:.5f} deg, longitude: {3:.5f} deg}}, to: {{latitude: {0:.5f} deg, longitude: {1:.5f} deg}}}}
    objective: {{asset: base}}
)",
                     place.latitude_rad / kDegree, place.longitude_rad / kDegree, from.latitude_rad / kDegree,
                     from.longitude_rad / kDegree);
}

TEST(FootprintInARun, ABallisticMissileIsMetInsideAndNotOutside) {
  constexpr double kFrom_rad = 45.0 * kDegree, kDecidingOnAnArc_s = 20.0;
  int inside = 0, outside = 0;
  for (const double north_km : {-75.0, -50.0, -25.0, 0.0, 25.0, 50.0, 75.0})
    for (const double east_km : {-60.0, -20.0, 20.0, 50.0}) {  // the round's limit is 60 km
      const Geodetic at = LayDown::place(north_km, east_km);
      const GroundPlace place{at.latitude_rad, at.longitude_rad};
      const Scenario scenario = scenario_from_text(thrown_at(place, kFrom_rad));
      FootprintQuestion question;
      question.on.target = shipped_catalogue().platforms.at("short-range ballistic missile");
      question.on.altitudes = {{{0.0, Datum::agl}, "arc"}};
      const FootprintVerdict verdict = footprint_at(scenario, question, place, kFrom_rad);
      // With some degrees to spare, too: the array turns once, to the middle of where the target is and will be met.
      Scenario narrow = scenario;
      for (RadarSite& radar : narrow.radars)
        if (radar.fire_unit.valid())
          radar.type.sector_width_rad = radar.type.sector_width_rad - 10.0 * kDegree;
      const FootprintVerdict sure = footprint_at(narrow, question, place, kFrom_rad);
      const ReplicateResult played = play_one(*make_plan(scenario));
      if (sure.defended() && sure.spare_s() > kDecidingOnAnArc_s) {
        ++inside;
        EXPECT_EQ(played.killed, 1u) << north_km << " " << east_km << ", needs " << sure.needed_s
                                     << ", spare " << sure.spare_s();
      } else if (!verdict.seen()) {
        ++outside;
        EXPECT_EQ(played.killed, 0u) << north_km << " " << east_km << ", needs " << verdict.needed_s;
      }
    }
  std::printf("ballistic: inside %d, outside %d of 28\n", inside, outside);
  EXPECT_GE(inside, 6);
  EXPECT_GE(outside, 6);
}

}  // namespace
}  // namespace cupola
