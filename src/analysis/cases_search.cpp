#include <fmt/format.h>

#include "analysis/validation.hpp"
#include "catalogue/hits_per_scan.hpp"
#include "core/math.hpp"
#include "earth/decibel.hpp"
#include "earth/wave.hpp"
#include "sensing/radar_equation.hpp"
#include "sensing/radar_time.hpp"

namespace cupola {

namespace {

Figure recorded(double value) {
  Figure figure(value);
  figure.reason = "of the example";
  return figure;
}

/// The search form R^4 = Pav A rcs ts / (4 pi Omega k Ts L SNR) knows neither beam nor wavelength: a radar
/// that lays one pulse into each beam of an even gain 4 pi / (its solid angle) has that range by the radar
/// equation.
std::vector<Comparison> search_form(const std::string&, Problems&) {
  constexpr double kPav_w = 2e3, kAperture_m2 = 6.0, kOmega_sr = 0.8, kScan_s = 8.0, kNoise_k = 700.0,
                   kLoss = 6.3, kRcs_m2 = 0.5, kSnr = 20.0;
  const double r4 = kPav_w * kAperture_m2 * kRcs_m2 * kScan_s /
                    (4.0 * math::kPi * kOmega_sr * kBoltzmann_j_k * kNoise_k * kLoss * kSnr);
  std::vector<Comparison> all;
  for (const double frequency_hz : {1.3e9, 3e9, 9.4e9}) {
    const double lambda_m = wavelength_of(frequency_hz);
    const double gain = 4.0 * math::kPi * kAperture_m2 / (lambda_m * lambda_m);
    const double beam_sr = 4.0 * math::kPi / gain, dwell_s = kScan_s * beam_sr / kOmega_sr;
    RadarType radar;
    radar.equation = RadarEquation::energy;
    radar.frequency_hz = frequency_hz;
    radar.energy.peak_power_w = recorded(50.0 * kPav_w);
    radar.energy.pulse_length_s = dwell_s / 50.0;
    radar.energy.transmit_gain = gain;
    radar.energy.losses.field = kLoss;
    radar.receiver.gain = recorded(gain);
    radar.receiver.noise_temperature_k = kNoise_k;
    const double ours = math::exp(0.25 * (ln_radar_constant(radar) + math::log(kRcs_m2 / kSnr)));
    all.push_back(
        {fmt::format("{} GHz", frequency_hz / 1e9), math::exp(0.25 * math::log(r4)) / 1e3, ours / 1e3, 1e-6});
  }
  return all;
}

/// One budget: 10 ms of dwell every second on each target; at least a fifth for searching.
std::vector<Comparison> occupancy(const std::string&, Problems&) {
  RadarType radar;
  radar.scan = ScanKind::sector;
  radar.search_frame_s = 4.0;
  radar.track_interval_s = 1.0;
  radar.time_budget.track_dwell_s = recorded(0.01);
  radar.time_budget.search_share_least = recorded(0.2);
  const auto frame_s = [&radar](std::size_t followed) { return search_frame(radar, followed).seconds(); };
  return {{"following nobody", 4.0, frame_s(0), 1e-9},
          {"following 25: three quarters left", 4.0 / 0.75, frame_s(25), 1e-9},
          {"following 50: half left", 8.0, frame_s(50), 1e-9},
          {"following 80: at its limit", 20.0, frame_s(80), 1e-8},
          {"following 500", 20.0, frame_s(500), 1e-8}};
}

std::vector<Comparison> hits(const std::string&, Problems&) {
  return {{"1.5 deg, a turn in 5 s, 300 Hz", 6.25, hits_per_scan(1.5 * math::kPi / 180.0, 5.0, 300.0), 1e-9}};
}

}  // namespace

std::vector<ValidationCase> search_cases() {
  return {{"search/hits-per-scan", "pulses that meet a target in a turn", "",
           "Skolnik 3e, 2: theta Ts PRF / 360", "", hits},
          {"search/power-aperture", "range of a search by the radar equation", "km",
           "Skolnik 3e, 2: search form of the radar equation", "", search_form},
          {"search/occupancy", "search frame", "s", "time budget of an array: sum of dwells up to 1", "",
           occupancy}};
}

}  // namespace cupola
