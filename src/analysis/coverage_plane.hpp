#pragma once

#include <vector>

#include "earth/great_circle.hpp"

namespace cupola {

/// A point of a plane map, m east and north of its centre.
struct PlanePoint {
  double east_m = 0.0, north_m = 0.0;
};
using PlaneLine = std::vector<PlanePoint>;

/// Where does a place lie on a map on which every square metre is one?
/// Model      Lambert's azimuthal equal-area projection of the WGS-84 ellipsoid about a centre (Snyder 1987,
///            24-1 to 24-29; latitude back from the authalic one by 3-18)
/// Returns    m on the plane; latitude and longitude (-pi, pi]
/// Holds for  everywhere but the point opposite the centre, centres away from the poles
/// Accurate   areas exactly; places 1e-3 m within 1000 km, against PROJ
/// Checked by tests/coverage_plane.cpp
class EqualAreaPlane {
 public:
  explicit EqualAreaPlane(const GroundPlace& centre);

  PlanePoint at(const GroundPlace& place) const;
  GroundPlace place(const PlanePoint& point) const;
  const GroundPlace& centre() const { return centre_; }

 private:
  GroundPlace centre_;
  double sine_, cosine_;       // of the authalic latitude of the centre
  double radius_m_, stretch_;  // of the authalic sphere; what keeps the centre true to scale
};

}  // namespace cupola
