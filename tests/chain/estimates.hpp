#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

namespace cupola::testing {

/// One number from each replicate: replicates are independent, what happens within one need not be.
struct Sample {
  std::vector<double> values;

  void add(double value) { values.push_back(value); }
  double mean() const {
    double sum = 0.0;
    for (const double v : values) sum += v;
    return sum / static_cast<double>(values.size());
  }
  double standard_error() const {
    const double m = mean(), n = static_cast<double>(values.size());
    double sum = 0.0;
    for (const double v : values) sum += (v - m) * (v - m);
    return std::sqrt(sum / (n - 1.0) / n);
  }
};

/// Does the mean lie within so many of its own standard errors?
inline ::testing::AssertionResult mean_within(const Sample& sample, double expected, double sigmas) {
  const double off = sample.mean() - expected, se = sample.standard_error();
  const bool within = std::fabs(off) <= sigmas * se;
  return (within ? ::testing::AssertionSuccess() : ::testing::AssertionFailure())
         << "mean " << sample.mean() << ", standard error " << se << ", expected " << expected << ": off by "
         << (se > 0.0 ? off / se : off) << " of it";
}

/// P(at most k successes in n) and P(at least k), exactly.
struct BinomialTails {
  double at_most = 0.0, at_least = 0.0;
};

inline BinomialTails binomial_tails(std::uint64_t k, std::uint64_t n, double p) {
  if (p <= 0.0 || p >= 1.0) {
    const std::uint64_t sure = p <= 0.0 ? 0 : n;
    return {k >= sure ? 1.0 : 0.0, k <= sure ? 1.0 : 0.0};
  }
  BinomialTails tails;
  const double log_n = std::lgamma(static_cast<double>(n) + 1.0);
  for (std::uint64_t i = 0; i <= n; ++i) {
    const double x = static_cast<double>(i), rest = static_cast<double>(n - i);
    const double probability = std::exp(log_n - std::lgamma(x + 1.0) - std::lgamma(rest + 1.0) +
                                        x * std::log(p) + rest * std::log1p(-p));
    if (i <= k) tails.at_most += probability;
    if (i >= k) tails.at_least += probability;
  }
  return tails;
}

/// Could a count come from independent trials of this probability? The exact binomial takes the place of so
/// many standard errors, so that counts of none or few are judged rightly too.
inline ::testing::AssertionResult count_within(std::uint64_t count, std::uint64_t trials, double probability,
                                               double sigmas) {
  const double tail = 0.5 * std::erfc(sigmas / std::sqrt(2.0));
  const BinomialTails tails = binomial_tails(count, trials, probability);
  const bool within = tails.at_most >= tail && tails.at_least >= tail;
  return (within ? ::testing::AssertionSuccess() : ::testing::AssertionFailure())
         << count << " of " << trials << " (" << static_cast<double>(count) / static_cast<double>(trials)
         << "), expected " << probability << ": tails " << tails.at_most << " and " << tails.at_least;
}

}  // namespace cupola::testing
