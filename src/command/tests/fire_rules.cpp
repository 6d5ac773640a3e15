// The rules of fire of a doctrine as a post obeys them: each test fails without its rule.
#include "catalogue/fire_rules.hpp"

#include <gtest/gtest.h>

#include "command/tests/exercise.hpp"

namespace cupola {
namespace {

using testing::Exercise;
using testing::Flight;
using testing::inbound;
using testing::lone_fire_unit;
using testing::over_ground;

double from_the_unit_m(const Vec3& p_ecef_m) { return norm(p_ecef_m - over_ground(0.0, 0.0, 0.0)); }

/// The launches at targets that no round breaks up.
std::vector<Order> launches_at(const OrderOfBattle& own, const std::vector<Flight>& flights,
                               double until_s = 400.0) {
  Exercise exercise({own});
  exercise.flights = flights;
  exercise.breaks_up = [](std::size_t, int) { return false; };
  exercise.run(until_s);
  return exercise.orders(OrderKind::launch);
}

/// Launched before the first of them can have met its target.
int rounds_of_the_first_salvo(const std::vector<Order>& launches) {
  if (launches.empty()) return 0;
  const Time met = launches[0].launch_time + Duration::seconds(launches[0].time_of_flight_s);
  return static_cast<int>(
      std::count_if(launches.begin(), launches.end(), [met](const Order& o) { return o.launch_time < met; }));
}

/// A shot at a distance d meets at 0.8 d: a round of 1 000 m/s against a target of 250 m/s.
TEST(FireRules, TheSalvoOfTheLastChanceIsForWhatLeavesNoTimeForAnother) {
  OrderOfBattle own = lone_fire_unit();
  own.doctrine.fire.salvos = {1.0, 1.0};
  own.doctrine.reaction_time_s = 12.0;
  const Flight near = inbound(0.5, 6'000.0);
  ASSERT_EQ(rounds_of_the_first_salvo(launches_at(own, {near})), 1);
  own.doctrine.fire.last_chance_salvo = 3;
  EXPECT_EQ(rounds_of_the_first_salvo(launches_at(own, {near})), 3);

  // Launched at 6 km it is met at 4.8 km, looked at until 2.8 km and could be met again at 2.3 km.
  const std::vector<Order> far = launches_at(own, {inbound(0.5, 10'500.0)});
  EXPECT_EQ(rounds_of_the_first_salvo(far), 1);
  EXPECT_EQ(far.size(), 2u);
}

TEST(FireRules, NoLaunchAtATargetFartherThanTheOuterLimit) {
  OrderOfBattle own = lone_fire_unit();
  const Flight target = inbound(0.5, 80'000.0);
  const auto range_at_launch_m = [&](const Order& launch) {
    return from_the_unit_m(target.at(launch.launch_time));
  };
  const std::vector<Order> anywhere = launches_at(own, {target});
  ASSERT_EQ(anywhere.size(), 1u);
  EXPECT_GT(range_at_launch_m(anywhere[0]), 70'000.0);
  own.doctrine.fire.launch_most_m = 30'000.0;
  own.doctrine.reaction_time_s = 12.0;
  const std::vector<Order> near = launches_at(own, {target});
  ASSERT_EQ(near.size(), 1u);
  EXPECT_LT(range_at_launch_m(near[0]), 30'100.0);
  EXPECT_GT(range_at_launch_m(near[0]), 29'000.0);  // the reaction has been over by then
}

TEST(FireRules, NoInterceptFartherThanTheOuterLimit) {
  OrderOfBattle own = lone_fire_unit();
  const Flight target = inbound(0.5, 80'000.0);
  const std::vector<Order> anywhere = launches_at(own, {target});
  ASSERT_EQ(anywhere.size(), 1u);
  EXPECT_GT(from_the_unit_m(anywhere[0].aim_ecef_m), 50'000.0);
  own.doctrine.fire.intercept_most_m = 30'000.0;
  const std::vector<Order> near = launches_at(own, {target});
  ASSERT_EQ(near.size(), 1u);
  EXPECT_LT(from_the_unit_m(near[0].aim_ecef_m), 30'000.0);
  EXPECT_GT(from_the_unit_m(near[0].aim_ecef_m), 28'500.0);
}

/// From 20 km north of the unit on.
KnownZone far_north(bool forbidden) {
  const double lat = testing::site().latitude_rad, lon = testing::site().longitude_rad;
  const double begins = lat + 20'000.0 / 6'358'000.0, ends = lat + 0.05, wide = 0.05;
  return {forbidden, {{begins, lon - wide}, {begins, lon + wide}, {ends, lon + wide}, {ends, lon - wide}},
          0.0,       0.0,
          -1e3,      100e3};
}

TEST(FireRules, ATargetIsMetWhereTheZonesAllowIt) {
  OrderOfBattle own = lone_fire_unit();
  const Flight target = inbound(0.0, 80'000.0);
  own.fire_units[0].zones = {far_north(true)};
  const std::vector<Order> out_of_it = launches_at(own, {target});
  ASSERT_EQ(out_of_it.size(), 1u);
  EXPECT_LT(from_the_unit_m(out_of_it[0].aim_ecef_m), 20'100.0);
  EXPECT_GT(from_the_unit_m(target.at(out_of_it[0].launch_time)), 20'000.0);  // it may be over the zone still
  own.fire_units[0].zones = {far_north(false)};
  const std::vector<Order> in_it = launches_at(own, {target});
  ASSERT_EQ(in_it.size(), 1u);
  EXPECT_GT(from_the_unit_m(in_it[0].aim_ecef_m), 50'000.0);
  EXPECT_TRUE(launches_at(own, {inbound(math::kPi, 80'000.0)}).empty());  // from the south
}

/// A unit that holds its fire 60 km from what it defends.
OrderOfBattle far_from_its_asset() {
  OrderOfBattle own = lone_fire_unit();
  own.assets[0].p_ecef_m = over_ground(60'000.0, 0.0, 0.0);
  own.doctrine.weapons_control = WeaponsControl::hold;
  own.doctrine.fire.self_defence_m = 3'000.0;
  own.doctrine.fire.self_defence_within_s = 60.0;
  return own;
}

TEST(FireRules, AUnitDefendsItselfWhateverItsAssetsAndTheStateOfItsWeapons) {
  const Flight attacker = inbound(0.0, 80'000.0);
  for (const WeaponsControl control : {WeaponsControl::hold, WeaponsControl::tight, WeaponsControl::free}) {
    OrderOfBattle own = far_from_its_asset();
    own.doctrine.weapons_control = control;
    EXPECT_EQ(launches_at(own, {attacker}).size(), 1u);
    own.doctrine.fire.self_defence_m = 0.0;
    EXPECT_TRUE(launches_at(own, {attacker}).empty());
  }
  Flight passing = attacker;
  passing.p_ecef_m = passing.p_ecef_m + over_ground(10'000.0, 0.0, 0.0) - over_ground(0.0, 0.0, 0.0);
  EXPECT_TRUE(launches_at(far_from_its_asset(), {passing}).empty());
}

TEST(FireRules, WhoIsFarOffYetDoesNotAttack) {
  const Flight attacker = inbound(0.0, 80'000.0);
  const std::vector<Order> launches = launches_at(far_from_its_asset(), {attacker});
  ASSERT_EQ(launches.size(), 1u);
  const double to_go_s = (attacker.end - launches[0].launch_time).seconds();
  EXPECT_LT(to_go_s, 60.5);
  EXPECT_GT(to_go_s, 55.0);
}

TEST(FireRules, TheReserveIsLeftByEverySalvo) {
  OrderOfBattle own = lone_fire_unit(2);  // eight rounds
  own.doctrine.fire.salvos = {1.0, 1.0, 1.0};
  const Flight target = inbound(0.5, 80'000.0);
  EXPECT_EQ(launches_at(own, {target}).size(), 3u);
  own.doctrine.stock_reserve = 7;
  EXPECT_EQ(launches_at(own, {target}).size(), 1u);
  own.doctrine.stock_reserve = 6;
  own.doctrine.fire.salvos = {1.0, 2.0};
  EXPECT_EQ(launches_at(own, {target}).size(), 2u);  // the second salvo with what may be had
  own.doctrine.fire.reserve_for[static_cast<std::size_t>(TargetClass::cruise_missile)] = true;
  EXPECT_EQ(launches_at(own, {target}).size(), 3u);
}

TEST(FireRules, TheReserveIsLeftByTheSalvoOfTheLastChance) {
  OrderOfBattle own = lone_fire_unit(4);  // sixteen rounds
  own.doctrine.fire.salvos = {1.0, 1.0};
  own.doctrine.fire.last_chance_salvo = 4;
  const Flight near = inbound(0.5, 4'000.0);
  EXPECT_EQ(rounds_of_the_first_salvo(launches_at(own, {near})), 4);
  own.doctrine.stock_reserve = 13;
  EXPECT_EQ(launches_at(own, {near}).size(), 3u);
}

/// The score that ranks: value, lethality, P(hostile), nearness and urgency.
TEST(FireRules, TheReserveIsOpenedByTheWholeScore) {
  OrderOfBattle own = lone_fire_unit(1);
  own.doctrine.stock_reserve = 4;
  own.doctrine.fire.reserve_score_least = 0.2;
  const Flight target = inbound(0.5, 60'000.0);
  EXPECT_EQ(launches_at(own, {target}).size(), 1u);
  for (Figure& lethality : own.doctrine.threat.lethality) lethality = 0.1;
  EXPECT_TRUE(launches_at(own, {target}).empty());
}

}  // namespace
}  // namespace cupola
