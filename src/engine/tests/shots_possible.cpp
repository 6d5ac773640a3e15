#include <gtest/gtest.h>

#include <algorithm>

#include "engine/plan.hpp"

namespace cupola::testing {
namespace {

Time at(double s) { return Time{} + Duration::seconds(s); }

TEST(ShotsPossible, NextIsLaunchedOnceTheOneBeforeIsKnown) {
  // Flights of 10 s, known 3 s after the meeting, every 2 s from 0 to 40.
  std::vector<ShotChance> chances;
  for (int i = 0; i <= 20; ++i) chances.push_back({at(2 * i), at(2 * i + 13)});
  EXPECT_EQ(shots_possible(chances, at(0)), 3u);   // 0, 14 (known 27), 28
  EXPECT_EQ(shots_possible(chances, at(1)), 3u);   // 2, 16 (known 29), 30
  EXPECT_EQ(shots_possible(chances, at(15)), 2u);  // 16, 30
  EXPECT_EQ(shots_possible(chances, at(40)), 1u);
  EXPECT_EQ(shots_possible(chances, at(41)), 0u);
  EXPECT_EQ(shots_possible({}, at(0)), 0u);
}

/// Against the best of all subsets, where meetings that come later may have been launched earlier.
TEST(ShotsPossible, IsTheMostThatAnyChoiceGives) {
  const double launches[] = {9, 1, 4, 12, 6, 15, 14, 20}, known[] = {11, 12, 13, 15, 17, 18, 21, 22};
  std::vector<ShotChance> chances;
  for (int i = 0; i < 8; ++i) chances.push_back({at(launches[i]), at(known[i])});
  for (int from = 0; from <= 21; ++from) {
    std::uint32_t most = 0;
    for (unsigned set = 0; set < 256; ++set) {
      Time ready = at(from);
      bool good = true;
      std::uint32_t shots = 0;
      for (std::size_t i = 0; i < 8; ++i) {
        if ((set >> i & 1u) == 0) continue;
        good &= chances[i].launch >= ready;
        ready = chances[i].known;
        ++shots;
      }
      if (good) most = std::max(most, shots);
    }
    EXPECT_EQ(shots_possible(chances, at(from)), most) << from;
  }
}

}  // namespace
}  // namespace cupola::testing
