#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "messages/detection.hpp"
#include "tracking/detection_scans.hpp"
#include "tracking/detection_tracker_settings.hpp"

namespace cupola {

/// What was found out about the sensors' biases, in words, a line a sensor, and as JSON.
struct RegistrationReport {
  std::string text;
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
};

/// Estimates the sensors' biases from the set and takes them off its detections.
RegistrationReport register_detections(DetectionSet& set, const std::vector<ScanRhythm>& rhythms,
                                       const DetectionTrackerSettings& settings);

}  // namespace cupola
