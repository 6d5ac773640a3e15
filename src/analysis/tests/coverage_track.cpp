#include "analysis/coverage_track.hpp"

#include <gtest/gtest.h>

#include "tracking/track_life.hpp"

namespace cupola {
namespace {

TEST(InitiationProbability, of_one_window_is_binomial) {
  EXPECT_NEAR(initiation_probability(0.5, 2, 3, 3), 0.5, 1e-12);
  EXPECT_NEAR(initiation_probability(0.5, 3, 4, 4), 0.3125, 1e-12);
  EXPECT_NEAR(initiation_probability(0.9, 2, 3, 3), 0.972, 1e-12);
  EXPECT_NEAR(initiation_probability(0.9, 3, 5, 5), 0.99144, 1e-12);
  EXPECT_NEAR(initiation_probability(0.9, 4, 5, 5), 0.91854, 1e-12);
  EXPECT_NEAR(initiation_probability(1e-3, 3, 5, 5), 9.985e-9, 1e-12);
}

TEST(InitiationProbability, grows_as_the_window_slides) {
  EXPECT_NEAR(initiation_probability(0.7, 3, 5, 3), 0.343, 1e-12);
  EXPECT_NEAR(initiation_probability(0.7, 3, 5, 5), 0.8369, 5e-5);
  EXPECT_NEAR(initiation_probability(0.7, 3, 5, 8), 0.9537, 5e-5);
  EXPECT_NEAR(initiation_probability(0.7, 3, 5, 12), 0.9938, 5e-5);
}

/// Every history of looks, played by the tracker's own rule.
TEST(InitiationProbability, agrees_with_the_rule_of_tracks) {
  constexpr int kLooks = 9;
  constexpr double p = 0.37;
  const LifeRule rule{2, 3, 4};
  double sum = 0.0;
  for (std::uint32_t outcome = 0; outcome < 1u << kLooks; ++outcome) {
    double weight = 1.0;
    bool firm = false;
    std::uint32_t history = 0;
    for (int i = 0; i < kLooks; ++i) {
      const bool hit = (outcome >> i & 1u) != 0;
      weight *= hit ? p : 1.0 - p;
      history = history << 1 | (hit ? 1u : 0u);
      firm = firm || rule.firm(history);
    }
    if (firm) sum += weight;
  }
  EXPECT_NEAR(initiation_probability(p, 2, 3, kLooks), sum, 1e-12);
}

TEST(AtLeastOnce, is_one_less_never) {
  EXPECT_NEAR(at_least_once(0.3, 4), 1.0 - 0.7 * 0.7 * 0.7 * 0.7, 1e-15);
  EXPECT_EQ(at_least_once(0.3, 0), 0.0);
}

}  // namespace
}  // namespace cupola
