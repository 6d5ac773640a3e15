#include "command/planned_path.hpp"

#include <algorithm>
#include <cmath>

#include "command/kinematics.hpp"

namespace cupola {

namespace {

constexpr double kLowest_agl_m = 25.0, kMinute_s = 60.0;
constexpr double kLowFlyer_agl_m = 50.0;  // whoever flies so low is reckoned with
constexpr double kLowerEnd = 2.0;         // standard deviations

double velocity_sd_m_s(const Track& track) {
  const Matrix<6, 6>& p = track.covariance;
  return std::sqrt(std::max((p(3, 3) + p(4, 4) + p(5, 5)) / 3.0, 0.0));
}

}  // namespace

ReachTarget planned_path(const Track& track, bool ballistic, const SmoothEarth& earth, Time now) {
  const BelievedState state = extrapolated_state(track, ballistic, now);
  ReachTarget target{state.p_ecef_m, state.v_ecef_m_s, {}, ballistic};
  if (ballistic) {
    target.a_ecef_m_s2 = fall_acceleration(target.p_ecef_m, target.v_ecef_m_s);
    return target;
  }
  const Vec3 up = vertical_at(target.p_ecef_m);
  const double agl_m = height_hae_m(target.p_ecef_m) - earth.ground_hae_m;
  const double climb_m_s = dot(target.v_ecef_m_s, up);
  const bool certain = std::fabs(climb_m_s) > 3.0 * velocity_sd_m_s(track);
  if (!certain || agl_m + kMinute_s * climb_m_s < kLowest_agl_m)
    target.v_ecef_m_s = target.v_ecef_m_s - climb_m_s * up;
  if (agl_m < kLowest_agl_m) target.p_ecef_m = target.p_ecef_m + (kLowest_agl_m - agl_m) * up;
  const double most_lower_m = std::max(std::max(agl_m, kLowest_agl_m) - kLowFlyer_agl_m, 0.0);
  target.view_lower_m = std::min(kLowerEnd * std::sqrt(variance_along(track, up)), most_lower_m);

  const double level_m_s =
      std::sqrt(std::max(dot(state.v_ecef_m_s, state.v_ecef_m_s) - climb_m_s * climb_m_s, 0.0));
  target.a_ecef_m_s2 = (-level_m_s * level_m_s / norm(target.p_ecef_m)) * up;
  return target;
}

}  // namespace cupola
