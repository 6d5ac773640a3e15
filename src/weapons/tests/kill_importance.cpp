#include "weapons/kill_importance.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cupola {
namespace {

Scenario raid(int hostiles, double factor) {
  Scenario s;
  s.kill_importance = factor;
  for (int i = 0; i < hostiles + 1; ++i) {
    Platform p;
    p.id = PlatformId{static_cast<std::uint32_t>(i)};
    p.name = "platform " + std::to_string(i);
    p.side = i < hostiles ? Side::hostile : Side::neutral;
    s.platforms.push_back(p);
  }
  return s;
}

struct Estimate {
  double mean = 0.0, error = 0.0;
};

/// Of weight times what a play gives, and of the weight by itself.
template <class Play>
std::pair<Estimate, Estimate> estimates(const Scenario& s, const Play& play) {
  constexpr int kReplicates = 20000;
  double sum[2] = {}, squares[2] = {};
  for (int i = 0; i < kReplicates; ++i) {
    const ReplicateKey key = ReplicateKey::of(3, static_cast<std::uint64_t>(i));
    KillImportance importance(s, key);
    const double value = play(importance, key);
    const double w = importance.weight();
    EXPECT_GE(w, 0.0);
    EXPECT_LE(w, double(s.platforms.size()));
    for (const auto& [which, x] : {std::pair{0, w * value}, std::pair{1, w}}) {
      sum[which] += x;
      squares[which] += x * x;
    }
  }
  const auto made = [&](int which) {
    const double mean = sum[which] / kReplicates;
    return Estimate{mean, std::sqrt((squares[which] / kReplicates - mean * mean) / kReplicates)};
  };
  return {made(0), made(1)};
}

/// Shoot until it is dead, at most so often: the number of draws itself depends on luck.
bool lives(KillImportance& importance, ReplicateKey key, const Platform& p, double pk, int shots) {
  for (std::uint32_t shot = 0; shot < static_cast<std::uint32_t>(shots); ++shot)
    if (importance.draw(key, p, {shot, shot, 0.0}, pk)) return false;
  return true;
}

TEST(KillImportance, WeightedMeansAreTheTrueOnes) {
  const Scenario s = raid(3, 0.4);
  const auto [leakers, weight] = estimates(s, [&](KillImportance& importance, ReplicateKey key) {
    double alive = 0.0;
    for (int i = 0; i < 3; ++i) alive += lives(importance, key, s.platforms[std::size_t(i)], 0.9, 3);
    return alive;
  });
  EXPECT_NEAR(leakers.mean, 3e-3, 4.0 * leakers.error);
  EXPECT_LT(leakers.error, 0.25 * std::sqrt(3e-3 / 20000)) << "no gain over plain luck";
  EXPECT_NEAR(weight.mean, 1.0, 4.0 * weight.error);
}

/// The rounds of a salvo share draws, here at probabilities that differ.
TEST(KillImportance, HoldsForRoundsThatShareADraw) {
  const Scenario s = raid(2, 0.5);
  constexpr double kCommon = 0.36, kFirst = 0.8, kSecond = 0.7;
  const auto [both_miss, weight] = estimates(s, [&](KillImportance& importance, ReplicateKey key) {
    const bool first = importance.draw(key, s.platforms[0], {0, 0, kCommon}, kFirst);
    const bool second = importance.draw(key, s.platforms[0], {1, 0, kCommon}, kSecond);
    return !first && !second ? 1.0 : 0.0;
  });
  // Both take the shared draw with probability 0.36, and then both miss where the better one does.
  const double exact = kCommon * (1.0 - kFirst) + (1.0 - kCommon) * (1.0 - kFirst) * (1.0 - kSecond);
  EXPECT_NEAR(both_miss.mean, exact, 4.0 * both_miss.error);
  EXPECT_NEAR(weight.mean, 1.0, 4.0 * weight.error);
}

TEST(KillImportance, CountsNothingThatCannotHappen) {
  const Scenario s = raid(1, 0.5);
  const auto [alive, weight] = estimates(s, [&](KillImportance& importance, ReplicateKey key) {
    return lives(importance, key, s.platforms[0], 1.0, 1) ? 1.0 : 0.0;
  });
  EXPECT_EQ(alive.mean, 0.0);
  EXPECT_NEAR(weight.mean, 1.0, 4.0 * weight.error);
}

TEST(KillImportance, LeavesOthersAndPlainLuckAlone) {
  const Scenario plain = raid(2, 1.0), s = raid(2, 0.5);
  EXPECT_FALSE(KillImportance(plain, ReplicateKey::of(1, 1)).used());
  EXPECT_EQ(KillImportance(plain, ReplicateKey::of(1, 1)).weight(), 1.0);
  for (std::uint64_t i = 0; i < 500; ++i) {
    const ReplicateKey key = ReplicateKey::of(1, i);
    KillImportance importance(s, key);
    EXPECT_EQ(importance.draw(key, s.platforms[2], {0, 0, 0.0}, 0.6),
              draw_kill(key, s.platforms[2].name, {0, 0, 0.0}, 0.6));
    EXPECT_NEAR(importance.weight(), 1.0, 1e-12);
  }
}

}  // namespace
}  // namespace cupola
