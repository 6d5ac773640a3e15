#include "sensing/strobes.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sensing/radar_equation.hpp"
#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::at;
using testing::radians;
using testing::recorded;
using testing::Scene;

constexpr RadarId kRadar{0};

RadarType hearing(RadarType type) {
  type.frequency_hz = 3e9;
  type.receiver.gain = recorded(6310.0);
  type.receiver.noise_temperature_k = 600.0;
  type.pattern.sidelobe = recorded(1e-4);
  return type;
}

Platform& add_jammer(Scene& scene, const std::string& name, double range_m, double azimuth_deg,
                     double elevation_deg, double erp_w) {
  Platform& platform = scene.add_still(name, range_m, azimuth_deg, elevation_deg);
  platform.type.jammer.erp_w = recorded(erp_w);
  platform.type.jammer.bandwidth_hz = 100e6;
  platform.type.jammer.frequency_low_hz = 2e9;
  platform.type.jammer.frequency_high_hz = 4e9;
  return platform;
}

/// All strobes of so many turns, and what they are.
struct Heard {
  Heard(const Scene& scene, std::uint32_t turns, std::uint64_t replicate = 1)
      : replay(scene.scenario, replicate) {
    const Duration period = Duration::seconds(scene.scenario.radars[0].type.rotation_period_s);
    for (std::uint32_t n = 0; n < 16 * turns; ++n) {
      const auto border = [&](std::int64_t i) { return testing::kStart + Duration{period.ns * i / 16}; };
      replay.sensing.slice(replay.world, kRadar, n, border(n), border(n + 1), replay.result);
      keep();
    }
  }
  void keep() {
    const LookResult& r = replay.result;
    bearings.insert(bearings.end(), r.batch.bearings.begin(), r.batch.bearings.end());
    truth.insert(truth.end(), r.bearing_truth.begin(), r.bearing_truth.end());
  }
  testing::Replay replay;
  std::vector<Bearing> bearings;
  std::vector<PlotTruth> truth;
};

/// 10 log J/N = ERP density + G + 2 lambda - 2 (4 pi R) - k T, one way, in free space.
double over_noise(double erp_w, double range_m) {
  const double lambda_m = 299792458.0 / 3e9;
  return erp_w / 100e6 * 6310.0 * std::pow(lambda_m / (4.0 * M_PI * range_m), 2) / (1.380649e-23 * 600.0);
}

TEST(Strobes, show_a_stand_off_jammer_once_a_turn_with_the_stated_errors) {
  Scene scene;
  RadarType type = hearing(testing::search_radar());
  type.azimuth_floor_rad = type.elevation_floor_rad = radians(0.01);
  scene.add_radar("radar", type);
  const double erp_w = 20.0, range_m = 200e3, azimuth_rad = radians(30.0), elevation_rad = radians(2.5);
  add_jammer(scene, "jammer", range_m, 30.0, 2.5, erp_w);
  const RadarModel model(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 0));
  const double lost = std::exp(0.5 * model.ln_path(enu_from_polar({range_m, azimuth_rad, elevation_rad})));
  const double ratio = over_noise(erp_w, range_m) * lost;
  EXPECT_GT(ratio, 10.0);
  EXPECT_LT(ratio, 1000.0);
  const double sd = std::hypot(radians(1.4) / (1.6 * std::sqrt(2.0 * ratio)), radians(0.01));

  double azimuth2 = 0.0, elevation2 = 0.0;
  std::size_t count = 0;
  for (std::uint64_t replicate = 0; replicate < 10; ++replicate) {
    const Heard heard(scene, 200, replicate);
    EXPECT_NEAR(heard.bearings.size(), 200.0, 1.0);
    for (const Bearing& b : heard.bearings) {
      EXPECT_NEAR(b.azimuth_sd_rad / (sd / std::cos(elevation_rad)), 1.0, 1e-3);
      EXPECT_NEAR(b.elevation_sd_rad / sd, 1.0, 1e-3);
      EXPECT_TRUE(b.has_elevation);
      azimuth2 += std::pow((b.azimuth_rad - azimuth_rad) / b.azimuth_sd_rad, 2);
      elevation2 += std::pow((b.elevation_rad - elevation_rad) / b.elevation_sd_rad, 2);
    }
    count += heard.bearings.size();
  }
  // Chi-square of so many: four of its sds about its mean.
  const auto n = static_cast<double>(count);
  EXPECT_NEAR(azimuth2, n, 4.0 * std::sqrt(2.0 * n));
  EXPECT_NEAR(elevation2, n, 4.0 * std::sqrt(2.0 * n));
}

