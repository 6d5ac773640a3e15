// What is rare, by two ways of saving replicates, against the closed form and against plain luck (docs/rare-events.md).

#include <gtest/gtest.h>

#include <ctime>

#include "chain/saturation_raid.hpp"

namespace cupola {
namespace {

using namespace testing;

struct Rare {
  Sample any, leaked, last_shots, weight;
  double cpu_s = 0.0;
};

double cpu_time_s() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

Rare play_rare(const LayDown& l, double importance, std::uint64_t seed, std::uint64_t replicates) {
  Scenario s = l.scenario;
  s.kill_importance = importance;
  const auto plan = make_plan(std::move(s));
  Rare rare;
  const double begin_s = cpu_time_s();
  Listener listener;
  listener.take = [&](const ReplicateResult& r) {
    rare.any.add(r.weight * (r.leaked > 0));
    rare.leaked.add(r.weight * r.leaked);
    rare.last_shots.add(r.weight * (r.leaked + r.last_shots));
    rare.weight.add(r.weight);
  };
  play_series(*plan, seed, replicates, 1, listener);
  rare.cpu_s = (cpu_time_s() - begin_s) / static_cast<double>(replicates);
  return rare;
}

/// Two raiders, three shots at each one after the other, everything but the kill certain.
LayDown three_shots_at_each_of_two() { return raid_from_all_sides(2, 10, 1000, 3, 3.5 * engagement_s()); }

/// Variance times processor time, plain over this.
double gain(const Sample& plain, double plain_s, const Sample& other, double other_s) {
  const double p = plain.standard_error(), o = other.standard_error();
  const double n = static_cast<double>(plain.values.size()), m = static_cast<double>(other.values.size());
  return p * p * n * plain_s / (o * o * m * other_s);
}

TEST(RareEvents, BothWaysAreUnbiasedAndSaveReplicates) {
  const double q3 = std::pow(1.0 - kSaturationPk, 3.0), any = 1.0 - (1.0 - q3) * (1.0 - q3), mean = 2.0 * q3;
  const Rare plain = play_rare(three_shots_at_each_of_two(), 1.0, 31, 6000);
  const Rare weighted = play_rare(three_shots_at_each_of_two(), 0.4, 31, 6000);
  EXPECT_TRUE(mean_within(plain.any, any, 4.0));
  EXPECT_TRUE(mean_within(plain.leaked, mean, 4.0));
  EXPECT_TRUE(mean_within(plain.last_shots, mean, 4.0));
  EXPECT_TRUE(mean_within(weighted.any, any, 4.0));
  EXPECT_TRUE(mean_within(weighted.leaked, mean, 4.0));
  EXPECT_TRUE(mean_within(weighted.last_shots, mean, 4.0));
  EXPECT_TRUE(mean_within(weighted.weight, 1.0, 4.0));
  for (const double w : plain.weight.values) ASSERT_EQ(w, 1.0);

  const double by_shots = gain(plain.leaked, plain.cpu_s, plain.last_shots, plain.cpu_s);
  const double by_weights = gain(plain.any, plain.cpu_s, weighted.any, weighted.cpu_s);
  const double by_both = gain(plain.leaked, plain.cpu_s, weighted.last_shots, weighted.cpu_s);
  std::printf("P(a leaker) %.5f: plain %.5f +- %.5f, weighted %.5f +- %.5f: %.1f times\n", any,
              plain.any.mean(), plain.any.standard_error(), weighted.any.mean(),
              weighted.any.standard_error(), by_weights);
  std::printf(
      "leakers %.5f: plain %.5f +- %.5f, last shots %.5f +- %.5f: %.1f times; both %.5f +- %.5f: %.1f "
      "times\n",
      mean, plain.leaked.mean(), plain.leaked.standard_error(), plain.last_shots.mean(),
      plain.last_shots.standard_error(), by_shots, weighted.last_shots.mean(),
      weighted.last_shots.standard_error(), by_both);
  EXPECT_GT(by_shots, 2.0);
  EXPECT_GT(by_weights, 2.0);
}

/// Salvos of two whose rounds share their luck: two miss together with probability c q + (1 - c) q^2.
TEST(RareEvents, AreUnbiasedWhereRoundsFailTogether) {
  LayDown l = raid_from_all_sides(2, 10, 1000, 1, 1.5 * engagement_s());
  l.change_doctrines([](Doctrine& d) { d.salvo = 2; });
  l.change_weapons([](InterceptorType& w) { w.common_cause = 0.25; });
  const double q = 1.0 - kSaturationPk, mean = 2.0 * (0.25 * q + 0.75 * q * q);
  for (const double importance : {1.0, 0.5}) {
    const Rare rare = play_rare(l, importance, 32, 1500);
    EXPECT_TRUE(mean_within(rare.leaked, mean, 4.0)) << importance;
    EXPECT_TRUE(mean_within(rare.last_shots, mean, 4.0)) << importance;
    EXPECT_TRUE(mean_within(rare.weight, 1.0, 4.0)) << importance;
  }
}

/// Where channels are short, later shots follow shots that were taken for the last ones: the mean stays what it is.
TEST(RareEvents, StayUnbiasedWhereTheLastShotWasNotTheLast) {
  const LayDown l = raid_from_all_sides(10, 4, 1000, 3, 3.5 * engagement_s());
  const double mean = left_after(10, 4, 3);
  const Rare plain = play_rare(l, 1.0, 33, 500), weighted = play_rare(l, 0.6, 33, 1000);
  EXPECT_TRUE(mean_within(plain.last_shots, mean, 4.0));
  EXPECT_TRUE(mean_within(weighted.leaked, mean, 4.0));
  EXPECT_TRUE(mean_within(weighted.last_shots, mean, 4.0));
}

}  // namespace
}  // namespace cupola
