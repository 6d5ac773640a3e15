#include "earth/multipath.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/math.hpp"
#include "earth/decibel.hpp"
#include "earth/spherical_diffraction.hpp"
#include "earth/surface_reflection.hpp"
#include "earth/wave.hpp"

namespace cupola {
namespace {

constexpr double kFloor_db = -200.0;

/// Tangent of the elevation under which a point is seen from the ground at a distance.
double tangent_from_ground(double height_m, double range_m, double radius_m) {
  const double half = math::sin(0.5 * range_m / radius_m), angle_rad = range_m / radius_m;
  return (height_m * math::cos(angle_rad) - 2.0 * radius_m * half * half) /
         ((radius_m + height_m) * math::sin(angle_rad));
}

/// Straight distance between points of the given heights.
double chord_m(double height1_m, double height2_m, double range_m, double radius_m) {
  const double half = math::sin(0.5 * range_m / radius_m), rise_m = height2_m - height1_m;
  return std::sqrt(rise_m * rise_m + 4.0 * (radius_m + height1_m) * (radius_m + height2_m) * half * half);
}

/// Elevation at the first point of the straight line to the second.
double elevation_rad(double height1_m, double height2_m, double chord, double radius_m) {
  const double rise_m = height2_m - height1_m;
  const double sine = (rise_m * (2.0 * radius_m + height1_m + height2_m) - chord * chord) /
                      (2.0 * (radius_m + height1_m) * chord);
  return math::asin(std::clamp(sine, -1.0, 1.0));
}

/// What the unevenness of the surface leaves of the reflected field.
double roughness(const SpecularRay& ray, const MultipathSurface& surface, double wavelength_m) {
  if (surface.waves || !(ray.grazing_rad > 0.0))
    return miller_brown_roughness(surface.rms_height_m, ray.grazing_rad, wavelength_m);
  const double nearer_m = std::min(ray.range1_m, ray.range2_m);
  const double stretch_m =
      std::min(reflecting_length_m(nearer_m, ray.grazing_rad, wavelength_m), ray.range1_m + ray.range2_m);
  return ament_roughness(land_rms_height_m(surface.rms_height_m, stretch_m), ray.grazing_rad, wavelength_m);
}

/// sin(x) / x.
double spread_factor(double x) { return std::fabs(x) < 1e-4 ? 1.0 - x * x / 6.0 : math::sin(x) / x; }

/// Where to believe interference: 0 not at all, 1 wholly.
double weight_of_interference(const SpecularRay& ray, double radius_m, double wavelength_m) {
  const double blake = 4.0 * ray.path_difference_m / wavelength_m;
  const double kerr = ray.grazing_rad / math::pow(wavelength_m / (2.0 * math::kPi * radius_m), 1.0 / 3.0);
  const double x = std::clamp(2.0 * std::max(blake, kerr) - 1.0, 0.0, 1.0);
  return x * x * (3.0 - 2.0 * x);
}

}  // namespace

SpecularRay specular_ray(const SmoothEarthPath& path) {
  const double d = path.ground_range_m, a = path.effective_radius_m, h1 = path.height1_m, h2 = path.height2_m;
  CUPOLA_CHECK(d > 0.0 && h1 > 0.0 && h2 > 0.0);

  // Equal angles on both sides.
  double d1 = specular_range_m(path);
  for (int round = 0; round < 4; ++round) {
    const double off = tangent_from_ground(h1, d1, a) - tangent_from_ground(h2, d - d1, a);
    const double slope = h1 / (d1 * d1) + h2 / ((d - d1) * (d - d1)) + 1.0 / a;
    d1 = std::clamp(d1 + off / slope, 1e-9 * d, (1.0 - 1e-9) * d);
  }

  SpecularRay ray{};
  ray.range1_m = d1;
  ray.range2_m = d - d1;
  ray.grazing_rad = math::atan(std::max(tangent_from_ground(h1, d1, a), 0.0));
  const double r1 = chord_m(h1, 0.0, d1, a), r2 = chord_m(h2, 0.0, d - d1, a), r = chord_m(h1, h2, d, a);
  const double sine = math::sin(ray.grazing_rad), harmonic = 2.0 * r1 * r2 / (a * (r1 + r2));
  ray.path_difference_m = 4.0 * r1 * r2 * sine * sine / (r1 + r2 + r);
  ray.divergence = std::sqrt(sine / ((sine + harmonic) * (1.0 + harmonic * sine)));

  ray.direct_elevation_rad = elevation_rad(h1, h2, r, a);
  ray.reflected_elevation_rad = elevation_rad(h1, 0.0, r1, a);
  ray.direct_arrival_rad = elevation_rad(h2, h1, r, a);
  ray.reflected_arrival_rad = elevation_rad(h2, 0.0, r2, a);
  return ray;
}

double interference_factor_db(const SpecularRay& ray, const MultipathSurface& surface, double frequency_hz,
                              Polarisation polarisation, const RayGains& gains, const LobeSpread& spread) {
  const double wavelength_m = wavelength_of(frequency_hz);
  const ComplexField gamma = fresnel_reflection(ray.grazing_rad, surface.ground, frequency_hz, polarisation);
  const double scale = gains.reflected * ray.divergence * roughness(ray, surface, wavelength_m);

  // The bounced field turned by its longer way; F^2 = level + swing cos(phase).
  const double reflected = scale * std::sqrt(gamma.real * gamma.real + gamma.imaginary * gamma.imaginary);
  const double phase_rad =
      math::atan2(gamma.imaginary, gamma.real) - 2.0 * math::kPi * ray.path_difference_m / wavelength_m;
  const double level = gains.direct * gains.direct + reflected * reflected;
  const double swing = 2.0 * gains.direct * reflected;

  // Phases spread evenly over the band and over the height of the target: F^4 in the mean.
  const double by_band_rad = math::kPi * ray.path_difference_m * spread.bandwidth_hz / kSpeedOfLight_m_s;
  const double slope = math::sin(ray.direct_arrival_rad) - math::sin(ray.reflected_arrival_rad);
  const double by_height_rad = math::kPi * slope * spread.target_extent_m / wavelength_m;
  const double once = spread_factor(by_band_rad) * spread_factor(by_height_rad);
  const double twice = spread_factor(2.0 * by_band_rad) * spread_factor(2.0 * by_height_rad);
  const double f4 = level * level + 2.0 * level * swing * math::cos(phase_rad) * once +
                    0.5 * swing * swing * (1.0 + math::cos(2.0 * phase_rad) * twice);
  return f4 > 1e-40 ? 0.5 * decibels_of_power(f4) : kFloor_db;
}

double propagation_factor_db(const SmoothEarthPath& path, const MultipathSurface& surface,
                             double frequency_hz, Polarisation polarisation, const RayGains& gains,
                             const LobeSpread& spread) {
  CUPOLA_CHECK(path.ground_range_m > 0.0 && frequency_hz > 0.0);
  const double wavelength_m = wavelength_of(frequency_hz);
  double weight = 0.0, interference_db = 0.0;
  if (path.ground_range_m < horizon_range_m(path) && path.height1_m > 0.0 && path.height2_m > 0.0) {
    const SpecularRay ray = specular_ray(path);
    weight = weight_of_interference(ray, path.effective_radius_m, wavelength_m);
    if (weight > 0.0)
      interference_db = interference_factor_db(ray, surface, frequency_hz, polarisation, gains, spread);
  }
  if (weight >= 1.0) return interference_db;

  const Surface everywhere{0.0, surface.ground, surface.ground};
  const double direct_db = gains.direct > 1e-10 ? decibels_of_field(gains.direct) : kFloor_db;
  const double diffraction_db =
      direct_db - spherical_diffraction_loss_db(path, everywhere, frequency_hz, polarisation);
  return std::max(kFloor_db, weight * interference_db + (1.0 - weight) * diffraction_db);
}

}  // namespace cupola
