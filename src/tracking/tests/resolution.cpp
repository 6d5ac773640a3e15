#include "tracking/resolution.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/tests/linear_congruence.hpp"
#include "tracking/tests/imm_scene.hpp"

namespace cupola::testing {
namespace {

constexpr double kSensor_m[2] = {1000.0, -2000.0};
constexpr Resolution kRadar{150.0, 0.0175};

Vector<2> vector(double x, double y) {
  Vector<2> v;
  v(0, 0) = x;
  v(1, 0) = y;
  return v;
}

/// The law itself, from ranges and azimuths.
double by_hand(const double* a, const double* b) {
  const auto range = [](const double* p) { return std::hypot(p[0] - kSensor_m[0], p[1] - kSensor_m[1]); };
  const auto azimuth = [](const double* p) { return std::atan2(p[0] - kSensor_m[0], p[1] - kSensor_m[1]); };
  const double r = (range(a) - range(b)) / kRadar.range_m, t = (azimuth(a) - azimuth(b)) / kRadar.azimuth_rad;
  return std::exp2(-(r * r + t * t));
}

TEST(Resolution, IsHalfWhereTargetsDifferByAsMuchInRangeOrInAzimuth) {
  const double at[2] = {1000.0, 78000.0};  // north of the sensor, at 80 km
  const Matrix<2, 2> spread = resolution_spread<2>(kRadar, kSensor_m, at);
  const Matrix<2, 2> known;
  EXPECT_NEAR(probability_unresolved(vector(0.0, 150.0), known, spread), 0.5, 1e-12);
  EXPECT_NEAR(probability_unresolved(vector(80e3 * 0.0175, 0.0), known, spread), 0.5, 1e-12);
  EXPECT_NEAR(probability_unresolved(vector(0.0, 0.0), known, spread), 1.0, 1e-12);
}

TEST(Resolution, FollowsTheLawInRangeAndAzimuth) {
  LinearCongruence luck(1);
  for (int i = 0; i < 100; ++i) {
    const double place = luck.in(0.0, 6.28);
    const double a[2] = {kSensor_m[0] + 90e3 * std::cos(place), kSensor_m[1] + 90e3 * std::sin(place)};
    const double east = luck.in(-300.0, 300.0), north = luck.in(-300.0, 300.0);
    const double b[2] = {a[0] + east, a[1] + north}, middle[2] = {a[0] + 0.5 * east, a[1] + 0.5 * north};
    const Matrix<2, 2> spread = resolution_spread<2>(kRadar, kSensor_m, middle);
    EXPECT_NEAR(probability_unresolved(vector(east, north), Matrix<2, 2>(), spread), by_hand(a, b), 1e-3);
  }
}

/// A difference that is known to within a covariance, against the mean over a million draws of it.
TEST(Resolution, AveragesOverWhatIsKnownOfTheDifference) {
  const double at[2] = {1000.0, 78000.0};
  const Matrix<2, 2> spread = resolution_spread<2>(kRadar, kSensor_m, at);
  Matrix<2, 2> known;
  known(0, 0) = 900.0 * 900.0;
  known(1, 1) = 120.0 * 120.0;
  LinearCongruence luck(2);
  double sum = 0.0;
  constexpr int kDraws = 400'000;
  for (int i = 0; i < kDraws; ++i) {
    const double east = 700.0 + 900.0 * normal(luck), north = 100.0 + 120.0 * normal(luck);
    const double t = east / (80e3 * 0.0175), r = north / 150.0;
    sum += std::exp2(-(r * r + t * t));
  }
  EXPECT_NEAR(probability_unresolved(vector(700.0, 100.0), known, spread), sum / kDraws, 2e-3);
}

TEST(Resolution, IsAsWideAcrossAsAlongWhereNoAzimuthIsTold) {
  const double at[2] = {50e3, 50e3};
  const Matrix<2, 2> spread = resolution_spread<2>({200.0, 0.0}, kSensor_m, at);
  EXPECT_EQ(spread(0, 1), 0.0);
  EXPECT_EQ(spread(0, 0), spread(1, 1));
  EXPECT_NEAR(probability_unresolved(vector(200.0, 0.0), Matrix<2, 2>(), spread), 0.5, 1e-12);
}

/// Over the ellipsoid: along the line of sight by the range, across it by the angle, whichever way.
TEST(Resolution, CountsHeightAsItCountsAzimuth) {
  const double sensor[3] = {6.378e6, 0.0, 0.0}, at[3] = {6.378e6 + 30e3, 40e3, 0.0};  // 50 km
  const Matrix<3, 3> spread = resolution_spread<3>(kRadar, sensor, at);
  const double across_m = 50e3 * kRadar.azimuth_rad;
  const double along[3] = {0.6, 0.8, 0.0}, aside[3] = {0.0, 0.0, 1.0}, above[3] = {-0.8, 0.6, 0.0};
  const auto unresolved = [&](const double* direction, double length_m) {
    Vector<3> d;
    for (int i = 0; i < 3; ++i) d(i, 0) = length_m * direction[i];
    return probability_unresolved(d, Matrix<3, 3>(), spread);
  };
  EXPECT_NEAR(unresolved(along, 150.0), 0.5, 1e-9);
  EXPECT_NEAR(unresolved(aside, across_m), 0.5, 1e-9);
  EXPECT_NEAR(unresolved(above, across_m), 0.5, 1e-9);
  EXPECT_LT(unresolved(along, across_m), 1e-6);
}

TEST(Resolution, KnowsTheDensityOfANormalDistribution) {
  Matrix<2, 2> c;
  c(0, 0) = 4.0;
  c(1, 1) = 9.0;
  c(0, 1) = c(1, 0) = 2.0;
  // det = 32; inverse = [9 -2; -2 4] / 32
  EXPECT_NEAR(normal_density(vector(1.0, -1.0), c),
              std::exp(-0.5 * (9.0 + 4.0 + 4.0) / 32.0) / (2.0 * math::kPi * std::sqrt(32.0)), 1e-14);
}

/// All that may have happened, drawn: how often does each target exist where one plot lies in the place asked
/// about?
TEST(Resolution, JudgesTwoTargetsAsTheyAreDrawn) {
  const double existence[2] = {0.9, 0.6}, in_place[3] = {0.3, 0.2, 0.35};  // by first, by second, by both
  constexpr double kSeen = 0.8, kFalse = 0.15, kUnresolved = 0.6;
  LinearCongruence luck(3);
  double seen = 0.0, exist[2] = {}, both = 0.0, merged = 0.0;
  for (int i = 0; i < 2'000'000; ++i) {
    const bool first = luck.uniform() < existence[0], second = luck.uniform() < existence[1];
    const bool one = luck.uniform() < kUnresolved && first && second;
    const bool hit = luck.uniform() < kSeen, other_hit = luck.uniform() < kSeen;
    const double where = luck.uniform(), other_where = luck.uniform();
    const bool false_there = luck.uniform() < kFalse;
    int plots = false_there, elsewhere = 0;
    bool by_both = false;
    const auto add = [&](bool is_hit, bool is_there) { is_hit ? (is_there ? ++plots : ++elsewhere) : 0; };
    if (one) {
      by_both = hit && where < in_place[2];
      add(hit, where < in_place[2]);
    } else {
      if (first) add(hit, where < in_place[0]);
      if (second) add(other_hit, other_where < in_place[1]);
    }
    if (plots != 1 || elsewhere != 0) continue;
    seen += 1.0;
    exist[0] += first;
    exist[1] += second;
    both += first && second;
    merged += by_both;
  }
  // Odds against "a false plot there": its weight over that of none.
  const double per_false = (1.0 - kFalse) / kFalse;
  const PairVerdict verdict = judge_pair({{existence[0], existence[1]},
                                          {kSeen * in_place[0] * per_false, kSeen * in_place[1] * per_false},
                                          kSeen * in_place[2] * per_false,
                                          1.0 - kSeen,
                                          kUnresolved});
  for (int i = 0; i < 2; ++i) {
    const double odds = existence[i] / (1.0 - existence[i]) * verdict.odds[i];
    EXPECT_NEAR(odds / (1.0 + odds), exist[i] / seen, 5e-3) << i;
  }
  EXPECT_NEAR(verdict.merged, merged / both, 5e-3);
}

TEST(Resolution, LeavesAMissAMissWhereAllIsResolved) {
  // The other target surely there, its plot surely its own.
  const PairVerdict verdict = judge_pair({{1.0, 0.9}, {1e9, 0.0}, 1e9, 0.1, 0.0});
  EXPECT_NEAR(verdict.odds[1], 0.1, 1e-9);
  EXPECT_EQ(verdict.merged, 0.0);
}

}  // namespace
}  // namespace cupola::testing
