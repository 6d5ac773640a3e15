#include "sensing/echo_tables.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "earth/horizon.hpp"
#include "sensing/antenna_pattern.hpp"
#include "sensing/clutter.hpp"
#include "sensing/look_batch.hpp"
#include "sensing/radar_equation.hpp"
#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::at;
using testing::radians;
using testing::recorded;
using testing::Scene;

constexpr double kRadius_m = 4.0 / 3.0 * kMeanEarthRadius_m;

/// A leaning, turning array over farmland, with a filter and a receiver.
Scene farmland() {
  Scene scene;
  RadarType type = testing::search_radar();
  type.frequency_hz = 3.2e9;
  type.pattern.scan_loss_exponent = 1.25;
  type.pattern.array_elevation_rad = radians(15.0);
  type.pattern.sidelobe = recorded(1e-4);
  type.clutter_filter.improvement = recorded(1e4);
  type.clutter_filter.minimum_velocity_m_s = 20.0;
  type.clutter_filter.blind_velocity_m_s = 500.0;
  type.receiver.gain = recorded(12589.0);
  type.receiver.noise_temperature_k = 800.0;
  scene.add_radar("radar", type);
  scene.scenario.environment.cover.name = "farmland";
  scene.scenario.environment.cover.reflectivity = 0.0316;
  scene.scenario.environment.cover.roughness_m = 2.0;
  return scene;
}

LookBatch look_at_all(const Scene& scene, RadarModel& radar) {
  LookBatch batch(scene.scenario.platforms.size());
  for (const Platform& p : scene.scenario.platforms)
    batch.add(p.id, p.path.segments()[p.path.find(at(1.0), 0)], at(1.0), 0.0, radar.targets[p.id.index()]);
  radar.constants.beam_rate_rad_s = 0.0;
  radar.constants.sweep_ns = 1.0;
  batch.look(kernels(), radar.constants);
  return batch;
}

double passed(double v_m_s) {
  const auto gate = [](double x_m_s) { return std::pow(x_m_s / 20.0, 4) / (1 + std::pow(x_m_s / 20.0, 4)); };
  const double nearest = std::max(std::nearbyint(std::fabs(v_m_s) / 500.0), 1.0) * 500.0;
  return gate(v_m_s) * gate(std::fabs(v_m_s) - nearest);
}

/// What a look should find, by the models themselves.
double expected_ln_snr(const Scene& scene, const RadarModel& radar, PlatformId id, double jamming) {
  const RadarType& type = radar.site->type;
  const Motion motion = scene.scenario.platforms[id.index()].path.at(at(1.0));
  const Vec3 p = scene.frame.enu_from_ecef(motion.p_ecef_m), v = scene.frame.ecef_to_enu * motion.v_ecef_m_s;
  const double range = norm(p), agl = height_hae_m(motion.p_ecef_m) - 840.0;
  const double r1 = kMeanEarthRadius_m + 10.0, r2 = kMeanEarthRadius_m + agl;
  const double ground = kMeanEarthRadius_m * std::acos((r1 * r1 + r2 * r2 - range * range) / (2 * r1 * r2));
  const double apparent = std::asin(p.z / range) + ground * (1 - 0.75) / (2 * kMeanEarthRadius_m);
  double ln = ln_radar_constant(type) - 4 * std::log(range) + 2 * std::log(elevation_gain(type, apparent)) +
              PathGrid::ln_path(path_inputs(scene.scenario, *radar.site), ground, std::sin(apparent));

  const double echo_m2 = ground_echo_m2(type, scene.scenario.environment.cover, 10.0, range, kRadius_m);
  const double below = std::sin(apparent) + 10.0 / range + range / (2 * kRadius_m);
  const double beam = std::pow(beam_gain(below, type.elevation_beamwidth_rad, 1e-4), 2);
  const double clutter = std::exp(ln_radar_constant(type)) * echo_m2 / std::pow(range, 4) * beam;
  const double kept = (1 + clutter * passed(dot(p, v) / range)) / (1 + clutter);
  return ln + std::log(kept / (1 + clutter / 1e4 + jamming));
}

