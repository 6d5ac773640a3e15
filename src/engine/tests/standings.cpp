#include "engine/standings.hpp"

#include <gtest/gtest.h>

namespace cupola::testing {
namespace {

TEST(Standings, GiveBackOnceWhatAPostSaidLast) {
  Standings standings(2, 3);
  const PostId one{0}, other{1};
  const PlatformId who{2};
  EXPECT_FALSE(standings.take_back(one, who));
  standings.say(one, 7, {who, DecisionVerdict::held, Time{40}});
  standings.say(other, 7, {PlatformId{0}, DecisionVerdict::no_round, Time{50}});

  // By the track, each post for itself.
  EXPECT_FALSE(standings.take_back(one, TrackNumber{8}));
  const auto held = standings.take_back(one, TrackNumber{7});
  ASSERT_TRUE(held);
  EXPECT_EQ(held->of, who);
  EXPECT_EQ(held->verdict, DecisionVerdict::held);
  EXPECT_EQ(held->since, Time{40});
  EXPECT_FALSE(standings.take_back(one, TrackNumber{7}));
  EXPECT_FALSE(standings.take_back(one, who));

  // By the platform.
  const auto no_round = standings.take_back(other, PlatformId{0});
  ASSERT_TRUE(no_round);
  EXPECT_EQ(no_round->since, Time{50});
  EXPECT_FALSE(standings.take_back(other, TrackNumber{7}));

  // The last word counts.
  standings.say(one, 7, {who, DecisionVerdict::held, Time{60}});
  standings.say(one, 9, {who, DecisionVerdict::no_round, Time{70}});
  EXPECT_FALSE(standings.take_back(one, TrackNumber{7}));
  EXPECT_TRUE(standings.take_back(one, TrackNumber{9}));
}

}  // namespace
}  // namespace cupola::testing
