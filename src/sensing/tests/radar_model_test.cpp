#include "sensing/radar_model.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sensing/detection.hpp"
#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::radians;
using testing::Replay;
using testing::Scene;

constexpr RadarId kRadar{0};

/// Share of looks detected of a still platform of this mean cross-section at this range.
double share_detected(RadarType type, int swerling, double rcs_m2, double range_m, int turns) {
  Scene scene;
  scene.add_radar("radar", type);
  constexpr int kPlatforms = 64;
  for (int i = 0; i < kPlatforms; ++i) {
    Platform& platform = scene.add_still(testing::label(i), range_m, 360.0 / kPlatforms * (i + 0.3), 5.0);
    platform.type.swerling = swerling;
    for (RcsByAspect& rcs : platform.type.rcs) rcs = {rcs_m2, rcs_m2, rcs_m2};
  }
  Replay replay(scene.scenario, 0);
  replay.turn_slices(kRadar, 0, static_cast<std::uint32_t>(16 * turns));
  int detected = 0;
  for (const LookTruth& look : replay.looks) {
    EXPECT_TRUE(look.line_of_sight && look.in_coverage && look.radiating);
    detected += look.detected;
  }
  EXPECT_EQ(replay.looks.size(), static_cast<std::size_t>(kPlatforms * turns));
  return detected / static_cast<double>(kPlatforms * turns);
}

TEST(RadarModel, reproduces_the_published_pair) {
  // A target of the reference cross-section (mean) and case at the reference range is seen with the reference
  // Pd.
  RadarType type = testing::search_radar();
  for (const int swerling : {0, 1, 2, 3, 4}) {
    type.reference_swerling = swerling;
    EXPECT_NEAR(share_detected(type, swerling, 1.0, 260e3, 200), 0.8, 3 * 0.00354) << swerling;
  }
}

TEST(RadarModel, has_the_reference_pd_exactly_where_the_reference_is) {
  RadarType type = testing::search_radar();
  for (const int swerling : {0, 1, 2, 3, 4}) {
    type.reference_swerling = swerling;
    Scene scene;
    scene.add_radar("radar", type);
    Platform& platform = scene.add_still("reference", type.reference_range_m, 10.0, 5.0);
    platform.type.swerling = swerling;
    for (RcsByAspect& rcs : platform.type.rcs)
      rcs.front_m2 = rcs.side_m2 = rcs.rear_m2 = double{type.reference_rcs_m2};
    const RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 0));
    const double snr = std::exp(radar.constants.ln_constant + radar.targets[0].rcs.ln_side -
                                4.0 * std::log(type.reference_range_m));
    EXPECT_NEAR(detection_probability(swerling, type.pulses, type.reference_pfa, snr), type.reference_pd,
                1e-9)
        << swerling;
  }
}

TEST(RadarModel, follows_the_fourth_power_of_range) {
  // 1 m2 at 0.8 in 260 km; a target of 1/16 m2 is seen as well at half of that.
  const RadarType type = testing::search_radar();
  EXPECT_NEAR(share_detected(type, 1, 1.0 / 16, 130e3, 200), 0.8, 3 * 0.00354);
  // 390 km: SNR falls by 40 log10(1.5) dB.
  const double snr = required_snr(1, 10, 1e-6, 0.8) * std::pow(1.5, -4.0);
  const double pd = detection_probability(1, 10, 1e-6, snr);
  EXPECT_NEAR(share_detected(type, 1, 1.0, 390e3, 200), pd, 3 * std::sqrt(pd * (1 - pd) / 12800));
}

TEST(RadarModel, noise_has_the_spread_that_the_plots_claim) {
  Scene scene;
  RadarType type = testing::search_radar();
  type.azimuth_beamwidth_rad = radians(3.0);
  scene.add_radar("radar", type);
  scene.scenario.seeing.cell_scale = 0.0;
  constexpr int kPlatforms = 320, kTurns = 359;
  for (int i = 0; i < kPlatforms; ++i)
    scene.add_still(testing::label(i), 200e3, 360.0 / kPlatforms * (i + 0.3), 40.0);
  Replay replay(scene.scenario, 0);
  double square[3] = {}, mean[3] = {};
  int n = 0;
  for (std::uint32_t slice = 0; slice < 16 * kTurns; ++slice) {
    replay.plots.clear();
    replay.truth.clear();
    replay.turn_slices(kRadar, slice, 1);
    for (std::size_t p = 0; p < replay.plots.size(); ++p) {
      const Plot& plot = replay.plots[p];
      const double azimuth = radians(
          360.0 / kPlatforms *
          (std::stoi(scene.scenario.platforms[replay.truth[p].platform.index()].name.substr(1)) + 0.3));
      const double error[] = {(plot.range_m - 200e3) / plot.range_sd_m,
                              std::remainder(plot.azimuth_rad - azimuth, 2 * M_PI) / plot.azimuth_sd_rad,
                              (plot.elevation_rad - radians(40.0)) / plot.elevation_sd_rad};
      for (int k = 0; k < 3; ++k) {
        mean[k] += error[k];
        square[k] += error[k] * error[k];
      }
      ++n;
    }
  }
  ASSERT_GT(n, 90000);
  for (int k = 0; k < 3; ++k) {
    EXPECT_NEAR(std::sqrt(square[k] / n), 1.0, 0.01) << k;
    EXPECT_NEAR(mean[k] / n, 0.0, 3.5 / std::sqrt(n)) << k;
  }
}

