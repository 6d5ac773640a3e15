#pragma once

#include <cmath>

#include "messages/track.hpp"
#include "tracking/symmetric3.hpp"

namespace cupola {

/// Where it would be, had it kept its acceleration; before now for a negative time.
inline Vec3 position_after(const Vec3& p, const Vec3& v, const Vec3& a, double dt_s) {
  return p + dt_s * (v + (0.5 * dt_s) * a);
}

/// Covariance of the position `dt_s` from now, before or after, from the covariance of the track.
/// Leaves out before now: the correlation of the process noise since then with the present state
inline Symmetric3 position_covariance(const Matrix<6, 6>& c, double dt_s, double q_m2_s3) {
  const double t2 = dt_s * dt_s;
  const double growth = q_m2_s3 * (t2 * std::fabs(dt_s)) / 3.0;
  const auto at = [&](int i, int j) {
    return c(i, j) + dt_s * (c(i, j + 3) + c(j, i + 3)) + t2 * c(i + 3, j + 3);
  };
  return {at(0, 0) + growth, at(0, 1), at(0, 2), at(1, 1) + growth, at(1, 2), at(2, 2) + growth};
}

/// A measured position against the expected one.
struct Innovation {
  Vec3 d_ecef_m;
  Symmetric3 inverse;        ///< of the covariance of d, track and measurement together
  double determinant = 0.0;  ///< of that covariance

  double distance2() const { return dot(d_ecef_m, inverse * d_ecef_m); }
};

inline Innovation innovation(const Track& track, const Vec3& a_ecef_m_s2, double dt_s, double q_m2_s3,
                             const Vec3& z_ecef_m, const Symmetric3& measurement_covariance) {
  const Inverse3 s = invert(position_covariance(track.covariance, dt_s, q_m2_s3) + measurement_covariance);
  return {z_ecef_m - position_after(track.p_ecef_m, track.v_ecef_m_s, a_ecef_m_s2, dt_s), s.inverse,
          s.determinant};
}

/// What does a measured position teach?
/// Model      Kalman filter, constant velocity with white-noise acceleration of power spectral density
///            q (Bar-Shalom, Li and Kirubarajan 2001, chapter 6) plus a known acceleration that is
///            constant meanwhile, linear position measurement. At or after the state's time: predicted
///            to the measurement's time first. Before it (`dt_s` < 0, a batch that came late): the
///            state keeps its time and is updated through its covariance with the position back then,
///            which without process noise is exact (the simplest of the updates in Bar-Shalom 2002)
/// Holds for  lateness well below the time in which the target manoeuvres
/// Accurate   the lower triangle is a copy of the upper, so the covariance is symmetric; positive
///            definite for ratios of variances below 1e10
/// Checked by tests/kalman.cpp
void update(Track& track, const Vec3& a_ecef_m_s2, double dt_s, double q_m2_s3, const Innovation& innovation);

}  // namespace cupola
