#pragma once

#include <vector>

#include "catalogue/interceptor_type.hpp"
#include "core/vec3.hpp"
#include "earth/atmosphere.hpp"
#include "flight/drag.hpp"

namespace cupola {

/// An interceptor in flight as a point mass.
struct FlyoutState {
  Vec3 p_ecef_m, v_ecef_m_s;
  double mass_kg = 0.0;
  double time_s = 0.0;  ///< since launch
};

/// How does an interceptor move?
/// Model      point mass in the turning earth-fixed frame: gravitation with J2, centrifugal and Coriolis
///            terms, thrust constant in each of two phases, standard drag curve by Mach number, ICAO standard
///            atmosphere. Fourth-order Runge-Kutta; a step never runs over a change of phase. Steering is a
///            turn rate held over a step, so that it does no work, limited by the structure and by lift: (q S
///            CLmax + thrust sin 20 deg) / mass. Turning costs the lift times the angle of attack, which is
///            in proportion to lift and 20 deg at CLmax (assumed). Midcourse: turn towards the aim point,
///            raised by the loft angle (table by range to go, RULES 17; above some 25 km no more than the
///            ballistic arc g R / 2 v^2) times the cosine of the elevation. Terminal: proportional
///            navigation, acceleration 4 times closing speed times the turn rate of the line of sight
///            (Zarchan ch. 2)
/// Returns    state at the end of the step, earth-fixed
/// Holds for  vertical cold launch (ejected at 25 m/s, assumed), speeds to Mach 10, heights to about 100 km
/// Accurate   integration: time of flight changes by less than 0.1 % when the step of 0.1 s is halved; the
///            physics: see docs/decisions/flyout-fit.md
/// Leaves out autopilot and seeker lag, wind, power-on base drag, the ground
/// Checked by tests/flyout.cpp
/// Values are copied out of the type once, so that a step reads plain numbers.
class FlyoutLaw {
 public:
  FlyoutLaw(const InterceptorType& type, double geoid_undulation_m);

  /// The round as it leaves its canister. Vertical launchers do not slew, so the aim only matters from the
  /// first step on.
  FlyoutState at_launch(const Vec3& p_launch_ecef_m, const Vec3& aim_ecef_m) const;

  /// One midcourse step of `dt_s` or to the next change of phase, whichever is nearer, steering to
  /// `aim_ecef_m` on the lofted law; returns the time stepped.
  double step_midcourse(FlyoutState& state, const Vec3& aim_ecef_m, double dt_s) const;
  /// One terminal step by proportional navigation on a target's true state.
  double step_terminal(FlyoutState& state, const Vec3& p_target_ecef_m, const Vec3& v_target_ecef_m_s,
                       double dt_s) const;
  /// One step without steering.
  double step_straight(FlyoutState& state, double dt_s) const;

  double burn_out_s() const { return phase_end_s_[1]; }

 private:
  /// What a step holds constant: the turn rate, and what turning costs, as a rate of loss of velocity.
  struct Steering {
    Vec3 turn_rate_ecef_rad_s;
    double loss_per_s = 0.0;
  };
  /// Where a state lies in the field and the air.
  struct Surroundings {
    double inverse_r, sine2, speed_m_s, density_kg_m3, mach;
  };

  Surroundings surroundings(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s) const;
  Vec3 acceleration(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s, const Surroundings& around,
                    double inverse_mass, double thrust_n, const Steering& steering) const;
  Steering limited(const Vec3& turn_rate_ecef_rad_s, const FlyoutState& state,
                   const Surroundings& around) const;
  double step(FlyoutState& state, const Surroundings& around, const Steering& steering, double dt_s) const;
  int phase(double time_s) const { return time_s < phase_end_s_[0] ? 0 : time_s < phase_end_s_[1] ? 1 : 2; }
  double loft_tangent(double range_m) const;

  double launch_mass_kg_, lateral_limit_m_s2_, lift_area_m2_;
  double phase_end_s_[2], mass_flow_kg_s_[3], thrust_n_[3];
  double geoid_m_;
  DragTable drag_;
  const AirTable* air_;
  double loft_per_m_ = 0.0;
  std::vector<double> loft_tangent_;  ///< of the loft angle, evenly spaced in range, loft_per_m_ to the metre
};

/// Where flying on to a fixed point ends.
struct Arrival {
  bool reached = false;  ///< passed within `kArrivalRadius_m`, fast enough, within its life
  double time_s = 0.0;   ///< since launch, of the closest approach
  double speed_m_s = 0.0;
  double miss_m = 0.0;
};
inline constexpr double kArrivalRadius_m = 150.0;

/// When does a round get to a fixed point on the midcourse law?
/// Model      steps of `step_s` (a quarter of that in the first 8 s) to the closest approach
Arrival fly_to(const FlyoutLaw& law, FlyoutState state, const Vec3& aim_ecef_m, double end_speed_m_s,
               double life_s, double step_s);

}  // namespace cupola
