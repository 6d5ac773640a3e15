#include "command/fire_zones.hpp"

#include <cmath>

#include "command/threat.hpp"
#include "core/math.hpp"

namespace cupola {

namespace {

bool within_corners(const std::vector<std::pair<double, double>>& corners, const Geodetic& at) {
  bool inside = corners.empty();
  for (std::size_t i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
    const auto& [north, east] = corners[i];
    const auto& [north_before, east_before] = corners[j];
    if ((north > at.latitude_rad) == (north_before > at.latitude_rad)) continue;
    const double share = (at.latitude_rad - north) / (north_before - north);
    if (at.longitude_rad < east + share * (east_before - east)) inside = !inside;
  }
  return inside;
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
                        within_corners(zone.corners, at) && within_sector_of(zone, unit, p_ecef_m);
    if (zone.forbidden && inside) return false;
    any_to_engage_in |= !zone.forbidden;
    inside_one |= !zone.forbidden && inside;
  }
  return inside_one || !any_to_engage_in;
}

bool attacks(const Doctrine& doctrine, const LocalFrame& unit, const Vec3& p_ecef_m, const Vec3& v_ecef_m_s) {
  if (doctrine.fire.self_defence_m <= 0.0) return false;
  const ClosestApproach closest = closest_approach(p_ecef_m, v_ecef_m_s, unit.origin_ecef_m);
  return closest.time_s > 0.0 && closest.distance_m <= doctrine.fire.self_defence_m;
}

}  // namespace cupola
