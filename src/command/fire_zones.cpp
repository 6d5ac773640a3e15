#include "command/fire_zones.hpp"

#include <cmath>

#include "core/math.hpp"
#include "earth/corners.hpp"

namespace cupola {

namespace {

bool within_area_of(const KnownZone& zone, const Geodetic& at) {
  return zone.corners.empty() || within_corners(zone.corners, at.latitude_rad, at.longitude_rad);
}

bool within_sector_of(const KnownZone& zone, const LocalFrame& unit, const Vec3& p_ecef_m) {
  if (zone.width_rad <= 0.0) return true;
  const Vec3 p_enu_m = unit.enu_from_ecef(p_ecef_m);
  const double middle_rad = zone.from_rad + 0.5 * zone.width_rad;
  const double off_rad = math::wrap_pi(math::atan2(p_enu_m.x, p_enu_m.y) - middle_rad);
  return std::fabs(off_rad) <= 0.5 * zone.width_rad;
}

}  // namespace

bool zones_allow(const std::vector<KnownZone>& zones, const LocalFrame& unit, const Vec3& p_ecef_m) {
  if (zones.empty()) return true;
  const Geodetic at = to_geodetic(p_ecef_m);
  bool any_to_engage_in = false, inside_one = false;
  for (const KnownZone& zone : zones) {
    const bool inside = at.height_hae_m >= zone.floor_hae_m && at.height_hae_m <= zone.ceiling_hae_m &&
                        within_area_of(zone, at) && within_sector_of(zone, unit, p_ecef_m);
    if (zone.forbidden && inside) return false;
    any_to_engage_in |= !zone.forbidden;
    inside_one |= !zone.forbidden && inside;
  }
  return inside_one || !any_to_engage_in;
}

bool attacks(const Doctrine& doctrine, const LocalFrame& unit, const ThreatState& track) {
  const double near_m = doctrine.fire.self_defence_m;
  if (near_m <= 0.0) return false;
  const UncertainApproach passing = uncertain_approach(track, unit.origin_ecef_m);
  if (passing.time_s <= 0.0 || passing.time_s > doctrine.fire.self_defence_within_s) return false;
  if (passing.sd_m <= 0.0) return passing.distance_m <= near_m;
  // P(-near < x < near) of a normal x about the distance.
  const double scale = 1.0 / (std::sqrt(2.0) * passing.sd_m);
  const double comes_near = 0.5 * (math::erfc((passing.distance_m - near_m) * scale) -
                                   math::erfc((passing.distance_m + near_m) * scale));
  return comes_near > 0.5;
}

}  // namespace cupola
