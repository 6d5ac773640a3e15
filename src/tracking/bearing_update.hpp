#pragma once

#include "earth/geodetic.hpp"
#include "messages/bearing.hpp"
#include "tracking/mixture_lanes.hpp"

namespace cupola {

/// What a bearing measures of a source that is expected at a place: its azimuth, and its elevation if it has
/// one.
/// Model      extended Kalman filter in the angles (Bar-Shalom, Li and Kirubarajan 2001, 10.3), linear about
///            the place where all modes of a track together expect it, one angle after the other; each mode
///            learns for itself and is weighed by how likely it found the angle (imm_angle_template.hpp).
///            Along the line of sight nothing is learnt, but for what position and velocity have to do with
///            each other
/// Holds for  tracks whose place is known to a small part of their range
/// Leaves out refraction
/// Checked by tests/bearing_update.cpp
struct BearingAngles {
  AngleMeasurement angle[2];
  int count = 1;
};
BearingAngles angles_at(const Vec3& p_ecef_m, const Bearing& bearing, const LocalFrame& site);

/// Might a bearing be of a source within `reach_m` of a place? Never false where the gate would hold it, of
/// the given chi-square.
bool may_point_at(const Vec3& p_ecef_m, double reach_m, const Bearing& bearing, const LocalFrame& site,
                  double chi_square);

}  // namespace cupola
