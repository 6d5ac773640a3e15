#include "earth/ray_part.hpp"

#include <algorithm>
#include <cmath>

namespace cupola {

RayPart part_below(const StraightRay& ray, double height_m) {
  const double sag_m = ray.sag_m(), above_m = ray.height1_m - height_m;
  const double slope_m = ray.height2_m - ray.height1_m - sag_m;
  const double discriminant = slope_m * slope_m - 4.0 * sag_m * above_m;
  // No crossing: wholly above, or level.
  if (!(discriminant > 0.0)) return above_m < 0.0 ? RayPart{0.0, 1.0} : RayPart{0.0, 0.0};

  // Both roots without cancellation; without sag the first is infinite.
  const double q = -0.5 * (slope_m + std::copysign(std::sqrt(discriminant), slope_m));
  const double root1 = q / sag_m, root2 = above_m / q;
  const double begin = std::clamp(std::min(root1, root2), 0.0, 1.0);
  const double end = std::clamp(std::max(root1, root2), 0.0, 1.0);
  return {begin, std::max(begin, end)};
}

}  // namespace cupola
