#include <fmt/format.h>

#include <algorithm>

#include "catalogue/figures.hpp"
#include "core/math.hpp"
#include "flight/ballistic.hpp"
#include "flight/low_route.hpp"
#include "scenario/elements.hpp"
#include "scenario/formation.hpp"
#include "scenario/ground.hpp"
#include "scenario/objective.hpp"
#include "scenario/resolve.hpp"

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
constexpr double kElementRadius_m = 300.0;  // of an element of the defence, where the file says nothing else

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

/// One group of the file on its way to platforms.
class GroupBuilder {
 public:
  GroupBuilder(Resolving& r, const GroupFile& file, const Node& node, Side side, bool exposure = false)
      : r_(r), file_(file), node_(node), side_(side), exposure_(exposure) {}

  /// Adds the members; `objective` is where a hostile goes, or null.
  void build(const ObjectiveFile* objective);

 private:
  bool fits_its_class() const;
  bool above_ground() const;
  bool can_jam() const;
  double ground_hae_m(const PlaceFile& place) const;
  bool can_be_augmented() const;
  std::vector<Waypoint> waypoints() const;
  bool lay_out(int member, bool closes_up, Path& path) const;
  /// What it is to reach, and where that is.
  struct Goal {
    AssetId asset;
    GroundTarget element;
    Geodetic place;
    double range_m = 0.0;
    bool given() const { return asset.valid() || element.valid(); }
  };
  bool find_goal(const ObjectiveFile& objective, Goal& goal) const;
  bool fly(Time start, const std::vector<Waypoint>& route, Path& path) const;
  bool fly_low(Time start, const std::vector<Waypoint>& route, const RouteLimits& limits, Path& path) const;
  bool throw_it(Time start, double right_m, Path& path) const;

  Resolving& r_;
  const GroupFile& file_;
  const Node& node_;
  Side side_;
  bool exposure_;
  PlatformType type_;
};

/// Bodies that re-enter are thrown, all others fly along waypoints.
bool GroupBuilder::fits_its_class() const {
  const bool is_ballistic = type_.target_class == TargetClass::ballistic_missile;
  if (is_ballistic == file_.ballistic.given) return true;
  const char* what =
      is_ballistic ? "`{}` is a ballistic missile: it flies no route" : "`{}` is no ballistic missile";
  r_.refuse(Resolving::value(node_, is_ballistic ? "route" : "ballistic"),
            fmt::format(fmt::runtime(what), type_.name),
            is_ballistic ? "write `ballistic: {from: ..., to: ...}`" : "give it a route");
  return false;
}

bool GroupBuilder::can_jam() const {
  if (file_.jamming.empty() || type_.jammer.given()) return true;
  r_.refuse(Resolving::value(node_, "jamming"), fmt::format("`{}` has no jammer", type_.name),
            "give it one under `values`, or take `jamming` out");
  return false;
}

double GroupBuilder::ground_hae_m(const PlaceFile& place) const {
  return ground_height_hae_m(r_.scenario, place.latitude_rad, place.longitude_rad);
}

bool GroupBuilder::can_be_augmented() const {
  if (type_.signature == Signature::clean || type_.augmented_rcs_m2.has_record()) return true;
  r_.refuse(Resolving::value(node_, "signature"), fmt::format("`{}` has no augmented_rcs", type_.name),
            "give it one under `values`, or take `signature` out");
  return false;
}

std::vector<Waypoint> GroupBuilder::waypoints() const {
  std::vector<Waypoint> way;
  for (const WaypointFile& w : file_.route)
    way.push_back(
        {{w.at.latitude_rad, w.at.longitude_rad, w.altitude.hae_m(r_.scenario.earth, ground_hae_m(w.at))},
         w.speed_m_s.value_or(type_.speed_m_s)});
  return way;
}

