#include "earth/spherical_diffraction.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/math.hpp"
#include "earth/decibel.hpp"
#include "earth/wave.hpp"

namespace cupola {
namespace {

/// How the field falls with the normalised distance; gain, dB.
double distance_term_db(double x) {
  if (x >= 1.6) return 11.0 + decibels_of_power(x) - 17.6 * x;
  return -decibels_of_field(x) - 5.6488 * math::pow(x, 1.425);
}

/// How the field grows with the normalised height of one end; gain, dB.
double height_term_db(double y, double beta, double admittance) {
  const double floor_db = 2.0 + decibels_of_field(admittance);
  const double b = beta * y;
  if (b <= 0.0) return floor_db;
  const double gain_db = b > 2.0 ? 17.6 * std::sqrt(b - 1.1) - 0.5 * decibels_of_power(b - 1.1) - 8.0
                                 : decibels_of_field(b + 0.1 * b * b * b);
  return std::max(gain_db, floor_db);
}

double mixed_first_term_db(const SmoothEarthPath& path, const Surface& surface, double frequency_hz,
                           Polarisation polarisation) {
  const double sea = surface.sea_fraction;
  double loss_db = 0.0;
  if (sea < 1.0)
    loss_db += (1.0 - sea) * first_term_diffraction_db(path, surface.land, frequency_hz, polarisation);
  if (sea > 0.0) loss_db += sea * first_term_diffraction_db(path, surface.sea, frequency_hz, polarisation);
  return loss_db;
}

}  // namespace

double surface_admittance(const GroundConstants& ground, double effective_radius_m, double frequency_hz,
                          Polarisation polarisation) {
  const double f_ghz = 1e-9 * frequency_hz, eps = ground.relative_permittivity;
  const double loss = 18.0 * ground.conductivity_s_m / f_ghz;
  const double size = math::pow(1e-3 * effective_radius_m * f_ghz, -1.0 / 3.0);
  const double horizontal = 0.036 * size / std::sqrt(std::sqrt((eps - 1.0) * (eps - 1.0) + loss * loss));
  return polarisation == Polarisation::horizontal ? horizontal
                                                  : horizontal * std::sqrt(eps * eps + loss * loss);
}

double first_term_diffraction_db(const SmoothEarthPath& path, const GroundConstants& ground,
                                 double frequency_hz, Polarisation polarisation) {
  const double a = path.effective_radius_m, wavelength_m = wavelength_of(frequency_hz);
  CUPOLA_CHECK(path.ground_range_m > 0.0 && a > 0.0 && frequency_hz > 0.0);

  const double k = surface_admittance(ground, a, frequency_hz, polarisation), k2 = k * k;
  const double beta = (1.0 + 1.6 * k2 + 0.67 * k2 * k2) / (1.0 + 4.5 * k2 + 1.53 * k2 * k2);

  // Units of distance and height: (lambda a^2 / pi)^(1/3) and (lambda^2 a / pi^2)^(1/3) / 2.
  const double unit = math::pow(math::kPi * a / wavelength_m, 1.0 / 3.0);
  const double x = beta * unit * path.ground_range_m / a;
  const double per_m = beta * 2.0 * unit * unit / a;
  return -distance_term_db(x) - height_term_db(per_m * path.height1_m, beta, k) -
         height_term_db(per_m * path.height2_m, beta, k);
}

double spherical_diffraction_loss_db(const SmoothEarthPath& path, const Surface& surface, double frequency_hz,
                                     Polarisation polarisation) {
  const double d = path.ground_range_m, wavelength_m = wavelength_of(frequency_hz);
  if (d >= horizon_range_m(path)) return mixed_first_term_db(path, surface, frequency_hz, polarisation);

  // Six tenths of the first Fresnel zone clear: nothing.
  const double d1 = specular_range_m(path), d2 = d - d1;
  const double needed_m = 0.552 * std::sqrt(d1 * d2 * wavelength_m / d);
  const double clear_m = clearance_m(path, d1);
  if (clear_m > needed_m) return 0.0;

  // The sphere that the path just touches.
  SmoothEarthPath touching = path;
  const double reach = d / (std::sqrt(path.height1_m) + std::sqrt(path.height2_m));
  touching.effective_radius_m = 0.5 * reach * reach;
  const double loss_db = mixed_first_term_db(touching, surface, frequency_hz, polarisation);
  const double clear_part = needed_m > 0.0 ? clear_m / needed_m : 0.0;  // an end on the ground touches there
  return loss_db > 0.0 ? (1.0 - clear_part) * loss_db : 0.0;
}

}  // namespace cupola
