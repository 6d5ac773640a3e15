#include "study/interval.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/random.hpp"

namespace cupola {
namespace {

Moments moments_of(std::initializer_list<double> values) {
  Moments moments;
  for (const double value : values) moments.add(value);
  return moments;
}

// Brown, Cai & DasGupta's formula evaluated elsewhere: 0 of 100, 300 of 1000, 67 cruise missiles with 7
// through.
TEST(Wilson, equals_published_values) {
  EXPECT_NEAR(wilson(0, 100).high, 0.0370, 5e-5);
  EXPECT_NEAR(wilson(300, 1000).low, 0.2724, 5e-5);
  EXPECT_NEAR(wilson(300, 1000).high, 0.3291, 5e-5);
  EXPECT_NEAR(wilson(7, 67).low, 0.052, 5e-4);
  EXPECT_NEAR(wilson(7, 67).high, 0.200, 5e-4);
  EXPECT_NEAR(wilson(13, 13).low, 0.77, 5e-3);
}

TEST(Wilson, stays_inside_zero_and_one) {
  EXPECT_EQ(wilson(0, 5).low, 0.0);
  EXPECT_EQ(wilson(5, 5).high, 1.0);
  EXPECT_EQ(wilson(0, 0).high, 1.0);
}

TEST(MeanInterval, equals_a_worked_example) {
  // Ten values, mean 5.5, s = 3.02765; t(0.975, 9) = 2.262157.
  const Interval i = mean_interval(moments_of({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
  EXPECT_DOUBLE_EQ(i.estimate, 5.5);
  EXPECT_NEAR(i.high - i.estimate, 2.262157 * 3.02765 / std::sqrt(10.0), 1e-5);
}

TEST(MeanInterval, one_value_says_nothing) { EXPECT_TRUE(std::isinf(mean_interval(moments_of({3.0})).high)); }

TEST(BoundedMean, is_student_where_the_values_differ_inside_the_limits) {
  const Moments values = moments_of({0.2, 0.3, 0.25, 0.3, 0.2, 0.25});
  const Interval bounded = bounded_mean_interval(values, 0.0, 1.0), free = mean_interval(values);
  EXPECT_DOUBLE_EQ(bounded.low, free.low);
  EXPECT_DOUBLE_EQ(bounded.high, free.high);
}

TEST(BoundedMean, never_leaves_the_limits) {
  const Interval low = bounded_mean_interval(moments_of({0.0, 0.0, 0.5}), 0.0, 1.0);
  const Interval high = bounded_mean_interval(moments_of({24, 24, 12}), 0.0, 24.0);
  EXPECT_EQ(low.low, 0.0);
  EXPECT_EQ(high.high, 24.0);
}

// Ten replicates without a leak do not say that there is never one: as Wilson's 0 of 10, [0, 0.278].
TEST(BoundedMean, claims_no_certainty_where_all_values_are_the_same) {
  const Moments none = moments_of({0, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
                all = moments_of({1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
  EXPECT_NEAR(bounded_mean_interval(none, 0.0, 1.0).high, 0.2775, 1e-4);
  EXPECT_NEAR(bounded_mean_interval(all, 0.0, 1.0).low, 0.7225, 1e-4);
  EXPECT_NEAR(bounded_mean_interval(none, 0.0, 24.0).high, 24 * 0.2775, 1e-2);
  const Interval thirds = bounded_mean_interval(moments_of({8, 8, 8, 8}), 0.0, 24.0);
  EXPECT_LT(thirds.low, 8.0);
  EXPECT_GT(thirds.high, 8.0);
  EXPECT_EQ(thirds.estimate, 8.0);
}

TEST(BoundedMean, of_one_value_is_wide_and_of_none_is_everything) {
  const Interval one = bounded_mean_interval(moments_of({1.0}), 0.0, 1.0);
  EXPECT_NEAR(one.low, 0.2065, 1e-4);  // Wilson's 1 of 1
  EXPECT_EQ(one.high, 1.0);
  const Interval none = bounded_mean_interval({}, 0.0, 1.0);
  EXPECT_EQ(none.low, 0.0);
  EXPECT_EQ(none.high, 1.0);
}

// Shares of 24 hostiles that leak, each with 0.25: in 2000 experiments of 20 replicates, 95 % of the
// intervals hold the truth (three standard deviations of the count: 0.015).
TEST(BoundedMean, covers_as_it_says) {
  int held = 0;
  constexpr int kExperiments = 2000;
  for (int experiment = 0; experiment < kExperiments; ++experiment) {
    Moments values;
    for (int replicate = 0; replicate < 20; ++replicate) {
      Draws draws(ReplicateKey::of(std::uint64_t(experiment), std::uint64_t(replicate)),
                  stream_key(Purpose::kill, name_key("a hostile")), 0);
      int leaked = 0;
      for (int hostile = 0; hostile < 24; ++hostile) leaked += draws.uniform() < 0.25;
      values.add(leaked / 24.0);
    }
    const Interval i = bounded_mean_interval(values, 0.0, 1.0);
    held += i.low <= 0.25 && 0.25 <= i.high;
  }
  EXPECT_NEAR(held / double(kExperiments), 0.95, 0.015);
}

}  // namespace
}  // namespace cupola
