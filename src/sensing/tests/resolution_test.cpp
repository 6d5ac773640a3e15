#include "sensing/resolution.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/random.hpp"
#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::at;
using testing::radians;
using testing::Replay;
using testing::Scene;

constexpr ResolutionCell kCell{150.0, 0.025, 0.025};

Echo echo(std::uint32_t id, double range_m, double azimuth_rad, double snr) {
  Echo e;
  e.platform = PlatformId{id};
  e.time = at(1.0 + id);
  e.range_m = e.measured_range_m = range_m;
  e.azimuth_rad = e.measured_azimuth_rad = azimuth_rad;
  e.elevation_rad = e.measured_elevation_rad = 0.05;
  e.range_sd_m = 20.0;
  e.azimuth_sd_rad = e.elevation_sd_rad = 0.002;
  e.snr = snr;
  return e;
}

/// How many plots are made of these echoes?
std::size_t plots_of(const std::vector<Echo>& echoes) {
  Resolver resolver;
  resolver.group(echoes, kCell);
  return resolver.groups();
}

TEST(Resolution, two_echoes_are_two_where_they_differ_by_a_cell_in_any_coordinate) {
  EXPECT_EQ(plots_of({echo(0, 1e5, 1.0, 10), echo(1, 1e5 + 149, 1.0, 10)}), 1u);
  EXPECT_EQ(plots_of({echo(0, 1e5, 1.0, 10), echo(1, 1e5 + 151, 1.0, 10)}), 2u);
  EXPECT_EQ(plots_of({echo(0, 1e5, 1.0, 10), echo(1, 1e5, 1.0249, 10)}), 1u);
  EXPECT_EQ(plots_of({echo(0, 1e5, 1.0, 10), echo(1, 1e5, 1.0251, 10)}), 2u);
  std::vector<Echo> stacked{echo(0, 1e5, 1.0, 10), echo(1, 1e5, 1.0, 10)};
  stacked[1].elevation_rad += 0.0251;
  EXPECT_EQ(plots_of(stacked), 2u);
}

TEST(Resolution, azimuth_counts_across_the_beam_and_over_north) {
  std::vector<Echo> high{echo(0, 1e5, 1.0, 10), echo(1, 1e5, 1.04, 10)};
  for (Echo& e : high) e.elevation_rad = M_PI / 3;
  EXPECT_EQ(plots_of(high), 1u);
  EXPECT_EQ(plots_of({echo(0, 1e5, 0.01, 10), echo(1, 1e5, 2 * M_PI - 0.01, 10)}), 1u);
}

TEST(Resolution, the_strongest_takes_its_cell_and_no_chain_follows) {
  // A column with one aircraft every 100 m: each takes its neighbours of one cell, not the whole column.
  std::vector<Echo> column;
  for (std::uint32_t i = 0; i < 9; ++i) column.push_back(echo(i, 1e5 + 100.0 * i, 1.0, 10.0));
  column[4].snr = 20.0;
  Resolver resolver;
  resolver.group(column, kCell);
  ASSERT_EQ(resolver.groups(), 5u);
  std::vector<std::uint32_t> first(resolver.begin(0), resolver.end(0));
  EXPECT_EQ(first.front(), 4u);
  std::sort(first.begin(), first.end());
  EXPECT_EQ(first, (std::vector<std::uint32_t>{3, 4, 5}));
}

TEST(Resolution, does_not_depend_on_the_order_of_the_echoes) {
  std::vector<Echo> echoes;
  Draws draws(ReplicateKey::of(1, 1), 2, 3);
  for (std::uint32_t i = 0; i < 60; ++i) {
    const double range = 1e5 + 3000.0 * draws.uniform();
    const double azimuth = 1.0 + 0.1 * draws.uniform();
    const double snr = i % 3 == 0 ? 10.0 : 30.0 * draws.uniform();
    echoes.push_back(echo(i, range, azimuth, snr));
  }
  const auto leaders = [](const std::vector<Echo>& list) {
    Resolver resolver;
    resolver.group(list, kCell);
    std::vector<std::pair<std::uint32_t, std::ptrdiff_t>> found;
    for (std::size_t g = 0; g < resolver.groups(); ++g)
      found.emplace_back(list[*resolver.begin(g)].platform.value, resolver.end(g) - resolver.begin(g));
    std::sort(found.begin(), found.end());  // the order of the groups says nothing
    return found;
  };
  const auto forward = leaders(echoes);
  std::reverse(echoes.begin(), echoes.end());
  EXPECT_EQ(leaders(echoes), forward);
  EXPECT_LT(forward.size(), 55u);

  for (Echo& e : echoes) e.range_m = 1e5 + 1000.0 * e.platform.value;  // all apart
  const auto apart = leaders(echoes);
  EXPECT_EQ(apart.size(), 60u);
  std::reverse(echoes.begin(), echoes.end());
  EXPECT_EQ(leaders(echoes), apart);
}

TEST(Resolution, every_echo_is_in_exactly_one_group) {
  std::vector<Echo> echoes;
  for (std::uint32_t i = 0; i < 40; ++i)
    echoes.push_back(echo(i, 1e5 + 37.0 * (i * 7 % 40), 1.0, 1.0 + i % 5));
  Resolver resolver;
  resolver.group(echoes, kCell);
  std::vector<std::uint32_t> all;
  for (std::size_t g = 0; g < resolver.groups(); ++g)
    all.insert(all.end(), resolver.begin(g), resolver.end(g));
  std::sort(all.begin(), all.end());
  ASSERT_EQ(all.size(), 40u);
  for (std::uint32_t i = 0; i < 40; ++i) EXPECT_EQ(all[i], i);
}

