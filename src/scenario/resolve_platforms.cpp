#include <fmt/format.h>

#include "catalogue/figures.hpp"
#include "flight/ballistic.hpp"
#include "flight/route.hpp"
#include "scenario/formation.hpp"
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

/// One group of the file on its way to platforms.
class GroupBuilder {
 public:
  GroupBuilder(Resolving& r, const GroupFile& file, const Node& node, Side side)
      : r_(r), file_(file), node_(node), side_(side) {}

  /// Adds the members; `objective` is where a hostile goes, or null.
  void build(const ObjectiveFile* objective);

 private:
  bool fits_its_class() const;
  bool above_ground() const;
  bool can_jam() const;
  std::vector<Waypoint> waypoints() const;
  bool lay_out(int member, const Asset* struck, Path& path) const;
  bool fly(Time start, const std::vector<Waypoint>& route, Path& path) const;
  bool throw_it(Time start, double right_m, Path& path) const;

  Resolving& r_;
  const GroupFile& file_;
  const Node& node_;
  Side side_;
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

std::vector<Waypoint> GroupBuilder::waypoints() const {
  std::vector<Waypoint> way;
  for (const WaypointFile& w : file_.route)
    way.push_back({{w.at.latitude_rad, w.at.longitude_rad, w.altitude.hae_m(r_.scenario.earth)},
                   w.speed_m_s.value_or(type_.speed_m_s)});
  return way;
}

bool GroupBuilder::above_ground() const {
  bool good = true;
  for (std::size_t i = 0; i < file_.route.size(); ++i) {
    if (file_.route[i].altitude.hae_m(r_.scenario.earth) >= r_.scenario.earth.ground_hae_m) continue;
    const Node& waypoint = Resolving::value(node_, "route").items[i];
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
  Route flown = fly_route(start, route, limits);
  if (flown.fault != RouteFault::none) {
    const Advice told = advice(flown.fault);
    r_.refuse(Resolving::value(node_, "route").items[flown.waypoint], told.what, told.hint);
    return false;
  }
  path = std::move(flown.path);
  return true;
}

bool GroupBuilder::throw_it(Time start, double right_m, Path& path) const {
  const double ground_hae_m = r_.scenario.earth.ground_hae_m;
  BallisticShot shot;
  shot.start = start;
  shot.to = {file_.ballistic.to.latitude_rad, file_.ballistic.to.longitude_rad, ground_hae_m};
  shot.from =
      right_of_way({file_.ballistic.from.latitude_rad, file_.ballistic.from.longitude_rad, ground_hae_m},
                   shot.to, right_m);
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
bool GroupBuilder::lay_out(int member, const Asset* struck, Path& path) const {
  const double right_m = (member - 0.5 * (file_.count - 1)) * file_.spacing.across_m;
  double delay_s = member * file_.spacing.time_s;
  if (file_.ballistic.given)
    return throw_it(r_.scenario.start + Duration::seconds(file_.start_s + delay_s), right_m, path);

  const std::vector<Waypoint> way = waypoints();
  delay_s += member * file_.spacing.along_m / way.front().speed_m_s;
  const Time start = r_.scenario.start + Duration::seconds(file_.start_s + delay_s);
  return fly(start, beside(way, right_m, struck != nullptr), path);
}

void GroupBuilder::build(const ObjectiveFile* objective) {
  type_ = file_.catalogue->platforms.at(file_.type);
  set_mode(type_, r_.file.figures);
  if (file_.transponder) type_.transponder = *file_.transponder;
  if (!fits_its_class() || !above_ground() || !can_jam()) return;

  const Asset* asset = nullptr;
  for (const Asset& candidate : r_.scenario.assets)
    if (objective && candidate.name == objective->asset) asset = &candidate;
  const Asset* struck = objective && !objective->release_line_m ? asset : nullptr;

  Platform platform;
  platform.group = file_.name;
  platform.side = side_;
  platform.type = type_;
  platform.silent = file_.silent;
  for (const JammingFile& spell : file_.jamming)
    platform.jams.emplace_back(r_.scenario.start + Duration::seconds(spell.from_s),
                               r_.scenario.start + Duration::seconds(spell.until_s));
  if (asset) {
    platform.objective = asset->id;
    platform.objective_range_m = objective->release_line_m.value_or(asset->radius_m);
  }
  for (int member = 0; member < file_.count; ++member) {
    platform.name = fmt::format("{}-{:02}", file_.name, member + 1);
    if (!lay_out(member, struck, platform.path)) return;  // said once for the group
    if (asset)
      platform.objective_time =
          first_within(platform.path, LocalFrame::at(asset->place), platform.objective_range_m);
    r_.scenario.platforms.push_back(platform);
  }
}

}  // namespace

void resolve_platforms(Resolving& r) {
  for (std::size_t i = 0; i < r.file.raid.size(); ++i)
    GroupBuilder(r, r.file.raid[i], r.entry("raid", i), Side::hostile).build(&r.file.raid[i].objective);
  for (std::size_t i = 0; i < r.file.traffic.size(); ++i) {
    const TrafficFile& group = r.file.traffic[i];
    const Side side = group.side == TrafficSide::friendly ? Side::friendly : Side::neutral;
    GroupBuilder(r, group, r.entry("traffic", i), side).build(nullptr);
  }
  number_by_name(r.scenario.platforms);
}

}  // namespace cupola
