#include "study/quantile_interval.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/random.hpp"

namespace cupola {
namespace {

TEST(Quantile, is_linear_between_values) {
  const std::vector<double> values{1.0, 2.0, 4.0, 8.0};
  EXPECT_DOUBLE_EQ(sample_quantile(values, 0.0), 1.0);
  EXPECT_DOUBLE_EQ(sample_quantile(values, 0.5), 3.0);
  EXPECT_DOUBLE_EQ(sample_quantile(values, 1.0), 8.0);
  EXPECT_DOUBLE_EQ(sample_quantile({values.data(), 1}, 0.7), 1.0);
}

TEST(Quantile, of_few_values_has_no_end) {
  const std::vector<double> values{1.0, 2.0, 4.0};
  EXPECT_TRUE(std::isinf(quantile_interval(values, 0.5).low));
  EXPECT_TRUE(std::isinf(quantile_interval(values, 0.5).high));
}

// The 90 % quantile of 60 values, whatever their law: at least 95 % of 2000 experiments hold it, and not far more.
TEST(Quantile, covers_at_least_what_it_says) {
  int held = 0;
  constexpr int kExperiments = 2000;
  for (int experiment = 0; experiment < kExperiments; ++experiment) {
    Draws draws(ReplicateKey::of(11, static_cast<std::uint64_t>(experiment)),
                stream_key(Purpose::kill, name_key("values")), 0);
    std::vector<double> values;
    for (int i = 0; i < 60; ++i) values.push_back(draws.exponential());
    std::sort(values.begin(), values.end());
    const Interval i = quantile_interval(values, 0.9);
    held += i.low <= std::log(10.0) && std::log(10.0) <= i.high;
  }
  EXPECT_GT(held / double{kExperiments}, 0.95 - 0.015);
  EXPECT_LT(held / double{kExperiments}, 0.99);
}

}  // namespace
}  // namespace cupola
