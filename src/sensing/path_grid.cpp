#include "sensing/path_grid.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>

#include "core/math.hpp"
#include "earth/gas_path.hpp"
#include "earth/multipath.hpp"
#include "earth/rain.hpp"
#include "earth/spherical_diffraction.hpp"
#include "earth/wave.hpp"
#include "sensing/antenna_pattern.hpp"
#include "sensing/kernel_grid.hpp"

namespace cupola {
namespace {

constexpr double kLnPerDb = 0.2302585092994045684;
constexpr double kNearStep_m = 1.5e3, kNear_m = 60e3, kFarStep_m = 12e3, kNearest_m = 500.0;
constexpr int kFineRowsMost = 640, kCoarseRows = 32;
constexpr double kFinest = 5e-5, kCoarsest = 3.5e-4, kHighest = 0.9999;
constexpr double kBelow = 0.01, kBelowFrequency_hz = 1e9;   // shallower as the cube root of frequency
constexpr double kAbove = 0.02, kTop = 0.5, kLobes = 10.0;  // so many lobes, between these
constexpr double kNarrowestLobe = 3e-4;                     // narrower ones are not told apart
constexpr double kRainFrom_hz = 1e9;                        // it takes nothing below
constexpr double kReflectedLeast = 1e-6;
constexpr std::size_t kKept = 256;
constexpr double kLeast_db = -200.0, kLowest_m = 1.0;
// By height.
constexpr double kBehind_m = 60e3, kLowStep_m = 20.0, kHighStep_m = 700.0, kLow_m = 2e3;
constexpr int kLowRows = 100, kHighRows = 40;
constexpr double kTargetExtent_m = 3.0, kAgility = 0.05;  // of the frequency

double radius_m(const PathInputs& in) { return in.k_factor * kMeanEarthRadius_m; }

/// Over the stretched sphere: height above ground of what stands there, and how far the ray to it is.
struct End {
  double agl_m, slant_m;
};

End end_of(const PathInputs& in, double ground_m, double sine) {
  const double cosine = std::sqrt(std::max(1.0 - sine * sine, 1e-12));
  const double drop_m = 0.5 * ground_m * ground_m / radius_m(in);
  const double agl_m = in.antenna_agl_m + ground_m * sine / cosine + drop_m;
  return {agl_m, std::sqrt(ground_m * ground_m + (agl_m - in.antenna_agl_m) * (agl_m - in.antenna_agl_m))};
}

/// One way, dB.
double earth_db(const PathInputs& in, double ground_m, double agl_m, bool lobes) {
  if (in.k_factor > kEndlessSight) return 0.0;
  const SmoothEarthPath path{ground_m, in.antenna_agl_m, std::max(agl_m, kLowest_m), radius_m(in)};
  if (!in.over_ground || in.by_height)
    return -spherical_diffraction_loss_db(path, {}, in.frequency_hz, Polarisation::horizontal);
  if (!lobes) return 0.0;
  if (0.5 * wavelength_of(in.frequency_hz) < kNarrowestLobe * in.antenna_agl_m)
    return -spherical_diffraction_loss_db(path, {}, in.frequency_hz, Polarisation::horizontal);
  RayGains gains;
  if (in.beam_width_rad > 0.0 && ground_m < horizon_range_m(path)) {
    const SpecularRay ray = specular_ray(path);
    gains.reflected = std::sqrt(beam_gain(ray.direct_elevation_rad - ray.reflected_elevation_rad,
                                          in.beam_width_rad, kReflectedLeast));
  }
  const MultipathSurface surface{ground_constants(in.ground, in.frequency_hz), in.roughness_m,
                                 in.ground == GroundKind::sea};
  return propagation_factor_db(path, surface, in.frequency_hz, Polarisation::horizontal, gains,
                               {kAgility * in.frequency_hz, kTargetExtent_m});
}

/// Everything but the grid.
class Between {
 public:
  explicit Between(const PathInputs& inputs)
      : in_(inputs),
        gases_(inputs.frequency_hz),
        lobe_(0.5 * wavelength_of(inputs.frequency_hz) / std::max(inputs.antenna_agl_m, 1.0)) {
    if (inputs.rain_rate_mm_h > 0.0 && inputs.frequency_hz >= kRainFrom_hz)
      rain_db_km_ = rain_attenuation_db_km(rain_law(inputs.frequency_hz, 0.0, 0.0), inputs.rain_rate_mm_h);
  }

