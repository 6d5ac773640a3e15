#pragma once

#include <array>
#include <vector>

#include "catalogue/interceptor_type.hpp"
#include "core/vec3.hpp"

namespace cupola {

/// An interceptor in flight as a point mass.
struct FlyoutState {
  Vec3 p_ecef_m, v_ecef_m_s;
  double mass_kg = 0.0;
  double time_s = 0.0;  ///< since launch
};

/// The law of an interceptor's motion: thrust by phase, drag by Mach number, standard atmosphere, gravity, lateral
/// acceleration limited by structure and lift; earth-fixed frame (Coriolis and centrifugal terms included).
/// Values are copied out of the type once, so that a step reads plain numbers.
class FlyoutLaw {
 public:
  FlyoutLaw(const InterceptorType& type, double geoid_undulation_m);

  FlyoutState at_launch(const Vec3& p_launch_ecef_m, const Vec3& aim_ecef_m) const;

  /// One midcourse step of `dt_s` or to the next change of phase, whichever is nearer, steering to `aim_ecef_m` on the
  /// lofted law; returns the time stepped.
  double step_midcourse(FlyoutState& state, const Vec3& aim_ecef_m, double dt_s) const;
  /// One terminal step by proportional navigation on a target's true state.
  double step_terminal(FlyoutState& state, const Vec3& p_target_ecef_m, const Vec3& v_target_ecef_m_s,
                       double dt_s) const;

 private:
  double step(FlyoutState& state, const Vec3& lateral_command_ecef_m_s2, double dt_s) const;
  // thrust phases, drag curve, limits, loft table: flyout.cpp
  double launch_mass_kg_, area_m2_, drag_scale_, lateral_limit_m_s2_, lift_max_, isp_s_;
  double phase_end_s_[2], mass_flow_kg_s_[2];
  double geoid_m_;
  std::vector<std::array<double, 2>> loft_;
};

}  // namespace cupola
