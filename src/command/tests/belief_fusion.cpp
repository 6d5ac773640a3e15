#include "command/belief_fusion.hpp"

#include <gtest/gtest.h>

#include "command/tests/proving_ground.hpp"

namespace cupola {
namespace {

constexpr PostId kHere{0}, kThere{1};
constexpr std::int64_t kSecond = 1'000'000'000;

/// Level, southward; standard deviations across and along its way.
Track track_at(TrackNumber number, PostId owner, double time_s, double east_sd_m, double north_sd_m,
               double off_east_m = 0.0) {
  Track track;
  track.number = number;
  track.owner = owner;
  track.time = Time{static_cast<std::int64_t>(time_s * kSecond)};
  track.p_ecef_m = testing::over_ground(off_east_m, 60e3 - 200.0 * time_s, 5'000.0);
  track.v_ecef_m_s = testing::level_velocity(track.p_ecef_m, 0.0, -200.0);
  const LocalFrame here = LocalFrame::at(to_geodetic(track.p_ecef_m));
  Matrix<3, 3> enu;
  enu(0, 0) = east_sd_m * east_sd_m;
  enu(1, 1) = north_sd_m * north_sd_m;
  enu(2, 2) = 100.0 * 100.0;
  const Matrix<3, 3> p = transpose(here.ecef_to_enu) * enu * here.ecef_to_enu;
  for (int i = 0; i < 3; ++i) {
    for (int k = 0; k < 3; ++k) track.covariance(i, k) = p(i, k);
    track.covariance(i + 3, i + 3) = 100.0;
  }
  track.confirmed = true;
  return track;
}

TrackBelief belief_of(const Track& track) {
  TrackBelief belief;
  belief.track = track;
  return belief;
}

double sd_m(const Track& t) {
  return std::sqrt(t.covariance(0, 0) + t.covariance(1, 1) + t.covariance(2, 2));
}

TEST(BeliefFusion, TakesTheBetterOneAlone) {
  const Track own = track_at(1, kHere, 0.0, 500.0, 500.0),
              told = track_at(500, kThere, 0.0, 50.0, 50.0, 300.0);
  TrackBelief belief = belief_of(own);
  ASSERT_TRUE(take_told(belief, told, {}));
  EXPECT_EQ(belief.track.p_ecef_m.x, told.p_ecef_m.x);
  EXPECT_EQ(belief.track.number, own.number);
  EXPECT_EQ(belief.track.owner, kHere);
  EXPECT_EQ(belief.base_track().p_ecef_m.x, own.p_ecef_m.x);

  TrackBelief better = belief_of(track_at(1, kHere, 0.0, 50.0, 50.0));
  EXPECT_FALSE(take_told(better, track_at(500, kThere, 0.0, 500.0, 500.0, 300.0), {}));
  EXPECT_EQ(&better.base_track(), &better.track);
}

/// Two radars that look from two sides: each knows what the other does not.
TEST(BeliefFusion, IntersectsWhatComplementsEachOther) {
  const Track own = track_at(1, kHere, 0.0, 1'000.0, 50.0), told = track_at(500, kThere, 0.0, 50.0, 1'000.0);
  TrackBelief belief = belief_of(own);
  ASSERT_TRUE(take_told(belief, told, {}));
  EXPECT_LT(sd_m(belief.track), 0.3 * sd_m(own));
  ASSERT_EQ(belief.fusion->origins.size(), 2u);
  leave_told(belief);
  EXPECT_EQ(belief.track.covariance, own.covariance);
}

TEST(BeliefFusion, HearsNoEchoOfItsOwnWords) {
  const Track own = track_at(1, kHere, 10.0, 200.0, 200.0);
  Track echo = track_at(1, kThere, 10.0, 50.0, 50.0);
  TrackBelief belief = belief_of(own);
  EXPECT_FALSE(take_told(belief, echo, {{kHere, 1, own.time}}));
  // With something else in it, it is heard, and told on with both names.
  EXPECT_TRUE(take_told(belief, echo, {{kHere, 1, own.time}, {kThere, 500, own.time}}));
  EXPECT_EQ(origins_of(belief).size(), 2u);
}

TEST(BeliefFusion, LeavesOldWordAlone) {
  TrackBelief belief = belief_of(track_at(1, kHere, 60.0, 500.0, 500.0));
  EXPECT_FALSE(take_told(belief, track_at(500, kThere, 40.0, 10.0, 10.0), {}));
}

/// What was told comes to the time of the belief.
TEST(BeliefFusion, BringsBothToTheNewerTime) {
  TrackBelief belief = belief_of(track_at(1, kHere, 4.0, 800.0, 800.0));
  ASSERT_TRUE(take_told(belief, track_at(500, kThere, 2.0, 50.0, 50.0), {}));
  EXPECT_EQ(belief.track.time, Time{4 * kSecond});
  EXPECT_LT(norm(belief.track.p_ecef_m - track_at(1, kHere, 4.0, 1.0, 1.0).p_ecef_m), 2.0);
}

TEST(BeliefFusion, CopiesOfABeliefGoTheirOwnWays) {
  TrackBelief belief = belief_of(track_at(1, kHere, 0.0, 500.0, 500.0));
  ASSERT_TRUE(take_told(belief, track_at(500, kThere, 0.0, 50.0, 50.0), {}));
  TrackBelief copy = belief;
  leave_told(copy);
  EXPECT_FALSE(copy.fused);
  EXPECT_TRUE(belief.fused);
}

}  // namespace
}  // namespace cupola
