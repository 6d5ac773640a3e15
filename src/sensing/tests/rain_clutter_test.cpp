#include "sensing/rain_clutter.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sensing/look_batch.hpp"
#include "sensing/radar_equation.hpp"
#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::at;
using testing::radians;
using testing::recorded;
using testing::Scene;

double db(double ratio) { return 10 * std::log10(ratio); }

TEST(RainClutter, has_the_reflectivity_of_the_oracle) {
  EXPECT_NEAR(rain_reflectivity_m2_m3(3e9, 10.0) / 2.272e-8, 1.0, 3e-4);  // models.md M9
  EXPECT_NEAR(db(rain_reflectivity_m2_m3(6e9, 10.0) / rain_reflectivity_m2_m3(3e9, 10.0)), 12.0412, 1e-3);
  EXPECT_NEAR(db(rain_reflectivity_m2_m3(3e9, 20.0) / rain_reflectivity_m2_m3(3e9, 10.0)),
              16 * std::log10(2.0), 1e-9);
}

TEST(RainClutter, cancellers_gain_what_the_oracle_says) {
  const double spread[] = {0.01, 0.02, 0.05}, one_db[] = {27.051, 21.043, 13.174},
               two_db[] = {51.097, 39.099, 23.478};  // models.md M9
  for (int i = 0; i < 3; ++i) {
    EXPECT_NEAR(db(canceller_improvement(1, spread[i])), one_db[i], 6e-4);
    EXPECT_NEAR(db(canceller_improvement(2, spread[i])), two_db[i], 6e-4);
  }
  EXPECT_NEAR(blind_velocity_m_s(3e9, 1e3), 49.965, 1e-3);
  EXPECT_NEAR(db(canceller_improvement(2, 10.0)), db(1.0), 1e-9);  // white: nothing to gain, 1
}

TEST(RainClutter, fills_a_beam_as_wide_as_the_beam_sums_to) {
  // The Gaussian beam both ways, summed over angles in small steps.
  RadarType radar = testing::search_radar();
  radar.frequency_hz = 3e9;
  double across = 0.0;
  for (double x = -5.0; x < 5.0; x += 1e-3) across += 1e-3 * std::exp(-8 * std::log(2.0) * x * x);
  const double cell_m3 = std::pow(50e3 * across * radians(1.4), 2.0) * 150.0;
  EXPECT_NEAR(rain_echo_m2(radar, 10.0, 50e3, 1e6) / (2.272e-8 * cell_m3), 1.0, 1e-3);
  EXPECT_NEAR(rain_echo_m2(radar, 10.0, 50e3, 100.0) / rain_echo_m2(radar, 10.0, 50e3, 200.0), 0.5, 1e-12);
  EXPECT_EQ(rain_echo_m2(radar, 10.0, 50e3, -1.0), 0.0);
}

TEST(RainClutter, improvement_is_the_record_or_the_canceller_or_the_notch) {
  RadarType radar = testing::search_radar();
  radar.frequency_hz = 3e9;
  radar.clutter_filter.improvement = recorded(1e5);
  radar.clutter_filter.minimum_velocity_m_s = 20.0;
  // A notch of the fourth power on a narrow Gaussian: 1 / (3 (sd / v)^4).
  EXPECT_NEAR(rain_improvement(radar, 2.0) * 3e-4, 1.0, 0.05);
  EXPECT_LT(rain_improvement(radar, 6.0), rain_improvement(radar, 4.0));
  radar.clutter_filter.pulse_rate_hz = recorded(1e3);
  const double lambda_m = 299792458.0 / 3e9;
  EXPECT_NEAR(rain_improvement(radar, 1.0), canceller_improvement(2, 2.0 / lambda_m / 1e3), 1e-6);
  EXPECT_EQ(rain_improvement(radar, 1e-3), 1e5);  // no better than against the ground
  radar.clutter_filter.rain_improvement = recorded(50.0);
  EXPECT_EQ(rain_improvement(radar, 1.0), 50.0);
}

