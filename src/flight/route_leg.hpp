#pragma once

#include <algorithm>
#include <cmath>

#include "earth/horizon.hpp"
#include "flight/route.hpp"

namespace cupola {

/// The share of a climb done after a share of the way: linear, with parabolas over `rounding` at both ends.
struct ClimbLaw {
  double rounding = 0.0;  ///< of the way, at most 1/2

  double done(double share) const {
    const double f = std::clamp(share, 0.0, 1.0), r = rounding;
    if (f < r) return f * f / (2.0 * r * (1.0 - r));
    if (f > 1.0 - r) return 1.0 - (1.0 - f) * (1.0 - f) / (2.0 * r * (1.0 - r));
    return (f - 0.5 * r) / (1.0 - r);
  }
  double slope(double share) const {
    const double f = std::clamp(share, 0.0, 1.0), r = rounding;
    return std::min({1.0, r > 0.0 ? f / r : 1.0, r > 0.0 ? (1.0 - f) / r : 1.0}) / (1.0 - r);
  }
};

/// One leg between two turns: speed and height by what is left of its `length_m`.
struct RouteLeg {
  double length_m = 0.0, lead_m = 0.0;
  double speed_from_m_s = 0.0, speed_to_m_s = 0.0;
  double height_from_m = 0.0, height_to_m = 0.0;
  ClimbLaw climb;

  double share(double left_m) const {
    return length_m > 0.0 ? std::clamp(1.0 - (left_m - lead_m) / length_m, 0.0, 1.0) : 0.0;
  }
  double speed_m_s(double left_m) const {
    return speed_from_m_s + share(left_m) * (speed_to_m_s - speed_from_m_s);
  }
  double height_m(double left_m) const {
    return height_from_m + climb.done(share(left_m)) * (height_to_m - height_from_m);
  }
  double climb_rate_m_s(double left_m) const {
    if (height_to_m == height_from_m || !(length_m > 0.0)) return 0.0;
    const double foot_speed_m_s = speed_m_s(left_m) / (1.0 + height_m(left_m) / kMeanEarthRadius_m);
    return climb.slope(share(left_m)) * (height_to_m - height_from_m) / length_m * foot_speed_m_s;
  }
  /// Does the height change its slope between here and `ahead_m` further on?
  bool bends(double left_m, double ahead_m) const {
    if (height_to_m == height_from_m) return false;
    return share(left_m) < climb.rounding || share(left_m - ahead_m) > 1.0 - climb.rounding;
  }
};

/// Chooses how long to round a climb: some seconds where the leg leaves the time, else as the limits allow.
/// Returns    false where the leg is too steep for them
inline bool round_climb(RouteLeg& leg, const RouteLimits& limits) {
  const double climb_m = std::fabs(leg.height_to_m - leg.height_from_m);
  if (climb_m == 0.0) return true;
  if (!(leg.length_m > 0.0)) return false;

  // Vertical acceleration at the ends: climb v^2 / (length^2 r (1 - r)).
  const double speed_m_s = std::max(leg.speed_from_m_s, leg.speed_to_m_s);
  const double demand = climb_m * speed_m_s * speed_m_s / (leg.length_m * leg.length_m * limits.turn_m_s2);
  if (demand > 0.25) return false;
  constexpr double kComfort_s = 5.0;
  const double least = 0.5 - std::sqrt(0.25 - demand);
  leg.climb.rounding = std::max(least, std::min(0.5, kComfort_s * speed_m_s / leg.length_m));
  return climb_m <= limits.steepest_slope * leg.length_m * (1.0 - leg.climb.rounding);
}

}  // namespace cupola
