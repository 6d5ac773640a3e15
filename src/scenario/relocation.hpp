#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "catalogue/figure.hpp"
#include "core/id.hpp"
#include "core/time.hpp"
#include "earth/geodetic.hpp"

/// Fire units that change their place while the scenario lasts.
///
/// Such a unit stands in the lay-down once for each of its places: with a guidance radar, further radars and launchers of
/// their own, called `FU1@2/...` at the second. So whatever is worked out of a place (what a radar sees there, how far a
/// round gets from there) is worked out once, before anything is played, and nobody who looks or shoots has to ask
/// where anything is. At any time the unit is at one of them, or on its way to the next.
namespace cupola {

inline constexpr std::uint32_t kStays = UINT32_MAX;

/// Which place of which relocation a radar, launcher or fire unit of the lay-down is.
struct Station {
  std::uint32_t relocation = kStays;
  std::uint32_t place = 0;

  bool moves() const { return relocation != kStays; }
  bool later() const { return place > 0; }  ///< nothing of it is there at the start
};

/// From one place to the next. Figures are drawn once a replicate.
struct Move {
  Time at;             ///< when the fire unit is told to
  double way_m = 0.0;  ///< as the crow flies
  Figure tear_down_s, take_down_mast_s, road_speed_m_s, road_detour, set_up_s, raise_mast_s;
};

/// All places of one fire unit, the first at the start. What belongs together has the same index in every place.
struct Relocation {
  struct Place {
    Geodetic centre;
    FireUnitId unit;
    std::vector<RadarId> radars;  ///< the guidance radar is one of them
    std::vector<LauncherId> launchers;
  };
  std::string name;  ///< of the fire unit at the first place; draws are keyed on it
  std::vector<Place> places;
  std::vector<Move> moves;  ///< the i-th leads from place i to the next
};

/// How long the steps of a move take.
struct MoveTimes {
  Duration tear_down, march, set_up;
  Duration all() const { return tear_down + march + set_up; }
};
/// By the central values: as it is planned.
MoveTimes planned_times(const Move& move);

/// The name of what is called `name` at the first place, at that place: `FU1@2`.
std::string name_at(const std::string& name, std::uint32_t place);

}  // namespace cupola
