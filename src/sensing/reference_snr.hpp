#pragma once

#include "catalogue/radar_type.hpp"

namespace cupola {

/// Mean signal-to-noise ratios of one pulse: what the reference Pd needs, and where the threshold stands. 0
/// `at_range` for a radar that has no reference.
struct ReferenceSnr {
  double at_range = 0.0, threshold = 0.0;
};

/// Solved once for all replicates with these values.
ReferenceSnr reference_snr(const RadarType& radar);

}  // namespace cupola
