#include "command/kinematics.hpp"

#include <algorithm>
#include <cmath>

namespace cupola {

namespace {

constexpr double kSemiMinor_m = kWgs84SemiMajor_m * (1.0 - kWgs84Flattening);
constexpr double kGravity_m3_s2 = 3.986004418e14, kOblateness = 1.08262982e-3, kTurn_rad_s = 7.292115e-5;

}  // namespace

Vec3 vertical_at(const Vec3& p_ecef_m) {
  constexpr double a2 = kWgs84SemiMajor_m * kWgs84SemiMajor_m, b2 = kSemiMinor_m * kSemiMinor_m;
  return unit({p_ecef_m.x / a2, p_ecef_m.y / a2, p_ecef_m.z / b2});
}

Vec3 fall_acceleration(const Vec3& p, const Vec3& v) {
  const double r2 = dot(p, p);
  const double pull = kGravity_m3_s2 / (r2 * std::sqrt(r2));
  const double sine2 = p.z * p.z / r2;
  const double k = 1.5 * kOblateness * kWgs84SemiMajor_m * kWgs84SemiMajor_m / r2;
  const double across = kTurn_rad_s * kTurn_rad_s - pull * (1.0 + k * (1.0 - 5.0 * sine2));
  const double along = -pull * (1.0 + k * (3.0 - 5.0 * sine2));
  // Fused as written: compilers may fuse such a sum and difference side by side by themselves.
  return {std::fma(2.0 * kTurn_rad_s, v.y, across * p.x), std::fma(-2.0 * kTurn_rad_s, v.x, across * p.y),
          along * p.z};
}

double variance_along(const Track& track, const Vec3& direction) {
  const double u[3] = {direction.x, direction.y, direction.z};
  double sum = 0.0;
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) sum += u[i] * track.covariance(i, j) * u[j];
  return std::max(sum, 0.0);
}

BelievedState extrapolated_state(const Track& track, bool ballistic, Time now) {
  const double dt = (now - track.time).seconds();
  if (!ballistic) return {track.p_ecef_m + dt * track.v_ecef_m_s, track.v_ecef_m_s};
  const Vec3 fall = fall_acceleration(track.p_ecef_m, track.v_ecef_m_s);
  return {track.p_ecef_m + dt * track.v_ecef_m_s + 0.5 * dt * dt * fall, track.v_ecef_m_s + dt * fall};
}

Matrix<3, 3> position_covariance_after(const Track& track, double dt, double q) {
  Matrix<3, 3> moved;
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) moved(i, j) = position_covariance_after(track, dt, q, i, j);
  return moved;
}

Matrix<3, 3> velocity_covariance_after(const Track& track, double dt, double q) {
  Matrix<3, 3> moved;
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) moved(i, j) = velocity_covariance_after(track, dt, q, i, j);
  return moved;
}

Track extrapolate(const Track& track, Time to, double q) {
  const double dt = (to - track.time).seconds();
  Track moved = track;
  moved.time = to;
  moved.p_ecef_m = track.p_ecef_m + dt * track.v_ecef_m_s;
  const Matrix<6, 6>& p = track.covariance;
  const Matrix<3, 3> position = position_covariance_after(track, dt, q);
  const Matrix<3, 3> velocity = velocity_covariance_after(track, dt, q);
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) {
      moved.covariance(i, j) = position(i, j);
      moved.covariance(i + 3, j + 3) = velocity(i, j);
      moved.covariance(i, j + 3) = p(i, j + 3) + dt * p(i + 3, j + 3);
      moved.covariance(i + 3, j) = p(i + 3, j) + dt * p(i + 3, j + 3);
    }
  for (int i = 0; i < 3; ++i) {
    moved.covariance(i, i + 3) += q * dt * dt / 2.0;
    moved.covariance(i + 3, i) += q * dt * dt / 2.0;
  }
  return moved;
}

}  // namespace cupola
