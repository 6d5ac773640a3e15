#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "flight/route.hpp"

namespace cupola {

/// Height of the ground above the ellipsoid at a latitude and longitude, m.
using GroundHeight = std::function<double(double latitude_rad, double longitude_rad)>;

/// Ground to fly over, and how finely it is looked at.
struct RouteGround {
  GroundHeight height_hae_m;
  double step_m = 30.0;
};

/// A waypoint over ground: with a height above it, or else at the height of its place.
struct LowWaypoint {
  Waypoint at;
  std::optional<double> height_agl_m;
};

/// Where a leg runs into the ground.
struct GroundHit {
  Geodetic place;         ///< on the ground
  double depth_m = 0.0;   ///< of the deepest point of the leg below it
  double before_m = 0.0;  ///< distance still to go to the waypoint
};

struct LowRoute {
  Route route;  ///< with the waypoint of a hit, too
  std::optional<GroundHit> hit;
};

/// Where is a body that flies along waypoints over ground, some of its heights above that ground?
/// Model      the way over the ground is fly_route's. Between two waypoints above ground it keeps its height
///            above it (linear in time between theirs) as a floor, terrain following with a set clearance: a
///            profile_above the ground along the way, climbs no steeper than `steepest_slope` allows at the
///            slowest speed of the stretch, vertical accelerations up to `turn_m_s2`. A stretch begins and
///            ends level where a leg at a height of its own adjoins, if need be higher than asked. All other
///            legs fly as fly_route has it
/// Returns    a Path with knots of all bends of the profile (every 0.2 to 2 s over ground that is not level);
///            over level ground bit for bit that of fly_route. The first leg at a height of its own that runs
///            more than 0.5 m into the ground is a hit
/// Holds for  as fly_route
/// Accurate   not below the height asked by more than 0.1 m at samples of the ground `step_m` apart; between
///            them 0.5 m, over SRTM at 30 m (tests). Over the Alps behind Nice 60 m become 100 m in the mean
///            at 250 m/s and 30 m/s2
/// Leaves out look-ahead by radar and its failures, lateral avoidance, wind; level speed is kept on slopes,
/// so
///            that the speed along a climb of 30 degrees is 15 % higher
/// Random     none
/// Checked by tests/low_route.cpp
LowRoute fly_low_route(Time start, const std::vector<LowWaypoint>& waypoints, const RouteLimits& limits,
                       const RouteGround& ground);

}  // namespace cupola
