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

/// Is a difference beyond the gate by the sum of its three variances alone? Most are, and need no covariance.
inline bool far_outside(const Vec3& difference, double variance, double gate) {
  return dot(difference, difference) > 2.0 * gate * variance;  // no eigenvalue is above the trace
}

/// One of the two: d' P^-1 d of a difference with its covariance; negative beyond the gate. `covariance`: a matrix,
/// or what makes its elements when they are asked for, on the diagonal and below it.
template <class Covariance>
double gated_distance(const Vec3& d, const Covariance& covariance, double gate) {
  const double x = covariance(0, 0), yy = covariance(1, 1), zz = covariance(2, 2);
  if (far_outside(d, x + yy + zz, gate)) return -1.0;
  // Covariance = L D L^T: the square is a sum of one term an axis, and most pairs are outside after the
  // first.
  if (!(x > 0.0)) return -1.0;
  const double first = d.x * d.x / x;
  if (first > gate) return -1.0;
  const double xy = covariance(1, 0), xz = covariance(2, 0);
  const double yx = xy / x, zx = xz / x;
  const double y = yy - yx * xy;
  if (!(y > 0.0)) return -1.0;
  const double dy = d.y - yx * d.x;
  const double two = first + dy * dy / y;
  if (two > gate) return -1.0;
  const double zy = (covariance(2, 1) - zx * xy) / y;
  const double z = zz - zx * xz - zy * zy * y;
  if (!(z > 0.0)) return -1.0;
  const double dz = d.z - zx * d.x - zy * dy;
  const double d2 = two + dz * dz / z;
  return d2 <= gate ? d2 : -1.0;
}

}  // namespace cupola
