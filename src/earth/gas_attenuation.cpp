#include "earth/gas_attenuation.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/math.hpp"
#include "earth/atmosphere.hpp"
#include "earth/gas_lines.hpp"
#include "earth/refractivity.hpp"

namespace cupola {
namespace {

/// The state of the air as the lines see it.
struct AirState {
  double p_hpa, e_hpa, theta;  // dry pressure, vapour pressure, 300 K over temperature
};

/// Van Vleck and Weisskopf's shape of a line with interference (P.676, equation 5).
double line_shape(double f, double f0, double width, double interference) {
  const double below = f0 - f, above = f0 + f, w2 = width * width;
  return f / f0 *
         ((width - interference * below) / (below * below + w2) +
          (width - interference * above) / (above * above + w2));
}

/// Imaginary part of the refractivity from the lines of oxygen.
double oxygen_lines(double f, const AirState& air) {
  const double theta_08 = math::pow(air.theta, 0.8), theta_3 = air.theta * air.theta * air.theta;
  double sum = 0.0;
  for (const OxygenLine& line : kOxygenLines) {
    const double pressure_width = 1e-4 * line.width * (air.p_hpa * theta_08 + 1.1 * air.e_hpa * air.theta);
    const double width = std::sqrt(pressure_width * pressure_width + 2.25e-6);  // Zeeman splitting
    const double interference =
        1e-4 * (line.interference + line.interference_slope * air.theta) * (air.p_hpa + air.e_hpa) * theta_08;
    const double strength =
        1e-7 * line.strength * air.p_hpa * theta_3 * math::exp(line.strength_slope * (1.0 - air.theta));
    sum += strength * line_shape(f, line.f0_ghz, width, interference);
  }
  return sum;
}

/// Imaginary part of the refractivity from the lines of water vapour.
double vapour_lines(double f, const AirState& air) {
  const double log_theta = math::log(air.theta), theta_35 = math::exp(3.5 * log_theta);
  double sum = 0.0;
  for (const VapourLine& line : kVapourLines) {
    const double pressure_width =
        1e-4 * line.width *
        (air.p_hpa * math::exp(line.width_slope * log_theta) +
         line.self_width * air.e_hpa * math::exp(line.self_width_slope * log_theta));
    const double width =
        0.535 * pressure_width + std::sqrt(0.217 * pressure_width * pressure_width +
                                           2.1316e-12 * line.f0_ghz * line.f0_ghz / air.theta);  // Doppler
    const double strength =
        0.1 * line.strength * air.e_hpa * theta_35 * math::exp(line.strength_slope * (1.0 - air.theta));
    sum += strength * line_shape(f, line.f0_ghz, width, 0.0);
  }
  return sum;
}

/// What does not belong to any line: Debye spectrum of oxygen below 10 GHz, nitrogen above 100 GHz.
double dry_continuum(double f, const AirState& air) {
  const double d = 5.6e-4 * (air.p_hpa + air.e_hpa) * math::pow(air.theta, 0.8);
  const double debye = 6.14e-5 / (d * (1.0 + (f / d) * (f / d)));
  const double nitrogen =
      1.4e-12 * air.p_hpa * air.theta * std::sqrt(air.theta) / (1.0 + 1.9e-5 * f * std::sqrt(f));
  return f * air.p_hpa * air.theta * air.theta * (debye + nitrogen);
}

}  // namespace

GasAttenuation gas_attenuation(double frequency_hz, double dry_pressure_pa, double vapour_pressure_pa,
                               double temperature_k) {
  CUPOLA_CHECK(frequency_hz > 0.0 && temperature_k > 0.0 && dry_pressure_pa > 0.0 &&
               vapour_pressure_pa >= 0.0);
  const double f_ghz = 1e-9 * frequency_hz;
  const AirState air{0.01 * dry_pressure_pa, 0.01 * vapour_pressure_pa, 300.0 / temperature_k};
  const double scale = 0.1820 * f_ghz;
  return {scale * (oxygen_lines(f_ghz, air) + dry_continuum(f_ghz, air)), scale * vapour_lines(f_ghz, air)};
}

double reference_vapour_density_kg_m3(double height_msl_m, double surface_density_kg_m3) {
  const Air air = standard_air(height_msl_m);
  const double falling = surface_density_kg_m3 * math::exp(-height_msl_m / 2000.0);
  // From there on a constant part of the air: e / P = 2e-6.
  const double stratospheric = 2e-6 * air.pressure_pa * 216.7e-5 / air.temperature_k;
  return std::max(falling, stratospheric);
}

GasAttenuation reference_gas_attenuation(double frequency_hz, double height_msl_m,
                                         double surface_vapour_density_kg_m3) {
  const Air air = standard_air(height_msl_m);
  const double vapour_kg_m3 = reference_vapour_density_kg_m3(height_msl_m, surface_vapour_density_kg_m3);
  const double e_pa = vapour_pressure_pa(vapour_kg_m3, air.temperature_k);
  return gas_attenuation(frequency_hz, air.pressure_pa - e_pa, e_pa, air.temperature_k);
}

}  // namespace cupola
