#include "flight/height_profile.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace cupola {
namespace {

struct Measured {
  double under_m = 0.0, steepest_m_s = 0.0, sharpest_m_s2 = 0.0, mean_over_m = 0.0;
};

/// By differences of the spline itself, thirty times as fine as its knots.
Measured measure(const HeightProfile& profile, const std::vector<double>& floor_m, int fine) {
  Measured m;
  const double h_s = profile.step_s / 30.0,
               last_s = profile.step_s * static_cast<double>(profile.knots() - 1);
  for (double t = h_s; t < last_s - h_s; t += h_s) {
    const double a = profile.at_m(t - h_s), b = profile.at_m(t), c = profile.at_m(t + h_s);
    m.steepest_m_s = std::max(m.steepest_m_s, std::fabs(c - a) / (2.0 * h_s));
    m.sharpest_m_s2 = std::max(m.sharpest_m_s2, std::fabs(c - 2.0 * b + a) / (h_s * h_s));
  }
  for (std::size_t i = 0; i < floor_m.size(); ++i) {
    const double over_m = profile.at_m(static_cast<double>(i) / fine * profile.step_s) - floor_m[i];
    m.under_m = std::max(m.under_m, -over_m);
    m.mean_over_m += over_m / static_cast<double>(floor_m.size());
  }
  return m;
}

void expect_within(const Measured& m, const ProfileLimits& limits) {
  EXPECT_LE(m.under_m, 0.06);
  EXPECT_LE(m.steepest_m_s, limits.climb_m_s * (1.0 + 1e-6));
  EXPECT_LE(m.sharpest_m_s2, limits.acceleration_m_s2 * (1.0 + 1e-4));
}

TEST(HeightProfile, KeepsLimitsAndFloorOverRandomGround) {
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> part(0.0, 1.0);
  for (int round = 0; round < 60; ++round) {
    const ProfileLimits limits{10.0 + 200.0 * part(random), 5.0 + 40.0 * part(random)};
    const int fine = 1 + round % 5;
    const double step_s = std::min(std::sqrt(6.0 / limits.acceleration_m_s2), 0.2 * limits.pull_up_s());
    std::vector<double> floor_m;
    const double roughness_m = 300.0 * part(random) * part(random);
    double height_m = 1000.0;
    for (int i = 0; i <= 300 * fine; ++i) {
      height_m += roughness_m * (part(random) - 0.5) / std::sqrt(fine);
      if (part(random) < 0.01) height_m += 20.0 * roughness_m * (part(random) - 0.5);  // cliffs
      floor_m.push_back(height_m);
    }
    expect_within(measure(profile_above(floor_m, fine, step_s, limits), floor_m, fine), limits);
  }
}

TEST(HeightProfile, LiesOnGroundThatItCanFollow) {
  const ProfileLimits limits{100.0, 20.0};
  std::vector<double> slope_m, waves_m;
  for (int i = 0; i <= 400; ++i) {
    slope_m.push_back(500.0 + 40.0 * 0.5 * i);                   // 40 m/s of climb
    waves_m.push_back(800.0 + 200.0 * std::sin(0.2 * 0.5 * i));  // at most 40 m/s and 8 m/s2
  }
  EXPECT_NEAR(measure(profile_above(slope_m, 1, 0.5, limits), slope_m, 1).mean_over_m, 0.0, 0.5);
  const Measured over_waves = measure(profile_above(waves_m, 1, 0.5, limits), waves_m, 1);
  EXPECT_LE(over_waves.under_m, 0.06);
  EXPECT_LT(over_waves.mean_over_m, 1.0);
}

TEST(HeightProfile, IsLevelOverLevelGround) {
  const HeightProfile profile = profile_above(std::vector<double>(101, 345.25), 2, 0.4, {100.0, 20.0});
  EXPECT_EQ(profile.knots(), 51U);
  for (std::size_t k = 0; k < profile.knots(); ++k) {
    EXPECT_NEAR(profile.knot_m(k), 345.25, 1e-9);
    EXPECT_NEAR(profile.knot_climb_m_s(k), 0.0, 1e-9);
  }
}

/// Over one sharp top the parabola of the push-over is the lowest way; here at most twice as high above the
/// flanks, and back on the ground beyond.
TEST(HeightProfile, ComesDownBehindATop) {
  const ProfileLimits limits{100.0, 20.0};
  std::vector<double> floor_m;
  for (int i = -600; i <= 600; ++i) floor_m.push_back(1000.0 - 30.0 * 0.2 * std::abs(i));  // flanks of 30 m/s
  const HeightProfile profile = profile_above(floor_m, 1, 0.2, limits);
  expect_within(measure(profile, floor_m, 1), limits);
  EXPECT_NEAR(profile.knot_m(600), 1000.0, 2.0);
  double highest_m = 0.0;
  for (std::size_t k = 0; k < floor_m.size(); ++k)
    highest_m = std::max(highest_m, profile.knot_m(k) - floor_m[k]);
  EXPECT_LE(highest_m, 2.0 * 30.0 * 30.0 / (2.0 * 20.0) + 2.0);  // twice m^2 / 2a
  EXPECT_NEAR(profile.knot_m(600 + 100) - floor_m[700], 0.0, 1.0);
}

}  // namespace
}  // namespace cupola
