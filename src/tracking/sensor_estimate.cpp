#include "tracking/sensor_estimate.hpp"

#include <algorithm>

#include "tracking/detection_tracker_settings.hpp"

namespace cupola {
namespace {

constexpr double kPriorDetection = 0.9, kPriorLooks = 20.0;
constexpr double kLooksRemembered = 5000.0, kScansRemembered = 30.0;

}  // namespace

SensorEstimate::SensorEstimate(const DetectionTrackerSettings& settings)
    : learn_detection_(!(settings.detection_probability > 0.0)),
      learn_false_(settings.false_detections_per_scan < 0.0),
      detection_probability_(learn_detection_ ? kPriorDetection : settings.detection_probability),
      false_per_scan_(std::max(settings.false_detections_per_scan, 0.0)),
      new_per_scan_(settings.new_targets_per_scan),
      usual_new_per_scan_(settings.new_targets_per_scan),
      looks_(kPriorLooks),
      hits_(kPriorLooks * kPriorDetection) {}

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
    detection_probability_ = std::clamp(hits_ / looks_, 0.05, 0.995);
  }
  if (learn_false_ && begun_ > 2) {
    const double kept = std::min(1.0, kScansRemembered / (scans_ + 1.0));
    scans_ = kept * scans_ + 1.0;
    loose_ = kept * loose_ + loose;
    false_per_scan_ = std::max(loose_ / scans_, 0.1);
  }
}

}  // namespace cupola
