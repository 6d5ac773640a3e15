#include "command/correlation.hpp"

#include <cmath>

#include "core/vec3.hpp"

namespace cupola {

namespace {

constexpr double kFarthest_m = 100'000.0;

/// Block 0: positions, block 1: velocities.
Matrix<3, 3> summed_block(const Track& a, const Track& b, int block) {
  Matrix<3, 3> s;
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j)
      s(i, j) = a.covariance(i + 3 * block, j + 3 * block) + b.covariance(i + 3 * block, j + 3 * block);
  return s;
}

double squared_distance(const Vec3& d, const Matrix<3, 3>& covariance) {
  Matrix<3, 3> inverse;
  if (!invert_spd(covariance, inverse)) return -1.0;
  return dot(d, inverse * d);
}

}  // namespace

double statistical_distance(const Track& a, const Track& b, double gate) {
  const Vec3 apart_m = a.p_ecef_m - b.p_ecef_m;
  if (dot(apart_m, apart_m) > kFarthest_m * kFarthest_m) return -1.0;
  const double position = squared_distance(apart_m, summed_block(a, b, 0));
  if (position < 0.0 || position > gate) return -1.0;
  const double velocity = squared_distance(a.v_ecef_m_s - b.v_ecef_m_s, summed_block(a, b, 1));
  if (velocity < 0.0 || velocity > gate) return -1.0;
  return position + velocity;
}

}  // namespace cupola
