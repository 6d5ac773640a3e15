#include <algorithm>

#include "analysis/validation.hpp"
#include "core/math.hpp"
#include "earth/decibel.hpp"
#include "sensing/antenna_pattern.hpp"
#include "sensing/aperture.hpp"

namespace cupola {

namespace {

constexpr double kDegree = math::kPi / 180.0;

constexpr ElevationPattern kLine = ElevationPattern::uniform_line, kCircle = ElevationPattern::circular;

/// Width of the pattern where it has half of its power, found on the pattern; of an aperture of 1000
/// wavelengths, where sines are angles.
double beamwidth_deg(ElevationPattern shape) {
  constexpr double kWavelengths = 1000.0;
  double low = 0.0, high = 2e-3;
  while (high - low > 1e-12) {
    const double middle = 0.5 * (low + high);
    (aperture_gain(shape, math::kPi * kWavelengths * math::sin(middle)) > 0.5 ? low : high) = middle;
  }
  return 2.0 * low * kWavelengths / kDegree;
}

double first_sidelobe_db(ElevationPattern shape) {
  double most = 0.0;
  for (double u = 4.0; u < 6.5; u += 1e-3) most = std::max(most, aperture_gain(shape, u));
  return decibels_of_power(most);
}

std::vector<Comparison> beamwidths(const std::string&, Problems&) {
  return {{"line, found on its pattern", 50.758, beamwidth_deg(kLine), 1e-3},
          {"circle, found on its pattern", 58.957, beamwidth_deg(kCircle), 1e-3},
          {"line, as it is used", 50.758, 1e3 * aperture_beamwidth_rad(kLine, 1e3) / kDegree, 1e-3},
          {"circle, as it is used", 58.957, 1e3 * aperture_beamwidth_rad(kCircle, 1e3) / kDegree, 1e-3}};
}

std::vector<Comparison> sidelobes(const std::string&, Problems&) {
  return {{"line", -13.261, first_sidelobe_db(kLine), 1e-3},
          {"circle", -17.570, first_sidelobe_db(kCircle), 1e-3}};
}

/// A radar's pattern is half as strong at half its beamwidth, whatever its shape.
std::vector<Comparison> half_power(const std::string&, Problems&) {
  RadarType radar;
  radar.scan = ScanKind::sector;
  radar.elevation_beamwidth_rad = 3.0 * kDegree;
  const auto at_half = [&radar](ElevationPattern shape) {
    radar.pattern.elevation = shape;
    return decibels_of_power(elevation_gain(radar, 1.5 * kDegree));
  };
  return {{"line", -3.0103, at_half(kLine), 1e-4},
          {"circle", -3.0103, at_half(kCircle), 1e-4},
          {"Gaussian", -3.0103, decibels_of_power(beam_gain(1.5 * kDegree, 3.0 * kDegree, 1e-5)), 1e-4}};
}

}  // namespace

std::vector<ValidationCase> antenna_cases() {
  constexpr const char* kSource = "Skolnik 3e, 9: evenly lit apertures; recomputed";
  return {{"antenna/aperture-beamwidth", "half-power width times aperture over wavelength", "deg", kSource,
           "", beamwidths},
          {"antenna/aperture-sidelobe", "first side lobe", "dB", kSource, "", sidelobes},
          {"antenna/half-power", "gain at half the beamwidth", "dB", "definition of the half-power width", "",
           half_power}};
}

}  // namespace cupola
