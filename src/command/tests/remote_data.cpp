#include <gtest/gtest.h>

#include <cmath>

#include "command/tests/exercise.hpp"

namespace cupola {
namespace {

using testing::Exercise;
using testing::inbound;

/// A command post (0) that sees, and a fire unit (1) under it whose radar is off.
std::vector<OrderOfBattle> seeing_post_and_blind_unit(GuidanceClass guidance, RemoteData remote_data) {
  OrderOfBattle above = testing::lone_fire_unit();
  KnownFireUnit unit = above.fire_units[0];
  unit.post = PostId{1};
  unit.guidance = testing::guidance_radar(1);
  above.own_fire_units.clear();
  above.fire_units = {unit};
  above.radars[0].type.scan = ScanKind::rotating;
  OrderOfBattle below = testing::lone_fire_unit();
  below.self = PostId{1};
  below.superior = PostId{0};
  below.radars = {unit.guidance};
  below.fire_units = {unit};
  std::vector<OrderOfBattle> posts = {above, below};
  for (OrderOfBattle& post : posts) {
    post.weapons[0].type.guidance = guidance;
    post.weapons[0].type.handover_basket_m = 1'500.0;
    post.doctrine.command.remote_data = remote_data;
  }
  return posts;
}

std::size_t launches(GuidanceClass guidance, RemoteData remote_data, double basket_m = 1'500.0) {
  std::vector<OrderOfBattle> posts = seeing_post_and_blind_unit(guidance, remote_data);
  for (OrderOfBattle& post : posts) post.weapons[0].type.handover_basket_m = basket_m;
  Exercise exercise(posts);
  exercise.radiates = [](RadarId radar) { return radar == RadarId{0}; };
  exercise.flights.push_back(inbound(0.5, 90'000.0));
  exercise.run(250.0);
  return exercise.orders(OrderKind::launch).size();
}

/// RULES 15.
TEST(RemoteData, OnlyActiveMissilesAreFiredOnItAndOnlyWherePermitted) {
  EXPECT_EQ(launches(GuidanceClass::semi_active, RemoteData::cue), 0u);
  EXPECT_EQ(launches(GuidanceClass::semi_active, RemoteData::fire), 0u);
  EXPECT_EQ(launches(GuidanceClass::active, RemoteData::cue), 0u);
  EXPECT_GE(launches(GuidanceClass::active, RemoteData::fire), 1u);
}

TEST(RemoteData, ATrackLessSureThanTheBasketIsWideIsNotFiredOn) {
  EXPECT_EQ(launches(GuidanceClass::active, RemoteData::fire, 0.5), 0u);
}

}  // namespace
}  // namespace cupola
