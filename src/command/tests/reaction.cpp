#include "command/reaction.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace cupola {
namespace {

Figure stage(double low, double best, double high, Distribution distribution) {
  Figure f(best);
  f.low = low;
  f.high = high;
  f.distribution = distribution;
  f.reason = "for a test";
  return f;
}

Doctrine staged(Distribution distribution) {
  Doctrine d;
  d.reaction_time_s = 99.0;
  d.fire.reaction.decide_s = stage(2.0, 4.0, 10.0, distribution);
  d.fire.reaction.prepare_s = stage(3.0, 3.0, 3.0, Distribution::fixed);
  return d;
}

double drawn(const Doctrine& d, std::uint64_t engagement, std::uint64_t unit = 7) {
  return reaction_of(d, ReplicateKey::of(1, 2), unit, engagement);
}

TEST(Reaction, without_stages_it_is_the_reaction_time) {
  Doctrine d;
  d.reaction_time_s = 12.0;
  EXPECT_EQ(drawn(d, 0), 12.0);
  EXPECT_EQ(reaction_s(d), 12.0);
}

TEST(Reaction, constant_stages_add_up_exactly_and_take_the_place_of_the_reaction_time) {
  const Doctrine d = staged(Distribution::fixed);
  EXPECT_EQ(drawn(d, 0), 7.0);
  EXPECT_EQ(drawn(d, 1), 7.0);
  EXPECT_EQ(reaction_s(d), 7.0);
}

TEST(Reaction, all_four_constant_stages_count_once_each) {
  Doctrine d = staged(Distribution::fixed);
  d.fire.reaction.identify_s = stage(1.5, 1.5, 1.5, Distribution::fixed);
  d.fire.reaction.slew_s = stage(2.25, 2.25, 2.25, Distribution::fixed);
  EXPECT_EQ(drawn(d, 0), 1.5 + 4.0 + 2.25 + 3.0);
  EXPECT_EQ(reaction_s(d), 10.75);
  // Ends that are not fixed move only the stage that has them.
  d.fire.reaction.decide_s.distribution = Distribution::triangular;
  EXPECT_GE(drawn(d, 0), 10.75 - 2.0);
  EXPECT_LE(drawn(d, 0), 10.75 + 6.0);
  EXPECT_EQ(reaction_s(d), 10.75);
}

TEST(Reaction, a_fixed_stage_is_its_value_in_force_also_off_the_central_one) {
  Doctrine d = staged(Distribution::fixed);
  d.fire.reaction.decide_s.value = 10.0;  // as in mode `low`
  EXPECT_EQ(drawn(d, 0), 13.0);
}

TEST(Reaction, each_engagement_of_each_unit_has_its_own_draw) {
  const Doctrine d = staged(Distribution::triangular);
  EXPECT_EQ(drawn(d, 0), drawn(d, 0));
  EXPECT_NE(drawn(d, 0), drawn(d, 1));
  EXPECT_NE(drawn(d, 0), drawn(d, 0, 8));
  EXPECT_EQ(reaction_s(d), 7.0);  // plans are made with the central values
}

TEST(Reaction, triangular_stages_have_the_mean_of_the_triangle) {
  const Doctrine d = staged(Distribution::triangular);
  double sum = 0.0;
  constexpr int kMany = 20000;
  for (int i = 0; i < kMany; ++i) {
    const double s = drawn(d, std::uint64_t(i));
    EXPECT_GE(s, 5.0);
    EXPECT_LE(s, 13.0);
    sum += s;
  }
  EXPECT_NEAR(sum / kMany, 3.0 + 16.0 / 3.0, 4.0 * 1.7 / std::sqrt(double(kMany)));
}

TEST(Reaction, lognormal_stages_have_the_value_as_median_and_stay_between_the_ends) {
  const Doctrine d = staged(Distribution::lognormal);
  std::vector<double> all;
  for (int i = 0; i < 20001; ++i) all.push_back(drawn(d, std::uint64_t(i)) - 3.0);
  std::sort(all.begin(), all.end());
  EXPECT_NEAR(all[10000], 4.0, 0.05);
  EXPECT_GE(all.front(), 2.0);
  EXPECT_LE(all.back(), 10.0);
  // One standard deviation is a third of the way to each end, in the logarithm.
  EXPECT_NEAR(all[16827], 4.0 * std::cbrt(2.5), 0.1);
  EXPECT_NEAR(all[3173], 4.0 / std::cbrt(2.0), 0.1);
}

}  // namespace
}  // namespace cupola