TEST(EchoTables, say_in_the_kernel_what_the_models_say) {
  Scene scene = farmland();
  for (const double range_m : {4e3, 7e3, 9e3, 30e3, 80e3})
    for (const double speed_m_s : {0.0, 12.0, 60.0, 495.0, 700.0})
      for (const double agl_m : {100.0, 1000.0})
        scene.add(testing::label(static_cast<int>(scene.scenario.platforms.size())),
                  {0.0, range_m, agl_m - 10.0 - range_m * range_m / (2 * 6371e3)}, {0.0, -speed_m_s, 0.0},
                  0.0, 3.0);
  RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 0));
  const LookBatch batch = look_at_all(scene, radar);
  double lost_to_clutter = 0.0;
  for (std::size_t i = 0; i < batch.count(); ++i) {
    const double expected = expected_ln_snr(scene, radar, batch.platform(i), 0.0);
    EXPECT_NEAR(std::log(batch.value(kLookSnr, i)), expected, 0.35)
        << scene.scenario.platforms[i].name;  // 1.5 dB: the grid
    const double alone = ln_radar_constant(radar.site->type) - 4 * std::log(batch.value(kLookRange, i));
    lost_to_clutter = std::min(lost_to_clutter, std::log(batch.value(kLookSnr, i)) - alone);
  }
  EXPECT_LT(lost_to_clutter, -3.0);  // somebody hangs still over near ground
}

TEST(EchoTables, jammers_come_in_by_the_beam_and_by_its_side) {
  Scene scene = farmland();
  scene.scenario.environment.cover.name.clear();
  scene.add_still("beside", 100e3, 40.0, 3.0);
  scene.add_still("into", 100e3, 10.0, 3.0);
  RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 0));
  const LookBatch quiet = look_at_all(scene, radar);
  const Vec3 towards = unit(enu_from_polar({1.0, radians(10.0), radians(3.0)}));
  const double r = 150e3;
  const KernelJammer jammer{{r * towards.x, r * towards.y, r * towards.z}, {0.0, 0.0, 0.0}, 1e6 * r * r};
  radar.constants.jammers = &jammer;
  radar.constants.jammer_count = 1;
  const LookBatch jammed = look_at_all(scene, radar);
  const double beside = std::log(jammed.value(kLookSnr, 0)) - std::log(quiet.value(kLookSnr, 0));
  const double into = std::log(jammed.value(kLookSnr, 1)) - std::log(quiet.value(kLookSnr, 1));
  EXPECT_NEAR(into, -std::log(1 + 1e6), 1e-6);
  EXPECT_NEAR(beside, -std::log(1 + 1e6 * 1e-4), 1e-6);  // models.md M14: the side-lobe level

  // Without a jammer nothing changes, to the last bit.
  radar.constants.jammer_count = 0;
  EXPECT_EQ(std::log(look_at_all(scene, radar).value(kLookSnr, 0)), std::log(quiet.value(kLookSnr, 0)));
}

