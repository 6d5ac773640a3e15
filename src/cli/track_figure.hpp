#pragma once

#include <string>

#include "formats/read_detections.hpp"

namespace cupola {

/// Draws plots and the tracks that were made of them (a file of tracks, read back), .svg or .png.
/// Returns    empty, or what went wrong
std::string write_track_figure(const std::string& figure, const std::string& tracks,
                               const std::string& detections, const DetectionsRead& read);

/// Is this a file that the figure may replace?
bool is_track_figure(const std::string& path);

}  // namespace cupola
