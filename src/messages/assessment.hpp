#pragma once

#include <cstdint>

#include "core/id.hpp"
#include "core/time.hpp"
#include "messages/track.hpp"

namespace cupola {

enum class Verdict : std::uint8_t {
  killed,  ///< believed so
  alive,   ///< believed so, the fire unit has no further shot
  gave_up  ///< could not be taken under fire, or the shot was broken off
};

/// What a fire unit reports of a target it was ordered to engage.
struct Assessment {
  PostId from;
  FireUnitId fire_unit;
  TrackNumber track = 0;  ///< the number in the order
  Verdict verdict = Verdict::killed;
  Time time;
};

}  // namespace cupola
