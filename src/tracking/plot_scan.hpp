#pragma once

#include <cstdint>
#include <vector>

#include "core/matrix.hpp"
#include "core/time.hpp"

namespace cupola {

/// A detection as a position, in a local plane (D = 2: east, north) or earth-fixed (D = 3).
template <int D>
struct PositionPlot {
  static constexpr int kPairs = D * (D + 1) / 2;
  Time time;
  std::int64_t row = 0;   ///< of the file it came from
  double z[D] = {};       ///< m
  double r[kPairs] = {};  ///< upper triangle of its covariance, m^2
  /// Volume of position space that a unit of measurement space takes up here: what makes a density of false
  /// detections, even in what the sensor measures, one per m^D.
  double volume_per_unit = 1.0;
};

/// A detection as it was measured: range, azimuth from north and elevation, and their standard deviations.
struct BeamPlot {
  double z[3] = {}, sd[3] = {};  ///< m, rad, rad
};

/// One look of one sensor at all that it covers.
template <int D>
struct PlotScan {
  int sensor = 0;
  Time begin, end;        ///< end: when its results are wanted
  double period_s = 0.0;  ///< until the sensor's next one
  bool late = false;      ///< plots of an earlier scan that arrived after it: who has none missed nothing
  double units = 1.0;     ///< size of the covered measurement space, as far as plots have shown it
  /// The sensor sees nothing beyond this distance from where it stands; 0: nobody knows.
  double reach_m = 0.0;
  double p_sensor_m[D] = {};
  std::vector<PositionPlot<D>> plots;
  std::vector<BeamPlot> beams;  ///< of each plot; empty where the sensor measures positions
  Matrix<3, 3> to_enu;          ///< into the sensor's east, north, up; in a plane not used
};

}  // namespace cupola
