#include "tracking/bearing_update.hpp"

#include <algorithm>

#include "core/math.hpp"
#include "tracking/kalman.hpp"

namespace cupola {

namespace {

using State = Vector<6>;

/// One angle: what is measured less what was expected, its gradient over position, its variance.
struct Angle {
  double residual_rad;
  Vec3 gradient_per_m;
  double variance_rad2;
};

void predict(Track& track, const Vec3& a_ecef_m_s2, double dt_s, double q_m2_s3) {
  const Matrix<6, 6> before = track.covariance;
  Matrix<6, 6> transition = Matrix<6, 6>::identity();
  for (int i = 0; i < 3; ++i) transition(i, i + 3) = dt_s;
  Matrix<6, 6> after = transition * before * transpose(transition);
  for (int i = 0; i < 3; ++i) {
    after(i, i) += q_m2_s3 * (dt_s * dt_s * dt_s) / 3.0;
    after(i, i + 3) += 0.5 * q_m2_s3 * (dt_s * dt_s);
    after(i + 3, i + 3) += q_m2_s3 * dt_s;
  }
  for (int j = 0; j < 6; ++j)
    for (int k = 0; k < j; ++k) after(j, k) = after(k, j);
  track.covariance = after;
  track.p_ecef_m = position_after(track.p_ecef_m, track.v_ecef_m_s, a_ecef_m_s2, dt_s);
  track.v_ecef_m_s = track.v_ecef_m_s + dt_s * a_ecef_m_s2;
}

/// Covariance of the state with the angle of a position that lies `late_s` behind it (late_s <= 0).
State covariance_with(const Matrix<6, 6>& c, const Vec3& g, double late_s) {
  const double gradient[3] = {g.x, g.y, g.z};
  State with;
  for (int i = 0; i < 6; ++i)
    for (int k = 0; k < 3; ++k) with(i, 0) += (c(i, k) + late_s * c(i, k + 3)) * gradient[k];
  return with;
}

/// Variance of that angle, by the same covariance.
double variance_of(const State& with, const Vec3& g, double late_s) {
  const Vec3 position{with(0, 0), with(1, 0), with(2, 0)}, velocity{with(3, 0), with(4, 0), with(5, 0)};
  return dot(g, position + late_s * velocity);
}

/// Updates by one angle; adds to the fit. Moves the later residual by what this one has taught.
void take(const Angle& angle, double late_s, double late_noise_m2, BearingFit& result, Angle* next) {
  Track& track = result.track;
  const State with = covariance_with(track.covariance, angle.gradient_per_m, late_s);
  const double g2 = dot(angle.gradient_per_m, angle.gradient_per_m);
  const double s = variance_of(with, angle.gradient_per_m, late_s) + late_noise_m2 * g2 + angle.variance_rad2;
  result.distance2 += angle.residual_rad * angle.residual_rad / s;
  result.determinant *= s;
  const double gain = angle.residual_rad / s;
  const Vec3 dp = gain * Vec3{with(0, 0), with(1, 0), with(2, 0)};
  const Vec3 dv = gain * Vec3{with(3, 0), with(4, 0), with(5, 0)};
  track.p_ecef_m = track.p_ecef_m + dp;
  track.v_ecef_m_s = track.v_ecef_m_s + dv;
  for (int i = 0; i < 6; ++i)
    for (int j = i; j < 6; ++j) {
      track.covariance(i, j) -= with(i, 0) * with(j, 0) / s;
      track.covariance(j, i) = track.covariance(i, j);
    }
  if (next != nullptr) next->residual_rad -= dot(next->gradient_per_m, dp + late_s * dv);
}

}  // namespace

BearingFit fit(const TrackState& state, const Bearing& bearing, const LocalFrame& site, double q_m2_s3) {
  BearingFit result{state.track};
  Track& track = result.track;
  const double dt_s = (bearing.time - track.time).seconds();
  if (dt_s > 0.0) {
    predict(track, state.free_fall_ecef_m_s2, dt_s, q_m2_s3);
    track.time = bearing.time;
  }
  const double late_s = std::min(dt_s, 0.0);
  const Vec3 expected = position_after(track.p_ecef_m, track.v_ecef_m_s, state.free_fall_ecef_m_s2, late_s);
  const Polar polar = polar_from_enu(site.enu_from_ecef(expected));
  const auto az = math::sincos(polar.azimuth_rad), el = math::sincos(polar.elevation_rad);
  const double range_m = std::max(polar.range_m, 1.0), level_m = std::max(range_m * el.cos, 1.0);
  const Matrix<3, 3> to_ecef = transpose(site.ecef_to_enu);
  const double late_noise_m2 = q_m2_s3 * (-late_s * late_s * late_s) / 3.0;

  Angle azimuth{math::wrap_pi(bearing.azimuth_rad - polar.azimuth_rad),
                (1.0 / level_m) * (to_ecef * Vec3{az.cos, -az.sin, 0.0}),
                bearing.azimuth_sd_rad * bearing.azimuth_sd_rad};
  if (!bearing.has_elevation) {
    take(azimuth, late_s, late_noise_m2, result, nullptr);
    return result;
  }
  Angle elevation{bearing.elevation_rad - polar.elevation_rad,
                  (1.0 / range_m) * (to_ecef * Vec3{-el.sin * az.sin, -el.sin * az.cos, el.cos}),
                  bearing.elevation_sd_rad * bearing.elevation_sd_rad};
  result.angles = 2;
  take(azimuth, late_s, late_noise_m2, result, &elevation);
  take(elevation, late_s, late_noise_m2, result, nullptr);
  return result;
}

}  // namespace cupola
