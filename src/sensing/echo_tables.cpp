#include "sensing/echo_tables.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/math.hpp"
#include "earth/knife_edge.hpp"
#include "earth/rain.hpp"
#include "earth/wave.hpp"
#include "sensing/antenna_pattern.hpp"
#include "sensing/clutter.hpp"
#include "sensing/radar_equation.hpp"
#include "sensing/rain_clutter.hpp"

namespace cupola {
namespace {

constexpr int kPatternSamples = 257, kScanSamples = 129, kClutterSamples = 513;
constexpr double kNothing_ln = -200.0, kLnPerDb = 0.2302585092994045684;
constexpr double kClearParameter = 0.78, kNearestEdge_m = 250.0;  // nearer ones hide, and bend nothing
constexpr int kKnifeSamples = 1217;
constexpr double kKnifeFirst = -0.8, kKnifeMost = 60.0;  // of the parameter; far down the line is straight
constexpr int kRainSamples = 513;
constexpr double kAnyHeight_m = 1e9, kRainFrom_hz = 1e9;  // rain takes nothing below
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
  if (site.sight) fill_sight(scenario, site);
  if (site.type.frequency_hz > 0.0) {
    path_ = PathGrid::of(path_inputs(scenario, site));
    set_.path = path_->grid();
    set_.path_by_height = site.carrier.valid();
    // The kernel finds its place among the bulge's samples once for both.
    if (bulge_) CUPOLA_CHECK(set_.path.x == set_.bulge.x && set_.path.y == set_.bulge.y);
    fill_clutter(scenario, site);
    fill_rain(scenario, site);
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

/// The terrain's map as the kernel reads it; where wavelengths are known, what an edge takes.
void EchoTables::fill_sight(const Scenario& scenario, const RadarSite& site) {
  const SightMap& map = *site.sight;
  const double rows = SightMap::kRows - 1.0, columns = map.columns();
  const double near = SightMap::kNear_m / SightMap::kNearStep_m;
  const KernelAxis ranges{0.0,  1.0 / SightMap::kNearStep_m, SightMap::kNear_m,
                          near, 1.0 / SightMap::kFarStep_m,  columns - 1.0};
  const KernelAxis quarters{0.0, SightMap::kRowsPerQuarter, 0.0, 0.0, 0.0, rows};
  static_assert(sizeof(SightMap::Sample) == 2 * sizeof(float) &&
                sizeof(SightMap::Ground) == 2 * sizeof(float));
  set_.sight = {&map.samples().data()->least_hae_m, ranges, quarters, columns};
  if (!(site.type.frequency_hz > 0.0)) return;
  set_.edge_scale = std::sqrt(2.0 / wavelength_of(site.type.frequency_hz));
  for (int i = 0; i < kKnifeSamples; ++i)
    knife_.push_back(-2.0 * kLnPerDb * knife_edge_loss_db(on(kKnifeFirst, kKnifeMost, i, kKnifeSamples)));
  set_.knife = table_of(knife_, kKnifeFirst, kKnifeMost);
  PathInputs alone = path_inputs(scenario, site);
  alone.empty_air = true;
  bulge_ = PathGrid::of(alone);
  set_.bulge = bulge_->grid();
  set_.bulge_sine = bulge_->highest_taking();
  set_.edge_clear = kClearParameter / (set_.edge_scale * std::sqrt(kNearestEdge_m));
}

void EchoTables::fill_clutter(const Scenario& scenario, const RadarSite& site) {
  const RadarType& type = site.type;
  const bool sees_ground = !scenario.environment.cover.name.empty() && type.clutter_filter.given();
  if (!sees_ground || scenario.earth.k_factor > kEndlessSight) return;
  const double radius_m = scenario.earth.k_factor * kMeanEarthRadius_m;
  const double ln_constant = ln_radar_constant(type);
  const double least_m = type.minimum_range_m;
  const double leg_m = std::sqrt(2.0 * radius_m * std::max(site.antenna_agl_m, 0.0));
  const double most_m =
      std::max(site.sight ? (site.sight->rings() - 1) * SightMap::kRing_m : leg_m, least_m + 1e3);
  for (int i = 0; i < kClutterSamples; ++i) {
    const double range_m = std::max(on(least_m, most_m, i, kClutterSamples), 1.0);
    const GroundType& cover = scenario.environment.cover;
    // Over terrain the kernel knows how far below the ground lies, and what its pattern has there.
    const double ln_gain =
        site.sight && set_.pattern.samples ? 0.0 : 2.0 * math::log(gain_to_ground(site, range_m, radius_m));
    const double echo_m2 = site.sight ? ground_echo_square_on_m2(type, cover, range_m)
                                      : ground_echo_m2(type, cover, site.antenna_agl_m, range_m, radius_m);
    const double ln =
        echo_m2 > 0.0 ? ln_constant + math::log(echo_m2) - 4.0 * math::log(range_m) + ln_gain : kNothing_ln;
    clutter_.push_back(std::max(ln, kNothing_ln));
  }
  clutter_.back() = kNothing_ln;  // nothing beyond, to the last bit
  set_.clutter = table_of(clutter_, least_m, most_m);
  set_.clutter_range_m = most_m;
  set_.ground_sine_m = site.antenna_agl_m;
  set_.ground_sine_per_m = 0.5 / radius_m;
  if (site.sight) {
    const SightMap& map = *site.sight;
    const double rows = SightMap::kGroundRows - 1.0, rings = map.rings();
    const KernelAxis ranges{0.0, 1.0 / SightMap::kRing_m, 0.0, 0.0, 0.0, rings - 1.0};
    const KernelAxis quarters{0.0, SightMap::kGroundRowsPerQuarter, 0.0, 0.0, 0.0, rows};
    set_.ground = {&map.ground().data()->ln_grazing, ranges, quarters, rings};
    set_.ln_roughness =
        math::log(4.0 * math::kPi * std::max<double>(scenario.environment.cover.roughness_m, 1e-6) /
                  wavelength_of(type.frequency_hz));
  }
  // A fan looks at the ground wherever it looks; a pencil beam only as far as it is near it.
  set_.beam_per_sine2 = type.pattern.elevation != ElevationPattern::even
                            ? 0.0
                            : kEightLn2 / (type.elevation_beamwidth_rad * type.elevation_beamwidth_rad);
  set_.ln_sidelobe2 = 2.0 * math::log(sidelobe_level(type.pattern));
  fill_filter(type);
}

void EchoTables::fill_filter(const RadarType& type) {
  const ClutterFilter& filter = type.clutter_filter;
  set_.improvement = filter.improvement;
  const double least_m_s = std::max<double>(filter.minimum_velocity_m_s, 0.1);
  set_.inverse_minimum_velocity2 = 1.0 / (least_m_s * least_m_s);
  set_.blind_velocity_m_s = filter.blind_velocity_m_s;
  if (!filter.blind_velocity_m_s.has_record() && filter.pulse_rate_hz.has_record())
    set_.blind_velocity_m_s = blind_velocity_m_s(type.frequency_hz, filter.pulse_rate_hz);
}

/// The whole way to rain lies in rain, so it takes its share both ways. A fan sees rain up to its top,
/// wherever the target is; of a pencil beam the kernel says how much of it is below.
void EchoTables::fill_rain(const Scenario& scenario, const RadarSite& site) {
  const RadarType& type = site.type;
  const double rate_mm_h = scenario.environment.rain_rate_m_s * 3.6e6;
  const double ground_msl_m =
      site.antenna.height_hae_m - scenario.earth.geoid_undulation_m - site.antenna_agl_m;
  const double top_m = scenario.environment.rain_height_msl_m - ground_msl_m;
  if (!(rate_mm_h > 0.0) || !(top_m > 0.0) || !type.clutter_filter.given()) return;
  fill_filter(type);
  const bool fan = type.pattern.elevation != ElevationPattern::even;
  const double radius_m = scenario.earth.k_factor * kMeanEarthRadius_m;
  const double ln_constant = ln_radar_constant(type), least_m = type.minimum_range_m,
               most_m = std::max<double>(type.instrumented_range_m, least_m + 1e3);
  const double ln_per_m =
      type.frequency_hz < kRainFrom_hz
          ? 0.0
          : 2e-3 * kLnPerDb * rain_attenuation_db_km(rain_law(type.frequency_hz, 0.0, 0.0), rate_mm_h);
  const double leg_m = std::sqrt(2.0 * radius_m * std::max(site.antenna_agl_m, 0.0));
  for (int i = 0; i < kRainSamples; ++i) {
    const double range_m = std::max(on(least_m, most_m, i, kRainSamples), 1.0);
    const double beyond_m = std::max(range_m - leg_m, 0.0);
    const double seen_m = fan ? top_m - 0.5 * beyond_m * beyond_m / radius_m : kAnyHeight_m;
    const double echo_m2 = rain_echo_m2(type, rate_mm_h, range_m, seen_m);
    rain_.push_back(echo_m2 > 0.0 ? std::max(ln_constant + math::log(echo_m2) - 4.0 * math::log(range_m) -
                                                 ln_per_m * range_m,
                                             kNothing_ln)
                                  : kNothing_ln);
  }
  set_.rain = table_of(rain_, least_m, most_m);
  rain_top_hae_m_ = scenario.environment.rain_height_msl_m + scenario.earth.geoid_undulation_m;
  set_.rain_beam_rad = fan ? 0.0 : double{type.elevation_beamwidth_rad};
  set_.rain_kept = 1.0 / rain_improvement(type, scenario.environment.rain_spread_m_s);
}

void EchoTables::put_into(LookConstants& c) const {
  c.pattern = set_.pattern;
  c.scan = set_.scan;
  c.path = set_.path;
  c.sight = set_.sight;
  c.knife = set_.knife;
  c.bulge = set_.bulge;
  c.bulge_sine = set_.bulge_sine;
  c.edge_scale = set_.edge_scale;
  c.edge_clear = set_.edge_clear;
  c.path_by_height = set_.path_by_height;
  c.clutter = set_.clutter;
  c.clutter_range_m = set_.clutter_range_m;
  c.ground = set_.ground;
  c.ln_roughness = set_.ln_roughness;
  c.ground_sine_per_m = set_.ground_sine_per_m;
  c.ground_sine_m = set_.ground_sine_m;
  c.beam_per_sine2 = set_.beam_per_sine2;
  c.ln_sidelobe2 = set_.ln_sidelobe2;
  c.improvement = set_.improvement;
  c.inverse_minimum_velocity2 = set_.inverse_minimum_velocity2;
  c.blind_velocity_m_s = set_.blind_velocity_m_s;
  c.rain = set_.rain;
  c.rain_top_agl_m = rain_top_hae_m_ - c.ground_hae_m;
  c.rain_beam_rad = set_.rain_beam_rad;
  c.rain_kept = set_.rain_kept;
  c.beam_azimuth_per_sine2 = set_.beam_azimuth_per_sine2;
  c.beam_elevation_per_sine2 = set_.beam_elevation_per_sine2;
  c.sidelobe = set_.sidelobe;
}

}  // namespace cupola
