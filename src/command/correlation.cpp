#include "command/correlation.hpp"

#include <cmath>

#include "command/kinematics.hpp"
#include "core/vec3.hpp"

namespace cupola {

namespace {

constexpr double kFarthest_m = 100'000.0;

}  // namespace

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
