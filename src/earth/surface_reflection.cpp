#include "earth/surface_reflection.hpp"

#include <cmath>

#include "core/check.hpp"
#include "core/math.hpp"
#include "earth/wave.hpp"

namespace cupola {
namespace {

ComplexField divide(ComplexField a, ComplexField b) {
  const double norm = b.real * b.real + b.imaginary * b.imaginary;
  return {(a.real * b.real + a.imaginary * b.imaginary) / norm,
          (a.imaginary * b.real - a.real * b.imaginary) / norm};
}

/// Root of z with a positive real part; the imaginary part of z is never positive here.
ComplexField root(ComplexField z) {
  const double size = std::sqrt(z.real * z.real + z.imaginary * z.imaginary);
  const double real = std::sqrt(0.5 * (size + z.real));
  return {real, real > 0.0 ? 0.5 * z.imaginary / real : -std::sqrt(size)};
}

/// 2 (2 pi s sin(psi) / lambda)^2.
double roughness_exponent(double rms_height_m, double grazing_rad, double wavelength_m) {
  const double turn = 2.0 * math::kPi * rms_height_m * math::sin(grazing_rad) / wavelength_m;
  return 2.0 * turn * turn;
}

/// exp(-x) I0(x) for x >= 0.
double scaled_bessel_i0(double x) {
  if (x < 3.75) {
    const double t = (x / 3.75) * (x / 3.75);
    const double i0 =
        1.0 + t * (3.5156229 +
                   t * (3.0899424 + t * (1.2067492 + t * (0.2659732 + t * (0.0360768 + t * 0.0045813)))));
    return math::exp(-x) * i0;
  }
  const double t = 3.75 / x;
  const double tail = 0.00916281 + t * (-0.02057706 + t * (0.02635537 + t * (-0.01647633 + t * 0.00392377)));
  return (0.39894228 + t * (0.01328592 + t * (0.00225319 + t * (-0.00157565 + t * tail)))) / std::sqrt(x);
}

}  // namespace

ComplexField fresnel_reflection(double grazing_rad, const GroundConstants& ground, double frequency_hz,
                                Polarisation polarisation) {
  CUPOLA_CHECK(frequency_hz > 0.0 && ground.relative_permittivity >= 1.0);
  const double sine = math::sin(grazing_rad), cosine = math::cos(grazing_rad);
  const ComplexField eps = {
      ground.relative_permittivity,
      -ground.conductivity_s_m / (2.0 * math::kPi * kVacuumPermittivity_f_m * frequency_hz)};
  const ComplexField inside = root({eps.real - cosine * cosine, eps.imaginary});
  const ComplexField outside = polarisation == Polarisation::horizontal
                                   ? ComplexField{sine, 0.0}
                                   : ComplexField{eps.real * sine, eps.imaginary * sine};
  return divide({outside.real - inside.real, outside.imaginary - inside.imaginary},
                {outside.real + inside.real, outside.imaginary + inside.imaginary});
}

double ament_roughness(double rms_height_m, double grazing_rad, double wavelength_m) {
  return math::exp(-roughness_exponent(rms_height_m, grazing_rad, wavelength_m));
}

double reflecting_length_m(double range_of_nearer_m, double grazing_rad, double wavelength_m) {
  const double sine = math::sin(grazing_rad);
  const double a = wavelength_m / (4.0 * range_of_nearer_m * sine * sine);
  return 4.0 * range_of_nearer_m * std::sqrt(a * (1.0 + a));
}

double land_rms_height_m(double rms_nearby_m, double stretch_m) {
  constexpr double kGrowth_m = 50e3, kPower = 0.77;
  return rms_nearby_m * math::pow(5.0 - 4.0 * math::exp(-stretch_m / kGrowth_m), kPower);
}

double miller_brown_roughness(double rms_height_m, double grazing_rad, double wavelength_m) {
  return scaled_bessel_i0(roughness_exponent(rms_height_m, grazing_rad, wavelength_m));
}

}  // namespace cupola
