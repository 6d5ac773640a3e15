#pragma once

#include <array>
#include <string>
#include <vector>

#include "catalogue/interceptor_type.hpp"

namespace cupola {

/// A public figure about an interceptor beside what the model makes of it (flight/envelope.hpp).
struct PublicFigure {
  std::string what, unit;
  double published = 0.0, low = 0.0, high = 0.0, model = 0.0;  ///< all in `unit`
  bool fitted = false;                                         ///< used in the fit; false: held back
  bool met = false;       ///< by the model, in the figure's own interval; if not, the entry is refused
  bool at_least = false;  ///< a reach, which the model may exceed: the zone ends before the energy does
  double difference() const { return published != 0.0 ? model / published - 1.0 : 0.0; }
};

std::vector<PublicFigure> public_figures(const InterceptorType& type);

/// Where targets of one speed are when a round is launched at them, by height.
struct LaunchRange {
  double closing_speed_m_s = 0.0;  ///< straight towards the launcher; negative: away from it
  std::vector<double> range_m;     ///< by height; negative: no such target is met
};

/// How far does an interceptor get?
struct InterceptorReach {
  double range_min_m = 0.0, range_max_m = 0.0, altitude_min_m = 0.0, altitude_max_m = 0.0;  ///< of the zone
  std::vector<double> height_m;               ///< above mean sea level, rising
  std::vector<double> nearest_m, farthest_m;  ///< by height: where its energy takes it; negative: nowhere
  struct Isochrone {
    double time_s = 0.0;
    std::vector<std::array<double, 2>> points;  ///< range, height, m; the height rises
  };
  std::vector<Isochrone> isochrones;
  std::vector<LaunchRange> launch_ranges;  ///< intercept in the zone and within reach
};

/// How far does an interceptor get by target altitude and speed?
/// Model      flights from 100 m above the sea to fixed points on a grid two and a half times as wide as the zone
///            (flight/flyout_table.hpp): what its energy allows, and inside that the zone's own limits. A
///            target that flies straight and level at the launcher or away from it is met at a point r after
///            T(r): at launch it is at r + v T or r - v T; the largest of these over all r is taken
/// Returns    m and s
/// Accurate   range to 1 % of the zone's, time to 0.5 %
/// Leaves out radar, horizon, reaction: the flight alone
/// Checked by tests/interceptor_reach.cpp
InterceptorReach interceptor_reach(const InterceptorType& type);

}  // namespace cupola
