#pragma once

#include <vector>

#include "catalogue/interceptor_type.hpp"
#include "core/vec3.hpp"
#include "earth/atmosphere.hpp"
#include "flight/flyout_numbers.hpp"

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
///            CLmax + thrust sin 20 deg) / mass; in midcourse the limit is rounded off, a m / (a^4 + m^4)^(1/4) of
///            a wanted and m at most, as is the corner between loft and arc, or a long step would fall on them. Turning costs the lift times the angle of attack, which is
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

  double burn_out_s() const { return figures_.phase_end_s[1]; }

  const FlyoutFigures& figures() const { return figures_; }
  const std::vector<double>& curves() const { return curves_; }

 private:
  double launch_mass_kg_;
  FlyoutFigures figures_{};
  std::vector<double> curves_;  ///< drag by Mach number, then the tangent of the loft angle by range
  const AirTable* air_;
};

/// Where flying on to a fixed point ends.
struct Arrival {
  bool reached = false;  ///< passed within `kArrivalRadius_m`, fast enough, within its life
  double time_s = 0.0;   ///< since launch, of the closest approach
  double speed_m_s = 0.0;
  double miss_m = 0.0;
};
inline constexpr double kArrivalRadius_m = 150.0;

/// A flight to a fixed point on the midcourse law, a step at a time: whoever makes the steps, alone or
/// several rounds abreast (flight/midcourse_lanes.hpp), hands back what came of each.
class FlightTo {
 public:
  FlightTo() = default;  ///< has no step to make
  FlightTo(const FlyoutState& state, const Vec3& aim_ecef_m, double burn_out_s, double end_speed_m_s,
           double life_s, double step_s);

  bool wants_step() const { return flies_; }
  const FlyoutState& state() const { return state_; }
  const Vec3& aim_ecef_m() const { return aim_ecef_m_; }
  double step_s() const { return state_.time_s < 8.0 ? 0.25 * step_s_ : step_s_; }
  void take(const FlyoutState& after, double stepped_s);

  const Arrival& arrival() const { return arrival_; }

 private:
  FlyoutState state_;
  Vec3 aim_ecef_m_;
  double burn_out_s_ = 0.0, end_speed_m_s_ = 0.0, life_s_ = 0.0, step_s_ = 0.0;
  bool flies_ = false;
  bool turned_ = false;  // from the vertical towards the aim: from then on moving away means having passed
  Arrival arrival_;
};

/// When does a round get to a fixed point on the midcourse law?
/// Model      steps of `step_s` (a quarter of that in the first 8 s) to the closest approach
Arrival fly_to(const FlyoutLaw& law, const FlyoutState& state, const Vec3& aim_ecef_m, double end_speed_m_s,
               double life_s, double step_s);

}  // namespace cupola
