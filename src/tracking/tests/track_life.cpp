#include "tracking/track_life.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>

namespace cupola {
namespace {

/// Is a window of `looks` anywhere among the `n` looks of `pattern` (oldest in bit 0) that holds `hits`
/// plots?
bool any_window(std::uint32_t pattern, int n, int hits, int looks) {
  for (int from = 0; from < n; ++from) {
    const std::uint32_t window = (looks >= 32 ? UINT32_MAX : (1u << looks) - 1u) << from;
    if (std::popcount(pattern & window & ((1u << n) - 1u)) >= hits) return true;
  }
  return false;
}

/// Plays one target's looks through the rule: each plot goes to the tentative track, or starts one.
bool becomes_firm(std::uint32_t pattern, int n, const LifeRule& rule) {
  bool tentative = false;
  std::uint32_t history = 0;
  int misses_in_row = 0;
  for (int i = 0; i < n; ++i) {
    const bool hit = pattern >> i & 1u;
    if (!tentative) {
      if (!hit) continue;
      tentative = true;
      history = 0;
    }
    history = history << 1 | (hit ? 1u : 0u);
    misses_in_row = hit ? 0 : misses_in_row + 1;
    if (rule.firm(history)) return true;
    if (rule.hopeless(misses_in_row)) tentative = false;
  }
  return false;
}

TEST(TrackLife, GivesUpATentativeTrackOnlyWhereNoWindowCanBeFilled) {
  // Every pattern of 12 looks: the rule with its giving up is exactly the sliding window.
  const int rules[][2] = {{2, 2}, {2, 3}, {3, 4}, {3, 5}, {4, 5}, {1, 1}, {4, 8}};
  for (const auto& [hits, looks] : rules)
    for (std::uint32_t pattern = 0; pattern < 1u << 12; ++pattern)
      EXPECT_EQ(becomes_firm(pattern, 12, {hits, looks, 4}), any_window(pattern, 12, hits, looks));
}

TEST(TrackLife, InitiationHasTheProbabilitiesOfTheBinomial) {
  struct Case {
    int hits, looks;
    double pd, probability;
  };
  const Case cases[] = {{2, 3, 0.5, 0.5},   {3, 4, 0.5, 0.3125}, {3, 5, 0.5, 0.5},     {4, 5, 0.5, 0.1875},
                        {2, 3, 0.9, 0.972}, {3, 4, 0.9, 0.9477}, {3, 5, 0.9, 0.99144}, {4, 5, 0.9, 0.91854}};
  for (const Case& c : cases) {
    double sum = 0.0;
    for (std::uint32_t pattern = 0; pattern < 1u << c.looks; ++pattern) {
      const int hits = std::popcount(pattern);
      if (becomes_firm(pattern, c.looks, {c.hits, c.looks, 4}))
        sum += std::pow(c.pd, hits) * std::pow(1.0 - c.pd, c.looks - hits);
    }
    EXPECT_NEAR(sum, c.probability, 1e-9);
  }
}

TEST(TrackLife, OnlyAChannelThatMetTheTrackSpeaks) {
  const LifeRule rule{2, 3, 4};
  EXPECT_FALSE(rule.speaks({}));
  EXPECT_TRUE(rule.speaks({Time{0}, Time{0}, 0}));
  EXPECT_TRUE(rule.speaks({Time{0}, Time{0}, 3}));
  EXPECT_FALSE(rule.speaks({Time{0}, Time{0}, 4}));
}

TEST(TrackLife, AChannelHasGivenUpAfterHalfTheMissesOrWhenItLooksElsewhere) {
  const LifeRule rule{2, 3, 4};
  const Time now{100'000'000'000};
  EXPECT_FALSE(rule.given_up({now, now - Duration::seconds(20), 1}, now, 10.0));
  EXPECT_TRUE(rule.given_up({now, now - Duration::seconds(20), 2}, now, 10.0));
  EXPECT_FALSE(rule.given_up({now, now - Duration::seconds(24), 0}, now, 10.0));
  EXPECT_TRUE(rule.given_up({now, now - Duration::seconds(26), 0}, now, 10.0));
}

}  // namespace
}  // namespace cupola
