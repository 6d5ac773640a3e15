#pragma once

#include <span>
#include <vector>

#include "messages/detection.hpp"
#include "tracking/detection_scans.hpp"
#include "tracking/detection_tracker_settings.hpp"
#include "tracking/registration.hpp"

namespace cupola {

/// By how much does each sensor of a set of detections measure wrong?
/// Model      every sensor's detections are tracked by themselves; at the ends of scans, some 12 s apart,
///            the firm tracks of each two sensors are paired by an optimal assignment on position and
///            velocity, and Registration judges their differences. Three rounds: the gate has room for the
///            biases that are still possible, first 300 m and 0.6 deg as standard deviations, then what the
///            last round left
/// Returns    by sensor; those that measure east and north have no bias and no part in it
/// Holds for  sets that are read whole before they are tracked; targets further apart than the biases reach,
///            or known apart by their velocities
/// Random     none
/// Checked by tests/detection_registration.cpp
RegistrationEstimate register_sensors(const DetectionSet& set, const std::vector<ScanRhythm>& rhythms,
                                      const DetectionTrackerSettings& settings);

/// Takes the biases off what was measured.
void take_off(DetectionSet& set, std::span<const SensorBias> bias);

}  // namespace cupola
