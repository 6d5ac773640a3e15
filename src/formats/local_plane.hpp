#pragma once

#include "earth/geodetic.hpp"

namespace cupola {

/// A plane in which distances from its origin, and directions there, are those along the ground.
/// Model      azimuthal equidistant about `origin`: direction of the chord, length of the arc above it on
///            the sphere that fits the ellipsoid in that direction (Euler's radius)
/// Returns    m east and north
/// Holds for  places within 1000 km of the origin; heights do not enter
/// Accurate   against GeographicLib's projection: 3 mm and 6e-7 rad at 200 km, 0.1 m and 4e-6 rad at 500 km.
///            Between two points that both lie at a distance d from the origin lengths across are too long
///            by (d/R)^2/6: 2e-4 at 200 km
/// Checked by tests/local_plane_test.cpp
class LocalPlane {
 public:
  explicit LocalPlane(const Geodetic& origin);

  Vec3 east_north_m(const Geodetic& place) const;  ///< z is 0
  /// By how much the plane's north lies clockwise of true north at a place: what to take from an azimuth
  /// there.
  double convergence_rad(const Geodetic& place) const;
  const Geodetic& origin() const { return origin_; }

 private:
  Geodetic origin_;
  LocalFrame frame_;
};

/// The radius of the circle that fits the ellipsoid at a latitude in a direction (Euler).
double radius_of_curvature_m(double latitude_rad, double azimuth_rad);

/// The middle of some places: that of the cube around them, on the ellipsoid.
class PlacesMiddle {
 public:
  void add(const Geodetic& place);
  Geodetic middle() const;

 private:
  Vec3 least_ecef_m_{1e9, 1e9, 1e9}, most_ecef_m_{-1e9, -1e9, -1e9};
};

}  // namespace cupola
