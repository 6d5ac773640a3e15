#pragma once

#include "core/math.hpp"

namespace cupola {

/// For how long does the beam of a turning antenna rest on a target?
/// Model      beamwidth over the rate of turning (Skolnik 3e, 2)
/// Returns    s
/// Holds for  targets that stand still against the beam; elevations where the beam is as wide as at the
/// horizon
inline double time_on_target_s(double azimuth_beamwidth_rad, double rotation_period_s) {
  return azimuth_beamwidth_rad * rotation_period_s / (2.0 * math::kPi);
}

/// How many pulses meet a target in one turn?
/// Model      hits per scan, beamwidth times turn times pulse rate over 360 degrees (Skolnik 3e, 2)
/// Checked by tests/hits_per_scan.cpp
inline double hits_per_scan(double azimuth_beamwidth_rad, double rotation_period_s, double pulse_rate_hz) {
  return time_on_target_s(azimuth_beamwidth_rad, rotation_period_s) * pulse_rate_hz;
}

/// The highest pulse rate at which echoes are back before the next pulse leaves.
/// Model      c / (2 R) (Skolnik 3e, 1)
/// Returns    Hz
inline double unambiguous_pulse_rate_hz(double range_m) { return 299792458.0 / (2.0 * range_m); }

}  // namespace cupola
