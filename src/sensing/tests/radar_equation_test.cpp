#include "sensing/radar_equation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sensing/detection.hpp"
#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

double db(double ratio) { return 10 * std::log10(ratio); }
double ratio(double decibels) { return std::pow(10.0, 0.1 * decibels); }

Figure recorded(double value) {
  Figure figure(value);
  figure.reason = "of the oracle";
  return figure;
}

/// models.md M1: 100 kW, 10 us, 38 dB, 3 GHz, noise figure 3 dB, losses 8 dB.
RadarType by_its_factors() {
  RadarType radar = testing::search_radar();
  radar.equation = RadarEquation::energy;
  radar.frequency_hz = 3e9;
  radar.energy.peak_power_w = recorded(100e3);
  radar.energy.pulse_length_s = 10e-6;
  radar.energy.transmit_gain = ratio(38);
  radar.energy.losses.transmit = ratio(2);
  radar.energy.losses.beam_shape = ratio(1.5);
  radar.energy.losses.field = ratio(4.5);
  radar.receiver.gain = recorded(ratio(38));
  radar.receiver.noise_temperature_k = 290.0 * ratio(3);
  return radar;
}

TEST(RadarEquation, from_its_factors_meets_the_oracle) {
  const double ln_c = ln_radar_constant(by_its_factors());
  const auto snr_db = [&](double range_m) { return db(std::exp(ln_c)) - 40 * std::log10(range_m); };
  EXPECT_NEAR(snr_db(100e3), 15.993, 0.01);
  EXPECT_NEAR(snr_db(200e3), 3.952, 0.01);
  EXPECT_NEAR(snr_db(118.80e3), 13.0, 0.01);
  EXPECT_NEAR(snr_db(100e3) - snr_db(200e3), 12.0412, 1e-4);
}

/// Four examples worked out elsewhere (docs of a radar toolbox and textbooks).
TEST(RadarEquation, is_a_matter_of_energy) {
  RadarType radar = by_its_factors();
  const double before = ln_radar_constant(radar);
  radar.energy.peak_power_w.value = 50e3;
  radar.energy.pulse_length_s.value = 20e-6;
  EXPECT_NEAR(ln_radar_constant(radar), before, 1e-12);
  radar.frequency_hz.value = 6e9;
  EXPECT_NEAR(ln_radar_constant(radar), before - 2 * std::log(2.0), 1e-12);
}

TEST(RadarEquation, from_a_reference_has_its_pd_there) {
  const RadarType radar = testing::search_radar();
  const double snr = std::exp(ln_radar_constant(radar)) / std::pow(260e3, 4);
  EXPECT_NEAR(detection_probability(1, 10, 1e-6, snr), 0.8, 1e-9);
}

/// models.md M14: energy 1 J, gain 38 dB, 1 m2, 1e-5 W/Hz on the target itself: 13 dB at 1586.3 m.
TEST(RadarEquation, self_screening_burns_through_where_the_oracle_says) {
  RadarType radar = by_its_factors();
  radar.energy.losses = {};
  const auto signal_over_jamming = [&](double range_m, double density_w_hz) {
    return std::exp(ln_radar_constant(radar)) / std::pow(range_m, 4) /
           jamming_over_noise(radar, density_w_hz, range_m);
  };
  EXPECT_NEAR(db(signal_over_jamming(1586.3, 1e-5)), 13.0, 2e-3);
  EXPECT_NEAR(signal_over_jamming(1000.0, 2e-5) / signal_over_jamming(1000.0 * std::sqrt(2.0), 1e-5), 1.0,
              1e-9);
}

}  // namespace
}  // namespace cupola
