#pragma once

#include <cstddef>
#include <vector>

#include "core/time.hpp"
#include "earth/geodetic.hpp"
#include "earth/path.hpp"

namespace cupola {

/// A place that a route leads through, and the ground speed it is passed at.
struct Waypoint {
  Geodetic place;
  double speed_m_s = 0.0;
  double turn_m_s2 = 0.0;  ///< acceleration of the turn here; 0: as the limits have it
};

/// What a body that flies along waypoints can do.
struct RouteLimits {
  double turn_m_s2 = 30.0;       ///< acceleration in turns and in pull-up and push-over
  double steepest_slope = 0.58;  ///< climb and descent: height over ground distance (0.58: 30 degrees)
};

enum class RouteFault {
  none,
  too_few_waypoints,
  no_speed,       ///< zero, negative or not a number
  leg_too_short,  ///< two waypoints in one place
  leg_too_long,   ///< more than a quarter of the way round the earth
  turn_too_wide,  ///< the next waypoint lies inside the turning circle
  too_steep,      ///< the climb or descent of the leg
  too_long        ///< more than 200 000 knots
};

/// When a waypoint is passed: the begin and the end of the turn there.
struct Passage {
  Time in, out;
};

struct Route {
  Path path;
  std::vector<Passage> passages;  ///< by waypoint; first and last: begin and end of the path
  RouteFault fault = RouteFault::none;
  std::size_t waypoint = 0;  ///< where the fault shows
};

/// Where is a body that flies along waypoints?
/// Model      kinematics on the WGS-84 ellipsoid: the vertical turns with the meridian and normal radii of
///            curvature (n-vector form, Gade 2010: no singular place), the course is carried along the
///            geodesic and set anew at every step to the normal section of the next waypoint; turns of
///            radius v^2/a begin early (fly-by, lead r tan(change/2)) and are level at constant speed;
///            between turns the speed changes linearly with ground distance, and the height linearly with
///            a rounded beginning and end. Runge-Kutta 4 at set-up, at fixed steps: 10 s straight, 1 s
///            where the climb is rounded, at most 0.05 rad in turns
/// Returns    a Path from `start` at the first waypoint to the last one, or the fault and its waypoint
/// Holds for  ground speeds of 1 m/s to 2 km/s, heights below 50 km, legs below 10 000 km, anywhere
/// Accurate   ends within 1 mm of the last waypoint; legs of 300 km and 1 000 km stay within 0.1 m and 3 m
///            of the geodesic (GeographicLib), their length within 1e-6 of its
/// Leaves out wind, bank dynamics, terrain (flight/low_route.hpp)
/// Random     none
/// Checked by tests/route.cpp
Route fly_route(Time start, const std::vector<Waypoint>& waypoints, const RouteLimits& limits);

}  // namespace cupola
