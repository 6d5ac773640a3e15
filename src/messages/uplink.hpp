#pragma once

#include "core/id.hpp"
#include "core/time.hpp"
#include "core/vec3.hpp"

namespace cupola {

/// What the guiding fire unit tells a round in flight of its target, from the track.
struct Uplink {
  InterceptorId interceptor;
  Time time;  ///< of validity of the state
  Vec3 p_ecef_m, v_ecef_m_s;
};

}  // namespace cupola
