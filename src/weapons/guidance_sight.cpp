#include "weapons/guidance_sight.hpp"

#include <cmath>

#include "core/math.hpp"
#include "scenario/radar_sight.hpp"

namespace cupola {

GuidanceSight::GuidanceSight(const Scenario& scenario) : scenario_(&scenario) {
  for (const RadarSite& site : scenario.radars) frames_.push_back(LocalFrame::at(site.antenna));
}

bool GuidanceSight::sees(const World& world, FireUnitId fire_unit, const Vec3& p_target_ecef_m,
                         Time t) const {
  const RadarId id = scenario_->fire_units[fire_unit.index()].guidance;
  if (!id.valid()) return false;
  const RadarState& radar = world.radar(id);
  if (!radar.radiating(t)) return false;

  const RadarSite& site = scenario_->radars[id.index()];
  const Vec3 p_enu_m = frames_[id.index()].enu_from_ecef(p_target_ecef_m);
  const Polar polar = polar_from_enu(p_enu_m);
  if (polar.range_m > site.type.instrumented_range_m) return false;
  const double width_rad = site.type.sector_width_rad;
  const double off_rad = std::fabs(math::wrap_pi(polar.azimuth_rad - radar.sector_centre_rad));
  if (site.type.scan == ScanKind::sector && width_rad > 0.0 && off_rad > 0.5 * width_rad) return false;

  // The sphere at ground level, and the ray bent over it.
  const double k = scenario_->earth.k_factor;
  const double across_m = std::sqrt(p_enu_m.x * p_enu_m.x + p_enu_m.y * p_enu_m.y);
  const double below_m = kMeanEarthRadius_m + site.antenna_agl_m + p_enu_m.z;
  const double ground_m = kMeanEarthRadius_m * math::atan2(across_m, below_m);
  const double bent_rad = 0.5 * ground_m / kMeanEarthRadius_m * (1.0 - 1.0 / k);
  const double apparent_rad = polar.elevation_rad + bent_rad;
  if (apparent_rad < site.type.elevation_min_rad || apparent_rad > site.type.elevation_max_rad) return false;
  return in_sight(*scenario_, site, p_enu_m, ground_m, height_hae_m(p_target_ecef_m));
}

}  // namespace cupola
