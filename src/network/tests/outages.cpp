#include "network/outages.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cupola {
namespace {

Time second(double s) { return Time{} + Duration::seconds(s); }

/// Up to a share of mttr / (mtbf + mttr) from the first moment on: 0.25 with 300 s and 100 s.
TEST(ChanceOutages, AreStationaryFromTheStart) {
  constexpr int n = 20'000;
  for (const double at_s : {0.0, 50.0, 1000.0}) {
    int out = 0;
    for (int i = 0; i < n; ++i) {
      ChanceOutages outages(300.0, 100.0, {static_cast<std::uint64_t>(i)}, 9, second(0));
      out += outages.out(second(at_s), second(at_s));
    }
    EXPECT_NEAR(out, n * 0.25, 4.0 * std::sqrt(n * 0.25 * 0.75)) << at_s;
  }
}

TEST(ChanceOutages, TakeTheirShareOfALongTime) {
  ChanceOutages outages(300.0, 100.0, {5}, 9, second(0));
  int out = 0, begun = 0;
  bool before = false;
  constexpr int kSteps = 2'000'000;
  for (int i = 0; i < kSteps; ++i) {
    if (i % 50'000 == 0) outages = ChanceOutages(300.0, 100.0, {static_cast<std::uint64_t>(i)}, 9, second(i));
    const bool now = outages.out(second(i), second(i));
    out += now;
    begun += now && !before;
    before = now;
  }
  // 5000 cycles; the share of a cycle has a standard deviation of about 0.27.
  EXPECT_NEAR(out / double(kSteps), 0.25, 4.0 * 0.27 / std::sqrt(kSteps / 400.0));
  EXPECT_NEAR(begun, kSteps / 400.0, 5.0 * std::sqrt(kSteps / 400.0));
}

TEST(ChanceOutages, WithoutAMeanTimeThereAreNone) {
  ChanceOutages never;
  EXPECT_FALSE(never.out(second(0), second(1e9)));
}

TEST(ChanceOutages, ShorterThanAMessageTheyStillStopIt) {
  ChanceOutages outages(10.0, 0.001, {3}, 9, second(0));
  EXPECT_TRUE(outages.out(second(0), second(1000)));
}

}  // namespace
}  // namespace cupola
