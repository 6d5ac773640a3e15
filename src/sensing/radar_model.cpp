#include "sensing/radar_model.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/check.hpp"
#include "core/math.hpp"
#include "earth/knife_edge.hpp"
#include "earth/wave.hpp"
#include "sensing/antenna_pattern.hpp"
#include "sensing/azimuth.hpp"
#include "sensing/detection_table.hpp"
#include "sensing/own_frame.hpp"
#include "sensing/radar_equation.hpp"
#include "sensing/reference_snr.hpp"

namespace cupola {
namespace {

constexpr double kLnPerDb = 0.2302585092994045684;
constexpr double kSlopeSquare = 1.6 * 1.6;  // slope of the angle discriminator (Barton and Ward)
// Nobody claims to be exact: a filter must be able to invert these.
constexpr double kRangeSdLeast_m = 0.1, kAngleSdLeast_rad = 1e-6;

constexpr double kGlint = 0.25;  // of the span over range
constexpr double kFourLn2 = 2.772588722239781238;

double squared(double x) { return x * x; }

}  // namespace

RadarModel::RadarModel(const Scenario& scenario, const RadarSite& radar, ReplicateKey key)
    : site(&radar),
      frame(LocalFrame::at(radar.antenna)),
      tables_of_echo_(std::make_shared<const EchoTables>(scenario, radar)) {
  set_place(scenario);
  set_detection(scenario);
  set_accuracy(scenario);
  draw_errors(scenario, key);
}

RadarModel::RadarModel(const RadarModel& of_any_replicate, const Scenario& scenario, ReplicateKey key)
    : RadarModel(of_any_replicate) {
  draw_errors(scenario, key);
}

void RadarModel::draw_errors(const Scenario& scenario, ReplicateKey key) {
  constants.key = key.value;
  set_navigation(scenario);
  misalignment = drawn_misalignment(*site, key);
}

void RadarModel::set_place(const Scenario& scenario) {
  const RadarType& type = site->type;
  const double k = scenario.earth.k_factor;
  const double ground_hae_m = site->sight ? site->sight->reference_hae_m() : scenario.earth.ground_hae_m;
  constants.ground_hae_m = ground_hae_m;
  tables_of_echo_->put_into(constants);
  stand_at(scenario, site->sight ? site->antenna.height_hae_m - ground_hae_m : site->antenna_agl_m);
  constants.two_k_radius_m = 2.0 * k * kMeanEarthRadius_m;
  constants.mean_radius_m = kMeanEarthRadius_m;
  // The ray drops by d / 2R under the horizontal of the true earth, by d / 2kR under that of the stretched
  // one.
  constants.bending_rad_m = (1.0 - 1.0 / k) / (2.0 * kMeanEarthRadius_m);
  constants.range_min_m = type.minimum_range_m;
  constants.range_max_m = type.instrumented_range_m;
  constants.sine_min = math::sin(type.elevation_min_rad);
  constants.sine_max = math::sin(type.elevation_max_rad);
  // Diffraction hides what is behind the horizon by itself; where detection is declared, sight decides.
  constants.masks = scenario.seeing.detection_least > 0.0 || constants.path.samples == nullptr;
}

void RadarModel::stand_at(const Scenario& scenario, double antenna_agl_m) {
  const Vec3& o = frame.origin_ecef_m;
  constants.frame = kernel_frame(frame);
  constants.radius_m = norm(o);
  constants.inverse_square = 1.0 / dot(o, o);
  constants.antenna_agl_m = measures.antenna_agl_m = antenna_agl_m;
  constants.antenna_leg_m = horizon_leg_m(std::max(antenna_agl_m, 0.0), scenario.earth.k_factor);
  constants.path_two_k_radius_m = path_two_k_radius_m(scenario.earth.k_factor);
  constants.path_leg_m = std::sqrt(constants.path_two_k_radius_m * std::max(antenna_agl_m, 0.0));
}

void RadarModel::set_detection(const Scenario& scenario) {
  const RadarType& type = site->type;
  constants.ln_constant = ln_radar_constant(type);
  measures.pulses = type.pulses;
  measures.snr_least = std::max(reference_snr(type).threshold, 0.1);
  constants.pd_least = scenario.seeing.detection_least;

  // One table for each Swerling case that flies here. Where the fluctuation is drawn apart, what is left is
  // steady.
  int first[5] = {-1, -1, -1, -1, -1};
  std::vector<float> tables;
  RcsGrids rcs_grids;
  const std::uint64_t radar_name = name_key(site->name);
  targets.reserve(scenario.platforms.size());
  measures.glint_square = squared(kGlint);
  for (const Platform& platform : scenario.platforms) {
    const int swerling = platform.type.swerling;
    CUPOLA_CHECK(swerling >= 0 && swerling <= 4);
    const bool apart = (swerling == 1 || swerling == 3) && platform.type.decorrelation_s > 0.0;
    const int law = apart ? 0 : swerling;
    if (first[law] < 0) {
      first[law] = static_cast<int>(tables.size());
      const auto table = DetectionTable::of(law, type.pulses, type.reference_pfa);
      tables.insert(tables.end(), table->samples().begin(), table->samples().end());
    }
    RadarTarget target;
    target.rcs = aspect_rcs(platform.type, type.band);
    target.rcs_table_first = rcs_grids.first_of(platform.type, type.band);
    target.span_m = platform.type.span_m;
    measures.wanders = measures.wanders || target.span_m > 0.0;
    target.first_sample = first[law];
    if (apart) {
      target.fluctuation_shape = swerling == 1 ? 1.0 : 2.0;
      target.blocks_per_ns = 1e-9 / platform.type.decorrelation_s;
    }
    const std::uint64_t platform_name = name_key(platform.name);
    target.detection_stream = stream_key(Purpose::detection, platform_name, radar_name);
    target.fluctuation_stream = stream_key(Purpose::fluctuation, platform_name, radar_name);
    target.noise_stream = stream_key(Purpose::measurement_noise, platform_name, radar_name);
    targets.push_back(target);
  }
  tables_ = std::make_shared<const std::vector<float>>(std::move(tables));
  rcs_grids_ = std::make_shared<const RcsGrids>(std::move(rcs_grids));
  constants.tables = tables_->data();
  constants.rcs = rcs_grids_->grid();
}

void RadarModel::set_accuracy(const Scenario& scenario) {
  const RadarType& type = site->type;
  measures.range_square = squared(type.range_resolution_m);
  measures.azimuth_square = squared(type.azimuth_beamwidth_rad) / kSlopeSquare;
  measures.elevation_square = squared(type.elevation_beamwidth_rad) / kSlopeSquare;
  measures.range_floor_square = squared(std::max<double>(type.range_floor_m, kRangeSdLeast_m));
  measures.azimuth_floor_square = squared(std::max<double>(type.azimuth_floor_rad, kAngleSdLeast_rad));
  measures.elevation_floor_square = squared(std::max<double>(type.elevation_floor_rad, kAngleSdLeast_rad));
  measures.noise_scale = scenario.seeing.noise_scale;
  set_image(scenario);
}

/// Only a pencil beam measures elevation finely enough to be led astray by the target's image.
void RadarModel::set_image(const Scenario& scenario) {
  const RadarType& type = site->type;
  const bool sees_it = type.low_angle_error.has_record() && !scenario.environment.cover.name.empty() &&
                       type.frequency_hz > 0.0 && type.pattern.elevation == ElevationPattern::even;
  if (!sees_it) return;
  const double width_rad = type.elevation_beamwidth_rad;
  const double rough =
      2.0 * math::kPi * scenario.environment.cover.roughness_m / wavelength_of(type.frequency_hz);
  measures.wanders = true;
  measures.image_square = squared(type.low_angle_error * width_rad);
  measures.image_per_square = kFourLn2 / (width_rad * width_rad);
  measures.rough_per_square = 4.0 * squared(rough);
  measures.drop_per_m = 0.5 / kMeanEarthRadius_m;
}

double RadarModel::ln_path(const Vec3& p_enu_m) const {
  const LookConstants& c = constants;
  const SightMap* map = site->sight.get();
  const double range_m = std::max(norm(p_enu_m), 1.0), sine = p_enu_m.z / range_m;
  const double ground_m = range_m * std::sqrt(std::max(1.0 - sine * sine, 0.0));
  const double agl_m = height_hae_m(frame.ecef_from_enu(p_enu_m)) - c.ground_hae_m;
  const double too_low_m =
      map ? map->least_hae_m(p_enu_m.x, p_enu_m.y, ground_m) - (agl_m + c.ground_hae_m) : 0.0;
  constexpr double kNothing_ln = -100.0;
  if (c.path.samples == nullptr) {
    const bool over_bulge = ground_m <= c.antenna_leg_m + std::sqrt(c.two_k_radius_m * std::max(agl_m, 0.0));
    return (map ? too_low_m <= 0.0 : over_bulge) ? 0.0 : kNothing_ln;
  }
  if (c.path_by_height) {
    const double leg_m = std::sqrt(c.path_two_k_radius_m * std::max(agl_m, 0.0));
    return looked_up(c.path, c.path_leg_m + leg_m - ground_m, agl_m);
  }
  const double apparent_sine = sine + c.bending_rad_m * ground_m;
  const double ln = looked_up(c.path, ground_m, apparent_sine);
  const double edge = map ? map->edge(p_enu_m.x, p_enu_m.y, ground_m) : 0.0;
  if (!(edge > 0.0)) return ln;
  const double taken = -2.0 * kLnPerDb * knife_edge_loss_db(too_low_m * edge * c.edge_scale);
  return ln + std::min(taken - looked_up(c.bulge, ground_m, apparent_sine), 0.0);
}

double RadarModel::gain_towards(const Vec3& u, int array) const {
  const RadarType& type = site->type;
  if (type.scan == ScanKind::rotating) return elevation_gain(type, math::asin(std::clamp(u.z, -1.0, 1.0)));
  const double* n = constants.normal[array];
  const double gain = array_gain(type.pattern, n[0] * u.x + n[1] * u.y + n[2] * u.z);
  return constants.arrays > 1 ? gain * type.arrays[static_cast<std::size_t>(array)].gain : gain;
}

void RadarModel::face(double azimuth_rad) {
  if (constants.scan.samples == nullptr || azimuth_rad == faced_rad_) return;
  faced_rad_ = azimuth_rad;
  const RadarType& type = site->type;
  const double lean_rad = type.pattern.array_elevation_rad;
  constants.arrays = type.arrays.empty() ? 1 : static_cast<int>(type.arrays.size());
  for (int i = 0; i < constants.arrays; ++i) {
    double normal_rad = azimuth_rad;
    if (!type.arrays.empty()) {
      const ArrayFace& array = type.arrays[static_cast<std::size_t>(i)];
      normal_rad += array.azimuth_rad;
      constants.ln_array[i] = 2.0 * math::log(array.gain);
    }
    double* normal = constants.normal[i];
    normal[0] = math::cos(lean_rad) * math::sin(normal_rad);
    normal[1] = math::cos(lean_rad) * math::cos(normal_rad);
    normal[2] = math::sin(lean_rad);
  }
}

std::size_t RadarModel::array_of(double azimuth_rad, double centre_rad) const {
  const std::vector<ArrayFace>& arrays = site->type.arrays;
  std::size_t nearest = 0;
  double least_rad = 1e9;
  for (std::size_t i = 0; i < arrays.size(); ++i) {
    const double off_rad = std::fabs(math::wrap_pi(azimuth_rad - centre_rad - arrays[i].azimuth_rad));
    const double beyond_rad = off_rad - 0.5 * arrays[i].width_rad;
    if (beyond_rad < least_rad) {
      least_rad = beyond_rad;
      nearest = i;
    }
  }
  return nearest;
}

RadarModel::Sds RadarModel::sds(double snr, double cos_elevation) const {
  const MeasureConstants& c = measures;
  const double inverse = 0.5 / (c.pulses * std::max(snr, c.snr_least));
  return {
      std::sqrt(std::fma(c.range_square, inverse, c.range_floor_square)),
      std::sqrt(std::fma(c.azimuth_square, inverse, c.azimuth_floor_square)) / std::max(cos_elevation, 0.01),
      std::sqrt(std::fma(c.elevation_square, inverse, c.elevation_floor_square))};
}

Plot RadarModel::faint_plot(const Polar& place, Time t) const {
  const Sds claimed = sds(measures.snr_least, math::cos(place.elevation_rad));
  Plot plot;
  plot.radar = site->id;
  plot.time = t;
  plot.range_m = std::max(place.range_m, 1.0);
  plot.azimuth_rad = full_turn(place.azimuth_rad);
  plot.elevation_rad = std::clamp(place.elevation_rad, -0.5 * math::kPi, 0.5 * math::kPi);
  plot.range_sd_m = claimed.range_m;
  plot.azimuth_sd_rad = claimed.azimuth_rad;
  plot.elevation_sd_rad = claimed.elevation_rad;
  return plot;
}

}  // namespace cupola
