#include "scenario/group_paths.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/math.hpp"
#include "earth/great_circle.hpp"
#include "flight/ballistic.hpp"
#include "flight/low_route.hpp"
#include "flight/weave.hpp"
#include "scenario/formation.hpp"
#include "scenario/ground.hpp"

namespace cupola {

namespace {

struct Advice {
  const char *what, *hint;
};

Advice advice(RouteFault fault) {
  switch (fault) {
    case RouteFault::none:
      break;
    case RouteFault::too_few_waypoints:
      return {"a route needs two waypoints", ""};
    case RouteFault::no_speed:
      return {"no speed here", "give a speed, or a type that has one"};
    case RouteFault::leg_too_short:
      return {"this waypoint is the one before", "take one of them out"};
    case RouteFault::leg_too_long:
      return {"the leg to this waypoint is longer than 10 000 km", "add one between"};
    case RouteFault::turn_too_wide:
      return {"this waypoint lies inside the turn at the one before", "set it farther off, or fly slower"};
    case RouteFault::too_steep:
      return {
          "the climb or descent to this waypoint is steeper than 30 degrees or needs more than the type's "
          "turn_limit",
          "a longer leg, a smaller change of altitude, or a lower speed"};
    case RouteFault::too_long:
      return {"the route takes too long to be laid out", "fly faster or not so far"};
  }
  return {"", ""};
}

Advice advice(BallisticFault fault) {
  switch (fault) {
    case BallisticFault::none:
      break;
    case BallisticFault::too_near:
      return {"a ballistic arc is longer than 20 km", "set the two ends farther apart"};
    case BallisticFault::too_far:
      return {"a ballistic arc is shorter than 3500 km", "set the two ends nearer"};
    case BallisticFault::no_solution:
      return {"no throw hits that point", "is the ballistic_coefficient of the type right?"};
  }
  return {"", ""};
}

constexpr double kDegrees = 180.0 / math::kPi;
constexpr double kLongestWeave_s = 1800.0;  // knots enough for any raid, and no more

/// The ground of the scenario for routes, looked at three times a post, and at least every 300 m.
RouteGround route_ground(const Scenario& scenario) {
  RouteGround ground;
  ground.height_hae_m = [&scenario](double latitude_rad, double longitude_rad) {
    return ground_height_hae_m(scenario, latitude_rad, longitude_rad);
  };
  const double post_m =
      scenario.terrain_note.ground->tiles().front().grid().latitude_step_rad * kMeanEarthRadius_m;
  ground.step_m = std::clamp(post_m / 3.0, 10.0, 300.0);
  return ground;
}

Weave weave_of(const WeaveFile& file) { return {file.acceleration_m_s2, file.period_s}; }

/// When a body that falls comes below a height for good; its end where it never was above.
Time last_above(const Path& path, double height_hae_m) {
  for (auto segment = path.segments().rbegin(); segment != path.segments().rend(); ++segment)
    if (to_geodetic(Path::evaluate(*segment, segment->begin).p_ecef_m).height_hae_m > height_hae_m)
      return segment->end;
  return path.end();
}

}  // namespace

double GroupPaths::ground_hae_m(const PlaceFile& place) const {
  return ground_height_hae_m(r_.scenario, place.latitude_rad, place.longitude_rad);
}

double GroupPaths::first_speed_m_s() const {
  return file_.route.empty() ? 0.0 : file_.route.front().speed_m_s.value_or(type_.speed_m_s);
}

Geodetic GroupPaths::turned(const Geodetic& place, double turned_rad) const {
  if (turned_rad == 0.0 || !goal_) return place;
  const GroundPlace middle{goal_->latitude_rad, goal_->longitude_rad};
  const GreatCircle spoke(middle, {place.latitude_rad, place.longitude_rad});
  if (spoke.length_m() < 1.0) return place;  // the objective itself
  const GreatCircle there(middle, spoke.azimuth_rad() + turned_rad, spoke.length_m());
  const GroundPlace at = there.at(spoke.length_m());
  return {at.latitude_rad, at.longitude_rad, place.height_hae_m};
}

std::vector<Waypoint> GroupPaths::waypoints(const MemberWay& way) const {
  std::vector<Waypoint> route;
  if (way.released) route.push_back({to_geodetic(way.released->p_ecef_m), type_.speed_m_s});
  for (const WaypointFile& w : file_.route) {
    Geodetic place = turned({w.at.latitude_rad, w.at.longitude_rad, 0.0}, way.turned_rad);
    place.height_hae_m =
        w.altitude.hae_m(r_.scenario.earth, ground_hae_m({place.latitude_rad, place.longitude_rad}));
    route.push_back({place, w.speed_m_s.value_or(type_.speed_m_s), w.turn_m_s2.value_or(0.0)});
  }
  return route;
}

bool GroupPaths::above_ground() const {
  bool good = true;
  for (std::size_t i = 0; i < file_.route.size(); ++i) {
    const double ground_m = ground_hae_m(file_.route[i].at);
    const double under_m = ground_m - file_.route[i].altitude.hae_m(r_.scenario.earth, ground_m);
    if (under_m <= 0.0) continue;
    if (r_.scenario.terrain_note.ground)
      r_.refuse(Resolving::value(waypoint_node(i), "altitude"),
                fmt::format("this altitude is {:.0f} m below the ground there, which lies at {:.0f} m msl",
                            under_m, ground_m - r_.scenario.earth.geoid_undulation_m),
                "write the altitude as `agl` to be above it");
    else
      r_.refuse(Resolving::value(waypoint_node(i), "altitude"), "this altitude is below the ground",
                "the ground is `ground` of `earth`; write the altitude as `agl` to be above it");
    good = false;
  }
  return good;
}

bool GroupPaths::weave_is_flown(const Node& at, const WeaveFile& weave) const {
  if (weave.acceleration_m_s2 <= type_.turn_limit_m_s2) return true;
  r_.refuse(Resolving::value(at, "weave"),
            fmt::format("`{}` weaves with {:.3g} g at the most, its turn_limit", type_.name,
                        type_.turn_limit_m_s2 / 9.80665),
            "weave less, or give it more under `values`");
  return false;
}

bool GroupPaths::turn_is_flown(std::size_t i) const {
  const auto& turn_m_s2 = file_.route[i].turn_m_s2;
  if (!turn_m_s2 || *turn_m_s2 <= type_.turn_limit_m_s2) return true;
  r_.refuse(Resolving::value(waypoint_node(i), "turn"),
            fmt::format("`{}` turns with {:.3g} g at the most, its turn_limit", type_.name,
                        type_.turn_limit_m_s2 / 9.80665),
            "turn less tightly, or give it more under `values`");
  return false;
}

bool GroupPaths::can_be_flown() const {
  if (file_.ballistic.given)
    return !file_.ballistic.weave.given ||
           weave_is_flown(Resolving::value(node_, "ballistic"), file_.ballistic.weave);
  if (!(type_.turn_limit_m_s2 > 0.0)) {
    r_.refuse(Resolving::value(node_, "type"),
              fmt::format("`{}` cannot turn: its turn_limit is 0", type_.name), "give it one under `values`");
    return false;
  }
  bool good = true;
  for (std::size_t i = 0; i < file_.route.size(); ++i) {
    good &= turn_is_flown(i);
    if (file_.route[i].weave.given) good &= weave_is_flown(waypoint_node(i), file_.route[i].weave);
  }
  return good;
}

/// Weaves are flown over the straight part of the leg to the waypoint that has them.
void GroupPaths::weave_legs(const MemberWay& way, const Route& flown, Path& path) const {
  const std::size_t before = way.released ? 1 : 0;
  for (std::size_t i = 0; i < file_.route.size(); ++i) {
    const std::size_t knot = i + before;
    if (!file_.route[i].weave.given || knot == 0) continue;
    const Time until = flown.passages[knot].in;
    const Time from = std::max(flown.passages[knot - 1].out, until - Duration::seconds(kLongestWeave_s));
    path = weave(path, from, until, weave_of(file_.route[i].weave));
  }
}

bool GroupPaths::fly(const MemberWay& way, Path& path) const {
  const std::vector<Waypoint> route = beside(waypoints(way), way.right_m, way.closes_up);
  RouteLimits limits;
  limits.turn_m_s2 = type_.turn_limit_m_s2;
  Route flown;
  if (r_.scenario.terrain_note.ground) {
    if (!fly_low(way, route, limits, flown)) return false;
  } else {
    flown = fly_route(way.start, route, limits);
    if (flown.fault != RouteFault::none) {
      const Advice told = advice(flown.fault);
      r_.refuse(node_of(flown.waypoint, way), told.what, told.hint);
      return false;
    }
  }
  path = std::move(flown.path);
  weave_legs(way, flown, path);
  return true;
}

/// Over terrain: heights above ground follow it.
bool GroupPaths::fly_low(const MemberWay& way, const std::vector<Waypoint>& route, const RouteLimits& limits,
                         Route& flown) const {
  std::vector<LowWaypoint> low;
  for (const Waypoint& w : route) low.push_back({w, std::nullopt});
  for (std::size_t i = 0; i < file_.route.size(); ++i)
    if (file_.route[i].altitude.datum == Datum::agl)
      low[i + (way.released ? 1 : 0)].height_agl_m = file_.route[i].altitude.height_m;
  LowRoute result = fly_low_route(way.start, low, limits, route_ground(r_.scenario));
  const Node& waypoint = node_of(result.route.waypoint, way);
  if (result.route.fault != RouteFault::none) {
    const Advice told = advice(result.route.fault);
    r_.refuse(waypoint, told.what, told.hint);
    return false;
  }
  if (result.hit) {
    const Geodetic& at = result.hit->place;
    r_.refuse(
        Resolving::value(waypoint, "altitude"),
        fmt::format(
            "the leg to this waypoint goes {:.0f} m below the ground {:.3g} km before it, at {:.4f} deg, "
            "{:.4f} deg, where the ground lies at {:.0f} m msl",
            result.hit->depth_m, result.hit->before_m * 1e-3, at.latitude_rad * kDegrees,
            at.longitude_rad * kDegrees, at.height_hae_m - r_.scenario.earth.geoid_undulation_m),
        "write the altitudes of both its ends as `agl` to follow the ground, or fly higher");
    return false;
  }
  flown = std::move(result.route);
  return true;
}

bool GroupPaths::throw_it(const MemberWay& way, Path& path) const {
  const PlaceFile &from = file_.ballistic.from, &to = file_.ballistic.to;
  BallisticShot shot;
  shot.start = way.start;
  shot.to = {to.latitude_rad, to.longitude_rad, ground_hae_m(to)};
  Geodetic launch = turned({from.latitude_rad, from.longitude_rad, 0.0}, way.turned_rad);
  launch.height_hae_m = ground_hae_m({launch.latitude_rad, launch.longitude_rad});
  shot.from = right_of_way(launch, shot.to, way.right_m);
  BallisticField field;
  field.ballistic_coefficient_kg_m2 = type_.ballistic_coefficient_kg_m2;
  field.geoid_undulation_m = r_.scenario.earth.geoid_undulation_m;
  BallisticFlight thrown = fly_ballistic(shot, field);
  if (thrown.fault != BallisticFault::none) {
    const Advice told = advice(thrown.fault);
    r_.refuse(Resolving::value(node_, "ballistic"), told.what, told.hint);
    return false;
  }
  path = std::move(thrown.path);
  if (file_.ballistic.weave.given) weave_late(path);
  return true;
}

/// On its way down, in air that carries it.
void GroupPaths::weave_late(Path& path) const {
  const double top_hae_m = file_.ballistic.weave_below_msl_m + r_.scenario.earth.geoid_undulation_m;
  path = weave(path, last_above(path, top_hae_m), path.end(), weave_of(file_.ballistic.weave));
}

bool GroupPaths::lay_out(const MemberWay& way, Path& path) const {
  return file_.ballistic.given ? throw_it(way, path) : fly(way, path);
}

}  // namespace cupola
