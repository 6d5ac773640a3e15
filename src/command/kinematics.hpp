#pragma once

#include <cmath>

#include "core/vec3.hpp"
#include "earth/geodetic.hpp"
#include "messages/track.hpp"

namespace cupola {

/// Which way is up at a place: the normal of the ellipsoid below it.
/// Returns    unit vector, earth-fixed frame
/// Accurate   1e-4 rad up to 1 000 km of height (exact on the ellipsoid)
/// Checked by tests/kinematics.cpp
Vec3 vertical_at(const Vec3& p_ecef_m);

/// What accelerates a body that nothing drives or brakes?
/// Model      point mass and oblateness (J2), centrifugal and Coriolis terms (Montenbruck & Gill 2000, 2.1
///            and 5.2)
/// Returns    m/s2, earth-fixed frame
/// Leaves out drag
/// Checked by tests/kinematics.cpp
Vec3 fall_acceleration(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s);

/// A track moved to another instant as its owner's filter would without a new plot.
/// Model      constant velocity; the covariance grows by P -> F P F' + Q with the continuous white-noise
///            acceleration of `acceleration_density_m2_s3` (Bar-Shalom, Li, Kirubarajan 6.2.2)
/// Checked by tests/kinematics.cpp
Track extrapolate(const Track& track, Time to, double acceleration_density_m2_s3);

/// An element of its covariance of position then, and of velocity.
inline double position_covariance_after(const Track& track, double dt, double q, int i, int j) {
  const Matrix<6, 6>& p = track.covariance;
  const double moved = p(i, j) + dt * (p(i, j + 3) + p(i + 3, j)) + dt * dt * p(i + 3, j + 3);
  const double age = std::fabs(dt);
  return i == j ? moved + q * age * age * age / 3.0 : moved;
}
inline double velocity_covariance_after(const Track& track, double dt, double q, int i, int j) {
  const double v = track.covariance(i + 3, j + 3);
  return i == j ? v + q * std::fabs(dt) : v;
}

/// Its covariances of position and of velocity then.
Matrix<3, 3> position_covariance_after(const Track& track, double dt_s, double acceleration_density_m2_s3);
Matrix<3, 3> velocity_covariance_after(const Track& track, double dt_s, double acceleration_density_m2_s3);

/// A track's covariance of position (0) or of velocity (1).
inline Matrix<3, 3> covariance_block(const Track& track, int which) {
  Matrix<3, 3> block;
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) block(i, j) = track.covariance(i + 3 * which, j + 3 * which);
  return block;
}

/// Variance of its place along a direction, given as a unit vector.
double variance_along(const Track& track, const Vec3& direction);

/// A believed place and velocity.
struct BelievedState {
  Vec3 p_ecef_m, v_ecef_m_s;
};

/// Where it is now, if it went on as it did: straight, or falling where it is taken for ballistic.
BelievedState extrapolated_state(const Track& track, bool ballistic, Time now);

}  // namespace cupola
