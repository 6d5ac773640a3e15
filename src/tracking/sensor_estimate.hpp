#pragma once

#include "messages/detection.hpp"
#include "tracking/detection_tracker_settings.hpp"

namespace cupola {

/// What is believed of a sensor: given, or learned from its detections so far.
/// Model      detection probability: hits of looks at established tracks, with a beta prior; false
///            detections: mean of what established tracks leave over, less what turns out to begin a track;
///            both forget
class SensorEstimate {
 public:
  SensorEstimate(const DetectionTrackerSettings& settings, const DetectionSensor& sensor);

  double detection_probability() const { return detection_probability_; }
  double false_per_scan() const { return false_per_scan_; }
  double new_per_scan() const { return new_per_scan_; }

  /// Before the tracks are asked: of the first scan half the plots are taken for false ones.
  void begin_scan(double plots);
  /// `looks` at established tracks, of which `hits` gave a plot; `loose`: plots that no target explains.
  void end_scan(double looks, double hits, double loose);

 private:
  bool learn_detection_ = true, learn_false_ = true;
  double detection_probability_, false_per_scan_, new_per_scan_, usual_new_per_scan_;
  double looks_, hits_;
  double scans_ = 0.0, loose_ = 0.0;
  int begun_ = 0;
};

}  // namespace cupola