  double lobe() const { return lobe_; }  ///< width in elevation

  double ln(double ground_m, double sine, bool lobes) const {
    return ln(ground_m, end_of(in_, ground_m, sine), lobes);
  }

  double ln_at_height(double ground_m, double agl_m) const {
    const double rise_m = agl_m - in_.antenna_agl_m;
    return ln(ground_m, {agl_m, std::sqrt(ground_m * ground_m + rise_m * rise_m)}, false);
  }

 private:
  double ln(double ground_m, const End& end, bool lobes) const {
    const double ground_msl_m = in_.antenna_msl_m - in_.antenna_agl_m;
    const StraightRay ray{in_.antenna_msl_m, ground_msl_m + std::max(end.agl_m, 0.0), end.slant_m,
                          radius_m(in_)};
    double db = earth_db(in_, ground_m, end.agl_m, lobes);
    if (in_.empty_air) return 2.0 * kLnPerDb * std::max(db, kLeast_db);
    db -= gases_.path_loss_db(ray);
    if (rain_db_km_ > 0.0) db -= rain_path_loss_db(rain_db_km_, in_.rain_height_msl_m, ray);
    return 2.0 * kLnPerDb * std::max(db, kLeast_db);
  }

  const PathInputs& in_;
  GasProfile gases_;
  double lobe_, rain_db_km_ = 0.0;
};

double on(const KernelAxis& axis, int i) {
  return i <= axis.knee_at ? axis.first + i / axis.per : axis.knee + (i - axis.knee_at) / axis.per_above;
}

}  // namespace

double PathGrid::ln_path(const PathInputs& inputs, double ground_range_m, double where) {
  const double ground_m = std::max(ground_range_m, kNearest_m);
  return inputs.by_height ? Between(inputs).ln_at_height(ground_m, where)
                          : Between(inputs).ln(ground_m, where, true);
}

double path_two_k_radius_m(double k_factor) {
  // Where the earth is wished away, the horizon is but a place to count from.
  return 2.0 * (k_factor > kEndlessSight ? 4.0 / 3.0 : k_factor) * kMeanEarthRadius_m;
}

std::vector<float> PathGrid::by_height(const PathInputs& in) {
  const double two_k_radius_m = path_two_k_radius_m(in.k_factor);
  const double leg_m = std::sqrt(two_k_radius_m * std::max(in.antenna_agl_m, 0.0));
  const double highest_m = kLow_m + kHighRows * kHighStep_m;
  const double most_m = leg_m + std::sqrt(two_k_radius_m * highest_m);
  const int near = static_cast<int>((kBehind_m + kNear_m) / kNearStep_m);
  const int columns = near + static_cast<int>(std::ceil((most_m - kNear_m) / kFarStep_m)) + 1;
  x_ = {-kBehind_m, 1.0 / kNearStep_m, kNear_m, static_cast<double>(near), 1.0 / kFarStep_m, columns - 1.0};
  y_ = {0.0,
        1.0 / kLowStep_m,
        kLow_m,
        static_cast<double>(kLowRows),
        1.0 / kHighStep_m,
        static_cast<double>(kLowRows + kHighRows)};
  const Between between(in);
  std::vector<float> samples;
  samples.reserve(static_cast<std::size_t>(columns) * (kLowRows + kHighRows + 1));
  for (int row = 0; row <= kLowRows + kHighRows; ++row) {
    const double agl_m = on(y_, row), horizon_m = leg_m + std::sqrt(two_k_radius_m * agl_m);
    for (int column = 0; column < columns; ++column) {
      const double ground_m = std::max(horizon_m - on(x_, column), kNearest_m);
      samples.push_back(static_cast<float>(between.ln_at_height(ground_m, agl_m)));
    }
  }
  return samples;
}

PathGrid::PathGrid(const PathInputs& in) {
  const std::vector<float> samples = in.by_height ? by_height(in) : by_sine(in);
  const std::size_t columns = static_cast<std::size_t>(x_.last) + 1;
  highest_taking_ = highest_taking(samples, columns);
  pairs_ = with_row_above(samples, columns);
}

std::vector<float> PathGrid::by_sine(const PathInputs& in) {
  const int near = static_cast<int>(kNear_m / kNearStep_m);
  const int far = std::max(static_cast<int>(std::ceil((in.range_most_m - kNear_m) / kFarStep_m)), 1);
  const int columns = near + far + 1;
  x_ = {0.0, 1.0 / kNearStep_m, kNear_m, static_cast<double>(near), 1.0 / kFarStep_m, columns - 1.0};

  const Between between(in);
  const double horizon = -std::sqrt(2.0 * std::max(in.antenna_agl_m, 0.0) / radius_m(in));
  const double first = horizon - kBelow * math::pow(kBelowFrequency_hz / in.frequency_hz, 1.0 / 3.0);
  const double top = horizon + std::clamp(kLobes * between.lobe(), kAbove, kTop);
  const double wanted = std::clamp(between.lobe() / 8.0, kFinest, kCoarsest);
  const int fine = std::min(static_cast<int>(std::ceil((top - first) / wanted)), kFineRowsMost);
  const double step = (top - first) / fine;
  y_ = {first,
        1.0 / step,
        top,
        static_cast<double>(fine),
        kCoarseRows / (kHighest - top),
        static_cast<double>(fine + kCoarseRows)};

  const int rows = fine + kCoarseRows + 1;
  std::vector<float> samples;
  samples.reserve(static_cast<std::size_t>(columns) * rows);
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column)
      samples.push_back(
          static_cast<float>(between.ln(std::max(on(x_, column), kNearest_m), on(y_, row), row < fine)));
  return samples;
}

