#include "earth/smooth_earth_path.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/math.hpp"

namespace cupola {

double specular_range_m(const SmoothEarthPath& path) {
  const double d = path.ground_range_m, a = path.effective_radius_m;
  const double sum_m = path.height1_m + path.height2_m;
  CUPOLA_CHECK(d > 0.0 && a > 0.0 && path.height1_m >= 0.0 && path.height2_m >= 0.0);
  if (sum_m == 0.0) return 0.5 * d;

  // With d1 = d (1 + b) / 2 the cubic is b^3 - (1 + 1 / m) b + c / m = 0: three real roots, ours the middle
  // one.
  const double c = (path.height1_m - path.height2_m) / sum_m;
  const double m = d * d / (4.0 * a * sum_m);
  const double third = (m + 1.0) / (3.0 * m);
  const double cosine = 0.5 * c / (m * third * std::sqrt(third));
  const double angle_rad = math::acos(std::clamp(cosine, -1.0, 1.0)) / 3.0 + math::kPi / 3.0;
  const double b = 2.0 * std::sqrt(third) * math::cos(angle_rad);
  return std::clamp(0.5 * d * (1.0 + b), 0.0, d);
}

double clearance_m(const SmoothEarthPath& path, double range1_m) {
  const double d = path.ground_range_m, d1 = range1_m, d2 = d - d1, twice_a = 2.0 * path.effective_radius_m;
  return ((path.height1_m - d1 * d1 / twice_a) * d2 + (path.height2_m - d2 * d2 / twice_a) * d1) / d;
}

double horizon_range_m(const SmoothEarthPath& path) {
  const double twice_a = 2.0 * path.effective_radius_m;
  return std::sqrt(twice_a * std::max(path.height1_m, 0.0)) +
         std::sqrt(twice_a * std::max(path.height2_m, 0.0));
}

}  // namespace cupola
