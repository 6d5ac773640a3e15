#include "command/chain_of_command.hpp"

#include <gtest/gtest.h>

#include "command/tests/exercise.hpp"

namespace cupola {
namespace {

using testing::Exercise;
using testing::inbound;

Time second(double s) { return Time{} + Duration::seconds(s); }

/// A fire unit's post (1) under another (0), with a link that it listens on.
OrderOfBattle post_below(CommandMode mode = CommandMode::centralised, WhenSilent when = WhenSilent::fight) {
  OrderOfBattle own = testing::lone_fire_unit();
  own.self = PostId{1};
  own.superior = PostId{0};
  own.fire_units[0].post = own.self;
  own.links.push_back({PostId{0}, {}, true, false});
  CommandRules& rules = own.doctrine.command;
  rules.mode = mode;
  rules.when_silent = when;
  rules.silence_s = 30.0;
  rules.heartbeat_s = 10.0;
  return own;
}

Order word_from_above(WeaponsState state = WeaponsState::unchanged) {
  Order order;
  order.kind = OrderKind::weapons;
  order.from = PostId{0};
  order.state = state;
  return order;
}

void play_to(ChainOfCommand& chain, int from_s, int to_s) {
  std::vector<Envelope> out;
  for (int t = from_s; t <= to_s; ++t) chain.decide(second(t), out);
}

TEST(ChainOfCommand, WhoAssigns) {
  std::vector<Envelope> out;
  OrderOfBattle alone = post_below();
  alone.superior = {};
  for (const auto& [own, assigns] :
       {std::pair{alone, true}, std::pair{post_below(CommandMode::centralised), false},
        std::pair{post_below(CommandMode::decentralised), true},
        std::pair{post_below(CommandMode::autonomous), true}}) {
    ChainOfCommand chain(own);
    chain.decide(second(0), out);
    EXPECT_EQ(chain.assigns(), assigns);
  }
}

TEST(ChainOfCommand, AnAlertIsAWordAndHeededByWhoHeedsNobody) {
  for (const CommandMode mode : {CommandMode::centralised, CommandMode::autonomous}) {
    const OrderOfBattle own = post_below(mode);
    ChainOfCommand chain(own);
    play_to(chain, 0, 20);
    EXPECT_TRUE(chain.heeds(second(20), ReadinessOrder{{}, Readiness::ready, PostId{0}}));
    play_to(chain, 21, 50);
    EXPECT_EQ(chain.assigns(), mode == CommandMode::autonomous);
    play_to(chain, 51, 52);
    EXPECT_TRUE(chain.assigns());
  }
}

TEST(ChainOfCommand, SilenceHandsOverAndTheFirstWordHandsBack) {
  const OrderOfBattle own = post_below();
  ChainOfCommand chain(own);
  play_to(chain, 0, 30);
  EXPECT_FALSE(chain.assigns());
  play_to(chain, 31, 40);
  EXPECT_TRUE(chain.cut_off());
  EXPECT_TRUE(chain.assigns());
  chain.heeds(second(40), word_from_above());
  play_to(chain, 41, 41);
  EXPECT_FALSE(chain.cut_off());
  EXPECT_FALSE(chain.assigns());
  play_to(chain, 42, 71);
  EXPECT_TRUE(chain.assigns());
}

TEST(ChainOfCommand, WhoIsToWaitWaits) {
  const OrderOfBattle own = post_below(CommandMode::centralised, WhenSilent::wait);
  ChainOfCommand chain(own);
  play_to(chain, 0, 300);
  EXPECT_TRUE(chain.cut_off());
  EXPECT_FALSE(chain.assigns());
}

TEST(ChainOfCommand, InsideASetNobodyListensForSilence) {
  OrderOfBattle own = post_below();
  own.links[0].watched = false;
  ChainOfCommand chain(own);
  play_to(chain, 0, 300);
  EXPECT_FALSE(chain.cut_off());
}

TEST(ChainOfCommand, TheStateOfWeaponsComesFromAboveUntilThereIsSilence) {
  OrderOfBattle own = post_below();
  own.doctrine.weapons_control = WeaponsControl::tight;
  own.doctrine.command.weapons_when_silent = SilentWeapons::hold;
  ChainOfCommand chain(own);
  play_to(chain, 0, 0);
  EXPECT_EQ(chain.weapons_control(), WeaponsControl::tight);
  chain.heeds(second(1), word_from_above(WeaponsState::free));
  play_to(chain, 1, 5);
  EXPECT_EQ(chain.weapons_control(), WeaponsControl::free);
  chain.heeds(second(6), word_from_above());  // no news
  play_to(chain, 6, 36);
  EXPECT_EQ(chain.weapons_control(), WeaponsControl::free);
  play_to(chain, 37, 37);
  EXPECT_EQ(chain.weapons_control(), WeaponsControl::hold);
  chain.heeds(second(38), word_from_above());
  play_to(chain, 38, 38);
  EXPECT_EQ(chain.weapons_control(), WeaponsControl::free);
}

TEST(ChainOfCommand, AnAutonomousPostHeedsNobody) {
  OrderOfBattle own = post_below(CommandMode::autonomous);
  own.doctrine.weapons_control = WeaponsControl::free;
  ChainOfCommand chain(own);
  EXPECT_FALSE(chain.heeds(second(0), word_from_above(WeaponsState::hold)));
  Order engage;
  engage.from = PostId{0};
  EXPECT_FALSE(chain.heeds(second(0), engage));
  play_to(chain, 0, 1);
  EXPECT_EQ(chain.weapons_control(), WeaponsControl::free);
  EXPECT_TRUE(chain.heeds(second(2), Status{}));
}

TEST(ChainOfCommand, ASuperiorTellsItsStateAndThatItIsThere) {
  OrderOfBattle own = testing::lone_fire_unit();
  own.below = {PostId{1}, PostId{2}};
  own.links = {{PostId{1}, {}, true, false}, {PostId{2}, {}, false, false}};
  own.doctrine.command.silence_s = 30.0;
  own.doctrine.command.heartbeat_s = 10.0;
  own.weapons_orders = {{second(15), WeaponsControl::hold}};
  ChainOfCommand chain(own);
  std::vector<Envelope> out;
  for (int t = 0; t <= 30; ++t) chain.decide(second(t), out);
  std::vector<std::pair<std::int64_t, std::uint32_t>> sent;
  for (const Envelope& e : out) sent.emplace_back((e.sent - second(0)).ns / 1'000'000'000, e.to.id);
  // At 10 and 25 s to the one that listens; the order to both.
  const std::vector<std::pair<std::int64_t, std::uint32_t>> expected = {{10, 1}, {15, 1}, {15, 2}, {25, 1}};
  EXPECT_EQ(sent, expected);
  EXPECT_EQ(std::get<Order>(out[1].body).state, WeaponsState::hold);
  EXPECT_EQ(chain.weapons_control(), WeaponsControl::hold);
}

/// The whole post: under central command it waits for orders that do not come, and fights when silence has told
/// it that it is alone.
TEST(ChainOfCommand, APostCutOffFightsAfterTheSilence) {
  for (const WhenSilent when : {WhenSilent::wait, WhenSilent::fight}) {
    OrderOfBattle below = post_below(CommandMode::centralised, when);
    OrderOfBattle above = testing::lone_fire_unit();
    above.fire_units.clear();
    above.own_fire_units.clear();
    above.radars.clear();
    Exercise exercise({above, below});
    exercise.flights.push_back(inbound(0.5, 90'000.0));
    exercise.run(200.0);
    const auto launches = exercise.orders(OrderKind::launch);
    EXPECT_EQ(launches.empty(), when == WhenSilent::wait);
    for (const Order& order : launches) EXPECT_GT(order.launch_time, second(30));
  }
}

}  // namespace
}  // namespace cupola
