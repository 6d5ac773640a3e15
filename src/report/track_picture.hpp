#pragma once

#include <string>
#include <vector>

#include "record/scan_scores.hpp"

namespace cupola {

/// What is drawn of tracks that were scored.
struct TrackPicture {
  std::string title, subtitle;
  const ScanStates& truth;
  const ScanStates& tracks;
  const ScanScores& scores;
  const std::vector<std::string>& track_names;
  bool in_space = false;
  std::vector<Vec3> plots;  ///< where detections lay, in the frame of the tracks; may be none
};

/// Where did the truth fly, where was it missed, and which piece of a track was on a truth or on none? Where
/// nobody knows the truth: plots and tracks alone.
/// Model      a map (SVG) in the tracks' plane; in space the plane of east and north that touches the
///            ellipsoid below the middle of the truth. All truth and tracks (without truth the plots, too)
///            lie within; plots beyond are cut off, and of more than 100 000 only every second, third... is
///            drawn, which the legend says
/// Checked by src/report/tests/track_picture.cpp
std::string draw_tracks(const TrackPicture& picture, const std::string& version);

}  // namespace cupola
