#pragma once

#include "messages/track.hpp"

namespace cupola {

/// Are two tracks, of one time, the same object?
/// Model      squared statistical distance of the positions, d' (Pa + Pb)^-1 d, plus that of the velocities
/// (Bar-Shalom &
///            Li; Blackman & Popoli ch. 9), each against the chi-square gate of three degrees of freedom
///            at 99.7 %
/// Returns    the sum of both, 0 and more; negative: not the same
/// Holds for  tracks whose errors are independent and without bias
/// Leaves out the correlation of errors through common process noise, which makes the test a little too
/// willing Checked by tests/correlation.cpp
double statistical_distance(const Track& a, const Track& b);

}  // namespace cupola
