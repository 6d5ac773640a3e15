#pragma once

#include <optional>

#include "catalogue/interceptor_type.hpp"
#include "core/vec3.hpp"

namespace cupola {

/// Where and how a target is met, as far as the kill probability depends on it.
struct ShotGeometry {
  double range_share = 0.0;            ///< of the longest range of the round
  double crossing_rad = 0.0;           ///< 0: head-on, pi: from behind
  std::optional<double> lateral_m_s2;  ///< of the target; none: not known, its table says nothing
};

/// How is a target met that is there and flies so, by a round from a launcher there?
/// Model      slant range over the longest range of the round (of its ballistic range for a ballistic missile,
///            where there is one); angle between the target's velocity and the line from it to the launcher
/// Returns    without the target's manoeuvre; 0 for what the weapon has no table of: planning asks thousands of times
/// Checked by tests/kill_law.cpp
ShotGeometry shot_geometry(const InterceptorType& weapon, TargetClass target, const Vec3& p_launcher_ecef_m,
                           const Vec3& p_target_ecef_m, const Vec3& v_target_ecef_m_s);

/// What a table of factors says at a point.
/// Model      1 + strength (table - 1), linear between the points, the ends hold beyond
/// Returns    factor, never below 0; exactly 1 where there is no table
/// Checked by tests/kill_law.cpp
double kill_factor(const KillFactor& table, double at);

/// P(kill | hand-over and guidance) of one round that meets a target of this class so.
/// Model      value of the class times its factors, kept within low and high of the class: `P(kill | intercept)`
///            by class, range, crossing and manoeuvre (Washburn & Kress 2009, ch. 2)
/// Leaves out reliability, which is drawn apart
/// Checked by tests/kill_law.cpp
double kill_probability(const InterceptorType& weapon, TargetClass target, const ShotGeometry& geometry);

/// P(at least one of the rounds of a salvo kills).
/// Model      with probability sqrt(common_cause) a round shares the one draw of its salvo, else it has its own;
///            so the marginal is the single kill probability and the correlation of any two rounds is common_cause.
///            Given the shared draw the rounds are independent: P(none) = q a^n + (1 - q) b^n with q = 1 - kill,
///            s = sqrt(common_cause), a = 1 - r (1 - s)(1 - q), b = 1 - r (s + (1 - s)(1 - q)); reliability r of
///            each by itself
/// Returns    probability in [0, 1]
/// Holds for  rounds of one kill probability
/// Checked by tests/kill_law.cpp
double salvo_kill_probability(double kill, double reliability, double common_cause, int rounds);

}  // namespace cupola
