#include <fmt/format.h>

#include "catalogue/figures.hpp"
#include "core/suggest.hpp"
#include "scenario/elements.hpp"
#include "scenario/group_paths.hpp"
#include "scenario/objective.hpp"
#include "scenario/resolve.hpp"

namespace cupola {

namespace {

constexpr double kElementRadius_m = 300.0;  // of an element of the defence, where the file says nothing else

/// One group of the file on its way to platforms.
class GroupBuilder {
 public:
  GroupBuilder(Resolving& r, const GroupFile& file, const Node& node, Side side, bool exposure = false)
      : r_(r), file_(file), node_(node), side_(side), exposure_(exposure) {}

  void build_traffic();
  void build_raid(const HostileFile& group);

 private:
  bool take_type();
  bool find_goal(const ObjectiveFile& objective);
  bool fits_its_class() const;
  bool can_jam() const;
  bool can_be_augmented() const;
  bool reach_in_time(const GroupPaths& paths, const PatternFile& pattern, MemberWay& way) const;
  MemberWay way_of(int member, const GroupPaths& paths, Time start) const;
  void build_wave(const HostileFile& group, const GroupPaths& paths, int wave);
  bool carrier_is_known(const HostileFile& group) const;
  void build_released(const HostileFile& group, const GroupPaths& paths);
  bool add(const GroupPaths& paths, const MemberWay& way, const std::string& carrier = {});
  Time objective_time(const Path& path) const;
  bool sets_out_outside_its_line() const;

