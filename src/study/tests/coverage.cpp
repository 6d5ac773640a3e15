// How often intervals hold the truth: the experiments that decided which of them are used, with fixed seeds.

#include <gtest/gtest.h>

#include <cmath>

#include "core/random.hpp"
#include "study/conduct.hpp"
#include "study/interval.hpp"

namespace cupola {
namespace {

constexpr double kZ = 1.959963984540054;

/// The interval that is not used: p +- z s.
Interval wald(std::uint64_t successes, std::uint64_t trials) {
  const double n = static_cast<double>(trials), p = static_cast<double>(successes) / n;
  const double half = kZ * std::sqrt(p * (1.0 - p) / n);
  return {p, p - half, p + half};
}

bool holds(const Interval& interval, double truth) { return interval.low <= truth && truth <= interval.high; }

/// Exactly: the probability of every count whose interval holds the truth.
template <class Law>
double coverage(Law law, std::uint64_t trials, double p) {
  double covered = 0.0;
  for (std::uint64_t k = 0; k <= trials; ++k) {
    const double n = static_cast<double>(trials), hits = static_cast<double>(k);
    const double ln = std::lgamma(n + 1) - std::lgamma(hits + 1) - std::lgamma(n - hits + 1) +
                      hits * std::log(p) + (n - hits) * std::log1p(-p);
    if (holds(law(k, trials), p)) covered += std::exp(ln);
  }
  return covered;
}

Interval wilson_95(std::uint64_t successes, std::uint64_t trials) { return wilson(successes, trials); }

// Brown, Cai & DasGupta (2001): Wald's covers far less than it says where successes are rare.
TEST(Coverage, of_fifty_trials_with_two_in_a_hundred_is_wilsons_not_walds) {
  EXPECT_NEAR(coverage(wilson_95, 50, 0.02), 0.922, 0.0005);
  EXPECT_NEAR(coverage(wald, 50, 0.02), 0.635, 0.0005);
}

/// Draws of one experiment.
Draws draws_of(const char* what, std::uint64_t experiment) {
  return {ReplicateKey::of(1, experiment), stream_key(Purpose::parameter, name_key(what)), 0};
}

/// Stops as a study does; whether the last interval holds the truth.
template <class Law>
bool stopped_holds(Law law, double p, double half_width, std::uint64_t experiment) {
  Draws draws = draws_of("sequential", experiment);
  std::uint64_t hits = 0, n = 0;
  for (;;) {
    hits += draws.uniform() < p;
    if (++n < kLookFrom || n % kLookEvery != 0) continue;
    const Interval now = law(hits, n);
    if (now.high - now.low <= 2.0 * half_width) return holds(now, p);
  }
}

template <class Law>
double stopped_coverage(Law law, double p, double half_width) {
  constexpr int kExperiments = 4000;
  int held = 0;
  for (int e = 0; e < kExperiments; ++e)
    held += stopped_holds(law, p, half_width, static_cast<std::uint64_t>(e));
  return held / double(kExperiments);
}

// Looking again and again and stopping when sure enough costs nothing of what the interval says: three standard deviations
// of 4000 experiments are 0.010. Wald's stops at the first look where nothing or hardly anything has happened.
TEST(Coverage, of_sequential_stopping_is_what_it_says_with_wilson) {
  EXPECT_NEAR(stopped_coverage(wilson_95, 0.02, 0.02), 0.974, 0.010);
  EXPECT_NEAR(stopped_coverage(wilson_95, 0.1, 0.02), 0.947, 0.010);
  EXPECT_NEAR(stopped_coverage(wilson_95, 0.5, 0.02), 0.951, 0.010);
}

TEST(Coverage, of_sequential_stopping_would_not_be_with_wald) {
  EXPECT_LT(stopped_coverage(wald, 0.02, 0.02), 0.90);
}

/// Leakers among 24 hostiles of each of 200 replicates, in which one radar is up for all of them or for none.
struct SharedRadar {
  static constexpr int kReplicates = 200, kHostiles = 24;
  static constexpr double kUp = 0.9, kKill = 0.75, kLeakage = 1.0 - kUp * kKill;

  Moments shares;
  std::uint64_t leaked = 0;

  explicit SharedRadar(std::uint64_t experiment) {
    Draws draws = draws_of("shared radar", experiment);
    for (int r = 0; r < kReplicates; ++r) {
      const bool up = draws.uniform() < kUp;
      int through = 0;
      for (int h = 0; h < kHostiles; ++h) through += !(up && draws.uniform() < kKill);
      shares.add(through / double(kHostiles));
      leaked += static_cast<std::uint64_t>(through);
    }
  }
};

// The replicate is the sampling unit: hostiles of one replicate share its luck, and taking each for a trial of its own
// claims a width of sqrt(p (1 - p) / m n), too small by a factor r. It covers 2 Phi(1.96 r) - 1.
TEST(Coverage, of_pooled_hostiles_is_far_less_than_it_says_and_of_replicates_is_not) {
  constexpr int kExperiments = 2000;
  int pooled = 0, by_replicate = 0;
  for (int e = 0; e < kExperiments; ++e) {
    const SharedRadar s(static_cast<std::uint64_t>(e));
    pooled += holds(wilson(s.leaked, std::uint64_t{s.kReplicates} * s.kHostiles), s.kLeakage);
    by_replicate += holds(bounded_mean_interval(s.shares, 0.0, 1.0), s.kLeakage);
  }
  using S = SharedRadar;
  const double within = S::kUp * S::kKill * (1.0 - S::kKill) / S::kHostiles,
               between = S::kUp * (1.0 - S::kUp) * S::kKill * S::kKill,
               claimed = S::kLeakage * (1.0 - S::kLeakage) / S::kHostiles;
  const double r = std::sqrt(claimed / (within + between));
  const double expected = std::erf(kZ * r / std::sqrt(2.0));
  EXPECT_NEAR(expected, 0.565, 0.001);
  EXPECT_NEAR(pooled / double(kExperiments), expected, 0.035);
  EXPECT_NEAR(by_replicate / double(kExperiments), 0.95, 0.015);
}

}  // namespace
}  // namespace cupola
