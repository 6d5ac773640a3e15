#pragma once

#include <cstddef>

#include "messages/detection.hpp"
#include "tracking/detection_tracker.hpp"

namespace cupola {

/// On stderr: limits of the tracker that were met.
void warn_of_limits(const LimitsMet& met);

/// On stderr: a sensor is said to give no false detections, and plots are nobody's.
void warn_of_false_plots(const DetectionTrackerSettings& settings, const DetectionSet& set, std::size_t used);

/// On stderr: so many plots come late that little is learned of the sensors.
void warn_of_late_plots(std::size_t late, std::size_t plots);

/// On stderr: a resolution is given in azimuth alone.
void warn_of_half_a_resolution(const DetectionTrackerSettings& settings, const DetectionSet& set);

}  // namespace cupola
