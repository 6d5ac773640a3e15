#pragma once

#include "core/id.hpp"
#include "core/time.hpp"

namespace cupola {

/// One platform that passed the threshold in a look: where it truly was, and what was measured of it.
struct Echo {
  PlatformId platform;
  Time time;
  double range_m = 0.0, azimuth_rad = 0.0, elevation_rad = 0.0;
  double measured_range_m = 0.0, measured_azimuth_rad = 0.0, measured_elevation_rad = 0.0;
  double range_sd_m = 0.0, azimuth_sd_rad = 0.0, elevation_sd_rad = 0.0;
  double snr = 0.0;  ///< of one pulse
};

}  // namespace cupola
