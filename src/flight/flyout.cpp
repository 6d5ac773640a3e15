#include "flight/flyout.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "core/math.hpp"
#include "earth/geodetic.hpp"
#include "flight/gravity.hpp"

namespace cupola {
namespace {

constexpr double kStandardGravity_m_s2 = 9.80665;
constexpr double kEjectionSpeed_m_s = 25.0;  // assumed: cold launch out of a canister
constexpr double kAttackMost_rad = 0.35;     // assumed: angle of attack at CLmax
constexpr double kNavigationConstant = 4.0;
constexpr double kSteeringGain_per_s = 1.0;  // midcourse: turn rate by angle off
constexpr double kThinAir_kg_m3 = 0.04;      // about 25 km
constexpr int kLoftCount = 129;

double loft_angle_rad(const std::vector<std::array<double, 2>>& loft, double range_m) {
  if (loft.empty()) return 0.0;
  if (range_m <= loft.front()[0]) return loft.front()[1];
  for (std::size_t i = 1; i < loft.size(); ++i)
    if (range_m < loft[i][0]) {
      const double w = (range_m - loft[i - 1][0]) / (loft[i][0] - loft[i - 1][0]);
      return loft[i - 1][1] + w * (loft[i][1] - loft[i - 1][1]);
    }
  return loft.back()[1];
}

double flow_kg_s(double propellant_kg, double time_s) { return time_s > 0.0 ? propellant_kg / time_s : 0.0; }

}  // namespace

FlyoutLaw::FlyoutLaw(const InterceptorType& type, double geoid_undulation_m)
    : launch_mass_kg_(type.launch_mass_kg),
      lateral_limit_m_s2_(type.lateral_limit_m_s2),
      geoid_m_(geoid_undulation_m),
      drag_(0.25 * math::kPi * type.diameter_m * type.diameter_m, type.drag_scale),
      air_(&AirTable::standard()) {
  lift_area_m2_ = 0.25 * math::kPi * type.diameter_m * type.diameter_m * type.lift_coefficient_max;
  phase_end_s_[0] = type.boost_time_s;
  phase_end_s_[1] = type.boost_time_s + type.sustain_time_s;
  mass_flow_kg_s_[0] = flow_kg_s(type.boost_propellant_kg, type.boost_time_s);
  mass_flow_kg_s_[1] = flow_kg_s(type.sustain_propellant_kg, type.sustain_time_s);
  mass_flow_kg_s_[2] = 0.0;
  for (int i = 0; i < 3; ++i)
    thrust_n_[i] = mass_flow_kg_s_[i] * type.specific_impulse_s * kStandardGravity_m_s2;

  const double loft_end_m = type.loft.empty() ? 1.0 : type.loft.back()[0];
  loft_per_m_ = (kLoftCount - 1) / loft_end_m;
  for (int i = 0; i < kLoftCount; ++i)
    loft_tangent_.push_back(math::tan(loft_angle_rad(type.loft, i / loft_per_m_)));
}

FlyoutState FlyoutLaw::at_launch(const Vec3& p_launch_ecef_m, const Vec3& /*aim_ecef_m*/) const {
  const Matrix<3, 3> enu = LocalFrame::at(to_geodetic(p_launch_ecef_m)).ecef_to_enu;
  const Vec3 up{enu(2, 0), enu(2, 1), enu(2, 2)};
  return {p_launch_ecef_m, kEjectionSpeed_m_s * up, launch_mass_kg_, 0.0};
}

double FlyoutLaw::loft_tangent(double range_m) const {
  const double x = range_m * loft_per_m_;
  if (!(x < kLoftCount - 1)) return loft_tangent_[kLoftCount - 1];
  const int i = static_cast<int>(x);
  return loft_tangent_[i] + (x - i) * (loft_tangent_[i + 1] - loft_tangent_[i]);
}

inline FlyoutLaw::Surroundings FlyoutLaw::surroundings(const Vec3& p, const Vec3& v) const {
  Surroundings around;
  const double r2 = dot(p, p);
  const double r = std::sqrt(r2), inverse_r2 = 1.0 / r2;
  around.inverse_r = r * inverse_r2;
  around.sine2 = p.z * p.z * inverse_r2;
  around.speed_m_s = std::sqrt(dot(v, v));
  const AirTable::Sample air = air_->at(detail::height_from_radius_m(r, around.sine2) - geoid_m_);
  around.density_kg_m3 = air.density_kg_m3;
  around.mach = around.speed_m_s * air.mach_per_m_s;
  return around;
}

/// `along_per_s`: what steering takes off the velocity, as a rate.
inline Vec3 FlyoutLaw::acceleration(const Vec3& p, const Vec3& v, const Surroundings& around,
                                    double inverse_mass, double thrust_n, const Steering& steering) const {
  double along_per_s =
      -around.density_kg_m3 * around.speed_m_s * inverse_mass * drag_.at(around.mach) - steering.loss_per_s;
  if (thrust_n > 0.0) along_per_s += thrust_n * inverse_mass / around.speed_m_s;
  return detail::gravitation_ecef_m_s2(p, around.inverse_r, around.sine2) +
         detail::turning_frame_ecef_m_s2(p, v) + cross(steering.turn_rate_ecef_rad_s, v) + along_per_s * v;
}

FlyoutLaw::Steering FlyoutLaw::limited(const Vec3& turn_rate, const FlyoutState& state,
                                       const Surroundings& around) const {
  const double inverse_mass = 1.0 / state.mass_kg;
  const double speed = around.speed_m_s;
  const double lift_m_s2 = 0.5 * around.density_kg_m3 * speed * speed * lift_area_m2_ * inverse_mass;
  const double thrust_m_s2 = thrust_n_[phase(state.time_s)] * inverse_mass;
  const double air_limit_m_s2 = lift_m_s2 + kAttackMost_rad * thrust_m_s2;
  const double most_m_s2 = air_limit_m_s2 < lateral_limit_m_s2_ ? air_limit_m_s2 : lateral_limit_m_s2_;
  const double wanted_m_s2 = norm(turn_rate) * speed;
  const double granted = wanted_m_s2 > most_m_s2 ? most_m_s2 / wanted_m_s2 : 1.0;
  if (!(air_limit_m_s2 > 0.0)) return {};

  // Angle of attack in proportion to what is used of the limit: lift leans back by it, thrust loses its
  // cosine.
  const double share = granted * wanted_m_s2 / air_limit_m_s2;
  const double loss_m_s2 =
      share * share * kAttackMost_rad * (lift_m_s2 + 0.5 * kAttackMost_rad * thrust_m_s2);
  return {granted * turn_rate, loss_m_s2 / speed};
}

double FlyoutLaw::step_midcourse(FlyoutState& state, const Vec3& aim_ecef_m, double dt_s) const {
  const Vec3& p = state.p_ecef_m;
  const Vec3& v = state.v_ecef_m_s;
  const Surroundings around = surroundings(p, v);
  const Vec3 line = aim_ecef_m - p;
  const double range2 = dot(line, line);
  if (!(range2 > 1.0) || !(around.speed_m_s > 1.0)) return step(state, around, Steering{}, dt_s);

  // Loft by range to go; in thin air no more than the ballistic arc needs, or the round could not come down
  // again.
  const double range_m = std::sqrt(range2), inverse_range2 = 1.0 / range2;
  const double thick = around.density_kg_m3 * (1.0 / kThinAir_kg_m3);
  const double arc = 0.5 * kStandardGravity_m_s2 * range_m / (around.speed_m_s * around.speed_m_s);
  const double loft = std::min(loft_tangent(range_m), arc * (1.0 + thick * thick));

  // Towards the aim point, raised by the loft in the vertical plane; as long as the line to it.
  const Vec3 up = around.inverse_r * p;
  const double sine_up = dot(up, line) * (range_m * inverse_range2);
  const Vec3 wanted = line + loft * (range_m * up - sine_up * line);

  // Turn rate in proportion to the sine of the angle off, full beyond a right angle.
  const Vec3 across = cross(v, wanted);
  const double across2 = dot(across, across);
  const double inverse_size2 = 1.0 / (dot(v, v) * dot(wanted, wanted));
  double scale = kSteeringGain_per_s * std::sqrt(inverse_size2);
  if (dot(v, wanted) < 0.0)
    scale = across2 * inverse_size2 > 1e-18 ? kSteeringGain_per_s / std::sqrt(across2) : 0.0;
  return step(state, around, limited(scale * across, state, around), dt_s);
}

double FlyoutLaw::step_terminal(FlyoutState& state, const Vec3& p_target_ecef_m,
                                const Vec3& v_target_ecef_m_s, double dt_s) const {
  const Vec3& v = state.v_ecef_m_s;
  const Surroundings around = surroundings(state.p_ecef_m, v);
  const Vec3 line = p_target_ecef_m - state.p_ecef_m;
  const Vec3 line_rate = v_target_ecef_m_s - v;
  const double range2 = dot(line, line);
  if (!(range2 > 1.0) || !(around.speed_m_s > 1.0)) return step(state, around, Steering{}, dt_s);

  // a = N Vc w x r / |r| with w = r x dr/dt / r^2 and Vc = -r . dr/dt / |r|; what of it is across the
  // velocity turns the round.
  const double inverse_range2 = 1.0 / range2;
  const Vec3 sight_rate = inverse_range2 * cross(line, line_rate);
  const double closing_per_range = -dot(line, line_rate) * inverse_range2;
  const Vec3 command_m_s2 = (kNavigationConstant * closing_per_range) * cross(sight_rate, line);
  const Vec3 turn_rate = (1.0 / (around.speed_m_s * around.speed_m_s)) * cross(v, command_m_s2);
  return step(state, around, limited(turn_rate, state, around), dt_s);
}

double FlyoutLaw::step_straight(FlyoutState& state, double dt_s) const {
  return step(state, surroundings(state.p_ecef_m, state.v_ecef_m_s), Steering{}, dt_s);
}

double FlyoutLaw::step(FlyoutState& state, const Surroundings& around, const Steering& steering,
                       double dt_s) const {
  const int i = phase(state.time_s);
  const bool to_end = i < 2 && state.time_s + dt_s >= phase_end_s_[i];
  const double dt = to_end ? phase_end_s_[i] - state.time_s : dt_s;
  const double half = 0.5 * dt;
  const double thrust_n = thrust_n_[i];
  const double end_mass = state.mass_kg - mass_flow_kg_s_[i] * dt;
  const double m1 = 1.0 / state.mass_kg;
  const double m2 = 2.0 / (state.mass_kg + end_mass);
  const double m4 = 1.0 / end_mass;

  const Vec3 p1 = state.p_ecef_m, v1 = state.v_ecef_m_s;
  const Vec3 a1 = acceleration(p1, v1, around, m1, thrust_n, steering);
  const Vec3 p2 = p1 + half * v1, v2 = v1 + half * a1;
  const Vec3 a2 = acceleration(p2, v2, surroundings(p2, v2), m2, thrust_n, steering);
  const Vec3 p3 = p1 + half * v2, v3 = v1 + half * a2;
  const Vec3 a3 = acceleration(p3, v3, surroundings(p3, v3), m2, thrust_n, steering);
  const Vec3 p4 = p1 + dt * v3, v4 = v1 + dt * a3;
  const Vec3 a4 = acceleration(p4, v4, surroundings(p4, v4), m4, thrust_n, steering);

  const double sixth = dt * (1.0 / 6.0);
  state.p_ecef_m = p1 + sixth * (v1 + 2.0 * (v2 + v3) + v4);
  state.v_ecef_m_s = v1 + sixth * (a1 + 2.0 * (a2 + a3) + a4);
  state.mass_kg = end_mass;
  state.time_s = to_end ? phase_end_s_[i] : state.time_s + dt;
  return dt;
}

Arrival fly_to(const FlyoutLaw& law, FlyoutState state, const Vec3& aim_ecef_m, double end_speed_m_s,
               double life_s, double step_s) {
  Arrival arrival;
  bool turned = false;  // from the vertical towards the aim: from then on moving away means having passed
  while (state.time_s < life_s) {
    const double dt = law.step_midcourse(state, aim_ecef_m, state.time_s < 8.0 ? 0.25 * step_s : step_s);
    const Vec3 line = aim_ecef_m - state.p_ecef_m;
    const double closing = dot(line, state.v_ecef_m_s), speed2 = dot(state.v_ecef_m_s, state.v_ecef_m_s);
    turned = turned || closing > 0.5 * std::sqrt(speed2 * dot(line, line));

    // Past the closest approach: back along the velocity to it.
    if (turned && closing <= 0.0) {
      const double back_s = closing / speed2;
      arrival.miss_m = norm(line - back_s * state.v_ecef_m_s);
      arrival.time_s = state.time_s + (back_s > -dt ? back_s : -dt);
      arrival.speed_m_s = std::sqrt(speed2);
      arrival.reached = arrival.miss_m < kArrivalRadius_m && arrival.speed_m_s >= end_speed_m_s;
      return arrival;
    }
    if (speed2 < end_speed_m_s * end_speed_m_s && state.time_s > law.burn_out_s()) return arrival;
  }
  return arrival;
}

}  // namespace cupola
