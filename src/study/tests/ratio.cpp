#include "study/ratio.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/random.hpp"

namespace cupola {
namespace {

struct Pair {
  double x, y;
};

JointMoments moments_of(const std::vector<Pair>& pairs) {
  JointMoments moments;
  for (const auto& [x, y] : pairs) moments.add(x, y);
  return moments;
}

const std::vector<Pair> kPairs = {{4, 9}, {6, 11}, {5, 14}, {9, 15}, {3, 8}, {7, 10}};

TEST(JointMoments, are_those_of_the_textbook) {
  const JointMoments m = moments_of(kPairs);
  EXPECT_EQ(m.count, 6u);
  EXPECT_NEAR(m.mean_x, 34.0 / 6.0, 1e-12);
  EXPECT_NEAR(m.mean_y, 67.0 / 6.0, 1e-12);
  EXPECT_NEAR(m.xx, 216.0 - 34.0 * 34.0 / 6.0, 1e-12);
  EXPECT_NEAR(m.yy, 787.0 - 67.0 * 67.0 / 6.0, 1e-12);
  EXPECT_NEAR(m.xy, 401.0 - 34.0 * 67.0 / 6.0, 1e-12);
}

/// Not 2.05, the mean of the six ratios.
TEST(RatioOfMeans, is_no_mean_of_ratios) {
  EXPECT_NEAR(ratio_of_means(moments_of(kPairs))->estimate, 67.0 / 34.0, 1e-12);
}

/// What defines it: at its ends Student's interval of mean(y - r x) just touches 0.
TEST(RatioOfMeans, ends_where_students_test_does) {
  const Interval ratio = *ratio_of_means(moments_of(kPairs));
  const auto difference = [](double r) {
    Moments m;
    for (const auto& [x, y] : kPairs) m.add(y - r * x);
    return mean_interval(m);
  };
  EXPECT_NEAR(difference(ratio.low).low, 0.0, 1e-9);
  EXPECT_NEAR(difference(ratio.high).high, 0.0, 1e-9);
  EXPECT_LT(ratio.low, ratio.estimate);
  EXPECT_GT(ratio.high, ratio.estimate);
}

/// A denominator without spread: Student's interval of the numerator over it.
TEST(RatioOfMeans, over_a_fixed_number_is_students) {
  JointMoments pairs;
  Moments alone;
  for (const auto& [x, y] : kPairs) {
    pairs.add(4.0, y);
    alone.add(y);
  }
  const Interval ratio = *ratio_of_means(pairs), student = mean_interval(alone);
  EXPECT_NEAR(ratio.low, student.low / 4.0, 1e-12);
  EXPECT_NEAR(ratio.high, student.high / 4.0, 1e-12);
}

/// One kill in five replicates: the mean may be 0, so no ratio is too large; and Student's test still draws the
/// lower end.
TEST(RatioOfMeans, has_no_upper_end_where_the_denominator_may_be_nothing) {
  const std::vector<Pair> rare = {{0, 8}, {0, 10}, {5, 9}, {0, 11}, {0, 8}};
  const Interval ratio = *ratio_of_means(moments_of(rare));
  EXPECT_DOUBLE_EQ(ratio.estimate, 9.2);
  EXPECT_TRUE(std::isinf(ratio.high));
  EXPECT_GT(ratio.low, 0.0);
  Moments at_end;
  for (const auto& [x, y] : rare) at_end.add(y - ratio.low * x);
  EXPECT_NEAR(mean_interval(at_end).low, 0.0, 1e-9);
}

/// Neither is told apart from 0.
TEST(RatioOfMeans, may_be_anything_where_both_may_be_nothing) {
  const Interval ratio = *ratio_of_means(moments_of({{0, 0}, {5, 0}, {0, 4}, {0, 0}}));
  EXPECT_EQ(ratio.low, 0.0);
  EXPECT_TRUE(std::isinf(ratio.high));
}

TEST(RatioOfMeans, claims_nothing_of_what_has_no_spread) {
  EXPECT_FALSE(ratio_of_means(moments_of({{2, 3}})));
  EXPECT_FALSE(ratio_of_means(moments_of({{2, 3}, {2, 3}, {2, 3}})));
  EXPECT_FALSE(ratio_of_means(moments_of({{0, 3}, {0, 4}})));
}

/// Two thousand times thirty pairs, skewed (exponential parts) and correlated (a common part), ratio 1.5: 95 % of the
/// intervals hold it, but for what skewness takes from Student (three standard deviations of the count: 0.015).
TEST(RatioOfMeans, covers_as_it_says) {
  constexpr int kExperiments = 2000, kReplicates = 30;
  int held = 0, wrong_mean = 0;
  for (int experiment = 0; experiment < kExperiments; ++experiment) {
    JointMoments pairs;
    Moments ratios;
    for (int replicate = 0; replicate < kReplicates; ++replicate) {
      Draws draws(ReplicateKey::of(std::uint64_t(experiment), std::uint64_t(replicate)),
                  stream_key(Purpose::kill, name_key("a ratio")), 0);
      const double common = draws.exponential(), x = 1.0 + common + draws.exponential(),
                   y = 1.5 + 1.5 * common + 1.5 * draws.exponential();
      pairs.add(x, y);
      ratios.add(y / x);
    }
    const Interval ratio = *ratio_of_means(pairs), mean_of_ratios = mean_interval(ratios);
    held += ratio.low <= 1.5 && 1.5 <= ratio.high;
    wrong_mean += mean_of_ratios.low <= 1.5 && 1.5 <= mean_of_ratios.high;
  }
  EXPECT_NEAR(held / double(kExperiments), 0.95, 0.015);
  EXPECT_LT(wrong_mean / double(kExperiments), 0.90);  // what the mean of ratios would have held
}

}  // namespace
}  // namespace cupola