TEST(Centroid, of_two_equals_lies_halfway_and_says_how_wide_they_stand) {
  const std::vector<Echo> echoes{echo(0, 1e5, 1.0, 10), echo(1, 1e5 + 100, 1.02, 10)};
  const std::uint32_t members[] = {0, 1};
  const Plot plot = centroid(echoes, members, members + 2);
  EXPECT_NEAR(plot.range_m, 1e5 + 50, 1e-9);
  EXPECT_NEAR(plot.azimuth_rad, 1.01, 1e-15);
  EXPECT_NEAR(plot.range_sd_m, std::sqrt(20.0 * 20.0 + 50.0 * 50.0), 1e-9);
  EXPECT_NEAR(plot.azimuth_sd_rad, std::sqrt(0.002 * 0.002 + 0.01 * 0.01), 1e-12);
}

TEST(Centroid, leans_to_the_stronger_and_goes_over_north) {
  const std::vector<Echo> echoes{echo(0, 1e5, 2 * M_PI - 0.001, 30), echo(1, 1e5 + 100, 0.007, 10)};
  const std::uint32_t members[] = {0, 1};
  const Plot plot = centroid(echoes, members, members + 2);
  EXPECT_NEAR(plot.range_m, 1e5 + 25, 1e-9);
  EXPECT_NEAR(plot.azimuth_rad, 0.001, 1e-12);
  EXPECT_EQ(plot.time, echoes[0].time);
}

TEST(Centroid, tells_nothing_that_was_not_measured) {
  std::vector<Echo> echoes{echo(0, 1e5, 1.0, 10), echo(1, 1e5 + 100, 1.02, 10), echo(2, 1e5 - 60, 1.01, 5)};
  const std::uint32_t members[] = {0, 1, 2};
  const Plot before = centroid(echoes, members, members + 3);
  for (Echo& e : echoes) {
    e.range_m += 37.0 * (e.platform.value + 1);
    e.azimuth_rad -= 0.003 * e.platform.value;
    e.elevation_rad += 0.001 * e.platform.value;
  }
  const Plot after = centroid(echoes, members, members + 3);
  EXPECT_EQ(after.range_m, before.range_m);
  EXPECT_EQ(after.azimuth_rad, before.azimuth_rad);
  EXPECT_EQ(after.elevation_rad, before.elevation_rad);
  EXPECT_EQ(after.range_sd_m, before.range_sd_m);
  EXPECT_EQ(after.azimuth_sd_rad, before.azimuth_sd_rad);
  EXPECT_EQ(after.elevation_sd_rad, before.elevation_sd_rad);
}

TEST(Centroid, of_one_is_its_measurement) {
  std::vector<Echo> echoes{echo(0, 1e5, 1.0, 10)};
  echoes[0].measured_range_m = 1e5 + 12.0;
  const std::uint32_t members[] = {0};
  const Plot plot = centroid(echoes, members, members + 1);
  EXPECT_EQ(plot.range_m, 1e5 + 12.0);
  EXPECT_EQ(plot.range_sd_m, 20.0);
  EXPECT_EQ(plot.azimuth_rad, 1.0);
}

/// Share of looks in which two equal targets, side by side `apart_m` in range, make two plots.
double share_resolved(double apart_m) {
  Scene scene;
  RadarType type = testing::search_radar();
  scene.add_radar("radar", type);
  scene.add_still("one", 60e3, 80.0, 4.0);
  scene.add_still("two", 60e3 + apart_m, 80.0, 4.0);
  scene.scenario.seeing.detection_least = 1.0;
  Replay replay(scene.scenario, 0);
  replay.turn_slices(RadarId{0}, 0, 16 * 50);
  int two = 0;
  for (const PlotTruth& truth : replay.truth) two += truth.merged == 1;
  return two / 100.0;
}

TEST(Resolution, two_equal_targets_that_approach_merge_and_never_part_again) {
  double last = 1.0;
  for (double apart_m = 310.0; apart_m >= 0.0; apart_m -= 25.0) {
    const double share = share_resolved(apart_m);
    EXPECT_LE(share, last);
    EXPECT_EQ(share, apart_m >= 150.0 ? 1.0 : 0.0) << apart_m;
    last = share;
  }
}

TEST(Resolution, ten_in_one_cell_make_one_plot_and_say_so_in_the_truth_column) {
  Scene scene;
  scene.add_radar("radar", testing::search_radar());
  for (int i = 0; i < 10; ++i) scene.add_still(testing::label(i), 60e3 + 10.0 * i, 80.0, 4.0);
  scene.scenario.seeing.detection_least = 1.0;
  Replay replay(scene.scenario, 0);
  replay.turn_slices(RadarId{0}, 0, 16);
  ASSERT_EQ(replay.plots.size(), 1u);
  EXPECT_EQ(replay.truth[0].merged, 10);
  int away = 0;
  for (const LookTruth& look : replay.looks) {
    EXPECT_TRUE(look.detected);
    away += look.merged_away;
    EXPECT_EQ(look.merged_away, look.platform != replay.truth[0].platform);
  }
  EXPECT_EQ(away, 9);
}

TEST(Resolution, no_cell_keeps_them_apart) {
  Scene scene;
  scene.add_radar("radar", testing::search_radar());
  for (int i = 0; i < 10; ++i) scene.add_still(testing::label(i), 60e3 + 10.0 * i, 80.0, 4.0);
  scene.scenario.seeing.detection_least = 1.0;
  scene.scenario.seeing.cell_scale = 0.0;
  Replay replay(scene.scenario, 0);
  replay.turn_slices(RadarId{0}, 0, 16);
  EXPECT_EQ(replay.plots.size(), 10u);
}

}  // namespace
}  // namespace cupola