TEST(EchoTables, fluctuation_drawn_apart_keeps_its_law_and_its_time) {
  // A target at the reference pair, seen twice a second: within its time all looks see one cross-section.
  for (const int swerling : {1, 3})
    for (const double decorrelation_s : {0.0, 1e-3, 1e4}) {
      Scene scene;
      RadarType type = testing::search_radar();
      type.rotation_period_s = 1.0;
      type.reference_swerling = swerling;
      scene.add_radar("radar", type);
      for (int i = 0; i < 64; ++i) {
        Platform& p = scene.add_still(testing::label(i), 260e3, 5.625 * i + 1.0, 5.0);
        p.type.swerling = swerling;
        p.type.decorrelation_s = decorrelation_s;
      }
      int detected = 0, looks = 0, alike = 0, pairs = 0;
      for (std::uint64_t replicate = 0; replicate < 40; ++replicate) {
        testing::Replay replay(scene.scenario, replicate);
        replay.turn_slices(RadarId{0}, 0, 160);
        std::vector<int> last(64, -1);
        for (const LookTruth& look : replay.looks) {
          detected += look.detected;
          ++looks;
          int& before = last[look.platform.index()];
          if (before >= 0) {
            alike += before == static_cast<int>(look.detected);
            ++pairs;
          }
          before = look.detected;
        }
      }
      const double share = detected / static_cast<double>(looks), same = alike / static_cast<double>(pairs);
      const double independent = decorrelation_s > 10.0 ? 64.0 * 40.0 : looks;
      EXPECT_NEAR(share, 0.8, 4 * std::sqrt(0.16 / independent)) << decorrelation_s;
      if (decorrelation_s > 10.0) {
        EXPECT_GT(same, 0.85);
      } else {
        EXPECT_NEAR(same, 0.8 * 0.8 + 0.2 * 0.2, 0.02);
      }
    }
}

/// ln S/N of 400 platforms in looks of one radar of a scene, at a time and with an ordinal of its own.
std::vector<double> fluctuated(const Scene& scene, std::size_t radar_index, double t, std::uint64_t ordinal) {
  RadarModel radar(scene.scenario, scene.scenario.radars[radar_index], ReplicateKey::of(1, 0));
  LookBatch batch(scene.scenario.platforms.size());
  for (const Platform& p : scene.scenario.platforms)
    batch.add(p.id, p.path.segments()[p.path.find(at(t), 0)], at(t), 0.0, radar.targets[p.id.index()]);
  radar.constants.beam_rate_rad_s = 0.0;
  radar.constants.sweep_ns = 1.0;
  radar.constants.begin_since_start_ns = 1e9 * t;
  radar.constants.ordinal = ordinal;
  batch.look(kernels(), radar.constants);
  std::vector<double> all;
  for (std::size_t i = 0; i < batch.count(); ++i) all.push_back(std::log(batch.value(kLookSnr, i)));
  return all;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  double ma = 0, mb = 0, aa = 0, bb = 0, ab = 0;
  const double n = static_cast<double>(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) ma += a[i] / n, mb += b[i] / n;
  for (std::size_t i = 0; i < a.size(); ++i) {
    aa += (a[i] - ma) * (a[i] - ma);
    bb += (b[i] - mb) * (b[i] - mb);
    ab += (a[i] - ma) * (b[i] - mb);
  }
  return ab / std::sqrt(aa * bb);
}

TEST(EchoTables, radars_and_frequencies_see_fluctuations_of_their_own_and_looks_soon_after_the_same) {
  Scene scene;
  RadarType type = testing::search_radar();
  scene.add_radar("one", type);
  scene.add_radar("two", type);  // beside it, alike
  type.frequency_hz = 9e9;
  scene.add_radar("three", type);
  for (int i = 0; i < 400; ++i)
    scene.add_still(testing::label(i), 100e3, 0.9 * i, 5.0).type.decorrelation_s = 1.0;
  const std::vector<double> search = fluctuated(scene, 0, 10.2, 4),
                            dwell = fluctuated(scene, 0, 10.7, 4 * 7 + 2);
  for (std::size_t i = 0; i < search.size(); ++i) EXPECT_NEAR(search[i], dwell[i], 1e-6);
  const double by_chance = 4.0 / std::sqrt(400.0);
  EXPECT_LT(std::fabs(correlation(search, fluctuated(scene, 0, 11.2, 4))), by_chance);
  EXPECT_LT(std::fabs(correlation(search, fluctuated(scene, 1, 10.2, 4))), by_chance);
  EXPECT_LT(std::fabs(correlation(search, fluctuated(scene, 2, 10.2, 4))), by_chance);
}

}  // namespace
}  // namespace cupola
