#pragma once

#include <cstddef>

#include "messages/detection.hpp"
#include "tracking/detection_tracker.hpp"

namespace cupola {

/// On stderr: limits of the tracker that were met.
void warn_of_limits(const LimitsMet& met);

/// On stderr: a sensor is said to give no false detections, and plots are nobody's.
void warn_of_false_plots(const DetectionTrackerSettings& settings, const DetectionSet& set, std::size_t used);

}  // namespace cupola
