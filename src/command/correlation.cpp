#include "command/correlation.hpp"

#include <cmath>

#include "command/kinematics.hpp"
#include "core/vec3.hpp"

namespace cupola {

namespace {

constexpr double kFarthest_m = 100'000.0;

}  // namespace

// No eigenvalue is above the trace.
bool far_outside(const Vec3& d, double variance, double gate) { return dot(d, d) > 2.0 * gate * variance; }

double gated_distance(const Vec3& d, const Matrix<3, 3>& covariance, double gate) {
  if (far_outside(d, covariance(0, 0) + covariance(1, 1) + covariance(2, 2), gate)) return -1.0;
  // Covariance = L D L^T: the square is a sum of one term an axis, and most pairs are outside after the
  // first.
  const double x = covariance(0, 0);
  if (!(x > 0.0)) return -1.0;
  const double first = d.x * d.x / x;
  if (first > gate) return -1.0;
  const double yx = covariance(1, 0) / x, zx = covariance(2, 0) / x;
  const double y = covariance(1, 1) - yx * covariance(1, 0);
  if (!(y > 0.0)) return -1.0;
  const double dy = d.y - yx * d.x;
  const double two = first + dy * dy / y;
  if (two > gate) return -1.0;
  const double zy = (covariance(2, 1) - zx * covariance(1, 0)) / y;
  const double z = covariance(2, 2) - zx * covariance(2, 0) - zy * zy * y;
  if (!(z > 0.0)) return -1.0;
  const double dz = d.z - zx * d.x - zy * dy;
  const double d2 = two + dz * dz / z;
  return d2 <= gate ? d2 : -1.0;
}

double statistical_distance(const Track& a, const Track& b, double gate) {
  const Vec3 apart_m = a.p_ecef_m - b.p_ecef_m;
  if (dot(apart_m, apart_m) > kFarthest_m * kFarthest_m) return -1.0;
  const double position = gated_distance(apart_m, covariance_block(a, 0) + covariance_block(b, 0), gate);
  if (position < 0.0) return -1.0;
  const double velocity =
      gated_distance(a.v_ecef_m_s - b.v_ecef_m_s, covariance_block(a, 1) + covariance_block(b, 1), gate);
  return velocity < 0.0 ? -1.0 : position + velocity;
}

}  // namespace cupola
