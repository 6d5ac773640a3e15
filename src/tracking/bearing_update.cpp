#include "tracking/bearing_update.hpp"

#include <algorithm>
#include <cmath>

#include "core/math.hpp"

namespace cupola {

BearingAngles angles_at(const Vec3& p_ecef_m, const Bearing& bearing, const LocalFrame& site) {
  const Polar polar = polar_from_enu(site.enu_from_ecef(p_ecef_m));
  const auto az = math::sincos(polar.azimuth_rad), el = math::sincos(polar.elevation_rad);
  const double range_m = std::max(polar.range_m, 1.0), level_m = std::max(range_m * el.cos, 1.0);
  const Matrix<3, 3> to_ecef = transpose(site.ecef_to_enu);
  BearingAngles angles;
  angles.angle[0] = {p_ecef_m, (1.0 / level_m) * (to_ecef * Vec3{az.cos, -az.sin, 0.0}),
                     math::wrap_pi(bearing.azimuth_rad - polar.azimuth_rad),
                     bearing.azimuth_sd_rad * bearing.azimuth_sd_rad};
  if (!bearing.has_elevation) return angles;
  angles.angle[1] = {p_ecef_m, (1.0 / range_m) * (to_ecef * Vec3{-el.sin * az.sin, -el.sin * az.cos, el.cos}),
                     bearing.elevation_rad - polar.elevation_rad,
                     bearing.elevation_sd_rad * bearing.elevation_sd_rad};
  angles.count = 2;
  return angles;
}

bool may_point_at(const Vec3& p_ecef_m, double reach_m, const Bearing& bearing, const LocalFrame& site,
                  double chi_square) {
  const Vec3 enu_m = site.enu_from_ecef(p_ecef_m);
  const auto az = math::sincos(bearing.azimuth_rad);
  const double level2_m2 = enu_m.x * enu_m.x + enu_m.y * enu_m.y;
  const double along_m = enu_m.x * az.sin + enu_m.y * az.cos, aside_m = enu_m.x * az.cos - enu_m.y * az.sin;
  const double blur_m = std::sqrt(chi_square * level2_m2) * bearing.azimuth_sd_rad;
  const double off_m = along_m > 0.0 ? std::fabs(aside_m) : std::sqrt(level2_m2);
  return off_m < reach_m + blur_m;
}

}  // namespace cupola
