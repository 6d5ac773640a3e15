#pragma once

#include <cstdint>
#include <vector>

#include "core/id.hpp"
#include "core/matrix.hpp"
#include "core/time.hpp"
#include "earth/geodetic.hpp"
#include "messages/plot.hpp"
#include "messages/track.hpp"

namespace cupola {

/// What a post knows of one of its radars, from the catalogue and its own survey.
struct SensorBook {
  RadarId id;
  LocalFrame frame;
  double look_interval_s = 10.0;        ///< rotation period over faces, or search frame
  double track_interval_s = 1.0;        ///< between dedicated dwells
  double false_plots_per_m3 = 1e-16;    ///< mean density of false plots, for the score
  double detection_probability = 0.8;   ///< assumed by the association
};

/// How a tracker decides on the life of a track.
struct TrackerSettings {
  int initiation_hits = 2, initiation_looks = 3;  ///< M of N
  int deletion_misses = 4;
  double gate_probability = 0.997;
  double acceleration_density_m2_s3 = 50.0;       ///< process noise of the constant-velocity filter
  double speed_most_m_s = 3000.0;                 ///< initiation gate
};

/// One track as its own tracker holds it.
struct TrackState {
  Track track;              ///< number, state, covariance, confirmed
  Time born, last_hit, last_look;
  int hits = 0, looks = 0, misses_in_row = 0;
  // What came with its plots, for the identifier; tallies only grow.
  int iff_asked = 0, iff_civil = 0, iff_national = 0, iff_hostile = 0;
  EndGame end_game = EndGame::nothing;  ///< of the newest plot that carried any
  Time end_game_time;
  bool dropped = false;     ///< deleted in this batch; gone at the next
};

/// Turns plots into tracks: gating, optimal assignment, Kalman filter in the earth-fixed Cartesian frame, M-of-N
/// initiation, deletion after misses. One object is one command post's tracker; a researcher's own tracker stands behind
/// these three functions.
class Tracker {
 public:
  Tracker(PostId owner, const TrackerSettings& settings, std::vector<SensorBook> sensors);

  void process(const PlotBatch& batch);

  /// In order of track number.
  const std::vector<TrackState>& tracks() const;
  /// For the batch just processed: the track each plot went to (0: none), parallel to batch.plots.
  const std::vector<TrackNumber>& plot_tracks() const;
};

}  // namespace cupola
