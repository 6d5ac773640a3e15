#include "sensing/false_plots.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::radians;
using testing::Replay;
using testing::Scene;

constexpr RadarId kRadar{0};

/// Pearson's statistic against equal numbers in every class.
template <std::size_t N>
double chi_square(const std::array<int, N>& counts, double expected) {
  double sum = 0.0;
  for (const int count : counts) sum += (count - expected) * (count - expected) / expected;
  return sum;
}

Scene noisy_scene(int faces) {
  Scene scene;
  RadarType type = testing::search_radar();
  type.false_plots_per_scan = 2.0;
  type.faces = faces;
  type.elevation_min_rad = radians(1.0);
  scene.add_radar("radar", type);
  return scene;
}

TEST(FalsePlots, their_number_in_a_scan_is_poisson_with_the_catalogues_mean) {
  const Scene scene = noisy_scene(1);
  Replay replay(scene.scenario, 0);
  constexpr int kScans = 10000;
  std::array<int, 8> scans_with{};  // 0, 1, ..., 6, 7 and more
  for (std::uint32_t scan = 0; scan < kScans; ++scan) {
    replay.plots.clear();
    replay.turn_slices(kRadar, 16 * scan, 16);
    ++scans_with[std::min<std::size_t>(replay.plots.size(), 7)];
  }
  double expected = std::exp(-2.0) * kScans, sum = 0.0, left = kScans;
  for (std::size_t k = 0; k < 8; ++k) {
    const double share = k < 7 ? expected : left;
    sum += (scans_with[k] - share) * (scans_with[k] - share) / share;
    left -= share;
    expected *= 2.0 / static_cast<double>(k + 1);
  }
  EXPECT_LT(sum, 24.3);  // 99.9 % of chi-square with 7 degrees of freedom
}

TEST(FalsePlots, lie_evenly_in_azimuth_and_range_and_inside_the_coverage) {
  const Scene scene = noisy_scene(1);
  const RadarType& type = scene.scenario.radars[0].type;
  Replay replay(scene.scenario, 0);
  replay.turn_slices(kRadar, 0, 16 * 5000);
  const auto n = static_cast<double>(replay.plots.size());
  EXPECT_NEAR(n, 10000.0, 3 * 100.0);
  std::array<int, 10> by_azimuth{}, by_range{}, by_elevation{};
  for (const Plot& plot : replay.plots) {
    const double range_share = (plot.range_m - 2e3) / 598e3,
                 elevation_share = (plot.elevation_rad - radians(1.0)) / 0.1;
    ASSERT_TRUE(range_share >= 0.0 && range_share <= 1.0 && elevation_share >= 0.0 && elevation_share <= 1.0);
    ++by_azimuth[static_cast<std::size_t>(10 * plot.azimuth_rad / (2 * M_PI))];
    ++by_range[static_cast<std::size_t>(10 * range_share)];
    ++by_elevation[static_cast<std::size_t>(10 * elevation_share)];
    EXPECT_LE(plot.elevation_rad, type.elevation_max_rad);
    EXPECT_GT(plot.range_sd_m, 0.0);
  }
  // 99.9 % of chi-square with 9 degrees of freedom.
  EXPECT_LT(chi_square(by_azimuth, n / 10), 27.9);
  EXPECT_LT(chi_square(by_range, n / 10), 27.9);
  EXPECT_LT(chi_square(by_elevation, n / 10), 27.9);
}

TEST(FalsePlots, come_when_the_beam_is_there) {
  const Scene scene = noisy_scene(2);
  const RadarType& type = scene.scenario.radars[0].type;
  Replay replay(scene.scenario, 0);
  replay.turn_slices(kRadar, 0, 16 * 1000);
  EXPECT_NEAR(static_cast<double>(replay.plots.size()), 4000.0, 3 * 63.0);  // two faces, twice as many
  for (const Plot& plot : replay.plots) {
    const double beam = replay.world.radar(kRadar).scan_phase_rad +
                        2 * M_PI * (plot.time - testing::kStart).seconds() / type.rotation_period_s;
    EXPECT_NEAR(std::remainder(plot.azimuth_rad - beam, M_PI), 0.0, 1e-6);
  }
}

TEST(FalsePlots, do_not_depend_on_who_flies) {
  Scene empty = noisy_scene(1), full = noisy_scene(1);
  for (int i = 0; i < 20; ++i) full.add_still(testing::label(i), 1e5, 18.0 * i, 3.0);
  Replay one(empty.scenario, 4), two(full.scenario, 4);
  one.turn_slices(kRadar, 0, 16 * 20);
  two.turn_slices(kRadar, 0, 16 * 20);
  std::vector<Plot> others;
  for (std::size_t i = 0; i < two.plots.size(); ++i)
    if (!two.truth[i].platform.valid()) others.push_back(two.plots[i]);
  ASSERT_EQ(others.size(), one.plots.size());
  ASSERT_GT(others.size(), 10u);
  for (std::size_t i = 0; i < others.size(); ++i) {
    EXPECT_EQ(others[i].range_m, one.plots[i].range_m);
    EXPECT_EQ(others[i].azimuth_rad, one.plots[i].azimuth_rad);
  }
}

}  // namespace
}  // namespace cupola
