#pragma once

#include "earth/geodetic.hpp"
#include "messages/bearing.hpp"
#include "tracking/track_state.hpp"

namespace cupola {

/// A track after a bearing, and how well the two go together.
struct BearingFit {
  Track track;
  double distance2 = 0.0;    ///< of the bearing from where the track was expected
  double determinant = 1.0;  ///< of the covariance of that difference, rad^2 to the power of the angles
  int angles = 1;
};

/// What does a bearing teach of a track?
/// Model      extended Kalman filter in the angles (Bar-Shalom, Li and Kirubarajan 2001, 10.3), linear about
///            the predicted place, one angle after the other; motion, process noise and lateness as in
///            kalman.hpp. Along the line of sight nothing is learnt, but for what position and velocity have
///            to do with each other
/// Returns    the track at the bearing's time, or at its own where that is later
/// Holds for  tracks whose place is known to a small part of their range
/// Leaves out refraction
/// Checked by tests/bearing_update.cpp
BearingFit fit(const TrackState& state, const Bearing& bearing, const LocalFrame& site, double q_m2_s3);

}  // namespace cupola
