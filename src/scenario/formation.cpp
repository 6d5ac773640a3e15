#include "scenario/formation.hpp"

#include <algorithm>

#include "core/math.hpp"

namespace cupola {

namespace {

/// Level unit vector (east, north) from one place to another, at the first.
Vec3 course_enu(const Geodetic& from, const Geodetic& to) {
  const Vec3 way = LocalFrame::at(from).enu_from_ecef(to_ecef(to));
  const double length_m = norm({way.x, way.y, 0.0});
  return length_m > 0.0 ? Vec3{way.x, way.y, 0.0} / length_m : Vec3{0.0, 1.0, 0.0};
}

Vec3 right_of(const Vec3& course_enu) { return {course_enu.y, -course_enu.x, 0.0}; }

/// A place moved over the ground, its height kept.
Geodetic moved(const Geodetic& place, const Vec3& shift_enu_m) {
  Geodetic there = to_geodetic(LocalFrame::at(place).ecef_from_enu(shift_enu_m));
  there.height_hae_m = place.height_hae_m;
  return there;
}

}  // namespace

std::vector<Waypoint> beside(const std::vector<Waypoint>& route, double right_m, bool closes_up) {
  std::vector<Waypoint> shifted = route;
  if (right_m == 0.0) return shifted;
  for (std::size_t i = 0; i < route.size(); ++i) {
    const bool last = i + 1 == route.size();
    if (last && closes_up) break;
    const Geodetic& here = route[i].place;
    const Vec3 arriving =
        i > 0 ? -course_enu(here, route[i - 1].place) : course_enu(here, route[i + 1].place);
    const Vec3 leaving = last ? arriving : course_enu(here, route[i + 1].place);

    // Along the bisector, so much longer that both legs keep the distance.
    const Vec3 a = right_of(arriving), b = right_of(leaving);
    const double mitre = std::min(1.0 / std::max(1.0 + dot(a, b), 1e-9), 2.0);
    shifted[i].place = moved(here, right_m * mitre * (a + b));
  }
  return shifted;
}

Geodetic right_of_way(const Geodetic& from, const Geodetic& to, double right_m) {
  return moved(from, right_m * right_of(course_enu(from, to)));
}

}  // namespace cupola
