#pragma once

#include <cstdint>

#include "core/id.hpp"
#include "core/time.hpp"

namespace cupola {

/// What the sensor takes the source of a bearing for. A listener that knows emitters names their kind; a
/// strobe is a jammer's.
enum class EmitterName : std::uint8_t {
  none,
  own_fighter_radar,
  foreign_fighter_radar,
  civil_transponder,
  jammer
};
inline constexpr int kEmitterNameCount = 5;

/// One direction without a range, true or false: the strobe of a jammed radar, or what a passive sensor
/// hears. In the sensor's own frame, with the errors that the sensor claims; no hint of what caused it.
struct Bearing {
  RadarId radar;  ///< or passive sensor
  Time time;
  double azimuth_rad = 0.0, azimuth_sd_rad = 0.0;  ///< from north, clockwise, [0, 2 pi)
  bool has_elevation = false;                      ///< false: the two below say nothing
  double elevation_rad = 0.0, elevation_sd_rad = 0.0;
  EmitterName emitter = EmitterName::none;
};

}  // namespace cupola
