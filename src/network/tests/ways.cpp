#include <gtest/gtest.h>

#include <cmath>

#include "network/network.hpp"
#include "network/tests/posts.hpp"

namespace cupola {
namespace {

using namespace testing;

/// Three posts in a triangle, the third side slow.
Scenario triangle() {
  Scenario scenario = three_posts();
  scenario.links[0].latency_s = 1.0;
  Link other = scenario.links[0];
  other.a = PostId{1};
  other.b = PostId{2};
  scenario.links.push_back(other);
  other.a = PostId{0};
  other.latency_s = 5.0;
  scenario.links.push_back(other);
  return scenario;
}

TEST(Ways, TheShortestOpenWayIsTaken) {
  Scenario scenario = triangle();
  scenario.links[1].outages = {{second(10), second(20)}};
  Network network(scenario, {1});
  EXPECT_EQ(network.arrival(post(0), post(2), second(0)), second(2));    // over post 1
  EXPECT_EQ(network.arrival(post(0), post(2), second(12)), second(17));  // straight
  EXPECT_EQ(network.arrival(post(0), post(2), second(30)), second(32));
  EXPECT_EQ(network.arrival(radar(0), post(2), second(30)), second(32.1));
}

TEST(Ways, OnlyWhoRelaysPassesOn) {
  Scenario scenario = triangle();
  scenario.posts[1].relays = false;
  Network network(scenario, {1});
  EXPECT_EQ(network.arrival(post(0), post(2), second(0)), second(5));
  EXPECT_EQ(network.arrival(post(0), post(1), second(0)), second(1));
}

TEST(Ways, NothingGoesOverAPostThatIsSilenced) {
  const Scenario scenario = triangle();
  Network network(scenario, {1});
  EXPECT_EQ(network.arrival(post(0), post(2), second(0)), second(2));  // over post 1
  network.silence(PostId{1});
  EXPECT_EQ(network.arrival(post(0), post(2), second(1)), second(6));  // straight
  EXPECT_FALSE(network.arrival(post(0), post(1), second(1)));
  EXPECT_FALSE(network.arrival(post(1), post(2), second(1)));
  EXPECT_FALSE(network.arrival(post(0), post(2), second(1), 0, Over::any_link) == second(3));
}

/// Every post linked with every other and all links but a chain out: the way passes nobody twice, or there is
/// none.
TEST(Ways, NobodyIsPassedTwice) {
  Scenario scenario;
  constexpr std::uint32_t kPosts = 9;
  for (std::uint32_t i = 0; i < kPosts; ++i) {
    PostSite site;
    site.id = PostId{i};
    site.name = std::string("post ") + static_cast<char>('a' + i);
    scenario.posts.push_back(site);
  }
  for (std::uint32_t i = 0; i < kPosts; ++i)
    for (std::uint32_t j = i + 1; j < kPosts; ++j) {
      Link link;
      link.a = PostId{i};
      link.b = PostId{j};
      link.latency_s = 0.0;  // going round costs nothing
      if (j != i + 1 || i == 5) link.outages = {{second(0), second(1000)}};
      scenario.links.push_back(link);
    }
  for (Link& link : scenario.links)
    if (link.outages.empty()) link.latency_s = 1.0;
  Network network(scenario, {1});
  EXPECT_EQ(network.arrival(post(0), post(5), second(10)), second(15));
  EXPECT_FALSE(network.arrival(post(0), post(6), second(10)));  // cut through
  EXPECT_EQ(network.arrival(post(8), post(6), second(10)), second(12));
  const auto usual = network.usual_way(PostId{0}, PostId{8});
  ASSERT_EQ(usual.size(), 1u);
}

TEST(Ways, PlotsGoOnlyWhereTheyAreShared) {
  Scenario scenario = triangle();
  scenario.links[2].shares.plots = true;  // the slow one
  Network network(scenario, {1});
  EXPECT_EQ(network.arrival(radar(0), post(2), second(0), 3, Over::links_that_share_plots), second(5.1));
  EXPECT_EQ(network.arrival(radar(0), post(2), second(0), 3), second(2.1));
  EXPECT_FALSE(network.arrival(radar(0), post(1), second(0), 3, Over::links_that_share_plots));
  scenario.links[2].outages = {{second(10), second(20)}};
  Network out(scenario, {1});
  EXPECT_FALSE(out.arrival(radar(0), post(2), second(12), 3, Over::links_that_share_plots));
  EXPECT_EQ(out.arrival(radar(0), post(2), second(12), 3), second(14.1));
}

TEST(Ways, EveryLinkOnTheWayLosesItsShare) {
  Scenario scenario = triangle();
  scenario.links[0].loss = 0.2;
  scenario.links[1].loss = 0.5;
  Network network(scenario, {1});
  constexpr int n = 20'000;
  int got = 0;
  for (const bool there : arrivals(network, post(0), post(2), n)) got += there;
  EXPECT_NEAR(got, n * 0.4, 4.0 * std::sqrt(n * 0.4 * 0.6));
}

}  // namespace
}  // namespace cupola
