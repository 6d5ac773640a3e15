#include "tracking/track_score.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/tests/linear_congruence.hpp"

namespace cupola::testing {
namespace {

TEST(TrackScore, HasWaldsThresholds) {
  const ScoreRule rule = ScoreRule::of(0.01, 0.05, 1e-3);
  EXPECT_NEAR(rule.confirm, std::log(0.95 / 0.01), 1e-12);
  EXPECT_NEAR(rule.reject, std::log(0.05 / 0.99), 1e-12);
  EXPECT_NEAR(rule.fall, std::log(1000.0), 1e-12);
}

TEST(TrackScore, EndsWhereItFallsFromItsHighest) {
  const ScoreRule rule = ScoreRule::of(0.01, 0.05, 1e-3);
  TrackScore score;
  score.take(20.0);
  EXPECT_TRUE(score.is_firm(rule));
  score.take(-6.8);
  EXPECT_FALSE(score.is_over(rule, true));
  score.take(3.0);
  score.take(-3.2);
  EXPECT_TRUE(score.is_over(rule, true));
  EXPECT_FALSE(score.is_over(rule, false));
}

struct Ends {
  int firm = 0, over = 0;
};

/// Looks at a target, or at nothing: hits come with probability pd, or pf.
Ends play(const ScoreRule& rule, double p_hit, double pd, double pf, int runs) {
  LinearCongruence luck(3);
  Ends ends;
  for (int run = 0; run < runs; ++run) {
    TrackScore score;
    while (!score.is_firm(rule) && !score.is_over(rule, false)) {
      const bool hit = luck.uniform() < p_hit;
      score.take(std::log(hit ? pd / pf : (1.0 - pd) / (1.0 - pf)));
    }
    ends.firm += score.is_firm(rule);
    ends.over += score.is_over(rule, false);
  }
  return ends;
}

// Wald's bounds, alpha / (1 - beta) and beta / (1 - alpha), and that both errors add up to no more than both.
TEST(TrackScore, ErrsNoMoreOftenThanItIsTold) {
  constexpr int runs = 20'000;
  for (const auto& [alpha, beta] : {std::pair{0.05, 0.1}, {0.01, 0.05}, {0.2, 0.2}}) {
    const ScoreRule rule = ScoreRule::of(alpha, beta, 1e-3);
    const double false_share = play(rule, 0.3, 0.7, 0.3, runs).firm / double{runs};
    const double missed_share = play(rule, 0.7, 0.7, 0.3, runs).over / double{runs};
    std::printf("alpha %.2f: %.4f; beta %.2f: %.4f\n", alpha, false_share, beta, missed_share);
    EXPECT_LE(false_share, alpha);
    EXPECT_LE(missed_share, beta);
    EXPECT_GT(false_share, 0.2 * alpha);  // nor is it timid
    EXPECT_GT(missed_share, 0.2 * beta);
  }
}

}  // namespace
}  // namespace cupola::testing
