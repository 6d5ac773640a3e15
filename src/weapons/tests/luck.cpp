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
    kills += draw_kill(key, "bomber", {0}, 0.3);
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
    const bool first = draw_kill(key, "bomber", {0}, 0.5);
    both_shots += first && draw_kill(key, "bomber", {1}, 0.5);
    both_names += first && draw_kill(key, "drone", {0}, 0.5);
    EXPECT_EQ(first, draw_kill(key, "bomber", {0}, 0.5));
  }
  EXPECT_NEAR(both_shots / static_cast<double>(n), 0.25, 0.013);
  EXPECT_NEAR(both_names / static_cast<double>(n), 0.25, 0.013);
}

TEST(Luck, CertaintyIsCertain) {
  for (std::uint32_t i = 0; i < 1000; ++i) {
    EXPECT_TRUE(draw_kill(ReplicateKey::of(1, i), "a", {i}, 1.0));
    EXPECT_FALSE(draw_kill(ReplicateKey::of(1, i), "a", {i}, 0.0));
  }
}

TEST(CommonCause, NoneOfItGivesTheSameBits) {
  for (std::uint32_t i = 0; i < 1000; ++i) {
    const ReplicateKey key = ReplicateKey::of(3, i);
    const double luck = Draws(key, stream_key(Purpose::kill, name_key("bomber")), i % 4).uniform();
    EXPECT_EQ(draw_kill(key, "bomber", {i % 4, i % 2, 0.0}, 0.6), luck < 0.6);
  }
}

/// Two rounds of a salvo, and one of the next: each kills as often as it should, and only those of one salvo know of
/// each other: both miss with rho q + (1 - rho) q^2.
TEST(CommonCause, CorrelatesTheRoundsOfASalvoAndNoOthers) {
  const int n = 40000;
  const double p = 0.7, q = 1.0 - p, rho = 0.4;
  int missed[3] = {}, both = 0, across = 0, all_shared = 0;
  for (int i = 0; i < n; ++i) {
    const ReplicateKey key = ReplicateKey::of(11, static_cast<std::uint64_t>(i));
    const bool miss[] = {!draw_kill(key, "bomber", {0, 0, rho}, p), !draw_kill(key, "bomber", {1, 0, rho}, p),
                         !draw_kill(key, "bomber", {2, 1, rho}, p)};
    for (int shot = 0; shot < 3; ++shot) missed[shot] += miss[shot];
    both += miss[0] && miss[1];
    across += miss[1] && miss[2];
    all_shared += draw_kill(key, "bomber", {0, 0, 1.0}, p) != draw_kill(key, "bomber", {1, 0, 1.0}, p);
  }
  const auto near = [n](int count, double share) {
    EXPECT_NEAR(count / static_cast<double>(n), share, 4.0 * std::sqrt(share * (1.0 - share) / n));
  };
  for (const int count : missed) near(count, q);
  near(both, rho * q + (1.0 - rho) * q * q);
  near(across, q * q);
  EXPECT_EQ(all_shared, 0);
}

}  // namespace
}  // namespace cupola