/// A turning radar with pencil beams and a filter, rain up to 4 km above sea level, ground at 840 m.
Scene rainy(double rate_mm_h) {
  Scene scene;
  RadarType type = testing::search_radar();
  type.frequency_hz = 3e9;
  type.clutter_filter.improvement = recorded(1e4);
  type.clutter_filter.minimum_velocity_m_s = 20.0;
  type.clutter_filter.rain_improvement = recorded(100.0);
  scene.add_radar("radar", type);
  scene.scenario.environment.rain_rate_m_s = rate_mm_h / 3.6e6;
  return scene;
}

std::vector<double> ln_snr(const Scene& scene) {
  RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 0));
  LookBatch batch(scene.scenario.platforms.size());
  for (const Platform& p : scene.scenario.platforms)
    batch.add(p.id, p.path.segments()[p.path.find(at(1.0), 0)], at(1.0), 0.0, radar.targets[p.id.index()]);
  radar.constants.beam_rate_rad_s = 0.0;
  radar.constants.sweep_ns = 1.0;
  batch.look(kernels(), radar.constants);
  std::vector<double> all;
  for (std::size_t i = 0; i < batch.count(); ++i) all.push_back(std::log(batch.value(kLookSnr, i)));
  return all;
}

TEST(RainClutter, weighs_on_targets_in_it_and_not_on_those_above) {
  Scene wet = rainy(20.0), dry = rainy(0.0);
  for (Scene* scene : {&wet, &dry}) {
    scene->add_still("low", 30e3, 10.0, 3.0);    // 1.6 km up, in the middle of the rain
    scene->add_still("high", 30e3, 10.0, 12.0);  // 6 km, the beam clear of it
    scene->add("fast", {0.0, 30e3, 1500.0}, {0.0, -300.0, 0.0}, 0.0, 3.0);
  }
  const std::vector<double> with = ln_snr(wet), without = ln_snr(dry);
  const RadarType& type = wet.scenario.radars[0].type;
  const double attenuation_db = 2 * 30.0 * 0.0062;  // 20 mm/h at 3 GHz, P.838: 0.0055 to 0.007 dB/km
  const double rain = std::exp(ln_radar_constant(type)) * rain_echo_m2(type, 20.0, 30e3, 1e9) /
                      std::pow(30e3, 4) * std::pow(10.0, -0.1 * attenuation_db);
  ASSERT_GT(rain, 10.0);
  const double left = 1.0 / (1.0 + rain) / (1.0 + rain / 100.0);  // stands still: the notch takes it
  EXPECT_NEAR(db(std::exp(with[0] - without[0])), db(left) - attenuation_db, 0.15);
  EXPECT_NEAR(db(std::exp(with[2] - without[2])), db(1.0 / (1.0 + rain / 100.0)) - attenuation_db, 0.15);
  EXPECT_NEAR(db(std::exp(with[1] - without[1])), 0.0, 0.3);  // attenuation of the way up alone

  // Without a filter no rain is seen, only what it takes from the way.
  for (Scene* scene : {&wet, &dry}) scene->scenario.radars[0].type.clutter_filter = {};
  EXPECT_NEAR(db(std::exp(ln_snr(wet)[0] - ln_snr(dry)[0])), -attenuation_db, 0.15);
}

TEST(RainClutter, fills_half_the_beam_at_its_top) {
  Scene wet = rainy(20.0), dry = rainy(0.0);
  const double drop_m = 30e3 * 30e3 / (2 * 6371e3);
  for (Scene* scene : {&wet, &dry}) {
    for (const double agl_m : {1500.0, 3160.0, 5000.0})
      scene->add(testing::label(static_cast<int>(agl_m)), {0.0, 30e3, agl_m - 10.0 - drop_m},
                 {0.0, -300.0, 0.0}, 0.0, 3.0);
  }
  const std::vector<double> with = ln_snr(wet), without = ln_snr(dry);
  const auto against = [&](std::size_t i) { return std::exp(without[i] - with[i]) - 1.0; };
  EXPECT_NEAR(against(1) / against(0), 0.5, 0.08);
  EXPECT_LT(against(2) / against(0), 0.05);
}

}  // namespace
}  // namespace cupola
