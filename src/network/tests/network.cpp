#include "network/network.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace cupola {
namespace {

constexpr Address post(std::uint32_t id) { return {AddressKind::post, id}; }
constexpr Address radar(std::uint32_t id) { return {AddressKind::radar, id}; }
constexpr Address fire_unit(std::uint32_t id) { return {AddressKind::fire_unit, id}; }
constexpr Address interceptor(std::uint32_t id) { return {AddressKind::interceptor, id}; }

Time second(double s) { return Time{} + Duration::seconds(s); }

/// Three posts with a radar and a fire unit each; the first two are linked.
Scenario three_posts() {
  Scenario scenario;
  scenario.internal_latency_s = 0.1;
  for (std::uint32_t i = 0; i < 3; ++i) {
    PostSite site;
    site.id = PostId{i};
    site.name = std::string("post ") + static_cast<char>('a' + i);
    scenario.posts.push_back(site);
    RadarSite radar_site;
    radar_site.id = RadarId{i};
    radar_site.post = PostId{i};
    scenario.radars.push_back(radar_site);
    FireUnitSite unit;
    unit.id = FireUnitId{i};
    unit.post = PostId{i};
    scenario.fire_units.push_back(unit);
  }
  Link link;
  link.a = PostId{0};
  link.b = PostId{1};
  link.latency_s = 2.0;
  scenario.links.push_back(link);
  return scenario;
}

/// Which of `n` messages arrive, one each second.
std::vector<bool> arrivals(Network& network, Address from, Address to, int n) {
  std::vector<bool> got;
  for (int i = 0; i < n; ++i) got.push_back(network.arrival(from, to, second(i)).has_value());
  return got;
}

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

/// Two posts, one link without delay.
Scenario two_posts() {
  Scenario scenario = three_posts();
  scenario.internal_latency_s = 0.0;
  scenario.links[0].latency_s = 0.0;
  scenario.links[0].message_bits = 1.0;
  scenario.links[0].report_bits = 2.0;
  return scenario;
}

TEST(Network, LatencyIsFixedAndSendingTimeAndJitter) {
  Scenario scenario = two_posts();
  scenario.links[0].latency_s = 0.5;
  scenario.links[0].bandwidth_bit_s = 2.0;
  Network network(scenario, {1});
  EXPECT_EQ(network.arrival(post(0), post(1), second(5)), second(6.0));       // 1 bit
  EXPECT_EQ(network.arrival(post(0), post(1), second(10), 3), second(13.5));  // 6 bits
  scenario.links[0].jitter_s = 2.0;
  Network uneven(scenario, {1});
  double sum = 0.0;
  constexpr int n = 4000;
  for (int i = 0; i < n; ++i) {
    const double late_s = (*uneven.arrival(post(0), post(1), second(10.0 * i)) - second(10.0 * i)).seconds();
    ASSERT_GE(late_s, 1.0);
    ASSERT_LE(late_s, 3.0);
    sum += late_s;
  }
  EXPECT_NEAR(sum / n, 2.0, 4.0 * (2.0 / std::sqrt(12.0)) / std::sqrt(double(n)));
}

/// M/D/1: the mean wait in units of the service time is rho / (2 (1 - rho)).
TEST(Network, MessagesQueueAsAtOneServerWithFixedService) {
  Scenario scenario = two_posts();
  scenario.links[0].bandwidth_bit_s = 1.0;  // one second each
  struct Case {
    double load, wait_s, tolerance_s;
  };
  for (const Case& c : {Case{0.5, 0.5, 0.02}, Case{0.8, 2.0, 0.15}}) {
    Network network(scenario, {1});
    double t_s = 0.0, waited_s = 0.0;
    constexpr int n = 100'000;
    for (int i = 0; i < n; ++i) {
      Draws draws({77}, 5, static_cast<std::uint64_t>(i));
      t_s += draws.exponential() / c.load;
      waited_s += (*network.arrival(post(0), post(1), second(t_s)) - second(t_s)).seconds() - 1.0;
    }
    EXPECT_NEAR(waited_s / n, c.wait_s, c.tolerance_s);
  }
}

TEST(Network, AnAcknowledgedMessageIsSentOneOverOneMinusPTimes) {
  Scenario scenario = two_posts();
  constexpr double kLoss = 0.3;
  constexpr int n = 20'000;
  scenario.links[0].loss = kLoss;
  scenario.links[0].repeats = 100;
  scenario.links[0].repeat_after_s = 1.0;
  Network network(scenario, {1});
  double times = 0.0;
  for (int i = 0; i < n; ++i) {
    const auto there = network.arrival(post(0), post(1), second(1000.0 * i));
    ASSERT_TRUE(there);
    times += 1.0 + (*there - second(1000.0 * i)).seconds();
  }
  const double sd = std::sqrt(kLoss) / (1.0 - kLoss);
  EXPECT_NEAR(times / n, 1.0 / (1.0 - kLoss), 4.0 * sd / std::sqrt(double(n)));
}

TEST(Network, RepetitionEnds) {
  Scenario scenario = two_posts();
  constexpr int n = 20'000;
  scenario.links[0].loss = 0.5;
  scenario.links[0].repeats = 2;
  Network network(scenario, {1});
  int lost = 0;
  for (const bool got : arrivals(network, post(0), post(1), n)) lost += !got;
  EXPECT_NEAR(lost, n * 0.125, 4.0 * std::sqrt(n * 0.125 * 0.875));
}

TEST(Network, ANetGivesEachItsSlots) {
  Scenario scenario = two_posts();
  scenario.links[0].latency_s = 0.25;
  scenario.links[0].chance_interval_s = 12.0 / 128.0;  // 128 own slots in a cycle of 12 s
  Network network(scenario, {1});
  double wait_s = 0.0;
  constexpr int n = 20'000;
  for (int i = 0; i < n; ++i) {
    Draws draws({77}, 6, static_cast<std::uint64_t>(i));
    const Time sent = second(10.0 * i + draws.uniform());
    wait_s += (*network.arrival(post(0), post(1), sent) - sent).seconds() - 0.25;
  }
  // On the mean half an interval until the next own slot.
  EXPECT_NEAR(wait_s / n, 0.5 * 12.0 / 128.0, 4.0 * (12.0 / 128.0 / std::sqrt(12.0)) / std::sqrt(double(n)));
  // Capacity: 128 reports take 127 intervals more than one.
  const Time sent = second(1e6);
  const double one_s = (*network.arrival(post(0), post(1), sent, 1) - sent).seconds();
  const Time later = sent + Duration::seconds(120.0);
  const double many_s = (*network.arrival(post(0), post(1), later, 128) - later).seconds();
  EXPECT_NEAR(many_s - one_s, 127.0 * 12.0 / 128.0, 12.0 / 128.0);
}

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

TEST(Jamming, TakesLossAndCapacityWhileItLasts) {
  Scenario scenario = two_posts();
  scenario.links[0].bandwidth_bit_s = 1.0;
  LinkJamming jamming;
  jamming.from = second(100);
  jamming.until = second(200);
  jamming.loss = 0.0;
  jamming.capacity = 0.25;
  scenario.links[0].jamming = {jamming};
  Network network(scenario, {1});
  EXPECT_EQ(network.arrival(post(0), post(1), second(50)), second(51));
  EXPECT_EQ(network.arrival(post(0), post(1), second(150)), second(154));
  EXPECT_EQ(network.arrival(post(0), post(1), second(200)), second(201));
  scenario.links[0].jamming[0].loss = 1.0;
  Network deaf(scenario, {1});
  EXPECT_FALSE(deaf.arrival(post(0), post(1), second(150)));
  EXPECT_TRUE(deaf.arrival(post(0), post(1), second(250)));
}

TEST(Jamming, LastsAsLongAsItsJammer) {
  Scenario scenario = two_posts();
  Platform jammer;
  jammer.id = PlatformId{0};
  jammer.path.add_knot(second(0), {});
  jammer.path.add_knot(second(1000), {});
  jammer.jams = {{second(100), second(300)}};
  scenario.platforms = {jammer};
  LinkJamming jamming;
  jamming.by = {jammer.id};
  jamming.loss = 1.0;
  scenario.links[0].jamming = {jamming};
  Network network(scenario, {1});
  EXPECT_TRUE(network.arrival(post(0), post(1), second(50)));
  EXPECT_FALSE(network.arrival(post(0), post(1), second(150)));
  network.gone(jammer.id, second(180));
  EXPECT_FALSE(network.arrival(post(0), post(1), second(170)));
  EXPECT_TRUE(network.arrival(post(0), post(1), second(190)));
}

}  // namespace
}  // namespace cupola
