#pragma once

#include "core/vec3.hpp"

namespace cupola {

/// A place on the ground.
struct GroundPlace {
  double latitude_rad = 0.0, longitude_rad = 0.0;
};

/// The shortest way over the ground between two places, or from a place in a direction.
/// Model      great circle on the sphere of kMeanEarthRadius_m, geodetic latitude taken for that of the
///            sphere
/// Accurate   0.5 % of the distance against the ellipsoid, 0.2 degrees in azimuth
/// Holds for  places that are neither the same nor opposite; of the same place every way is one of length 0
/// Checked by tests/line_of_sight.cpp
class GreatCircle {
 public:
  GreatCircle(const GroundPlace& from, const GroundPlace& to);
  GreatCircle(const GroundPlace& from, double azimuth_rad, double length_m);

  double length_m() const { return length_m_; }
  GroundPlace at(double distance_m) const;
  double azimuth_rad() const;  ///< of setting out, from north, clockwise, [0, 2 pi)

 private:
  Vec3 start_, ahead_;  ///< unit vectors, at right angles
  double length_m_ = 0.0;
  Vec3 east_, north_;
};

}  // namespace cupola
