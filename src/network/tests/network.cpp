#include "network/network.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "network/tests/posts.hpp"

namespace cupola {
namespace {

using namespace testing;

TEST(Network, OwnEquipmentIsReachedByTheInternalLink) {
  Scenario scenario = three_posts();
  scenario.links[0].loss = 1.0;
  Network network(scenario, {1});
  const std::vector<std::pair<Address, Address>> internal = {
      {radar(1), post(1)},       {post(1), radar(1)},       {fire_unit(2), post(2)},  {post(0), fire_unit(0)},
      {post(0), interceptor(7)}, {interceptor(7), post(0)}, {fire_unit(1), radar(1)}, {post(2), post(2)}};
  for (const auto& [from, to] : internal) EXPECT_EQ(network.arrival(from, to, second(5)), second(5.1));
}

TEST(Network, PostsAreReachedByTheirLinkBothWays) {
  const Scenario scenario = three_posts();
  Network network(scenario, {1});
  EXPECT_EQ(network.arrival(post(0), post(1), second(5)), second(7));
  EXPECT_EQ(network.arrival(post(1), post(0), second(5)), second(7));
}

TEST(Network, EquipmentOfAnotherPostIsReachedThroughBothInternalLinks) {
  const Scenario scenario = three_posts();
  Network network(scenario, {1});
  EXPECT_EQ(network.arrival(post(0), radar(1), second(5)), second(7.1));
  EXPECT_EQ(network.arrival(fire_unit(0), radar(1), second(5)), second(7.2));
}

TEST(Network, WithoutALinkNothingArrives) {
  const Scenario scenario = three_posts();
  Network network(scenario, {1});
  EXPECT_FALSE(network.arrival(post(0), post(2), second(5)));
  EXPECT_FALSE(network.arrival(post(2), post(1), second(5)));
  EXPECT_FALSE(network.arrival(radar(0), post(2), second(5)));
}

TEST(Network, ZeroLatencyArrivesAtOnce) {
  Scenario scenario = three_posts();
  scenario.internal_latency_s = 0.0;
  scenario.links[0].latency_s = 0.0;
  Network network(scenario, {1});
  EXPECT_EQ(network.arrival(post(0), post(1), second(5)), second(5));
  EXPECT_EQ(network.arrival(radar(0), post(0), second(5)), second(5));
}

TEST(Network, LosesTheDeclaredShare) {
  Scenario scenario = three_posts();
  constexpr int n = 20'000;
  for (const double loss : {0.0, 0.02, 0.3, 1.0}) {
    scenario.links[0].loss = loss;
    Network network(scenario, {42});
    int lost = 0;
    for (const bool got : arrivals(network, post(0), post(1), n)) lost += !got;
    EXPECT_NEAR(lost, n * loss, 4.0 * std::sqrt(n * loss * (1.0 - loss)));
  }
}

TEST(Network, LossesOfOneLinkAreIndependent) {
  Scenario scenario = three_posts();
  constexpr int n = 20'000;
  scenario.links[0].loss = 0.5;
  Network network(scenario, {42});
  const std::vector<bool> there = arrivals(network, post(0), post(1), n),
                          back = arrivals(network, post(1), post(0), n);
  int repeated = 0, same_both_ways = 0;
  for (int i = 1; i < n; ++i) {
    repeated += there[static_cast<std::size_t>(i)] == there[static_cast<std::size_t>(i - 1)];
    same_both_ways += there[static_cast<std::size_t>(i)] == back[static_cast<std::size_t>(i)];
  }
  EXPECT_NEAR(repeated, n / 2, 4.0 * std::sqrt(n / 4.0));
  EXPECT_NEAR(same_both_ways, n / 2, 4.0 * std::sqrt(n / 4.0));
}

TEST(Network, NothingArrivesDuringAnOutage) {
  Scenario scenario = three_posts();
  scenario.links[0].outages = {{second(10), second(20)}};
  Network network(scenario, {1});
  EXPECT_TRUE(network.arrival(post(0), post(1), second(7.9)));   // there at 9.9
  EXPECT_FALSE(network.arrival(post(0), post(1), second(8.5)));  // under way when the link fell
  EXPECT_FALSE(network.arrival(post(0), post(1), second(10)));
  EXPECT_FALSE(network.arrival(post(1), post(0), second(19.9)));
  EXPECT_TRUE(network.arrival(post(0), post(1), second(20)));
  EXPECT_TRUE(network.arrival(radar(0), post(0), second(15)));  // the internal link stands
}

TEST(Network, AnOutageShiftsNobodysLuck) {
  Scenario scenario = three_posts();
  scenario.links[0].loss = 0.3;
  Network undisturbed(scenario, {3});
  scenario.links[0].outages = {{second(10), second(20)}};
  Network disturbed(scenario, {3});
  const std::vector<bool> a = arrivals(undisturbed, post(0), post(1), 200),
                          b = arrivals(disturbed, post(0), post(1), 200);
  for (std::size_t i = 20; i < 200; ++i) EXPECT_EQ(a[i], b[i]);
}

TEST(Network, TrafficOnOneLinkShiftsNothingOnAnother) {
  Scenario scenario = three_posts();
  scenario.links[0].loss = 0.3;
  Link second_link = scenario.links[0];
  second_link.b = PostId{2};
  scenario.links.push_back(second_link);
  Network quiet(scenario, {3}), busy(scenario, {3});
  const std::vector<bool> alone = arrivals(quiet, post(0), post(1), 500);
  std::vector<bool> among_others;
  for (int i = 0; i < 500; ++i) {
    busy.arrival(post(0), post(2), second(i));
    busy.arrival(post(1), post(0), second(i));
    busy.arrival(radar(1), post(1), second(i));
    among_others.push_back(busy.arrival(post(0), post(1), second(i)).has_value());
  }
  EXPECT_EQ(alone, among_others);
}

TEST(Network, LuckBelongsToNamesNotToNumbers) {
  Scenario scenario = three_posts();
  scenario.links[0].loss = 0.3;
  Network network(scenario, {3});
  // The same two posts, now behind another one in the file.
  Scenario renumbered = three_posts();
  std::swap(renumbered.posts[0].name, renumbered.posts[2].name);
  renumbered.links[0] = scenario.links[0];
  renumbered.links[0].a = PostId{2};
  Network other(renumbered, {3});
  EXPECT_EQ(arrivals(network, post(0), post(1), 500), arrivals(other, post(2), post(1), 500));
}

TEST(Network, TheQuickestOpenLinkCarriesTheMessage) {
  Scenario scenario = three_posts();
  Link quick = scenario.links[0];
  quick.latency_s = 0.5;
  quick.outages = {{second(10), second(20)}};
  for (const bool quick_first : {false, true}) {
    Scenario both = scenario;
    both.links.insert(quick_first ? both.links.begin() : both.links.end(), quick);
    Network network(both, {1});
    EXPECT_EQ(network.arrival(post(0), post(1), second(5)), second(5.5));
    EXPECT_EQ(network.arrival(post(0), post(1), second(12)), second(14));
  }
}

TEST(Network, ReplicatesDiffer) {
  Scenario scenario = three_posts();
  scenario.links[0].loss = 0.5;
  Network one(scenario, ReplicateKey::of(1, 0)), two(scenario, ReplicateKey::of(1, 1));
  EXPECT_NE(arrivals(one, post(0), post(1), 100), arrivals(two, post(0), post(1), 100));
}

}  // namespace
}  // namespace cupola
