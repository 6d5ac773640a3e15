#include "command/firing_track.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cupola {
namespace {

LookHistory looks(const char* seen) {
  LookHistory history;
  for (; *seen != 0; ++seen) history.note(*seen == 'x');
  return history;
}

Track track_of(double position_sd_m, double velocity_sd_m_s) {
  Track track;
  for (int i = 0; i < 3; ++i) {
    track.covariance(i, i) = position_sd_m * position_sd_m;
    track.covariance(i + 3, i + 3) = velocity_sd_m_s * velocity_sd_m_s;
  }
  return track;
}

FiringTrack rule(double of, double held, double error) {
  FiringTrack asked;
  asked.looks = of;
  asked.held_least = held;
  asked.handover_error_most = error;
  return asked;
}

bool held(const FiringTrack& asked, const char* seen) {
  return of_fire_control_quality(asked, looks(seen), 1.0, track_of(100.0, 1.0), Time{0}, 3000.0);
}

TEST(FiringTrack, CountsTheLastLooksOnly) {
  EXPECT_EQ(looks("xxx").seen(2), 2);
  EXPECT_EQ(looks("xx..x").seen(3), 1);
  EXPECT_EQ(looks("xx..x").seen(5), 3);
  EXPECT_EQ(looks("x").looks(5), 1);
  EXPECT_EQ(looks("").seen(5), 0);
  LookHistory many;
  for (int i = 0; i < 3 * kFiringLooksMost; ++i) many.note(true);
  EXPECT_EQ(many.seen(kFiringLooksMost), kFiringLooksMost);
  EXPECT_EQ(many.looks(kFiringLooksMost), kFiringLooksMost);
  many.note(false);
  EXPECT_EQ(many.seen(kFiringLooksMost), kFiringLooksMost - 1);
}

TEST(FiringTrack, AsksForMOfTheLastNLooks) {
  const FiringTrack three_of_five = rule(5, 0.6, 0.0);
  EXPECT_TRUE(held(three_of_five, "....xxx"));
  EXPECT_TRUE(held(three_of_five, "x.x.x"));
  EXPECT_FALSE(held(three_of_five, "x.x..x"));
  EXPECT_FALSE(held(three_of_five, "xxxxxxx...."));
  EXPECT_FALSE(held(three_of_five, "xx"));  // looks to come are not hits
  EXPECT_TRUE(held(three_of_five, "xxx"));
}

TEST(FiringTrack, WithoutRulesAsksNothing) { EXPECT_TRUE(held(FiringTrack{}, "")); }

/// By hand: 100 m and 10 m/s, uncorrelated, after 2 s: sqrt(100^2 + 20^2) = 101.98.
TEST(FiringTrack, ErrorGrowsWithTheGap) {
  EXPECT_NEAR(error_after_m(track_of(100.0, 10.0), 0.0), 100.0, 1e-9);
  EXPECT_NEAR(error_after_m(track_of(100.0, 10.0), 2.0), 101.9803903, 1e-6);
  Track correlated = track_of(100.0, 10.0);
  for (int i = 0; i < 3; ++i) correlated.covariance(i, i + 3) = correlated.covariance(i + 3, i) = 500.0;
  EXPECT_NEAR(error_after_m(correlated, 2.0), std::sqrt(10000.0 + 2000.0 + 400.0), 1e-9);
}

TEST(FiringTrack, ErrorOverTheGapToBeExpectedMustFitTheBasket) {
  // A basket of 1 km. Seen in every look: 100 m and 400 m/s are 412 m after a second; in one look of three: 1204 m.
  const auto fits = [](const char* seen, Time now) {
    return of_fire_control_quality(rule(6, 0.1, 1.0), looks(seen), 1.0, track_of(100.0, 400.0), now, 1000.0);
  };
  EXPECT_TRUE(fits("xxxxxx", Time{0}));
  EXPECT_FALSE(fits("x..x..", Time{0}));
  // Seen in every look so far, but three seconds ago.
  EXPECT_FALSE(fits("xxxxxx", Time{3'000'000'000}));
}

}  // namespace
}  // namespace cupola