bool GroupBuilder::above_ground() const {
  bool good = true;
  for (std::size_t i = 0; i < file_.route.size(); ++i) {
    const double ground_m = ground_hae_m(file_.route[i].at);
    const double under_m = ground_m - file_.route[i].altitude.hae_m(r_.scenario.earth, ground_m);
    if (under_m <= 0.0) continue;
    const Node& waypoint = Resolving::value(node_, "route").items[i];
    if (r_.scenario.terrain_note.ground)
      r_.refuse(Resolving::value(waypoint, "altitude"),
                fmt::format("this altitude is {:.0f} m below the ground there, which lies at {:.0f} m msl",
                            under_m, ground_m - r_.scenario.earth.geoid_undulation_m),
                "write the altitude as `agl` to be above it");
    else
      r_.refuse(Resolving::value(waypoint, "altitude"), "this altitude is below the ground",
                "the ground is `ground` of `earth`; write the altitude as `agl` to be above it");
    good = false;
  }
  return good;
}

bool GroupBuilder::fly(Time start, const std::vector<Waypoint>& route, Path& path) const {
  if (!(type_.turn_limit_m_s2 > 0.0)) {
    r_.refuse(Resolving::value(node_, "type"),
              fmt::format("`{}` cannot turn: its turn_limit is 0", type_.name), "give it one under `values`");
    return false;
  }
  RouteLimits limits;
  limits.turn_m_s2 = type_.turn_limit_m_s2;
  if (r_.scenario.terrain_note.ground) return fly_low(start, route, limits, path);
  Route flown = fly_route(start, route, limits);
  if (flown.fault != RouteFault::none) {
    const Advice told = advice(flown.fault);
    r_.refuse(Resolving::value(node_, "route").items[flown.waypoint], told.what, told.hint);
    return false;
  }
  path = std::move(flown.path);
  return true;
}

/// Over terrain: heights above ground follow it.
bool GroupBuilder::fly_low(Time start, const std::vector<Waypoint>& route, const RouteLimits& limits,
                           Path& path) const {
  std::vector<LowWaypoint> way;
  for (std::size_t i = 0; i < route.size(); ++i) {
    const Height& height = file_.route[i].altitude;
    way.push_back({route[i], height.datum == Datum::agl ? std::optional(height.height_m) : std::nullopt});
  }
  LowRoute flown = fly_low_route(start, way, limits, route_ground(r_.scenario));
  const Node& waypoint = Resolving::value(node_, "route").items[flown.route.waypoint];
  if (flown.route.fault != RouteFault::none) {
    const Advice told = advice(flown.route.fault);
    r_.refuse(waypoint, told.what, told.hint);
    return false;
  }
  if (flown.hit) {
    const Geodetic& at = flown.hit->place;
    r_.refuse(
        Resolving::value(waypoint, "altitude"),
        fmt::format(
            "the leg to this waypoint goes {:.0f} m below the ground {:.3g} km before it, at {:.4f} deg, "
            "{:.4f} deg, where the ground lies at {:.0f} m msl",
            flown.hit->depth_m, flown.hit->before_m * 1e-3, at.latitude_rad * kDegrees,
            at.longitude_rad * kDegrees, at.height_hae_m - r_.scenario.earth.geoid_undulation_m),
        "write the altitudes of both its ends as `agl` to follow the ground, or fly higher");
    return false;
  }
  path = std::move(flown.route.path);
  return true;
}

bool GroupBuilder::throw_it(Time start, double right_m, Path& path) const {
  const PlaceFile &from = file_.ballistic.from, &to = file_.ballistic.to;
  BallisticShot shot;
  shot.start = start;
  shot.to = {to.latitude_rad, to.longitude_rad, ground_hae_m(to)};
  shot.from = right_of_way({from.latitude_rad, from.longitude_rad, ground_hae_m(from)}, shot.to, right_m);
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
  return true;
}

