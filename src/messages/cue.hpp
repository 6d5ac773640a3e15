#pragma once

#include <cstdint>

#include "core/id.hpp"
#include "core/time.hpp"
#include "core/vec3.hpp"
#include "messages/track.hpp"

namespace cupola {

/// Asks a sector radar for dedicated dwells on a believed position, until cancelled or replaced.
struct Cue {
  RadarId radar;
  TrackNumber track = 0;
  Time time;
  Vec3 p_ecef_m, v_ecef_m_s;
  double position_sd_m = 0.0;
  bool cancel = false;
};

}  // namespace cupola