KernelGrid PathGrid::grid() const { return {pairs_.data(), x_, y_, x_.last + 1.0}; }

std::shared_ptr<const PathGrid> PathGrid::of(const PathInputs& inputs) {
  static std::mutex guard;
  static std::map<PathInputs, std::shared_ptr<const PathGrid>> known;
  {
    const std::lock_guard lock(guard);
    if (const auto found = known.find(inputs); found != known.end()) return found->second;
  }
  // Made outside the lock: at worst two make the same.
  auto made = std::make_shared<const PathGrid>(inputs);
  const std::lock_guard lock(guard);
  if (known.size() >= kKept) known.clear();
  return known.emplace(inputs, std::move(made)).first->second;
}

double PathGrid::highest_taking(const std::vector<float>& samples, std::size_t columns) const {
  const std::size_t rows = samples.size() / columns;
  const auto takes = [&](std::size_t row) {
    const float* from = samples.data() + row * columns;
    return std::any_of(from, from + columns, [](float ln) { return ln < 0.0f; });
  };
  std::size_t row = rows;
  while (row > 0 && !takes(row - 1)) --row;
  return on(y_, static_cast<int>(std::min(row + 1, rows - 1)));
}

PathInputs path_inputs(const Scenario& scenario, const RadarSite& site) {
  const Environment& around = scenario.environment;
  PathInputs in;
  in.frequency_hz = site.type.frequency_hz;
  in.antenna_agl_m = site.antenna_agl_m;
  in.antenna_msl_m = site.antenna.height_hae_m - scenario.earth.geoid_undulation_m;
  in.range_most_m = site.type.instrumented_range_m;
  in.k_factor = scenario.earth.k_factor;
  in.over_ground = !around.cover.name.empty() && !site.sight;
  if (site.sight) in.antenna_agl_m = site.antenna.height_hae_m - site.sight->reference_hae_m();
  if (in.over_ground) {
    in.ground = around.cover.kind;
    in.roughness_m = around.cover.roughness_m;
    if (site.type.pattern.elevation == ElevationPattern::even)
      in.beam_width_rad = site.type.elevation_beamwidth_rad;
  }
  in.rain_rate_mm_h = around.rain_rate_m_s * 3.6e6;
  in.rain_height_msl_m = around.rain_height_msl_m;
  in.by_height = site.carrier.valid();
  return in;
}

}  // namespace cupola
