#include <fmt/format.h>

#include <cmath>

#include "analysis/validation.hpp"
#include "core/math.hpp"
#include "earth/decibel.hpp"
#include "earth/horizon.hpp"
#include "earth/multipath.hpp"
#include "earth/surface_reflection.hpp"
#include "earth/wave.hpp"

namespace cupola {

namespace {

constexpr double kDegree = math::kPi / 180.0;
constexpr double kRadius_m = 4.0 / 3.0 * kMeanEarthRadius_m, kFlat_m = 1e16;
constexpr MultipathSurface kMirror{{1e8, 0.0}, 0.0};

double flat_db(double height_m, double range_m) {
  return propagation_factor_db({range_m, 15.0, height_m, kFlat_m}, kMirror, 3e9, Polarisation::horizontal);
}

/// 15 m and 3 GHz over a flat mirror: F = 2 |sin(2 pi h1 h2 / (lambda R))|.
std::vector<Comparison> flat_earth(const std::string&, Problems&) {
  const auto factor = [](double range_m) { return field_of_decibels(flat_db(30.0, range_m)); };
  return {{"F, 30 m at 20 km", 1.9757, factor(20e3), 1e-3},
          {"F^4, dB, 30 m at 20 km", 11.83, 2.0 * flat_db(30.0, 20e3), 6e-3},
          {"F, 30 m at 40 km", 1.2996, factor(40e3), 1e-3},
          {"F^4, dB, 30 m at 40 km", 4.55, 2.0 * flat_db(30.0, 40e3), 6e-3},
          {"F^4, dB, for twice the range, far out", -12.0412, 2.0 * (flat_db(30.0, 2e6) - flat_db(30.0, 1e6)),
           0.02}};
}

/// Elevation of the extreme of F nearest to `guess_deg`, by steps.
double extreme_deg(double guess_deg, double sign) {
  double best_deg = guess_deg, best = -1e9;
  for (double deg = 0.9 * guess_deg; deg < 1.1 * guess_deg; deg += 1e-4 * guess_deg) {
    const double f = sign * field_of_decibels(flat_db(50e3 * math::tan(deg * kDegree), 50e3));
    if (f > best) best = f, best_deg = deg;
  }
  return best_deg;
}

std::vector<Comparison> lobes(const std::string&, Problems&) {
  return {{"first lobe", 0.0954, extreme_deg(0.0954, 1.0), 2e-4},
          {"first null", 0.1909, extreme_deg(0.1909, -1.0), 2e-4}};
}

std::vector<Comparison> roughness(const std::string&, Problems&) {
  return {{"0.5 m rms at 0.5 deg, 3 GHz", 0.8603, ament_roughness(0.5, 0.5 * kDegree, wavelength_of(3e9)),
           5.1e-4}};
}

/// Blake's coverage diagram of distant targets over a smooth sea, in closed form: reflection at the angle
/// gamma at the centre of the earth, gamma = sqrt((tan e / 3)^2 + 2 h / 3 a) - tan e / 3; grazing psi = e +
/// gamma; detour 2 sin^2 psi times the way to it; divergence 1 / sqrt(1 + 2 gamma / sin psi). The range of a
/// radar goes with F.
double blake_db(double height_m, double frequency_hz, double elevation_rad) {
  const double third = math::tan(elevation_rad) / 3.0;
  const double gamma = std::sqrt(third * third + 2.0 * height_m / (3.0 * kRadius_m)) - third;
  const double sine = math::sin(elevation_rad + gamma);
  const double way_m = std::sqrt(height_m * height_m + kRadius_m * (kRadius_m + height_m) * gamma * gamma);
  const double phase = 2.0 * math::kPi / wavelength_of(frequency_hz) * way_m * 2.0 * sine * sine;
  const double d = 1.0 / std::sqrt(1.0 + 2.0 * gamma / sine);
  return 0.5 * decibels_of_field(1.0 + d * d - 2.0 * d * math::cos(phase));
}

std::vector<Comparison> coverage_diagram(const std::string&, Problems&) {
  const struct {
    double height_m, frequency_hz;
  } radars[] = {{24.384, 425e6}, {30.48, 1.3e9}};  // 80 and 100 ft
  std::vector<Comparison> all;
  for (const auto& radar : radars)
    for (double target_m = 246e3; target_m < 420e3; target_m += 580.0) {
      const SmoothEarthPath path{2e6, radar.height_m, target_m, kRadius_m};
      const double elevation_rad = specular_ray(path).direct_elevation_rad;
      const double expected = blake_db(radar.height_m, radar.frequency_hz, elevation_rad);
      if (elevation_rad < 0.3 * kDegree || expected < -3.0)
        continue;  // nulls are deeper than a diagram shows
      all.push_back(
          {fmt::format("{:.0f} MHz, {:.3f} deg", radar.frequency_hz / 1e6, elevation_rad / kDegree), expected,
           propagation_factor_db(path, kMirror, radar.frequency_hz, Polarisation::horizontal), 0.5});
    }
  return all;
}

}  // namespace

std::vector<ValidationCase> multipath_cases() {
  return {{"multipath/flat-earth", "pattern propagation factor", "", "Blake, NRL 6930; recomputed", "",
           flat_earth},
          {"multipath/lobes", "elevation of lobe and null, antenna 15 m, 3 GHz", "deg",
           "Blake, NRL 6930; recomputed", "", lobes},
          {"multipath/roughness", "what a rough sea leaves of the reflection", "", "Ament 1953; recomputed",
           "", roughness},
          {"multipath/coverage-diagram", "range over that of free space", "dB",
           "Blake, NRL 7098: distant targets in closed form; recomputed", "", coverage_diagram}};
}

}  // namespace cupola
