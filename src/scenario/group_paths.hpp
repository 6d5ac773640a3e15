#pragma once

#include <optional>
#include <vector>

#include "flight/route.hpp"
#include "scenario/resolve.hpp"

namespace cupola {

/// What sets the way of one member apart from that of its group.
struct MemberWay {
  Time start;
  double right_m = 0.0;            ///< beside the others
  double turned_rad = 0.0;         ///< about the objective, clockwise: the axis it comes along
  bool closes_up = false;          ///< at the last waypoint, where it strikes
  std::optional<Motion> released;  ///< begins there, before the first waypoint of the file
};

/// The ways of the members of one group of the file, as its type can fly them. Says what is wrong with one, at its
/// place in the file.
/// Model      flight/route.hpp, over terrain flight/low_route.hpp, or thrown, flight/ballistic.hpp; weaves on top
///            (flight/weave.hpp)
/// Checked by tests/load.cpp, tests/raid_pattern.cpp
class GroupPaths {
 public:
  GroupPaths(const Resolving& r, const GroupFile& file, const Node& node, const PlatformType& type,
             const std::optional<Geodetic>& goal)
      : r_(r), file_(file), node_(node), type_(type), goal_(goal) {}

  bool above_ground() const;  ///< every waypoint
  bool can_be_flown() const;  ///< turns and weaves, by what the type can do
  bool lay_out(const MemberWay& way, Path& path) const;
  double first_speed_m_s() const;  ///< at the first waypoint; 0: it flies no route

 private:
  double ground_hae_m(const PlaceFile& place) const;
  const Node& waypoint_node(std::size_t i) const { return Resolving::value(node_, "route").items[i]; }
  /// Of a knot of the route that is flown: its waypoint in the file, the first also for where it is released.
  const Node& node_of(std::size_t knot, const MemberWay& way) const {
    return waypoint_node(way.released && knot > 0 ? knot - 1 : knot);
  }
  std::vector<Waypoint> waypoints(const MemberWay& way) const;
  Geodetic turned(const Geodetic& place, double turned_rad) const;
  bool turn_is_flown(std::size_t i) const;
  bool weave_is_flown(const Node& at, const WeaveFile& weave) const;
  bool fly(const MemberWay& way, Path& path) const;
  bool fly_low(const MemberWay& way, const std::vector<Waypoint>& route, const RouteLimits& limits,
               Route& flown) const;
  void weave_legs(const MemberWay& way, const Route& flown, Path& path) const;
  bool throw_it(const MemberWay& way, Path& path) const;
  void weave_late(Path& path) const;

  const Resolving& r_;
  const GroupFile& file_;
  const Node& node_;
  const PlatformType& type_;
  std::optional<Geodetic> goal_;  ///< what axes are turned about
};

}  // namespace cupola
