#include "command/telling.hpp"

#include <gtest/gtest.h>

#include <map>

namespace cupola {
namespace {

Time second(double s) { return Time{} + Duration::seconds(s); }

/// A post that reports to another over a link.
OrderOfBattle reporter(const LinkSharing& shares) {
  OrderOfBattle own;
  own.self = PostId{1};
  own.superior = PostId{0};
  own.links.push_back({PostId{0}, shares, true, false});
  return own;
}

Envelope to_superior(double t_s, const Message& body) {
  return {{AddressKind::post, 1}, {AddressKind::post, 0}, second(t_s), body};
}

Track track(TrackNumber number, double t_s, bool confirmed = true) {
  Track told;
  told.number = number;
  told.owner = PostId{1};
  told.time = second(t_s);
  told.confirmed = confirmed;
  told.category = Category::hostile;
  return told;
}

Status channels(double t_s, int free) {
  Status status;
  status.kind = StatusKind::channels;
  status.fire_unit = FireUnitId{0};
  status.time = second(t_s);
  status.target_channels_free = free;
  return status;
}

template <class Body>
std::vector<Body> all(const std::vector<Envelope>& out) {
  std::vector<Body> found;
  for (const Envelope& e : out)
    if (const Body* body = std::get_if<Body>(&e.body)) found.push_back(*body);
  return found;
}

TEST(Telling, EverythingPassesAFullLink) {
  Telling telling(reporter({}));
  std::vector<Envelope> out = {to_superior(1, track(7, 1)), to_superior(1, channels(1, 3))};
  telling.sift(second(1), 0, out);
  EXPECT_EQ(out.size(), 2u);
}

TEST(Telling, WhatIsNotSharedIsLeftOut) {
  LinkSharing shares;
  shares.tracks = shares.status = false;
  Telling telling(reporter(shares));
  std::vector<Envelope> out = {to_superior(1, track(7, 1)),
                               to_superior(1, channels(1, 3)),
                               to_superior(1, Assessment{}),
                               {{AddressKind::post, 1}, {AddressKind::radar, 0}, second(1), Cue{}}};
  telling.sift(second(1), 0, out);
  EXPECT_EQ(all<Track>(out).size(), 0u);
  EXPECT_EQ(all<Status>(out).size(), 0u);
  EXPECT_EQ(all<Assessment>(out).size(), 1u);
  EXPECT_EQ(all<Cue>(out).size(), 1u);
}

TEST(Telling, WithoutIdentityEverybodyIsUnknown) {
  LinkSharing shares;
  shares.identity = false;
  Telling telling(reporter(shares));
  std::vector<Envelope> out = {to_superior(1, track(7, 1))};
  telling.sift(second(1), 0, out);
  ASSERT_EQ(all<Track>(out).size(), 1u);
  EXPECT_EQ(all<Track>(out)[0].category, Category::unknown);
}

/// Twelve tracks with news every second, one told every six: each comes round every 72 s, with the news of the
/// moment at which it is told.
TEST(Telling, ByVoiceOneTrackAtATimeIsToldTheLongestUntoldFirst) {
  LinkSharing shares;
  shares.tell_pause_s = 6.0;
  Telling telling(reporter(shares));
  std::map<TrackNumber, std::vector<Time>> told;
  for (int t = 0; t < 288; ++t) {
    std::vector<Envelope> out;
    for (TrackNumber number = 1; number <= 12; ++number) out.push_back(to_superior(t, track(number, t)));
    telling.sift(second(t), 0, out);
    ASSERT_EQ(out.size(), t % 6 == 0 ? 1u : 0u);
    for (const Track& one : all<Track>(out)) {
      EXPECT_EQ(one.time, second(t));
      told[one.number].push_back(second(t));
    }
  }
  ASSERT_EQ(told.size(), 12u);
  for (const auto& [number, times] : told) {
    ASSERT_EQ(times.size(), 4u);
    EXPECT_EQ(times[0], second(6.0 * (static_cast<double>(number) - 1.0)));
    for (std::size_t i = 1; i < 4; ++i) EXPECT_EQ(times[i] - times[i - 1], Duration::seconds(72.0));
  }
}

/// Whatever else a line on channels carries, there is one of a fire unit, and the newest counts.
TEST(Telling, ChannelsAreOneLineOfAFireUnit) {
  LinkSharing shares;
  shares.status_interval_s = 30.0;
  Telling telling(reporter(shares));
  std::vector<Status> told;
  const auto say = [&](double t_s, Status status) {
    std::vector<Envelope> out = {to_superior(t_s, status)};
    telling.sift(second(t_s), 0, out);
    for (const Status& one : all<Status>(out)) told.push_back(one);
  };
  Status with_weapon = channels(1, 5);
  with_weapon.weapon = WeaponTypeId{0};
  say(1, with_weapon);
  say(5, channels(5, 2));
  say(9, channels(6, 4));   // was passed on by another way, and overtaken
  say(31, channels(4, 6));  // likewise
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0].target_channels_free, 5);
  EXPECT_EQ(told[1].target_channels_free, 4);
}

