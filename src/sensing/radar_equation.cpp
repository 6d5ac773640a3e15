#include "sensing/radar_equation.hpp"

#include "core/check.hpp"
#include "core/math.hpp"
#include "earth/wave.hpp"
#include "sensing/cfar.hpp"
#include "sensing/reference_snr.hpp"

namespace cupola {
namespace {

constexpr double kFourPi = 4.0 * math::kPi;

}  // namespace

double ln_radar_constant(const RadarType& radar) {
  if (radar.equation == RadarEquation::reference) {
    CUPOLA_CHECK(radar.reference_range_m > 0.0 && radar.reference_rcs_m2 > 0.0);
    return math::log(reference_snr(radar).at_range) - math::log(radar.reference_rcs_m2) +
           4.0 * math::log(radar.reference_range_m);
  }
  const RadarEnergy& out = radar.energy;
  const RadarReceiver& back = radar.receiver;
  const double lambda_m = wavelength_of(radar.frequency_hz);
  const double signal =
      out.peak_power_w * out.pulse_length_s * out.transmit_gain * back.gain * lambda_m * lambda_m;
  const double noise = kBoltzmann_j_k * back.noise_temperature_k * out.losses.product();
  const double ln_c = math::log(signal) - math::log(noise) - 3.0 * math::log(kFourPi);
  if (!radar.cfar.given()) return ln_c;
  return ln_c - math::log(cfar_loss(static_cast<int>(radar.cfar.cells), radar.reference_pfa));
}

double jamming_over_noise(const RadarType& radar, double erp_density_w_hz, double range_m) {
  CUPOLA_CHECK(radar.receiver.given());
  const double spread_m = kFourPi * range_m / wavelength_of(radar.frequency_hz);
  return erp_density_w_hz * radar.receiver.gain /
         (spread_m * spread_m * kBoltzmann_j_k * radar.receiver.noise_temperature_k);
}

}  // namespace cupola
