#include "formats/ground_range.hpp"

#include <algorithm>
#include <cmath>

#include "core/math.hpp"

namespace cupola {

KnownTo ground_range(KnownTo slant, KnownTo height, double radar_height_m, double radius_m) {
  const double rise_m = height.value_m - radar_height_m, s2 = slant.value_m * slant.value_m;
  const double flat_m2 = std::max(s2 - rise_m * rise_m, 0.01 * s2);
  const double sine2 = flat_m2 / (4.0 * (radius_m + radar_height_m) * (radius_m + height.value_m));
  const double ground_m = 2.0 * radius_m * math::asin(std::min(1.0, std::sqrt(sine2)));
  const double flat_m = std::sqrt(flat_m2);
  const double by_slant_m = slant.sd_m * slant.value_m / flat_m;
  const double by_height_m = height.sd_m * std::min(std::fabs(rise_m), slant.value_m) / flat_m;
  return {ground_m, std::sqrt(by_slant_m * by_slant_m + by_height_m * by_height_m)};
}

}  // namespace cupola
