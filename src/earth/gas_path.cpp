#include "earth/gas_path.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/check.hpp"
#include "earth/gas_attenuation.hpp"

namespace cupola {
namespace {

/// Gauss and Legendre's eight points, the half to the right of the middle (Abramowitz and Stegun,
/// table 25.4).
struct GaussPoint {
  double offset, weight;
};
constexpr std::array<GaussPoint, 4> kGauss = {{{0.1834346424956498, 0.3626837833783620},
                                               {0.5255324099163290, 0.3137066458778873},
                                               {0.7966664774136267, 0.2223810344533745},
                                               {0.9602898564975363, 0.1012285362903763}}};

constexpr double kPart_m = 8000.0;

}  // namespace

GasProfile::GasProfile(double frequency_hz, double surface_vapour_density_kg_m3) {
  samples_.reserve(kCount);
  for (int i = 0; i < kCount - 1; ++i) {
    const GasAttenuation here =
        reference_gas_attenuation(frequency_hz, kBottom_m + i * kStep_m, surface_vapour_density_kg_m3);
    samples_.push_back(here.oxygen_db_km + here.vapour_db_km);
  }
  samples_.push_back(0.0);
}

double GasProfile::specific_db_km(double height_msl_m) const {
  const double x = std::clamp((height_msl_m - kBottom_m) / kStep_m, 0.0, kCount - 1.001);
  const double floor = std::floor(x);
  const auto i = static_cast<std::size_t>(floor);
  return samples_[i] + (x - floor) * (samples_[i + 1] - samples_[i]);
}

double GasProfile::part_loss_db(const StraightRay& ray, double begin, double end) const {
  const double middle = 0.5 * (begin + end), half = 0.5 * (end - begin);
  const double rise_m = ray.height2_m - ray.height1_m, sag_m = ray.sag_m();
  double mean = 0.0;
  for (const GaussPoint& g : kGauss) {
    const double before =
        specific_db_km(ray_height_m(ray.height1_m, rise_m, sag_m, middle - half * g.offset));
    const double after = specific_db_km(ray_height_m(ray.height1_m, rise_m, sag_m, middle + half * g.offset));
    mean += 0.5 * g.weight * (before + after);
  }
  return 1e-3 * ray.range_m * (end - begin) * mean;
}

double GasProfile::path_loss_db(const StraightRay& ray) const {
  CUPOLA_CHECK(ray.range_m >= 0.0 && ray.effective_radius_m > 0.0);
  const RayPart air = part_below(ray, kTop_m), low = part_below(ray, kPart_m);
  if (low.length() <= 0.0) return part_loss_db(ray, air.begin, air.end);
  return part_loss_db(ray, air.begin, low.begin) + part_loss_db(ray, low.begin, low.end) +
         part_loss_db(ray, low.end, air.end);
}

GasLossTable::GasLossTable(const GasProfile& profile, double antenna_msl_m, double effective_radius_m,
                           double max_range_m)
    : antenna_msl_m_(antenna_msl_m),
      effective_radius_m_(effective_radius_m),
      rows_((kRanges - 1) * (max_range_m + kNear_m) / max_range_m) {
  CUPOLA_CHECK(max_range_m > 0.0);
  mean_db_m_.reserve(kRanges * kElevations);
  for (int r = 0; r < kRanges; ++r) {
    const double range_m = std::max(1.0, kNear_m * r / (rows_ - r));
    for (int e = 0; e < kElevations; ++e) {
      // The height that `at` gives this place in the table.
      const double warped = -1.0 + 2.0 * e / (kElevations - 1);
      const double sine = std::clamp(warped * kBend / (1.0 - std::min(std::fabs(warped), 0.999)), -1.0, 1.0);
      const double bend_m = 0.5 * range_m * range_m / effective_radius_m;
      const double rise_m = range_m * sine + bend_m * (1.0 - sine * sine);
      const StraightRay ray{antenna_msl_m, antenna_msl_m + rise_m, range_m, effective_radius_m};
      mean_db_m_.push_back(profile.path_loss_db(ray) / range_m);
    }
  }
}

double GasLossTable::at(double range_m, double target_msl_m) const {
  if (!(range_m > 0.0)) return 0.0;
  const StraightRay ray{antenna_msl_m_, target_msl_m, range_m, effective_radius_m_};
  const double sine = (target_msl_m - antenna_msl_m_ - ray.sag_m()) / range_m;
  const double warped = sine / (std::fabs(sine) + kBend);

  const double x = std::min(rows_ * range_m / (range_m + kNear_m), kRanges - 1.001);
  const double y = std::clamp(0.5 * (warped + 1.0) * (kElevations - 1), 0.0, kElevations - 1.001);
  const double r = std::floor(x), e = std::floor(y), wr = x - r, we = y - e;
  const double* low = mean_db_m_.data() + static_cast<int>(r) * kElevations + static_cast<int>(e);
  const double* high = low + kElevations;
  const double near = low[0] + we * (low[1] - low[0]), far = high[0] + we * (high[1] - high[0]);
  return range_m * (near + wr * (far - near));
}

}  // namespace cupola