/// The way of one member: behind those before it, about the middle of the group.
bool GroupBuilder::lay_out(int member, bool closes_up, Path& path) const {
  const double right_m = (member - 0.5 * (file_.count - 1)) * file_.spacing.across_m;
  double delay_s = member * file_.spacing.time_s;
  if (file_.ballistic.given)
    return throw_it(r_.scenario.start + Duration::seconds(file_.start_s + delay_s), right_m, path);

  const std::vector<Waypoint> way = waypoints();
  delay_s += member * file_.spacing.along_m / way.front().speed_m_s;
  const Time start = r_.scenario.start + Duration::seconds(file_.start_s + delay_s);
  return fly(start, beside(way, right_m, closes_up), path);
}

bool GroupBuilder::find_goal(const ObjectiveFile& objective, Goal& goal) const {
  for (const Asset& candidate : r_.scenario.assets)
    if (candidate.name == objective.asset)
      goal = {candidate.id, {}, candidate.place, objective.release_line_m.value_or(candidate.radius_m)};
  const Node& at = Resolving::value(Resolving::value(node_, "objective"), "element");
  if (!objective.element.empty()) {
    const GroundTarget element = element_called(r_.scenario, objective.element);
    if (!element.valid()) {
      r_.refuse(at, fmt::format("the defence has no element called `{}`", objective.element),
                elements_like(r_.scenario, objective.element));
      return false;
    }
    const double radius_m = objective.radius_m.value_or(kElementRadius_m);
    goal = {{}, element, place_of(r_.scenario, element), objective.release_line_m.value_or(radius_m)};
  }
  const bool at_radar = goal.element.valid() && goal.element.kind == GroundTargetKind::radar &&
                        !r_.scenario.is_passive(RadarId{goal.element.id});
  if (!type_.anti_radiation.given() || at_radar) return true;
  r_.refuse(at, fmt::format("`{}` homes on the emission of a radar, and this is none", type_.name),
            "write `objective: {element: NAME}` with a radar of the defence");
  return false;
}

void GroupBuilder::build(const ObjectiveFile* objective) {
  type_ = file_.catalogue->platforms.at(file_.type);
  set_mode(type_, r_.file.figures);
  if (file_.transponder) type_.transponder = *file_.transponder;
  if (file_.signature) type_.signature = *file_.signature;
  if (!fits_its_class() || !above_ground() || !can_jam() || !can_be_augmented()) return;

  Goal goal;
  if (objective && !find_goal(*objective, goal)) return;
  const bool strikes_itself = goal.given() && !objective->release_line_m;

  Platform platform;
  platform.group = file_.name;
  platform.side = side_;
  platform.type = type_;
  platform.silent = file_.silent;
  platform.exposure = exposure_;
  for (const JammingFile& spell : file_.jamming)
    platform.jams.emplace_back(r_.scenario.start + Duration::seconds(spell.from_s),
                               r_.scenario.start + Duration::seconds(spell.until_s));
  platform.objective = goal.asset;
  platform.element = goal.element;
  platform.objective_range_m = goal.range_m;
  for (int member = 0; member < file_.count; ++member) {
    platform.name = member_name(file_, member);
    if (!lay_out(member, strikes_itself, platform.path)) return;  // said once for the group
    if (goal.given())
      platform.objective_time =
          first_within(platform.path, LocalFrame::at(goal.place), platform.objective_range_m);
    r_.scenario.platforms.push_back(platform);
  }
}

}  // namespace

std::string member_name(const GroupFile& group, int member) {
  return fmt::format("{}-{:02}", group.name, member + 1);
}

void resolve_platforms(Resolving& r) {
  for (std::size_t i = 0; i < r.file.raid.size(); ++i)
    GroupBuilder(r, r.file.raid[i], r.entry("raid", i), Side::hostile).build(&r.file.raid[i].objective);
  for (std::size_t i = 0; i < r.file.traffic.size(); ++i) {
    const TrafficFile& group = r.file.traffic[i];
    const Side side = group.side == TrafficSide::friendly ? Side::friendly : Side::neutral;
    GroupBuilder(r, group, r.entry("traffic", i), side, group.exposure).build(nullptr);
  }
  number_by_name(r.scenario.platforms);
}

}  // namespace cupola
