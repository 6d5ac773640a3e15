#include "world/radar_state.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cupola {
namespace {

Time at(double s) { return Time{} + Duration::seconds(s); }

RadarType type() {
  RadarType t;
  t.warm_up_s = 30.0;
  t.sector_turn_rate_rad_s = 0.1;
  return t;
}

RadarState cold() {
  RadarState radar;
  radar.warm_up_s = 30.0;
  return radar;
}

TEST(RadarState, warms_up_before_it_radiates) {
  RadarState radar = cold();
  take_up(radar, Readiness::ready, at(10.0));
  EXPECT_FALSE(radar.radiating(at(39.999)));
  EXPECT_TRUE(radar.radiating(at(40.0)));
}

TEST(RadarState, a_second_order_does_not_start_the_warm_up_again) {
  RadarState radar = cold();
  take_up(radar, Readiness::ready, at(10.0));
  take_up(radar, Readiness::ready, at(35.0));
  EXPECT_TRUE(radar.radiating(at(40.0)));
}

TEST(RadarState, silence_is_immediate_and_costs_a_new_warm_up) {
  RadarState radar = cold();
  take_up(radar, Readiness::ready, at(0.0));
  take_up(radar, Readiness::standby, at(50.0));
  EXPECT_FALSE(radar.radiating(at(50.0)));
  take_up(radar, Readiness::ready, at(60.0));
  EXPECT_FALSE(radar.radiating(at(89.0)));
  EXPECT_TRUE(radar.radiating(at(90.0)));
}

TEST(RadarState, a_failed_radar_never_radiates) {
  RadarState radar = cold();
  radar.failed = true;
  take_up(radar, Readiness::ready, at(0.0));
  EXPECT_FALSE(radar.radiating(at(1000.0)));
}

TEST(RadarState, what_is_stowed_takes_no_orders) {
  RadarState radar = cold();
  radar.stowed = true;
  take_up(radar, Readiness::ready, at(0.0));
  EXPECT_EQ(radar.readiness, Readiness::off);
  EXPECT_FALSE(radar.radiating(at(1000.0)));
  radar.stowed = false;
  take_up(radar, Readiness::ready, at(1000.0));
  EXPECT_TRUE(radar.radiating(at(1030.0)));
}

TEST(RadarState, is_silent_until_all_of_it_works_again_and_then_warms_up) {
  RadarState radar = cold();
  take_up(radar, Readiness::ready, at(0.0));
  break_down(radar);
  break_down(radar);
  EXPECT_FALSE(radar.radiating(at(50.0)));
  mend(radar, at(60.0));
  EXPECT_FALSE(radar.radiating(at(100.0)));
  mend(radar, at(70.0));
  EXPECT_FALSE(radar.radiating(at(99.0)));
  EXPECT_TRUE(radar.radiating(at(100.0)));
}

TEST(RadarState, off_duty_it_is_silent_and_stays_warm) {
  RadarState radar = cold();
  take_up(radar, Readiness::ready, at(0.0));
  radar.silenced = true;
  EXPECT_FALSE(radar.radiating(at(60.0)));
  radar.silenced = false;
  EXPECT_TRUE(radar.radiating(at(60.0)));
}

TEST(RadarState, turns_the_shorter_way_at_its_rate_and_is_silent_meanwhile) {
  RadarState radar;
  radar.readiness = Readiness::ready;
  radar.sector_centre_rad = 6.2;
  turn(radar, type(), 0.1, at(100.0));  // over north: 2 pi - 6.1 = 0.183 rad
  const double angle = 2.0 * M_PI - 6.1;
  EXPECT_NEAR((radar.turn_until - at(100.0)).seconds(), angle / 0.1, 1e-8);
  EXPECT_FALSE(radar.radiating(at(101.0)));
  EXPECT_TRUE(radar.radiating(radar.turn_until));
  EXPECT_NEAR(radar.facing_rad(at(101.0)), 6.3, 1e-7);
  EXPECT_EQ(radar.facing_rad(radar.turn_until), 0.1);
}

TEST(RadarState, an_order_during_a_turn_starts_from_where_the_array_is) {
  RadarState radar;
  radar.readiness = Readiness::ready;
  turn(radar, type(), 1.0, at(0.0));
  turn(radar, type(), 0.0, at(4.0));  // 0.4 rad on the way
  EXPECT_NEAR((radar.turn_until - at(4.0)).seconds(), 4.0, 1e-7);
}

TEST(RadarState, a_radar_without_a_turn_rate_stays) {
  RadarState radar;
  radar.readiness = Readiness::ready;
  RadarType fixed = type();
  fixed.sector_turn_rate_rad_s = 0.0;
  turn(radar, fixed, 1.0, at(0.0));
  EXPECT_EQ(radar.sector_centre_rad, 0.0);
  EXPECT_TRUE(radar.radiating(at(0.0)));
}

}  // namespace
}  // namespace cupola
