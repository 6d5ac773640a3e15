#pragma once

#include "catalogue/radar_type.hpp"

namespace cupola {

/// Where do the plots that noise alone makes lie in one look, and how dense are they there?
/// Model      in one look (a turn of one face, or a search frame) the catalogue's mean number; even in
/// azimuth
///            over what the look covers, even in range between minimum and instrumented range (every range
///            cell is as likely), even in elevation in the lowest 0.1 rad of the coverage above the
///            horizontal
/// Returns    limits in m and rad; density in plots per m^3 and look
/// Accurate   the integral of the density over the look is the mean number
/// Leaves out clutter, angels; dedicated dwells, which make none
/// Random     none
/// Checked by tests/false_plot_law.cpp, tests/chain/false_plots.cpp
struct FalsePlotLaw {
  double mean = 0.0, azimuth_width_rad = 0.0;
  double range_least_m = 0.0, range_most_m = 0.0;
  double elevation_lowest_rad = 0.0, elevation_highest_rad = 0.0;

  static FalsePlotLaw of(const RadarType& type);

  /// 0 outside the limits.
  double per_m3(double range_m, double elevation_rad) const;
};

}  // namespace cupola
