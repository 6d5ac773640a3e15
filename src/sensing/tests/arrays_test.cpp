// Several fixed arrays of one radar: each searches its part of the sector, all at once, and the one that sees
// best is off its normal by least.

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "sensing/antenna_pattern.hpp"
#include "sensing/look_batch.hpp"
#include "sensing/radar_model.hpp"
#include "sensing/radar_time.hpp"
#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::at;
using testing::radians;
using testing::recorded;
using testing::Replay;
using testing::Scene;

constexpr RadarId kRadar{0};

/// A wide array to each side, a narrow and weaker one ahead and astern.
RadarType four_arrays() {
  RadarType type = testing::guidance_radar();
  type.sector_width_rad = 2 * M_PI;
  type.search_frame_s = 6.0;
  type.pattern.scan_loss_exponent = 1.25;
  type.arrays = {{0.0, radians(60.0), 0.5},
                 {radians(90.0), radians(120.0), 1.0},
                 {radians(180.0), radians(60.0), 0.5},
                 {radians(270.0), radians(120.0), 1.0}};
  return type;
}

Scene ring(const RadarType& type, double facing_deg, int count = 36) {
  Scene scene;
  scene.scenario.seeing.detection_least = 1.0;
  scene.scenario.seeing.noise_scale = 0.0;
  scene.add_radar("radar", type).sector_centre_rad = radians(facing_deg);
  for (int i = 0; i < count; ++i)
    scene.add_still(testing::label(100 + i), 60e3, 360.0 * (i + 0.5) / count, 4.0);
  return scene;
}

/// By hand: the part an azimuth from the nose lies in begins at `from` and is `width` wide.
double seconds_into_frame(double from_nose_deg) {
  const double x = from_nose_deg < -30.0 ? from_nose_deg + 360.0 : from_nose_deg;
  const double from = x < 30.0 ? -30.0 : x < 150.0 ? 30.0 : x < 210.0 ? 150.0 : 210.0;
  const double width = (x >= 30.0 && x < 150.0) || x >= 210.0 ? 120.0 : 60.0;
  return 6.0 * (x - from) / width;
}

TEST(Arrays, search_their_parts_at_once_and_meet_everybody_once) {
  const double facing_deg = 40.0;
  const Scene scene = ring(four_arrays(), facing_deg);
  Replay replay(scene.scenario, 0);
  replay.frames(kRadar, 0, 1);
  EXPECT_NEAR(replay.result.batch.azimuth_width_rad, 2 * M_PI, 1e-12);
  ASSERT_EQ(replay.looks.size(), 36u);
  for (const LookTruth& look : replay.looks) {
    EXPECT_EQ(replay.looks_at(look.platform), 1);
    const double azimuth_deg = 360.0 * (look.platform.value + 0.5) / 36.0;
    double from_nose_deg = std::remainder(azimuth_deg - facing_deg, 360.0);
    EXPECT_NEAR((look.time - at(0.0)).seconds(), seconds_into_frame(from_nose_deg), 1e-3) << azimuth_deg;
  }
  EXPECT_EQ(replay.plots.size(), 36u);
}

/// S/N of a target all round, with and without the law of the arrays.
TEST(Arrays, lose_by_the_cosine_off_the_normal_of_the_one_that_sees_best) {
  RadarType plain = four_arrays();
  plain.arrays.clear();
  plain.pattern.scan_loss_exponent = 0.0;
  const auto ln_snr = [](const RadarType& type) {
    const Scene scene = ring(type, 40.0, 72);
    RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 1));
    radar.face(radians(40.0));
    LookBatch batch(72);
    for (std::uint32_t i = 0; i < 72; ++i)
      batch.add({i}, scene.scenario.platforms[i].path.segments().front(), at(0.0), 0.0, radar.targets[i]);
    radar.constants.sweep_ns = 1.0;
    batch.look(kernels(), radar.constants);
    std::vector<double> all;
    for (std::size_t i = 0; i < 72; ++i) all.push_back(std::log(batch.value(kLookSnr, i)));
    return all;
  };
  const std::vector<double> with = ln_snr(four_arrays()), without = ln_snr(plain);
  for (int i = 0; i < 72; ++i) {
    const double from_nose = std::fabs(std::remainder(5.0 * (i + 0.5) - 40.0, 360.0));
    const double off_side = std::fabs(from_nose - 90.0), off_end = std::min(from_nose, 180.0 - from_nose);
    const double elevation = std::cos(radians(4.0));
    const double side = 1.25 * std::log(std::max(elevation * std::cos(radians(off_side)), 1e-9));
    const double end = 1.25 * std::log(elevation * std::cos(radians(off_end))) + std::log(0.5);
    EXPECT_NEAR(with[i] - without[i], 2.0 * std::max(side, end), 0.01) << from_nose;
  }
}

