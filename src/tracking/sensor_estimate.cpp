#include "tracking/sensor_estimate.hpp"

#include <algorithm>

namespace cupola {
namespace {

constexpr double kPriorDetection = 0.9, kPriorLooks = 20.0;
constexpr double kLooksRemembered = 5000.0, kScansRemembered = 30.0;
// What is learned from few looks is never certain; what was told is taken as it is, as far as odds can be
// made of it.
constexpr double kLeast = 0.05, kMost = 0.995, kLeastTold = 1e-6,
                 kMostTold = 1.0 - 1e-6;  // detection probability
constexpr double kLeastFalse = 0.1;       // a scan

}  // namespace

SensorEstimate::SensorEstimate(const DetectionTrackerSettings& settings, const DetectionSensor& sensor)
    : usual_new_per_scan_(settings.new_targets_per_scan), looks_(kPriorLooks) {
  const double told =
      settings.detection_probability > 0.0 ? settings.detection_probability : sensor.detection_probability;
  learn_detection_ = !(told > 0.0);
  detection_probability_ = learn_detection_ ? kPriorDetection : std::clamp(told, kLeastTold, kMostTold);
  hits_ = kPriorLooks * kPriorDetection;
  const double false_told = settings.false_detections_per_scan >= 0.0 ? settings.false_detections_per_scan
                                                                      : sensor.false_detections_per_scan;
  learn_false_ = false_told < 0.0;
  false_per_scan_ = learn_false_ ? kLeastFalse : false_told;
  new_per_scan_ = usual_new_per_scan_;
}

void SensorEstimate::begin_scan(double plots) {
  const bool first = begun_++ == 0;
  // Whoever is there when the sensor is switched on is new to it.
  new_per_scan_ = first ? std::max(0.5 * plots, usual_new_per_scan_) : usual_new_per_scan_;
  if (first && learn_false_) false_per_scan_ = std::max(0.5 * plots, 1.0);
}

void SensorEstimate::end_scan(double looks, double hits, double loose) {
  if (learn_detection_) {
    const double kept = std::min(1.0, kLooksRemembered / (looks_ + looks));
    looks_ = kept * (looks_ + looks);
    hits_ = kept * (hits_ + hits);
    detection_probability_ = std::clamp(hits_ / looks_, kLeast, kMost);
  }
  if (learn_false_ && begun_ > 2) {
    const double kept = std::min(1.0, kScansRemembered / (scans_ + 1.0));
    scans_ = kept * scans_ + 1.0;
    loose_ = kept * loose_ + loose;
    false_per_scan_ = std::max(loose_ / scans_, kLeastFalse);
  }
}

}  // namespace cupola