TEST(RadarModel, claims_the_textbook_errors) {
  // M15 at 20 dB: a cell of 149.896 m (1 MHz) gives 10.599 m, a beam of 1 degree 0.04419 degrees; here of one
  // pulse.
  Scene scene;
  RadarType type = testing::search_radar();
  type.pulses = 1;
  type.range_resolution_m = 149.896229;
  type.azimuth_beamwidth_rad = type.elevation_beamwidth_rad = radians(1.0);
  type.range_floor_m = 0.0;
  type.azimuth_floor_rad = type.elevation_floor_rad = 0.0;
  scene.add_radar("radar", type);
  const RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 0));
  const RadarModel::Sds sds = radar.sds(100.0, 0.5);
  EXPECT_NEAR(sds.range_m, 10.599, 1e-3);
  EXPECT_NEAR(sds.elevation_rad, radians(0.04419), radians(1e-5));
  EXPECT_NEAR(sds.azimuth_rad, 2 * sds.elevation_rad, 1e-9);
  // Below the threshold (T - 1 of one pulse) the noise grows no further.
  EXPECT_EQ(radar.sds(1.0, 1.0).range_m, radar.sds(-std::log(1e-6) - 1.0, 1.0).range_m);
}

TEST(RadarModel, the_floor_adds_in_quadrature) {
  Scene scene;
  RadarType type = testing::search_radar();
  type.range_floor_m = 40.0;
  scene.add_radar("radar", type);
  const RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 0));
  const double without = 150.0 / std::sqrt(2 * 10 * 30.0);
  EXPECT_NEAR(radar.sds(30.0, 1.0).range_m, std::hypot(without, 40.0), 1e-9);
}

TEST(RadarModel, measurement_without_noise_puts_the_plot_on_the_target) {
  Scene scene;
  scene.add_radar("radar", testing::search_radar());
  scene.add_still("t", 100e3, 77.0, 4.0);
  scene.scenario.seeing = {1.0, 0.0, 1.0};
  Replay replay(scene.scenario, 0);
  replay.turn_slices(kRadar, 0, 16);
  ASSERT_EQ(replay.plots.size(), 1u);
  EXPECT_NEAR(replay.plots[0].range_m, 100e3, 1e-6);
  EXPECT_NEAR(replay.plots[0].azimuth_rad, radians(77.0), 1e-12);
  EXPECT_GT(replay.plots[0].range_sd_m, 1.0);
}

TEST(RadarModel, low_targets_hide_behind_the_horizon_and_a_flat_earth_shows_them) {
  Scene scene;
  scene.add_radar("radar", testing::search_radar());
  // 60 m above ground; with an antenna at 10 m the horizon lies at 45 km.
  for (const double range_m : {40e3, 50e3}) {
    const double drop_m = range_m * range_m / (2 * 6371e3);
    scene.add(range_m < 45e3 ? "near" : "far", {0.0, range_m, 50.0 - drop_m}, {});
  }
  scene.scenario.seeing.detection_least = 1.0;
  Replay replay(scene.scenario, 0);
  replay.turn_slices(kRadar, 0, 16);
  ASSERT_EQ(replay.looks.size(), 2u);
  for (const LookTruth& look : replay.looks) {
    EXPECT_EQ(look.line_of_sight, look.platform == PlatformId{0});
    EXPECT_EQ(look.detected, look.line_of_sight);
  }
  scene.scenario.earth.k_factor = 1e9;
  Replay wished(scene.scenario, 0);
  wished.turn_slices(kRadar, 0, 16);
  for (const LookTruth& look : wished.looks) EXPECT_TRUE(look.detected);
}

TEST(RadarModel, who_is_behind_the_horizon_is_masked_and_not_below_the_coverage) {
  Scene scene;
  RadarType type = testing::search_radar();
  type.elevation_min_rad = 0.0;
  scene.add_radar("radar", type);
  scene.add("behind", {0.0, 80e3, 50.0 - 80e3 * 80e3 / (2 * 6371e3)}, {});
  scene.add("below", {20e3, 0.0, -5.0 - 20e3 * 20e3 / (2 * 6371e3) * 0.75}, {});  // seen over the ground
  Replay replay(scene.scenario, 0);
  replay.turn_slices(kRadar, 0, 16);
  ASSERT_EQ(replay.looks.size(), 2u);
  for (const LookTruth& look : replay.looks) {
    EXPECT_FALSE(look.detected);
    EXPECT_EQ(look.in_coverage, look.platform == PlatformId{0});
    EXPECT_EQ(look.line_of_sight, look.platform == PlatformId{1});
  }
}

TEST(RadarModel, nothing_outside_the_coverage_is_detected) {
  Scene scene;
  scene.add_radar("radar", testing::search_radar());
  scene.add_still("inside", 100e3, 10.0, 5.0);
  scene.add_still("too near", 1.9e3, 20.0, 5.0);
  scene.add_still("too far", 601e3, 30.0, 5.0);
  scene.add_still("too high", 20e3, 40.0, 61.0);
  scene.scenario.seeing.detection_least = 1.0;
  Replay replay(scene.scenario, 0);
  replay.turn_slices(kRadar, 0, 16);
  ASSERT_EQ(replay.looks.size(), 4u);
  for (const LookTruth& look : replay.looks) {
    EXPECT_EQ(look.in_coverage, look.platform == PlatformId{0});
    EXPECT_EQ(look.detected, look.in_coverage);
  }
}

}  // namespace
}  // namespace cupola
