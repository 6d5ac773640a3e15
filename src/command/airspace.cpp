#include "command/airspace.hpp"

#include <algorithm>
#include <cmath>

#include "command/kinematics.hpp"
#include "earth/corners.hpp"
#include "earth/geodetic.hpp"

namespace cupola {

namespace {

constexpr double kAlong = 0.70710678;  // cosine of the most that a course may differ from the corridor's

/// Where along a corridor a place is, and which way the corridor goes there.
struct Station {
  double along_m = 0.0, length_m = 0.0;
  Vec3 way;  ///< horizontal, of length 1
};

/// The nearest point of the line of its legs, all legs laid into the horizontal plane of the place.
Station station_of(const KnownCorridor& corridor, const Vec3& p_ecef_m) {
  const Vec3 up = vertical_at(p_ecef_m);
  Station at;
  double least = -1.0;
  for (std::size_t i = 1; i < corridor.points_ecef_m.size(); ++i) {
    const Vec3 begin = corridor.points_ecef_m[i - 1] - p_ecef_m, end = corridor.points_ecef_m[i] - p_ecef_m;
    const Vec3 from = begin - dot(begin, up) * up, to = end - dot(end, up) * up;
    const double length_m = norm(corridor.points_ecef_m[i] - corridor.points_ecef_m[i - 1]);
    const Vec3 leg = to - from;
    const double leg2 = dot(leg, leg);
    if (!(leg2 > 0.0)) continue;
    const double share = std::clamp(-dot(from, leg) / leg2, 0.0, 1.0);
    const Vec3 off = from + share * leg;
    if (const double off2 = dot(off, off); least < 0.0 || off2 < least) {
      least = off2;
      at.along_m = at.length_m + share * length_m;
      at.way = (1.0 / std::sqrt(leg2)) * leg;
    }
    at.length_m += length_m;
  }
  return at;
}

bool keeps_to(const KnownFlight& flight, const Station& at, const Vec3& v_ecef_m_s, Time t,
              double tolerance_s) {
  const double ahead = dot(v_ecef_m_s, at.way) * (flight.reverse ? -1.0 : 1.0);
  if (ahead < kAlong * norm(v_ecef_m_s)) return false;
  const double along_m = flight.reverse ? at.length_m - at.along_m : at.along_m;
  return std::fabs((t - flight.enters).seconds() - along_m / flight.speed_m_s) <= tolerance_s;
}

}  // namespace

PlanEvidence plan_of(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s, Time t, const OrderOfBattle& own) {
  PlanEvidence found = PlanEvidence::none;
  for (const KnownCorridor& corridor : own.corridors) {
    if (corridor.flights.empty()) continue;
    if (!inside(corridor, own.doctrine.corridor_half_width_m, p_ecef_m, height_hae_m(p_ecef_m))) continue;
    const Station at = station_of(corridor, p_ecef_m);
    for (const KnownFlight& flight : corridor.flights)
      if (keeps_to(flight, at, v_ecef_m_s, t, own.doctrine.flight_plan_tolerance_s)) {
        if (flight.own) return PlanEvidence::own;
        found = PlanEvidence::civil;
      }
  }
  return found;
}

OriginEvidence origin_of(const Vec3& p_ecef_m, const std::vector<KnownArea>& areas) {
  if (areas.empty()) return OriginEvidence::none;
  const Geodetic place = to_geodetic(p_ecef_m);
  bool own = false, hostile = false;
  for (const KnownArea& area : areas)
    if (within_corners(area.corners, place.latitude_rad, place.longitude_rad))
      (area.hostile ? hostile : own) = true;
  if (own == hostile) return OriginEvidence::none;
  return own ? OriginEvidence::own : OriginEvidence::hostile;
}

}  // namespace cupola
