#include "network/line.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "network/tests/posts.hpp"

namespace cupola {
namespace {

using namespace testing;

TEST(Line, LatencyIsFixedAndSendingTimeAndJitter) {
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
TEST(Line, MessagesQueueAsAtOneServerWithFixedService) {
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

TEST(Line, AnAcknowledgedMessageIsSentOneOverOneMinusPTimes) {
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

TEST(Line, RepetitionEnds) {
  Scenario scenario = two_posts();
  constexpr int n = 20'000;
  scenario.links[0].loss = 0.5;
  scenario.links[0].repeats = 2;
  Network network(scenario, {1});
  int lost = 0;
  for (const bool got : arrivals(network, post(0), post(1), n)) lost += !got;
  EXPECT_NEAR(lost, n * 0.125, 4.0 * std::sqrt(n * 0.125 * 0.875));
}

TEST(Line, ANetGivesEachItsSlots) {
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

/// What waits while the link is jammed and is sent afterwards is sent at full speed, and the other way round.
TEST(Jamming, CountsWhenTheMessageIsSentNotWhenItIsHandedOver) {
  Scenario scenario = two_posts();
  scenario.links[0].bandwidth_bit_s = 1.0;
  LinkJamming jamming;
  jamming.from = second(100);
  jamming.until = second(200);
  jamming.capacity = 0.25;
  scenario.links[0].jamming = {jamming};
  Network network(scenario, {1});
  EXPECT_EQ(network.arrival(post(0), post(1), second(99)), second(100));
  EXPECT_EQ(network.arrival(post(0), post(1), second(99.5)), second(104));
  EXPECT_EQ(network.arrival(post(0), post(1), second(199)), second(203));
  EXPECT_EQ(network.arrival(post(0), post(1), second(199.5)), second(204));
  scenario.links[0].jamming[0].loss = 1.0;
  Network deaf(scenario, {1});
  EXPECT_TRUE(deaf.arrival(post(0), post(1), second(99)));
  EXPECT_FALSE(deaf.arrival(post(0), post(1), second(99.5)));
}

/// A message that a relay gets in an hour does not free the line for those that are sent before.
TEST(Line, IsHeldByWhatIsOnItWhateverElseIsAhead) {
  Scenario scenario = two_posts();
  scenario.links[0].bandwidth_bit_s = 0.1;  // ten seconds each
  Link far = scenario.links[0];
  far.a = PostId{2};
  far.b = PostId{0};
  far.bandwidth_bit_s = 0.0;
  far.latency_s = 3600.0;
  scenario.links.push_back(far);
  Network network(scenario, {1});
  EXPECT_EQ(network.arrival(post(0), post(1), second(100)), second(110));
  EXPECT_EQ(network.arrival(post(2), post(1), second(101)), second(3711));
  EXPECT_EQ(network.arrival(post(0), post(1), second(105)), second(120));
  EXPECT_EQ(network.arrival(post(0), post(1), second(3700)), second(3721));
}

}  // namespace
}  // namespace cupola