TEST(Telling, ALateTrackKeepsItsTime) {
  LinkSharing shares;
  shares.tell_pause_s = 10.0;
  Telling telling(reporter(shares));
  std::vector<Envelope> out = {to_superior(0, track(1, 0)), to_superior(0, track(2, 0))};
  telling.sift(second(0), 0, out);
  ASSERT_EQ(all<Track>(out).size(), 1u);
  out.clear();
  telling.sift(second(10), 0, out);
  ASSERT_EQ(all<Track>(out).size(), 1u);
  EXPECT_EQ(out[0].sent, second(10));
  EXPECT_EQ(all<Track>(out)[0].time, second(0));
}

TEST(Telling, ALossIsToldOnlyOfWhatWasTold) {
  LinkSharing shares;
  shares.tell_pause_s = 5.0;
  Telling telling(reporter(shares));
  std::vector<Envelope> out = {to_superior(0, track(1, 0)), to_superior(0, track(2, 0))};
  telling.sift(second(0), 0, out);
  out = {to_superior(1, track(1, 1, false)), to_superior(1, track(2, 1, false))};
  telling.sift(second(1), 0, out);
  EXPECT_TRUE(out.empty());
  telling.sift(second(5), 0, out);
  ASSERT_EQ(all<Track>(out).size(), 1u);
  EXPECT_EQ(all<Track>(out)[0].number, 1u);
  EXPECT_FALSE(all<Track>(out)[0].confirmed);
  out.clear();
  telling.sift(second(100), 0, out);
  EXPECT_TRUE(out.empty());
}

TEST(Telling, InANetTheSameTrackIsToldOnceInItsInterval) {
  LinkSharing shares;
  shares.track_interval_s = 12.0;
  Telling telling(reporter(shares));
  int told = 0;
  for (int t = 0; t < 120; ++t) {
    std::vector<Envelope> out = {to_superior(t, track(1, t)), to_superior(t, track(2, t))};
    telling.sift(second(t), 0, out);
    told += static_cast<int>(out.size());
  }
  EXPECT_EQ(told, 20);
}

TEST(Telling, ChannelsAreToldInTheirIntervalLaunchesAtOnce) {
  LinkSharing shares;
  shares.status_interval_s = 30.0;
  Telling telling(reporter(shares));
  std::vector<Status> told;
  for (int t = 0; t < 60; ++t) {
    std::vector<Envelope> out = {to_superior(t, channels(t, t))};
    if (t == 17) {
      Status launched;
      launched.kind = StatusKind::launched;
      out.push_back(to_superior(t, launched));
    }
    telling.sift(second(t), 0, out);
    for (const Status& status : all<Status>(out)) told.push_back(status);
  }
  ASSERT_EQ(told.size(), 3u);
  EXPECT_EQ(told[0].target_channels_free, 0);
  EXPECT_EQ(told[1].kind, StatusKind::launched);
  EXPECT_EQ(told[2].target_channels_free, 30);
}

}  // namespace
}  // namespace cupola
