#include "formats/local_plane.hpp"

#include <algorithm>

#include "core/math.hpp"

namespace cupola {
namespace {

Geodetic on_ellipsoid(const Geodetic& place) { return {place.latitude_rad, place.longitude_rad, 0.0}; }

}  // namespace

double radius_of_curvature_m(double latitude_rad, double azimuth_rad) {
  constexpr double e2 = kWgs84Flattening * (2.0 - kWgs84Flattening);
  const double s = math::sin(latitude_rad), w2 = 1.0 - e2 * s * s, w = std::sqrt(w2);
  const double meridian_m = kWgs84SemiMajor_m * (1.0 - e2) / (w2 * w), prime_m = kWgs84SemiMajor_m / w;
  const math::SineCosine a = math::sincos(azimuth_rad);
  return 1.0 / (a.cos * a.cos / meridian_m + a.sin * a.sin / prime_m);
}

LocalPlane::LocalPlane(const Geodetic& origin)
    : origin_(on_ellipsoid(origin)), frame_(LocalFrame::at(on_ellipsoid(origin))) {}

Vec3 LocalPlane::east_north_m(const Geodetic& place) const {
  const Vec3 chord_enu_m = frame_.enu_from_ecef(to_ecef(on_ellipsoid(place)));
  const double across_m = std::sqrt(chord_enu_m.x * chord_enu_m.x + chord_enu_m.y * chord_enu_m.y);
  if (across_m == 0.0) return {};
  const double azimuth_rad = math::atan2(chord_enu_m.x, chord_enu_m.y);
  const double diameter_m = 2.0 * radius_of_curvature_m(origin_.latitude_rad, azimuth_rad);
  const double arc_m = diameter_m * math::asin(std::min(1.0, norm(chord_enu_m) / diameter_m));
  return {chord_enu_m.x * (arc_m / across_m), chord_enu_m.y * (arc_m / across_m), 0.0};
}

double LocalPlane::convergence_rad(const Geodetic& place) const {
  // Where does a step of ten metres to the south and one to the north lie?
  constexpr double kStep_rad = 10.0 / kWgs84SemiMajor_m;
  Geodetic south = place, north = place;
  south.latitude_rad -= kStep_rad;
  north.latitude_rad += kStep_rad;
  const Vec3 step_m = east_north_m(north) - east_north_m(south);
  return -math::atan2(step_m.x, step_m.y);
}

void PlacesMiddle::add(const Geodetic& place) {
  const Vec3 p = to_ecef(on_ellipsoid(place));
  least_ecef_m_ = {std::min(least_ecef_m_.x, p.x), std::min(least_ecef_m_.y, p.y),
                   std::min(least_ecef_m_.z, p.z)};
  most_ecef_m_ = {std::max(most_ecef_m_.x, p.x), std::max(most_ecef_m_.y, p.y),
                  std::max(most_ecef_m_.z, p.z)};
}

Geodetic PlacesMiddle::middle() const {
  return on_ellipsoid(to_geodetic(0.5 * (least_ecef_m_ + most_ecef_m_)));
}

}  // namespace cupola