/// Twenty dwells on one array cost that array's time; spread over two, each has half of them.
TEST(Arrays, spend_their_own_time_on_dwells) {
  RadarType type = four_arrays();
  type.dedicated_tracks = 100;
  type.time_budget.track_dwell_s = 0.02;
  type.time_budget.track_dwell_s.reason = "of the test";
  type.time_budget.search_share_least = 0.1;
  const Scene scene = ring(type, 0.0);
  const auto busiest = [&](const std::vector<double>& azimuths_deg) {
    std::vector<Cue> cues;
    for (const double azimuth_deg : azimuths_deg) {
      const Vec3 p = scene.frame.ecef_from_enu(enu_from_polar({60e3, radians(azimuth_deg), radians(4.0)}));
      cues.push_back({kRadar, 1 + cues.size(), at(0.0), p, {}, 100.0, false});
    }
    Replay replay(scene.scenario, 0);
    replay.sensing.dwells(replay.world, kRadar, 1, at(1.0), cues, replay.result);
    EXPECT_EQ(replay.result.batch.cued.size(), cues.size());
    return replay.result.busiest_array;
  };
  EXPECT_EQ(busiest({60, 70, 80, 90, 100, 149}), 6u);
  EXPECT_EQ(busiest({60, 70, 80, 250, 260, 300}), 3u);
  EXPECT_EQ(busiest({0, 31, 151, 211}), 1u);
  EXPECT_NEAR(search_frame(type, 20).seconds(), 6.0 / (1.0 - 20 * 0.02), 1e-9);
  EXPECT_NEAR(search_frame(type, 10).seconds(), 6.0 / (1.0 - 10 * 0.02), 1e-9);
}

RadarType hearing(RadarType type) {
  type.frequency_hz = 3e9;
  type.receiver.gain = recorded(6310.0);
  type.receiver.noise_temperature_k = 600.0;
  type.pattern.sidelobe = recorded(1e-4);
  return type;
}

Platform& add_jammer(Scene& scene, double azimuth_deg, double erp_w) {
  Platform& jammer = scene.add_still("zz jammer", 80e3, azimuth_deg, 4.0);
  jammer.type.jammer.erp_w = Figure(erp_w);
  jammer.type.jammer.erp_w.reason = "of the test";
  jammer.type.jammer.bandwidth_hz = 100e6;
  jammer.type.jammer.frequency_low_hz = 2e9;
  jammer.type.jammer.frequency_high_hz = 4e9;
  return jammer;
}

TEST(Arrays, report_a_jammer_wherever_it_is) {
  for (const double azimuth_deg : {5.0, 80.0, 185.0, 280.0}) {
    Scene scene = ring(hearing(four_arrays()), 0.0, 4);
    add_jammer(scene, azimuth_deg, 1e6);
    Replay replay(scene.scenario, 0);
    replay.sensing.frame(replay.world, kRadar, 0, at(0.0), at(6.0), replay.result);
    ASSERT_EQ(replay.result.batch.bearings.size(), 1u) << azimuth_deg;
    EXPECT_NEAR(replay.result.batch.bearings[0].azimuth_rad, radians(azimuth_deg), radians(3.0));
  }
}

/// Noise from astern does not come in by the array that looks ahead.
TEST(Arrays, look_past_what_jams_another) {
  Scene scene = ring(hearing(four_arrays()), 0.0, 1);  // at 180 degrees
  scene.add_still("ahead", 60e3, 0.0, 4.0);
  add_jammer(scene, 180.0, 1e7);
  const auto snr_of_two = [&](bool jammed) {
    RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 1));
    radar.face(0.0);
    KernelJammer felt{{0.0, -80e3, 5e3}, {0.0, 0.0, 0.0}, {}};
    for (int array = 0; array < radar.constants.arrays; ++array)
      felt.over_noise_m2[array] = 1e16 * radar.gain_towards({0.0, -0.998, 0.0625}, array);
    radar.constants.jammers = &felt;
    radar.constants.jammer_count = jammed ? 1 : 0;
    radar.constants.beam_rate_rad_s = 0.0;
    radar.constants.sweep_ns = 1.0;
    LookBatch batch(2);
    for (std::size_t i = 0; i < 2; ++i) {
      const Platform& p = scene.scenario.platforms[i];
      batch.add(p.id, p.path.segments()[p.path.find(at(1.0), 0)], at(1.0), 0.0, radar.targets[i]);
    }
    batch.look(kernels(), radar.constants);
    return std::pair(batch.value(kLookSnr, 0), batch.value(kLookSnr, 1));
  };
  const auto clear = snr_of_two(false), jammed = snr_of_two(true);
  EXPECT_LT(10 * std::log10(jammed.first / clear.first), -20.0);
  EXPECT_NEAR(10 * std::log10(jammed.second / clear.second), 0.0, 0.1);
}

}  // namespace
}  // namespace cupola
