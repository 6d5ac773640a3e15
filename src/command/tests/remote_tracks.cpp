#include "command/remote_tracks.hpp"

#include <gtest/gtest.h>

#include "command/tests/proving_ground.hpp"

namespace cupola {
namespace {

constexpr PostId kHere{0}, kThere{1}, kElsewhere{2};

Track track_at(TrackNumber number, PostId owner, double north_m, double time_s, double sd_m = 100.0) {
  Track track;
  track.number = number;
  track.owner = owner;
  track.time = Time{0} + Duration::seconds(time_s);
  track.p_ecef_m = testing::over_ground(0.0, north_m, 5'000.0);
  track.v_ecef_m_s = testing::level_velocity(track.p_ecef_m, 0.0, -200.0);
  for (int i = 0; i < 3; ++i) {
    track.covariance(i, i) = sd_m * sd_m;
    track.covariance(i + 3, i + 3) = 100.0;
  }
  track.confirmed = true;
  return track;
}

TrackBelief belief_of(const Track& track, bool remote = false) {
  TrackBelief belief;
  belief.track = track;
  belief.remote = remote;
  return belief;
}

TEST(RemoteTracks, FindsTheOwnTrackAtTheTimeTold) {
  RemoteTracks remote;
  // Told 10 s later and 2 km farther on: the same. 50 km off: another.
  remote.receive(track_at(500, kThere, 58'000.0, 10.0));
  remote.receive(track_at(501, kThere, 108'000.0, 10.0));
  remote.correlate(Time{10'000'000'000}, {belief_of(track_at(1, kHere, 60'000.0, 0.0))});
  EXPECT_EQ(remote.find(500)->same_as, 1u);
  EXPECT_EQ(remote.find(501)->same_as, 0u);
  EXPECT_EQ(remote.find(777), nullptr);
}

TEST(RemoteTracks, WhatIsToldOneAfterAnotherIsKeptForLonger) {
  for (const double pause_s : {0.0, 6.0}) {
    RemoteTracks remote(pause_s);
    for (TrackNumber number = 500; number < 505; ++number)  // a turn takes 30 s
      remote.receive(track_at(number, kThere, 60'000.0 + 30e3 * static_cast<double>(number - 500), 0.0));
    remote.receive(track_at(900, kElsewhere, 300'000.0, 0.0));  // the only one of its post
    remote.correlate(Time{40'000'000'000}, {});
    EXPECT_EQ(remote.find(500) != nullptr, pause_s > 0.0);
    EXPECT_EQ(remote.find(900), nullptr);
    remote.correlate(Time{61'000'000'000}, {});
    EXPECT_EQ(remote.find(500), nullptr);
  }
}

/// However many there are: each is told again when its turn comes, or, where that was lost, the turn after.
TEST(RemoteTracks, WhatIsToldInTurnIsKeptUntilItsTurnComesAgain) {
  constexpr int kTracks = 45;
  RemoteTracks remote(6.0);
  for (int told = 0; told < 4 * kTracks; ++told) {
    const int i = told % kTracks;
    const double now_s = 6.0 * told;
    const bool lost = told == 2 * kTracks + 7;
    if (!lost) remote.receive(track_at(500 + static_cast<TrackNumber>(i), kThere, 1e6 + 30e3 * i, now_s));
    remote.correlate(Time{0} + Duration::seconds(now_s), {});
    ASSERT_EQ(remote.all().size(), static_cast<std::size_t>(std::min(told + 1, kTracks))) << now_s;
  }
}

TEST(RemoteTracks, TheNearestOfTwoAndOneOnlyForEachPost) {
  RemoteTracks remote;
  remote.receive(track_at(500, kThere, 60'050.0, 0.0));
  remote.receive(track_at(501, kThere, 60'150.0, 0.0));
  remote.receive(track_at(900, kElsewhere, 60'060.0, 0.0));
  const std::vector<TrackBelief> own = {belief_of(track_at(1, kHere, 60'000.0, 0.0)),
                                        belief_of(track_at(2, kHere, 60'300.0, 0.0))};
  remote.correlate(Time{0}, own);
  EXPECT_EQ(remote.find(500)->same_as, 1u);
  EXPECT_EQ(remote.find(501)->same_as, 2u);  // track 1 answers to the other already
  EXPECT_EQ(remote.find(900)->same_as, 1u);
}

TEST(RemoteTracks, OfTwoPostsTellingTheSameTheLowerNumberStandsForBoth) {
  RemoteTracks remote;
  remote.receive(track_at(500, kThere, 60'000.0, 0.0));
  remote.receive(track_at(900, kElsewhere, 60'050.0, 0.0));
  remote.correlate(Time{0}, {belief_of(track_at(500, kThere, 60'000.0, 0.0), true)});
  EXPECT_EQ(remote.find(500)->same_as, 0u);
  EXPECT_EQ(remote.find(900)->same_as, 500u);
}

TEST(RemoteTracks, KeepsThePairWhileItHoldsAndForgetsTheSilent) {
  RemoteTracks remote;
  remote.receive(track_at(500, kThere, 60'000.0, 0.0));
  remote.correlate(
      Time{0}, {belief_of(track_at(1, kHere, 60'000.0, 0.0)), belief_of(track_at(2, kHere, 60'400.0, 0.0))});
  ASSERT_EQ(remote.find(500)->same_as, 1u);
  remote.receive(track_at(500, kThere, 60'300.0, 0.5));  // nearer to 2 now, but not out of the gate of 1
  remote.correlate(Time{500'000'000}, {belief_of(track_at(1, kHere, 60'000.0, 0.0)),
                                       belief_of(track_at(2, kHere, 60'400.0, 0.0))});
  EXPECT_EQ(remote.find(500)->same_as, 1u);
  remote.correlate(Time{1'000'000'000}, {belief_of(track_at(2, kHere, 60'400.0, 0.0))});  // 1 was dropped
  EXPECT_EQ(remote.find(500)->same_as, 2u);
  remote.correlate(Time{31'000'000'000}, {});
  EXPECT_EQ(remote.find(500), nullptr);
}

TEST(RemoteTracks, WordOvertakenOnTheWayIsOld) {
  RemoteTracks remote;
  remote.receive(track_at(500, kThere, 58'000.0, 10.0));
  remote.receive(track_at(500, kThere, 60'000.0, 0.0));
  EXPECT_EQ(remote.find(500)->track.time, Time{10'000'000'000});
}

}  // namespace
}  // namespace cupola
