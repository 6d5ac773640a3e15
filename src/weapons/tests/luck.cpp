#include "weapons/luck.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cupola {
namespace {

TEST(Luck, FrequenciesAreTheProbabilities) {
  const int n = 20000;
  int works = 0, kills = 0;
  double sum_s = 0.0;
  for (int i = 0; i < n; ++i) {
    const ReplicateKey key = ReplicateKey::of(5, static_cast<std::uint64_t>(i));
    const RoundLuck luck = draw_round(key, "launcher", 2, 0.85);
    works += luck.reliable;
    sum_s += luck.fails_s;
    EXPECT_GT(luck.fails_s, 1.0);
    EXPECT_LT(luck.fails_s, 10.0);
    kills += draw_kill(key, "bomber", 0, 0.3);
  }
  EXPECT_NEAR(works / static_cast<double>(n), 0.85, 4.0 * std::sqrt(0.85 * 0.15 / n));
  EXPECT_NEAR(kills / static_cast<double>(n), 0.3, 4.0 * std::sqrt(0.3 * 0.7 / n));
  EXPECT_NEAR(sum_s / n, 5.5, 0.1);
}

TEST(Luck, ShotsAndNamesAreIndependent) {
  const int n = 20000;
  int both_shots = 0, both_names = 0;
  for (int i = 0; i < n; ++i) {
    const ReplicateKey key = ReplicateKey::of(9, static_cast<std::uint64_t>(i));
    const bool first = draw_kill(key, "bomber", 0, 0.5);
    both_shots += first && draw_kill(key, "bomber", 1, 0.5);
    both_names += first && draw_kill(key, "drone", 0, 0.5);
    EXPECT_EQ(first, draw_kill(key, "bomber", 0, 0.5));
  }
  EXPECT_NEAR(both_shots / static_cast<double>(n), 0.25, 0.013);
  EXPECT_NEAR(both_names / static_cast<double>(n), 0.25, 0.013);
}

TEST(Luck, CertaintyIsCertain) {
  for (std::uint32_t i = 0; i < 1000; ++i) {
    EXPECT_TRUE(draw_kill(ReplicateKey::of(1, i), "a", i, 1.0));
    EXPECT_FALSE(draw_kill(ReplicateKey::of(1, i), "a", i, 0.0));
  }
}

}  // namespace
}  // namespace cupola
