#pragma once

#include <cstddef>
#include <vector>

#include "earth/geodetic.hpp"
#include "tracking/kalman.hpp"
#include "tracking/sector.hpp"

namespace cupola {

/// What the coarse questions need of every track, in columns, so that a loop over all tracks runs in the
/// widest lanes. A slot is a row that a track keeps for life. Times are seconds after the tracker's epoch.
struct TrackColumns {
  std::vector<double> time_s, px, py, pz, vx, vy, vz, ax, ay, az;
  std::vector<double> trace_pp, trace_pv2, trace_vv;  ///< of the covariance blocks, that of pv twice
  std::size_t size = 0;

  void grow(std::size_t slots);
  void set(std::size_t slot, double time_s, const Track& track, const Vec3& a_ecef_m_s2);
};

/// When and where a batch looked.
struct CoveredSpan {
  double middle_s = 0.0, half_length_s = 0.0;
  std::vector<Sector> sectors;  ///< one for each face that turned through its part of the circle
  bool continues = false;       ///< this slice begins where and when the one before ended
};

/// Where all tracks are at the middle of a batch, and whether it looked there.
struct PredictedColumns {
  std::vector<double> x, y, z, vx, vy, vz;
  std::vector<double> spread2;  ///< bound of the largest variance of position during the batch, m^2
  std::vector<double> near;     ///< >= 0: the look may have met the track
  std::vector<double> decided;  ///< >= 0: if the look has not met it by now, it has missed it

  void grow(std::size_t slots);
};

/// Model      a track is met by a look whose sector, widened by the track's own uncertainty, holds it. It is
/// decided a
///            margin later: a track closer than the margin to the trailing edge waits for the next slice, and
///            a slice that continues another reaches back by the margin. The margin is the uncertainty, at
///            most a quarter of the sector's width.
/// Checked by tests/coverage.cpp
void predict_columns(const TrackColumns& tracks, const CoveredSpan& span, const LocalFrame& radar,
                     double gate, double q_m2_s3, PredictedColumns& out);

}  // namespace cupola