  Resolving& r_;
  const GroupFile& file_;
  const Node& node_;
  Side side_;
  bool exposure_;
  Platform platform_;             ///< what is the same of all members
  std::optional<Geodetic> goal_;  ///< where what it is to reach stands
  bool strikes_ = false;          ///< flies there itself
  int members_ = 0;               ///< so far
  bool good_ = true;              ///< what is wrong is said once for the group
};

/// Bodies that re-enter are thrown, all others fly along waypoints.
bool GroupBuilder::fits_its_class() const {
  const PlatformType& type = platform_.type;
  const bool is_ballistic = type.target_class == TargetClass::ballistic_missile;
  if (is_ballistic == file_.ballistic.given) return true;
  const char* what =
      is_ballistic ? "`{}` is a ballistic missile: it flies no route" : "`{}` is no ballistic missile";
  r_.refuse(Resolving::value(node_, is_ballistic ? "route" : "ballistic"),
            fmt::format(fmt::runtime(what), type.name),
            is_ballistic ? "write `ballistic: {from: ..., to: ...}`" : "give it a route");
  return false;
}

bool GroupBuilder::can_jam() const {
  if (file_.jamming.empty() || platform_.type.jammer.given()) return true;
  r_.refuse(Resolving::value(node_, "jamming"), fmt::format("`{}` has no jammer", platform_.type.name),
            "give it one under `values`, or take `jamming` out");
  return false;
}

bool GroupBuilder::can_be_augmented() const {
  const PlatformType& type = platform_.type;
  if (type.signature == Signature::clean || type.augmented_rcs_m2.has_record()) return true;
  r_.refuse(Resolving::value(node_, "signature"), fmt::format("`{}` has no augmented_rcs", type.name),
            "give it one under `values`, or take `signature` out");
  return false;
}

/// What is the same of all members; false where the type does not do what the file asks of it.
bool GroupBuilder::take_type() {
  PlatformType& type = platform_.type;
  type = file_.catalogue->platforms.at(file_.type);
  set_mode(type, r_.file.figures);
  if (file_.transponder) type.transponder = *file_.transponder;
  if (file_.signature) type.signature = *file_.signature;
  platform_.group = file_.name;
  platform_.side = side_;
  platform_.silent = file_.silent;
  platform_.exposure = exposure_;
  for (const JammingFile& spell : file_.jamming)
    platform_.jams.emplace_back(r_.scenario.start + Duration::seconds(spell.from_s),
                                r_.scenario.start + Duration::seconds(spell.until_s));
  return fits_its_class() && can_jam() && can_be_augmented();
}

/// What it is to reach: an asset, or an element of the defence.
bool GroupBuilder::find_goal(const ObjectiveFile& objective) {
  for (const Asset& asset : r_.scenario.assets)
    if (asset.name == objective.asset) {
      platform_.objective = asset.id;
      goal_ = asset.place;
      platform_.objective_range_m = objective.release_line_m.value_or(asset.radius_m);
    }
  const Node& at = Resolving::value(Resolving::value(node_, "objective"), "element");
  if (!objective.element.empty()) {
    const GroundTarget element = element_called(r_.scenario, objective.element);
    if (!element.valid()) {
      r_.refuse(at, fmt::format("the defence has no element called `{}`", objective.element),
                elements_like(r_.scenario, objective.element));
      return false;
    }
    platform_.element = element;
    goal_ = place_of(r_.scenario, element);
    platform_.objective_range_m =
        objective.release_line_m.value_or(objective.radius_m.value_or(kElementRadius_m));
  }
  strikes_ = goal_ && !objective.release_line_m;
  const bool at_radar = platform_.element.valid() && platform_.element.kind == GroundTargetKind::radar &&
                        !r_.scenario.is_passive(RadarId{platform_.element.id});
  if (!platform_.type.anti_radiation.given()) return true;
  if (objective.release_line_m) {
    r_.refuse(Resolving::value(Resolving::value(node_, "objective"), "release_line"),
              fmt::format("`{}` homes to the end: it has no release line", platform_.type.name),
              "take it out; `radius` says how near it must come");
    return false;
  }
  if (at_radar) return true;
  r_.refuse(at, fmt::format("`{}` homes on the emission of a radar, and this is none", platform_.type.name),
            "write `objective: {element: NAME}` with a radar of the defence");
  return false;
}

Time GroupBuilder::objective_time(const Path& path) const {
  return goal_ ? first_within(path, LocalFrame::at(*goal_), platform_.objective_range_m) : kNever;
}

/// A member's place among those that start together: behind those before it, about the middle.
MemberWay GroupBuilder::way_of(int member, const GroupPaths& paths, Time start) const {
  MemberWay way;
  double delay_s = member * file_.spacing.time_s;
  if (const double speed_m_s = paths.first_speed_m_s(); speed_m_s > 0.0)
    delay_s += member * file_.spacing.along_m / speed_m_s;
  way.start = start + Duration::seconds(delay_s);
  way.right_m = (member - 0.5 * (file_.count - 1)) * file_.spacing.across_m;
  way.closes_up = strikes_;
  return way;
}

bool GroupBuilder::add(const GroupPaths& paths, const MemberWay& way, const std::string& carrier) {
  platform_.name = member_name(file_, members_++);
  if (!paths.lay_out(way, platform_.path)) return good_ = false;
  platform_.objective_time = objective_time(platform_.path);
  if (!sets_out_outside_its_line()) return good_ = false;
  if (!carrier.empty()) r_.carriers[platform_.name] = carrier;
  r_.scenario.platforms.push_back(platform_);
  return true;
}

/// A release line beyond the place where it sets out would have it there before anybody could do anything.
bool GroupBuilder::sets_out_outside_its_line() const {
  const Node& at = Resolving::value(Resolving::value(node_, "objective"), "release_line");
  const bool has_line = Resolving::value(node_, "objective").find("release_line") != nullptr;
  if (!has_line || platform_.objective_time > platform_.path.begin()) return true;
  const double range_m =
      ground_range_m(LocalFrame::at(*goal_), platform_.path.at(platform_.path.begin()).p_ecef_m);
  r_.refuse(at,
            fmt::format("`{}` sets out {:.3g} km from its objective, inside its release line of {:.3g} km",
                        platform_.name, range_m * 1e-3, platform_.objective_range_m * 1e-3),
            "a nearer line, or a route that begins farther away");
  return false;
}

/// Moves the start so that the way ends in time.
bool GroupBuilder::reach_in_time(const GroupPaths& paths, const PatternFile& pattern, MemberWay& way) const {
  const Time wanted = r_.scenario.start + Duration::seconds(*pattern.time_on_target_s);
  Path path;
  way.start = r_.scenario.start;
  if (!paths.lay_out(way, path)) return false;
  const Node& at = Resolving::value(Resolving::value(node_, "pattern"), "time_on_target");
  const Time there = objective_time(path);
  if (there == kNever) {
    r_.refuse(at, "it never gets to its objective", "lead its route there, or write `start` instead");
    return false;
  }
  way.start = wanted - (there - r_.scenario.start);
  if (way.start >= r_.scenario.start) return true;
  r_.refuse(at,
            fmt::format("it takes {:.0f} s to get there: it would start before the scenario",
                        (there - r_.scenario.start).seconds()),
            "a later time on target, or a shorter route");
  return false;
}

void GroupBuilder::build_wave(const HostileFile& group, const GroupPaths& paths, int wave) {
  const PatternFile& pattern = group.pattern;
  const Duration later = Duration::seconds(wave * pattern.every_s);
  for (int axis = 0; axis < pattern.axes; ++axis) {
    MemberWay first = way_of(0, paths, r_.scenario.start + Duration::seconds(group.start_s));
    first.turned_rad = pattern.turned_rad + axis * pattern.apart_rad;
    if (pattern.time_on_target_s && !(good_ = reach_in_time(paths, pattern, first))) return;
    for (int member = 0; member < group.count; ++member) {
      MemberWay way = way_of(member, paths, first.start + later);
      way.turned_rad = first.turned_rad;
      if (!add(paths, way)) return;
    }
  }
}

/// From each carrier, at the moment and the place where it gets to its objective.
void GroupBuilder::build_released(const HostileFile& group, const GroupPaths& paths) {
  if (!carrier_is_known(group)) return;
  const std::size_t before = r_.scenario.platforms.size();
  for (std::size_t i = 0; i < before && good_; ++i) {
    const Platform carrier = r_.scenario.platforms[i];
    if (carrier.group != group.release.by || carrier.side != Side::hostile) continue;
    if (carrier.objective_time == kNever) continue;  // turns away with what it carries
    for (int member = 0; member < group.count && good_; ++member) {
      MemberWay way = way_of(member, paths, carrier.objective_time);
      way.released = carrier.path.at(carrier.objective_time);
      add(paths, way, carrier.name);
    }
  }
  if (good_ && members_ == 0)
    r_.warn(Resolving::value(Resolving::value(node_, "release"), "by"),
            fmt::format("no `{}` gets to its objective: `{}` never sets out", group.release.by, group.name));
}

bool GroupBuilder::carrier_is_known(const HostileFile& group) const {
  std::vector<std::string_view> groups;
  for (const HostileFile& other : r_.file.raid) {
    if (&other == &group) break;
    if (other.name == group.release.by) return true;
    groups.push_back(other.name);
  }
  const std::string meant = did_you_mean(meant_names(group.release.by, groups));
  r_.refuse(Resolving::value(Resolving::value(node_, "release"), "by"),
            fmt::format("no group `{}` of the raid stands before this one", group.release.by),
            meant.empty() ? "write the group that carries them before this one" : meant);
  return false;
}

void GroupBuilder::build_traffic() {
  if (!take_type()) return;
  const GroupPaths paths(r_, file_, node_, platform_.type, std::nullopt);
  if (!paths.above_ground() || !paths.can_be_flown()) return;
  const Time start = r_.scenario.start + Duration::seconds(file_.start_s);
  for (int member = 0; member < file_.count && good_; ++member) add(paths, way_of(member, paths, start));
}

void GroupBuilder::build_raid(const HostileFile& group) {
  if (!take_type() || !find_goal(group.objective)) return;
  const GroupPaths paths(r_, file_, node_, platform_.type, goal_);
  if (!paths.above_ground() || !paths.can_be_flown()) return;
  if (group.release.given()) return build_released(group, paths);
  for (int wave = 0; wave < group.pattern.waves && good_; ++wave) build_wave(group, paths, wave);
}

}  // namespace

std::string member_name(const GroupFile& group, int member) {
  return fmt::format("{}-{:02}", group.name, member + 1);
}

void resolve_platforms(Resolving& r) {
  for (std::size_t i = 0; i < r.file.raid.size(); ++i)
    GroupBuilder(r, r.file.raid[i], r.entry("raid", i), Side::hostile).build_raid(r.file.raid[i]);
  for (std::size_t i = 0; i < r.file.traffic.size(); ++i) {
    const TrafficFile& group = r.file.traffic[i];
    const Side side = group.side == TrafficSide::friendly ? Side::friendly : Side::neutral;
    GroupBuilder(r, group, r.entry("traffic", i), side, group.exposure).build_traffic();
  }
  const auto ids = number_by_name(r.scenario.platforms);
  for (const auto& [carried, carrier] : r.carriers) {
    r.scenario.platforms[ids.at(carried).index()].carrier = ids.at(carrier);
    r.scenario.platforms[ids.at(carrier).index()].releases = true;
  }
}

}  // namespace cupola
