#pragma once

#include <cstdint>

#include "core/id.hpp"
#include "core/time.hpp"
#include "core/vec3.hpp"

namespace cupola {

enum class StatusKind : std::uint8_t {
  stock,        ///< a fire unit's rounds of one type, ready and in all
  channels,     ///< a fire unit's free target and missile channels, and whether any launcher can fire
  radar,        ///< a radar: radiating or not, where its sector faces, when the turn ends
  launched,     ///< a round has left (or failed to leave) its launcher
  crew,         ///< a fire unit's crew: how much slower it is than the doctrine has it
  launcher,     ///< a launcher: can fire or not
  round_ended,  ///< a round's flight is over, as its downlink told (or fell silent)
  reloaded,     ///< a launcher: it has a full load again
  moved         ///< a launcher stands where its fire unit has moved to, with what it had on it before
};

/// How own side's equipment stands, as last reported by itself.
struct Status {
  StatusKind kind = StatusKind::stock;
  Time time;
  FireUnitId fire_unit;
  RadarId radar;
  LauncherId launcher;
  LauncherId moved_from;  ///< moved: the same launcher at the place before
  WeaponTypeId weapon;
  InterceptorId interceptor;
  std::uint64_t track = 0;  ///< launched, round_ended: the track number of the order
  int rounds = 0;           ///< stock
  int target_channels_free = 0, missile_channels_free = 0;
  bool up = false;    ///< radar radiating; launchers can fire; launched: it did leave
  bool lost = false;  ///< launcher: for good, with what was on it
  double crew_delay_s = 0.0;
  double sector_centre_rad = 0.0;
  Time until;  ///< radar: end of the turn
};

}  // namespace cupola
