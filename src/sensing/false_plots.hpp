#pragma once

#include <vector>

#include "messages/plot.hpp"
#include "sensing/radar_model.hpp"
#include "sensing/sweep.hpp"

namespace cupola {

/// Which plots does noise alone make in this look?
/// Model      Poisson number with the given mean, placed by catalogue/false_plot_law.hpp; sds those of an
/// echo
///            at the threshold
/// Leaves out clutter, angels, the merging of false plots with true ones
/// Random     Purpose::false_alarm: (radar), ordinal of the look
/// Checked by tests/false_plots_test.cpp
void add_false_plots(const RadarModel& radar, const Sweep& sweep, double mean, std::vector<Plot>& plots);

}  // namespace cupola
