#pragma once

#include "core/matrix.hpp"
#include "core/vec3.hpp"

namespace cupola {

inline constexpr double kWgs84SemiMajor_m = 6378137.0;
inline constexpr double kWgs84Flattening = 1.0 / 298.257223563;

/// A place on the WGS-84 ellipsoid; height above the ellipsoid.
struct Geodetic {
  double latitude_rad = 0.0, longitude_rad = 0.0, height_hae_m = 0.0;
};

/// Where is a place in the earth-centred, earth-fixed frame?
/// Model      WGS-84 ellipsoid (NGA.STND.0036)
/// Returns    m
/// Accurate   5e-9 m (a few units in the last place) up to 1000 km, against GeographicLib
/// Checked by tests/geodetic.cpp
Vec3 to_ecef(const Geodetic& place);

/// Which latitude, longitude and height has a point?
/// Model      Bowring (1976), three rounds; within 1000 km of the centre bisection for the nearest point
/// Returns    latitude [-pi/2, pi/2], longitude (-pi, pi], height above the ellipsoid
/// Holds for  everywhere but the centre itself
/// Accurate   5e-9 m (a few units in the last place) up to 1000 km, against GeographicLib; 1e-6 m near the
///            centre
/// Checked by tests/geodetic.cpp
Geodetic to_geodetic(const Vec3& p_ecef_m);

/// How high above the ellipsoid is a point? For inner loops: no transcendental.
/// Model      geocentric radius less that of the ellipsoid below, times the cosine of the angle between the
/// geocentric
///            and the geodetic vertical to second order
/// Accurate   2e-3 m from -1 to 100 km, 0.05 m to 500 km, against to_geodetic
/// Checked by tests/geodetic.cpp
double height_hae_m(const Vec3& p_ecef_m);

/// East, north, up at a place.
struct LocalFrame {
  Vec3 origin_ecef_m;
  Matrix<3, 3> ecef_to_enu;

  static LocalFrame at(const Geodetic& place);
  Vec3 enu_from_ecef(const Vec3& p_ecef_m) const { return ecef_to_enu * (p_ecef_m - origin_ecef_m); }
  Vec3 ecef_from_enu(const Vec3& p_enu_m) const { return origin_ecef_m + transpose(ecef_to_enu) * p_enu_m; }
};

/// Range, azimuth (from north, clockwise, [0, 2 pi)) and elevation of a point in a local frame.
struct Polar {
  double range_m = 0.0, azimuth_rad = 0.0, elevation_rad = 0.0;
};
Polar polar_from_enu(const Vec3& p_enu_m);
Vec3 enu_from_polar(const Polar& polar);

namespace detail {

/// Height of a point from its geocentric radius and the squared sine of its geocentric latitude; of one point
/// or, in lanes, of several.
template <class V>
V height_from_radius_m(V r_m, V sine2) {
  constexpr double e2 = kWgs84Flattening * (2.0 - kWgs84Flattening);
  constexpr double x = e2 / (1.0 - e2);
  // a (1 + x s)^(-1/2), the radius of the ellipsoid at that geocentric latitude, to the fourth power of x s.
  const V s = x * sine2, s2 = s * s;
  const V q = (1.0 - 0.5 * s) + s2 * ((0.375 - 0.3125 * s) + 0.2734375 * s2);
  // The radial stands off the vertical by an angle whose square halved is half_tilt2; the ground curves away.
  const V half_tilt2 = 0.5 * x * s * (1.0 - sine2) * (1.0 - 2.0 * s);
  const V above_m = r_m - kWgs84SemiMajor_m * q;
  return above_m * (1.0 - half_tilt2 * (1.0 - above_m * (1.0 / kWgs84SemiMajor_m)));
}

}  // namespace detail
}  // namespace cupola
