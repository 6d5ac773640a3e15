#pragma once

#include <cstdint>

#include "messages/plot.hpp"
#include "messages/track.hpp"

namespace cupola {

/// One track as its own tracker holds it.
struct TrackState {
  Track track;  ///< number, state, covariance, confirmed
  // Beside `confirmed`, as a walk over all tracks asks for these together.
  bool dropped = false;                 ///< deleted by the last process() or expire(); gone at the next
  EndGame end_game = EndGame::nothing;  ///< of the newest plot that carried any
  int hits = 0;
  Time end_game_time;
  Vec3 free_fall_ecef_m_s2;  ///< part of the prediction; zero for what flies on wings or thrust
  Time born, last_hit, last_look;
  int looks = 0, misses_in_row = 0;
  double score = 0.0;
  std::uint32_t history = 0;  ///< of the last 32 looks, newest in bit 0, a plot is 1
  // What came with its plots, for the identifier; tallies only grow.
  int iff_asked = 0, iff_civil = 0, iff_national = 0, iff_hostile = 0;
  bool of_bearings = false;  ///< began where bearings cross
  std::uint64_t sites = 0;   ///< whose bearings these were, by position among the tracker's sensors
  Time placed;               ///< when its range was last told: by a plot, a crossing, or lines that cross
  Vec3 told_from_ecef_m;     ///< from where the last direction that it took was seen
  Time told{INT64_MIN};      ///< and when
  int third_sites = 0;       ///< bearings of other sites that fitted while it was tentative
};

/// Decides anew whether it falls freely, after a change of its state (free_fall.hpp).
void renew_free_fall(TrackState& state);

}  // namespace cupola
