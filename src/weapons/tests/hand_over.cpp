#include "weapons/hand_over.hpp"

#include <gtest/gtest.h>

#include "weapons/tests/small_fight.hpp"

namespace cupola {
namespace {

using testing::at;
using testing::SmallFight;

TEST(HandOver, TakesTheNearestPresentInsideTheBasket) {
  SmallFight f;
  const PlatformId far = f.add_platform("a far", {0.0, 50e3 + 900.0, 9e3}, {});
  const PlatformId near = f.add_platform("b near", {0.0, 50e3 - 500.0, 9e3}, {});
  const PlatformId gone = f.add_platform("c gone", {0.0, 50e3, 9e3}, {}, 5.0);
  const World world(f.s, ReplicateKey::of(1, 1));
  const Vec3 middle = f.frame.ecef_from_enu({0.0, 50e3, 9e3});
  EXPECT_EQ(look_into_basket(world, middle, 1000.0, at(10.0)).nearest, near);
  EXPECT_EQ(look_into_basket(world, middle, 1000.0, at(3.0)).nearest, gone);
  EXPECT_FALSE(look_into_basket(world, middle, 400.0, at(10.0)).nearest.valid());
  EXPECT_EQ(
      look_into_basket(world, f.frame.ecef_from_enu({0.0, 50e3 + 300.0, 9e3}), 1000.0, at(10.0)).nearest,
      far);
}

TEST(HandOver, KnowsAWreckThatWouldHaveBeenThere) {
  SmallFight f;
  const PlatformId bomber = f.add_platform("bomber", {0.0, 60e3, 9e3}, {0.0, -250.0, 0.0});
  World world(f.s, ReplicateKey::of(1, 1));
  world.kill(bomber, at(10.0));
  const auto where = [&](double s) { return f.frame.ecef_from_enu({0.0, 60e3 - 250.0 * s, 9e3}); };
  EXPECT_TRUE(look_into_basket(world, where(40.0), 500.0, at(40.0)).wreck);
  EXPECT_FALSE(look_into_basket(world, where(10.0), 500.0, at(40.0)).wreck);
  EXPECT_FALSE(look_into_basket(world, where(40.0), 500.0, at(40.0)).nearest.valid());
  EXPECT_EQ(look_into_basket(world, where(9.0), 500.0, at(9.0)).nearest, bomber);
}

}  // namespace
}  // namespace cupola
