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

/// Plots, tracks and truth as a map (SVG): where the truth flew and where it was missed, each piece of track
/// on a truth or on none (false), where a truth changed its track. Model      the tracks' plane; in space the
/// plane of east and north that touches the ellipsoid below the
///            middle of the truth. Framed so that all truth and tracks lie within; plots beyond are cut off,
///            and of more than 100 000 every so manieth is drawn, which the legend says
std::string draw_tracks(const TrackPicture& picture, const std::string& version);

}  // namespace cupola
