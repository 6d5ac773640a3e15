#pragma once

#include "messages/track.hpp"

namespace cupola {

/// Chi-square, three degrees of freedom: what 99.7 % of the pairs of one object keep within.
inline constexpr double kGate3 = 14.156;

/// Are two tracks, of one time, the same object?
/// Model      squared statistical distance of the positions, d' (Pa + Pb)^-1 d, plus that of the velocities
///            (Bar-Shalom & Li; Blackman & Popoli ch. 9), each against a chi-square gate
/// Returns    the sum of both, 0 and more; negative: not the same
/// Holds for  tracks whose errors are independent and without bias
/// Leaves out the correlation of errors through common process noise, which makes the test a little too
///            willing
/// Random     none
/// Checked by tests/correlation.cpp
double statistical_distance(const Track& a, const Track& b, double gate = kGate3);

/// One of the two: d' P^-1 d of a difference with its covariance; negative beyond the gate.
double gated_distance(const Vec3& difference, const Matrix<3, 3>& covariance, double gate);
/// Is a difference beyond the gate by the sum of its three variances alone? Most are, and need no covariance.
bool far_outside(const Vec3& difference, double variance, double gate);

}  // namespace cupola
