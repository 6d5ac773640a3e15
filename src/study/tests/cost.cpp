#include "study/cost.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

Price price(double usd, double low, double high) {
  Price p;
  p.usd = usd;
  p.usd.low = low;
  p.usd.high = high;
  p.usd.reason = "for a test";
  p.year = 2020;
  return p;
}

Platform platform(const char* type, Side side, const Price& price) {
  Platform p;
  p.type.name = type;
  p.side = side;
  p.type.price = price;
  return p;
}

/// Two types of round, of which the second has no price until it is given one; two drones, a missile, a fighter, an
/// airliner.
Scenario raid() {
  Scenario s;
  s.weapons_true.resize(2);
  s.weapons_true[0].name = "arrow";
  s.weapons_true[0].price = price(2e6, 1e6, 4e6);
  s.weapons_true[1].name = "bolt";
  s.launchers.resize(1);
  s.launchers[0].load = {{WeaponTypeId{0}, 8}, {WeaponTypeId{1}, 8}};
  const Price drone = price(30e3, 20e3, 50e3);
  s.platforms = {platform("drone", Side::hostile, drone), platform("drone", Side::hostile, drone),
                 platform("missile", Side::hostile, price(1e6, 0.5e6, 2e6)),
                 platform("fighter", Side::friendly, price(60e6, 50e6, 80e6)),
                 platform("airliner", Side::neutral, price(1e8, 1e8, 1e8))};
  return s;
}

ReplicateResult result(std::vector<std::uint32_t> fired, std::vector<std::size_t> killed) {
  ReplicateResult r;
  r.rounds_fired = std::move(fired);
  r.rounds_destroyed = {0, 0};
  r.fates.assign(5, Fate::leaked);
  for (const std::size_t i : killed) r.fates[i] = Fate::killed;
  return r;
}

TEST(Cost, is_the_sum_of_what_was_used_times_its_price) {
  CostTally cost(raid());
  cost.add(result({3, 0}, {0, 2}));
  EXPECT_DOUBLE_EQ(cost.span(CostKind::rounds).usd, 3 * 2e6);
  EXPECT_DOUBLE_EQ(cost.span(CostKind::rounds).low_usd, 3 * 1e6);
  EXPECT_DOUBLE_EQ(cost.span(CostKind::rounds).high_usd, 3 * 4e6);
  EXPECT_DOUBLE_EQ(cost.span(CostKind::killed).usd, 30e3 + 1e6);
  EXPECT_DOUBLE_EQ(cost.span(CostKind::own_losses).usd, 0.0);
  EXPECT_TRUE(cost.missing(CostKind::rounds).empty());
}

TEST(Cost, counts_own_aircraft_as_losses_and_neutrals_as_neither) {
  CostTally cost(raid());
  cost.add(result({0, 0}, {3, 4}));
  EXPECT_DOUBLE_EQ(cost.span(CostKind::own_losses).usd, 60e6);
  EXPECT_DOUBLE_EQ(cost.span(CostKind::killed).usd, 0.0);
}

TEST(Cost, names_what_has_no_price_and_only_if_there_was_any) {
  CostTally cost(raid());
  cost.add(result({1, 0}, {0}));
  EXPECT_TRUE(cost.missing(CostKind::rounds).empty());
  cost.add(result({1, 2}, {0, 2}));
  EXPECT_EQ(cost.missing(CostKind::rounds), std::vector<std::string>{"bolt"});
  EXPECT_DOUBLE_EQ(cost.span(CostKind::rounds).usd, 2e6);  // a replicate, by what has a price
}

TEST(Cost, compares_means_and_not_replicates) {
  CostTally cost(raid());
  cost.add(result({1, 0}, {2}));     // 2 for 1
  cost.add(result({4, 0}, {0, 1}));  // 8 for 0.06
  const auto ratio = cost.exchange_ratio();
  ASSERT_TRUE(ratio);
  EXPECT_DOUBLE_EQ(ratio->estimate, 10e6 / 1.06e6);
  EXPECT_DOUBLE_EQ(cost.money(CostKind::rounds).estimate, 5e6);
  const auto prices = cost.exchange_over_prices();
  ASSERT_TRUE(prices);
  EXPECT_DOUBLE_EQ(prices->low, 5e6 / (0.1e6 + 2e6));
  EXPECT_DOUBLE_EQ(prices->high, 20e6 / (0.04e6 + 0.5e6));
}

TEST(Cost, gives_no_ratio_where_prices_are_missing_on_both_sides) {
  Scenario s = raid();
  s.platforms[2].type.price = {};
  CostTally cost(s);
  cost.add(result({1, 0}, {0, 2}));
  cost.add(result({3, 0}, {0, 1, 2}));
  EXPECT_TRUE(cost.exchange_ratio());  // at most that: a missile was killed, and nobody says what it cost
  cost.add(result({1, 1}, {0}));
  EXPECT_FALSE(cost.exchange_ratio());
}

/// A group of the raid may see its type otherwise.
TEST(Cost, keeps_types_of_two_prices_apart) {
  Scenario s = raid();
  s.platforms[1].type.price = price(90e3, 90e3, 90e3);
  CostTally cost(s);
  cost.add(result({0, 0}, {0, 1}));
  EXPECT_DOUBLE_EQ(cost.span(CostKind::killed).usd, 120e3);
  EXPECT_EQ(cost.rows().size(), 2u);
}

// What strikes put out of action, with the rounds that were on it; a post has no price, and is named.
TEST(Cost, counts_what_the_defence_loses_on_the_ground) {
  Scenario s = raid();
  s.launchers[0].type.name = "launcher";
  s.launchers[0].type.price = price(5e6, 4e6, 6e6);
  s.posts.resize(1);
  s.posts[0].id = PostId{0};
  s.posts[0].type.name = "post";
  s.launchers[0].id = LauncherId{0};
  s.launchers[0].fire_unit = FireUnitId{0};
  s.fire_units.resize(1);
  s.platforms[2].type.strike.hit_probability = price(0.5, 0.5, 0.5).usd;
  s.platforms[2].element = {GroundTargetKind::launcher, 0};
  s.radars.resize(1);
  s.radars[0].type.name = "radar";
  s.radars[0].type.price = price(50e6, 40e6, 70e6);
  CostTally cost(s);
  ReplicateResult r = result({1, 0}, {});
  r.lost = {{GroundTargetKind::launcher, 0}, {GroundTargetKind::post, 0}};
  r.rounds_destroyed = {3, 0};
  cost.add(r);
  EXPECT_DOUBLE_EQ(cost.span(CostKind::own_losses).usd, 5e6 + 3 * 2e6);
  EXPECT_DOUBLE_EQ(cost.span(CostKind::rounds).usd, 2e6);
  EXPECT_EQ(cost.missing(CostKind::own_losses), std::vector<std::string>{"post"});
  // At the most the fighter, the launcher and its eight rounds: nobody strikes at the radar.
  EXPECT_LE(cost.money(CostKind::own_losses).high, 60e6 + 5e6 + 8 * 2e6);
}

}  // namespace
}  // namespace cupola