TEST(Strobes, begin_at_the_threshold_of_the_closed_form) {
  for (const double factor : {0.8, 1.2}) {
    Scene scene;
    scene.add_radar("radar", hearing(testing::search_radar()));
    const RadarModel model(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 0));
    const Vec3 place = enu_from_polar({150e3, radians(80.0), radians(4.0)});
    const double per_watt = over_noise(1.0, 150e3) * std::exp(0.5 * model.ln_path(place));
    add_jammer(scene, "jammer", 150e3, 80.0, 4.0, factor * 10.0 / per_watt);
    EXPECT_EQ(Heard(scene, 10).bearings.empty(), factor < 1.0);
    // The figure of the radar decides.
    scene.scenario.radars[0].type.receiver.strobe_over_noise = factor < 1.0 ? 5.0 : 20.0;
    EXPECT_EQ(Heard(scene, 10).bearings.empty(), factor > 1.0);
  }
}

TEST(Strobes, need_a_jammer_that_is_on_in_sight_and_in_the_beam) {
  Scene scene;
  scene.add_radar("radar", hearing(testing::search_radar()));
  add_jammer(scene, "below the horizon", 300e3, 60.0, -1.5, 1e6);
  add_jammer(scene, "off", 200e3, 100.0, 2.5, 1e4).jams = {{at(1e6), at(2e6)}};
  add_jammer(scene, "over the beam", 20e3, 200.0, 70.0, 1e4);
  scene.add_still("quiet", 100e3, 300.0, 2.5);
  EXPECT_TRUE(Heard(scene, 20).bearings.empty());

  add_jammer(scene, "on for half the time", 200e3, 140.0, 2.5, 1e4).jams = {{at(0.0), at(100.0)}};
  const Heard heard(scene, 20);
  EXPECT_NEAR(heard.bearings.size(), 10.0, 1.0);
  for (const PlotTruth& truth : heard.truth) EXPECT_EQ(truth.platform.value, 4u);
  for (const Bearing& b : heard.bearings) EXPECT_LT(b.time, at(102.0));
}

TEST(Strobes, of_two_in_one_beam_are_one_between_them) {
  Scene scene;
  scene.add_radar("radar", hearing(testing::search_radar()));
  add_jammer(scene, "one", 200e3, 50.0, 2.5, 3e3);
  add_jammer(scene, "other", 200e3, 51.0, 2.5, 1e3);
  add_jammer(scene, "apart", 200e3, 55.0, 2.5, 1e3);
  const Heard heard(scene, 100);
  ASSERT_NEAR(heard.bearings.size(), 200.0, 2.0);
  double sum = 0.0;
  int merged = 0;
  for (std::size_t i = 0; i < heard.truth.size(); ++i) {
    if (heard.truth[i].merged != 2) continue;
    EXPECT_EQ(heard.truth[i].platform.value, 0u);
    sum += heard.bearings[i].azimuth_rad;
    ++merged;
  }
  ASSERT_GT(merged, 95);
  EXPECT_NEAR(sum / merged, radians(50.25), radians(0.03));
}

TEST(Strobes, stand_beside_echoes_that_burn_through) {
  Scene scene;
  scene.add_radar("radar", hearing(testing::search_radar()));
  add_jammer(scene, "close", 8e3, 30.0, 2.5, 0.01);
  const Heard heard(scene, 20);
  EXPECT_NEAR(heard.bearings.size(), 20.0, 1.0);
  testing::Replay replay(scene.scenario, 1);
  replay.turn_slices(kRadar, 0, 16 * 20);
  EXPECT_GT(replay.plots.size(), 10u);
}

TEST(Strobes, come_from_both_faces_and_from_frames_but_without_elevation_from_a_fan) {
  RadarType fan = hearing(testing::search_radar());
  fan.faces = 2;
  fan.pattern.elevation = ElevationPattern::cosecant_squared;
  fan.pattern.nose_elevation_rad = radians(2.0);
  Scene scene;
  scene.add_radar("radar", fan);
  add_jammer(scene, "jammer", 200e3, 30.0, 2.5, 1e4);
  const Heard heard(scene, 20);
  EXPECT_NEAR(heard.bearings.size(), 40.0, 1.0);
  for (const Bearing& b : heard.bearings) EXPECT_FALSE(b.has_elevation);

  Scene sector;
  sector.add_radar("radar", hearing(testing::guidance_radar()));
  sector.scenario.radars[0].sector_centre_rad = radians(30.0);
  add_jammer(sector, "jammer", 200e3, 30.0, 2.5, 1e4);
  add_jammer(sector, "behind", 200e3, 210.0, 2.5, 1e4);
  testing::Replay replay(sector.scenario, 1);
  std::size_t count = 0;
  for (std::uint32_t n = 0; n < 20; ++n) {
    replay.frames(kRadar, n, 1);
    count += replay.result.batch.bearings.size();
    for (const PlotTruth& truth : replay.result.bearing_truth) EXPECT_EQ(truth.platform.value, 0u);
  }
  EXPECT_EQ(count, 20u);
}

}  // namespace
}  // namespace cupola
