#include "sensing/clutter.hpp"

#include <algorithm>
#include <cmath>

#include "core/math.hpp"
#include "earth/wave.hpp"

namespace cupola {
namespace {

constexpr double kGammaFrequency_hz = 10e9;

}  // namespace

double ground_gamma(const GroundType& ground, double frequency_hz) {
  return ground.reflectivity * std::sqrt(frequency_hz / kGammaFrequency_hz);
}

double ground_echo_m2(const RadarType& radar, const GroundType& ground, double antenna_agl_m, double range_m,
                      double effective_radius_m) {
  const double sine = antenna_agl_m / range_m - 0.5 * range_m / effective_radius_m;
  if (!(sine > 0.0)) return 0.0;
  const double grazing = std::min(sine, 1.0), cosine = std::sqrt(std::max(1.0 - grazing * grazing, 0.0));
  const double cell_m2 =
      range_m * radar.azimuth_beamwidth_rad * radar.range_resolution_m / std::max(cosine, 0.01);
  const double clear_m =
      4.0 * math::kPi * antenna_agl_m * ground.roughness_m / wavelength_of(radar.frequency_hz);
  const double fading = range_m > clear_m ? clear_m / range_m : 1.0;
  return ground_gamma(ground, radar.frequency_hz) * grazing * cell_m2 * fading * fading * fading * fading;
}

double ground_echo_square_on_m2(const RadarType& radar, const GroundType& ground, double range_m) {
  const double cell_m2 = range_m * radar.azimuth_beamwidth_rad * radar.range_resolution_m;
  return ground_gamma(ground, radar.frequency_hz) * cell_m2;
}

}  // namespace cupola
