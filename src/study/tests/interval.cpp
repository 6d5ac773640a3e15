#include "study/interval.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cupola {
namespace {

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
  const double values[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  const Interval i = mean_interval(values, 10);
  EXPECT_DOUBLE_EQ(i.estimate, 5.5);
  EXPECT_NEAR(i.high - i.estimate, 2.262157 * 3.02765 / std::sqrt(10.0), 1e-5);
}

TEST(MeanInterval, one_value_says_nothing) {
  const double value = 3.0;
  EXPECT_TRUE(std::isinf(mean_interval(&value, 1).high));
}

}  // namespace
}  // namespace cupola
