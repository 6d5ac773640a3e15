#include "sensing/echo_tables.hpp"

#include <algorithm>
#include <cmath>

#include "core/math.hpp"
#include "sensing/antenna_pattern.hpp"
#include "sensing/clutter.hpp"
#include "sensing/radar_equation.hpp"

namespace cupola {
namespace {

constexpr int kPatternSamples = 257, kScanSamples = 129, kClutterSamples = 513;
constexpr double kNothing_ln = -200.0;
constexpr double kEightLn2 = 5.545177444479562475;  // a Gaussian beam both ways: exp(-8 ln 2 (off / width)^2)

KernelTable table_of(const std::vector<double>& samples, double first, double most) {
  const double last = static_cast<double>(samples.size() - 1);
  return {samples.data(), first, last / (most - first), last};
}

/// Of the antenna towards the ground, one way, but for where a pencil beam is put.
double gain_to_ground(const RadarSite& site, double range_m, double radius_m) {
  const double sine = -(site.antenna_agl_m / range_m + 0.5 * range_m / radius_m);
  const double elevation_rad = math::asin(std::max(sine, -1.0));
  if (site.type.scan == ScanKind::rotating) return elevation_gain(site.type, elevation_rad);
  return array_gain(site.type.pattern, math::cos(elevation_rad - site.type.pattern.array_elevation_rad));
}

double on(double first, double most, int i, int count) { return first + (most - first) * i / (count - 1); }

}  // namespace

EchoTables::EchoTables(const Scenario& scenario, const RadarSite& site) {
  fill_pattern(site);
  fill_scan(site);
  if (site.type.frequency_hz > 0.0) {
    path_ = PathGrid::of(path_inputs(scenario, site));
    set_.path = path_->grid();
    set_.path_by_height = site.carrier.valid();
    fill_clutter(scenario, site);
  }
  const double azimuth_rad = site.type.azimuth_beamwidth_rad,
               elevation_rad = site.type.elevation_beamwidth_rad;
  set_.beam_azimuth_per_sine2 = 0.5 * kEightLn2 / (azimuth_rad * azimuth_rad);
  const bool fan = site.type.pattern.elevation != ElevationPattern::even;
  set_.beam_elevation_per_sine2 = fan ? 0.0 : 0.5 * kEightLn2 / (elevation_rad * elevation_rad);
  set_.sidelobe = sidelobe_level(site.type.pattern);
}

/// Only where it says anything: pencil beams that are alike everywhere have none.
void EchoTables::fill_pattern(const RadarSite& site) {
  const RadarType& type = site.type;
  const bool leans = type.scan == ScanKind::rotating && type.pattern.scan_loss_exponent > 0.0;
  if (type.pattern.elevation == ElevationPattern::even && !leans) return;
  const double least = math::sin(type.elevation_min_rad), most = math::sin(type.elevation_max_rad);
  for (int i = 0; i < kPatternSamples; ++i)
    pattern_.push_back(2.0 *
                       math::log(elevation_gain(type, math::asin(on(least, most, i, kPatternSamples)))));
  set_.pattern = table_of(pattern_, least, most);
}

void EchoTables::fill_scan(const RadarSite& site) {
  const AntennaPattern& pattern = site.type.pattern;
  if (site.type.scan != ScanKind::sector || !(pattern.scan_loss_exponent > 0.0)) return;
  for (int i = 0; i < kScanSamples; ++i)
    scan_.push_back(2.0 * math::log(array_gain(pattern, on(0.0, 1.0, i, kScanSamples))));
  set_.scan = table_of(scan_, 0.0, 1.0);
}

void EchoTables::fill_clutter(const Scenario& scenario, const RadarSite& site) {
  const RadarType& type = site.type;
  const bool sees_ground = !scenario.environment.cover.name.empty() && type.clutter_filter.given();
  if (!sees_ground || scenario.earth.k_factor > kEndlessSight) return;
  const double radius_m = scenario.earth.k_factor * kMeanEarthRadius_m;
  const double ln_constant = ln_radar_constant(type);
  const double least_m = type.minimum_range_m;
  const double most_m =
      std::max(std::sqrt(2.0 * radius_m * std::max(site.antenna_agl_m, 0.0)), least_m + 1e3);
  for (int i = 0; i < kClutterSamples; ++i) {
    const double range_m = std::max(on(least_m, most_m, i, kClutterSamples), 1.0);
    const double echo_m2 =
        ground_echo_m2(type, scenario.environment.cover, site.antenna_agl_m, range_m, radius_m);
    const double ln = echo_m2 > 0.0 ? ln_constant + math::log(echo_m2) - 4.0 * math::log(range_m) +
                                          2.0 * math::log(gain_to_ground(site, range_m, radius_m))
                                    : kNothing_ln;
    clutter_.push_back(std::max(ln, kNothing_ln));
  }
  clutter_.back() = kNothing_ln;  // nothing beyond, to the last bit
  set_.clutter = table_of(clutter_, least_m, most_m);
  set_.clutter_range_m = most_m;
  set_.ground_sine_m = site.antenna_agl_m;
  set_.ground_sine_per_m = 0.5 / radius_m;
  // A fan looks at the ground wherever it looks; a pencil beam only as far as it is near it.
  set_.beam_per_sine2 = type.pattern.elevation != ElevationPattern::even
                            ? 0.0
                            : kEightLn2 / (type.elevation_beamwidth_rad * type.elevation_beamwidth_rad);
  set_.ln_sidelobe2 = 2.0 * math::log(sidelobe_level(type.pattern));
  set_.improvement = type.clutter_filter.improvement;
  const double least_m_s = std::max<double>(type.clutter_filter.minimum_velocity_m_s, 0.1);
  set_.inverse_minimum_velocity2 = 1.0 / (least_m_s * least_m_s);
  set_.blind_velocity_m_s = type.clutter_filter.blind_velocity_m_s;
}

void EchoTables::put_into(LookConstants& c) const {
  c.pattern = set_.pattern;
  c.scan = set_.scan;
  c.path = set_.path;
  c.path_by_height = set_.path_by_height;
  c.clutter = set_.clutter;
  c.clutter_range_m = set_.clutter_range_m;
  c.ground_sine_per_m = set_.ground_sine_per_m;
  c.ground_sine_m = set_.ground_sine_m;
  c.beam_per_sine2 = set_.beam_per_sine2;
  c.ln_sidelobe2 = set_.ln_sidelobe2;
  c.improvement = set_.improvement;
  c.inverse_minimum_velocity2 = set_.inverse_minimum_velocity2;
  c.blind_velocity_m_s = set_.blind_velocity_m_s;
  c.beam_azimuth_per_sine2 = set_.beam_azimuth_per_sine2;
  c.beam_elevation_per_sine2 = set_.beam_elevation_per_sine2;
  c.sidelobe = set_.sidelobe;
}

}  // namespace cupola
