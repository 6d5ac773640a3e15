#pragma once

#include <cstdint>

#include "core/id.hpp"
#include "core/time.hpp"
#include "messages/track.hpp"

namespace cupola {

enum class Verdict : std::uint8_t {
  killed,               ///< believed so
  alive,                ///< believed so, or not known, and the fire unit has no further shot
  called_off,           ///< by whoever ordered it
  refused,              ///< no target channel was free, or weapons were on hold
  under_another_order,  ///< to this fire unit it is a target that it has under fire already
  lost,                 ///< neither seen nor told of any more, before any shot
  no_round_left,        ///< before any shot
  out_of_reach          ///< before any shot: it could not be met any more
};

/// What a fire unit reports of a target it was ordered to engage.
struct Assessment {
  PostId from;
  FireUnitId fire_unit;
  TrackNumber track = 0;  ///< the number in the order
  Verdict verdict = Verdict::killed;
  Time time;
  int salvos = 0;  ///< begun at it under that order
};

}  // namespace cupola
