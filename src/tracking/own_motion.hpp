#pragma once

#include <vector>

#include "tracking/conversion.hpp"
#include "tracking/sensor_book.hpp"

namespace cupola {

/// Where were the plots of a radar that moves, and what does its own navigation add to their errors?
/// Model      each plot counted from where the radar says it was at that plot's time, in the horizontal and
///            north of the begin of its look; to the covariance its claimed errors of place (alike on all
///            axes) and of north (across the line of sight, growing with range; models.md M25)
/// Returns    changes `out`, which holds the plots as if the radar had stayed at the origin of `radar`
/// Holds for  errors of navigation independent of those of the echo
/// Leaves out that they hardly change from plot to plot: two such radars, or one and a fixed one, stay apart
///            by them (bias, no registration)
/// Random     none
/// Checked by tests/own_motion.cpp
void count_own_motion(const PlotBatch& batch, const std::vector<int>& order, const LocalFrame& radar,
                      const SensorBook& sensor, MeasurementColumns& out);

}  // namespace cupola
