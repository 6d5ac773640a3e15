#pragma once

namespace cupola {

/// The shortest way over the ellipsoid from one place to another.
struct Geodesic {
  double azimuth_begin_deg, azimuth_end_deg;  ///< forward, from north, clockwise, [-180, 180]
  double distance_m;
};

/// Which is the shortest way over the ellipsoid, and how long is it?
/// Model      Karney (2013), "Algorithms for geodesics", J. Geodesy 87, by GeographicLib, on WGS-84
/// Holds for  any two places; heights do not matter
/// Accurate   15 nm (Karney). Not on the model path: the last bits are those of the processor's mathematics
/// Checked by tests/calculations_test.cpp
Geodesic geodesic_between(double latitude1_deg, double longitude1_deg, double latitude2_deg,
                          double longitude2_deg);

}  // namespace cupola
