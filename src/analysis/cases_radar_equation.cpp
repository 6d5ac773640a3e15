#include "analysis/validation.hpp"
#include "core/math.hpp"
#include "earth/decibel.hpp"
#include "sensing/antenna_pattern.hpp"
#include "sensing/radar_equation.hpp"

namespace cupola {

namespace {

Figure recorded(double value) {
  Figure figure(value);
  figure.reason = "of a published example";
  return figure;
}

struct Example {
  double frequency_hz, peak_power_w, pulse_length_s, gain_db, noise_temperature_k, loss_db;
};

RadarType radar_of(const Example& e) {
  RadarType radar;
  radar.equation = RadarEquation::energy;
  radar.frequency_hz = e.frequency_hz;
  radar.energy.peak_power_w = recorded(e.peak_power_w);
  radar.energy.pulse_length_s = recorded(e.pulse_length_s);
  radar.energy.transmit_gain = power_of_decibels(e.gain_db);
  radar.energy.losses.field = power_of_decibels(e.loss_db);
  radar.receiver.gain = recorded(power_of_decibels(e.gain_db));
  radar.receiver.noise_temperature_k = recorded(e.noise_temperature_k);
  return radar;
}

double snr_db(const Example& example, double rcs_m2, double range_m) {
  const double ln_snr = ln_radar_constant(radar_of(example)) + math::log(rcs_m2) - 4.0 * math::log(range_m);
  return decibels_of_power(math::exp(ln_snr));
}

std::vector<Comparison> textbook(const std::string&, Problems&) {
  const Example radar{3e9, 100e3, 10e-6, 38.0, 290.0 * power_of_decibels(3.0), 8.0};
  return {{"1 m2 at 100 km", 15.993, snr_db(radar, 1.0, 100e3), 0.001},
          {"1 m2 at 200 km", 3.952, snr_db(radar, 1.0, 200e3), 0.001},
          {"1 m2 at 118.80 km", 13.0, snr_db(radar, 1.0, 118.80e3), 0.001}};
}

std::vector<Comparison> toolbox(const std::string&, Problems&) {
  const Example first{1e9, 1e6, 0.2e-6, 20.0, 290.0, 0.0}, second{10e9, 1e6, 1e-6, 40.0, 300.0, 3.0};
  return {{"example 1, 1 m2 at 50 km", 5.5868, snr_db(first, 1.0, 50e3), 1e-4},
          {"example 2, 0.5 m2 at 100 km", 14.3778, snr_db(second, 0.5, 100e3), 1e-4}};
}

/// 1 J at 38 dB, 1 m2 with 1e-5 W/Hz of noise on it.
std::vector<Comparison> burn_through(const std::string&, Problems&) {
  constexpr double kRange_m = 1586.3;
  const Example radar{3e9, 100e3, 10e-6, 38.0, 290.0, 0.0};
  const double jamming_db = decibels_of_power(jamming_over_noise(radar_of(radar), 1e-5, kRange_m));
  return {{"at 1586.3 m", 13.0, snr_db(radar, 1.0, kRange_m) - jamming_db, 0.001}};
}

std::vector<Comparison> scan_loss(const std::string&, Problems&) {
  AntennaPattern pattern;
  pattern.scan_loss_exponent = recorded(1.5);
  const auto loss_db = [&pattern](double degrees) {
    return decibels_of_power(array_gain(pattern, math::cos(degrees * math::kPi / 180.0)));
  };
  return {{"45 deg", -2.258, loss_db(45.0), 5.1e-4}, {"60 deg", -4.515, loss_db(60.0), 6e-4}};
}

}  // namespace

std::vector<ValidationCase> radar_equation_cases() {
  return {{"radar-equation/textbook", "SNR of one pulse", "dB", "Skolnik 3e, 2, recomputed", "", textbook},
          {"radar-equation/radareqsnr", "SNR of one pulse", "dB", "MathWorks, radareqsnr, examples 1 and 2",
           "", toolbox},
          {"radar-equation/burn-through", "signal over jamming", "dB", "Skolnik 3e, 2, recomputed", "",
           burn_through},
          {"radar-equation/scan-loss", "gain off an array's normal", "dB",
           "Mahafza: cosine to 1.5, recomputed", "", scan_loss}};
}

}  // namespace cupola
