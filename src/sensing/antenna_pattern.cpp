#include "sensing/antenna_pattern.hpp"

#include <algorithm>
#include <cmath>

#include "core/math.hpp"
#include "sensing/aperture.hpp"

namespace cupola {
namespace {

constexpr double kFourLn2 = 2.772588722239781238, kNoSidelobe = 1e-5, kFaintest = 1e-20;
constexpr double kFlattest_rad = 1e-3;  // a cosecant has no nose at the horizon

double gaussian(double off_rad, double width_rad) {
  const double x = off_rad / width_rad;
  return math::exp(-kFourLn2 * x * x);
}

double cosecant_squared(const RadarType& radar, double apparent_rad) {
  const double nose_rad = std::max<double>(radar.pattern.nose_elevation_rad, kFlattest_rad);
  if (apparent_rad <= nose_rad) return gaussian(nose_rad - apparent_rad, radar.elevation_beamwidth_rad);
  const double ratio = math::sin(nose_rad) / math::sin(std::min(apparent_rad, 0.5 * math::kPi));
  return ratio * ratio;
}

double from_table(const std::vector<PatternPoint>& table, double apparent_rad) {
  const auto above =
      std::upper_bound(table.begin(), table.end(), apparent_rad,
                       [](double e, const PatternPoint& point) { return e < point.elevation_rad; });
  if (above == table.begin()) return table.front().gain;
  if (above == table.end()) return table.back().gain;
  const PatternPoint& below = *(above - 1);
  const double w = (apparent_rad - below.elevation_rad) / (above->elevation_rad - below.elevation_rad);
  return math::exp(math::log(below.gain) + w * (math::log(above->gain) - math::log(below.gain)));
}

/// A fixed beam with its side lobes; nulls are filled up to the mean level.
double from_aperture(const RadarType& radar, double apparent_rad) {
  const AntennaPattern& pattern = radar.pattern;
  const double off_rad = apparent_rad - pattern.beam_elevation_rad;
  const double floor = pattern.sidelobe.has_record() ? double{pattern.sidelobe} : 0.0;
  if (std::fabs(off_rad) >= 0.5 * math::kPi) return floor;
  const double u = aperture_half_power(pattern.elevation) * math::sin(off_rad) /
                   math::sin(0.5 * radar.elevation_beamwidth_rad);
  return std::max(aperture_gain(pattern.elevation, u), floor);
}

}  // namespace

double array_gain(const AntennaPattern& pattern, double cosine) {
  if (!(pattern.scan_loss_exponent > 0.0)) return 1.0;
  return cosine > 0.0 ? std::max(math::pow(std::min(cosine, 1.0), pattern.scan_loss_exponent), kFaintest)
                      : kFaintest;
}

double elevation_gain(const RadarType& radar, double apparent_rad) {
  const AntennaPattern& pattern = radar.pattern;
  double gain = 1.0;
  if (pattern.elevation == ElevationPattern::cosecant_squared) gain = cosecant_squared(radar, apparent_rad);
  if (pattern.elevation == ElevationPattern::table) gain = from_table(pattern.table, apparent_rad);
  if (pattern.elevation == ElevationPattern::uniform_line || pattern.elevation == ElevationPattern::circular)
    gain = from_aperture(radar, apparent_rad);
  if (radar.scan == ScanKind::rotating)
    gain *= array_gain(pattern, math::cos(apparent_rad - pattern.array_elevation_rad));
  return std::max(gain, kFaintest);
}

double beam_gain(double off_rad, double width_rad, double sidelobe) {
  return std::max(gaussian(off_rad, width_rad), sidelobe);
}

double sidelobe_level(const AntennaPattern& pattern) {
  return pattern.sidelobe.has_record() ? double{pattern.sidelobe} : kNoSidelobe;
}

}  // namespace cupola
