#pragma once

#include <functional>
#include <vector>

namespace cupola {

/// What a body can do across a level way.
struct ProfileLimits {
  double climb_m_s = 0.0;          ///< and descent, at the most
  double acceleration_m_s2 = 0.0;  ///< up and down, at the most

  /// How long to climb from level to the steepest, by half of the acceleration.
  double pull_up_s() const { return 2.0 * climb_m_s / acceleration_m_s2; }
  /// How far down from level in such a time, by half of the acceleration and no steeper than the limit.
  double push_over_m(double t_s) const {
    const double bent_s = t_s < pull_up_s() ? t_s : pull_up_s();
    return 0.25 * acceleration_m_s2 * bent_s * bent_s + climb_m_s * (t_s - bent_s);
  }
};

/// A height in time: a uniform cubic B-spline, so that its second derivative is linear between knots and
/// nowhere larger than the second differences of its controls.
struct HeightProfile {
  double step_s = 0.0;
  std::vector<double> controls_m;  ///< the first is that of -step_s, the last that of one step past the end

  std::size_t knots() const { return controls_m.size() - 2; }
  double knot_m(std::size_t k) const {
    return (controls_m[k] + 4.0 * controls_m[k + 1] + controls_m[k + 2]) / 6.0;
  }
  double knot_climb_m_s(std::size_t k) const { return (controls_m[k + 2] - controls_m[k]) / (2.0 * step_s); }
  double at_m(double t_s) const;  ///< held at the ends
};

/// How does a body keep above a floor that is rough, with climbs and pulls that it can fly?
/// Model      of the floor, at steps of time: (1) no steeper than the limit, by cones on every point; (2)
/// tops
///            no sharper than push-over allows: opened by a parabola of half the acceleration, and what that
///            cuts off laid over again, itself under parabolas of half the acceleration; (3) valleys no
///            sharper than pull-up allows: the least majorant, by a convex hull (the floor less the parabola
///            of the acceleration). The spline over these heights is lifted where it runs below the floor
///            Constraints on slope and curvature above a terrain floor as Funk (1977), J. Aircraft 14(2):
///            optimal-path terrain following; here by morphology instead of his quadratic programme
/// Returns    a spline that obeys both limits, not below `floor_m` at its samples by more than 0.05 m
/// Holds for  floors of up to some 10^5 steps
/// Accurate   not the lowest of such ways: over sharp tops it lies up to twice as high above the flanks
/// Random     none
/// Checked by tests/height_profile.cpp
///
/// `floor_m`: `fine` samples a step, the first at 0; (steps * fine + 1) of them.
HeightProfile profile_above(const std::vector<double>& floor_m, int fine, double step_s,
                            const ProfileLimits& limits);

}  // namespace cupola
