// The footprint of a defence against the simulator: a lone raider whose way ends at a place, where every echo in view is
// seen and every round that arrives kills. Where the footprint says that an engagement is completed in time, with some
// seconds to spare for deciding, the raider is killed in the run; where not even a round at first sight would do, it leaks.

#include "analysis/footprint.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace cupola
