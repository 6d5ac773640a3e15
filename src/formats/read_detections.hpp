#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/problem.hpp"
#include "messages/detection.hpp"

namespace cupola {

/// What a file of detections turned out to be.
enum class DetectionsLayout : std::uint8_t {
  plots_east_north,   ///< CSV: time_s,sensor,east_m,north_m,sigma_east_m,sigma_north_m
  plots_polar,        ///< CSV: time_s,sensor,range_m,azimuth_deg,sigma_range_m,sigma_azimuth_deg
  plots_over_ground,  ///< CSV: det,scan,t_s,range_m,az_deg,el_deg, with params.json
  asterix_plots,      ///< CAT048, raw or in a pcap capture
  asterix_tracks,     ///< CAT062, raw or in a pcap capture
  radar_reports       ///< CSV of EUROCONTROL's correlated position reports
};
const char* layout_name(DetectionsLayout layout);  ///< in the user's words

/// 72 bytes each, so 1.8 GB: more than a gigabyte of plots as CSV. What it takes to read them on top of that
/// is one mebibyte of text at a time (ASTERIX: the file, up to its own limit below).
inline constexpr std::size_t kMostDetections = 25'000'000;
/// Of an ASTERIX file; it is held as a whole while it is read.
inline constexpr std::size_t kMostAsterixBytes = std::size_t{1} << 30;

struct ReadDetectionsOptions {
  /// Where the sensors stand and what they claim: sensors.csv, or the params.json of the 3-D layout. Empty:
  /// the file of that name beside the detections, if there is one.
  std::string sensors;
  std::vector<std::string> only;  ///< the sensors to read; empty: all
  std::size_t most = kMostDetections;
  /// For formats that carry no standard deviations (ASTERIX, the radar reports); they also hold against what
  /// such a file claims. 0: a default that docs/tracking-formats.md states.
  double sd_range_m = 0.0, sd_azimuth_rad = 0.0;  ///< of plots
  double sd_position_m = 0.0;                     ///< of tracks and reports, in east and in north
  double assumed_height_m =
      5000.0;  ///< above mean sea level: of an aircraft whose height ASTERIX does not give
};

/// Somebody's detections, and what was noticed on the way.
struct DetectionsRead {
  DetectionSet set;  ///< sorted by time, then by row
  DetectionsLayout layout = DetectionsLayout::plots_east_north;
  std::vector<std::string>
      warnings;                    ///< one line each, with file and line: the data could be used all the same
  std::optional<Geodetic> origin;  ///< of the local plane, where the format knows it
};

/// Which detections does this file hold?
/// Recognises a CSV by the names in its first line (any order, quotes allowed, further columns passed over
/// with a warning), gzip by its first bytes, pcap likewise, and ASTERIX by its blocks, whatever the file is
/// called. Times out of order are sorted, exact repetitions dropped, each with one warning.
/// Returns    nothing where something is wrong that cannot be put right: then `problems` says what and where
/// Holds for  up to options.most detections; a file with more is refused when that many are read, not before
/// Leaves out time zones: CSV times are seconds from any origin, ASTERIX times seconds from the first
///            midnight (they go on past the next), the reports' times UTC
/// Checked by tests/read_plots_test.cpp, tests/asterix_detections_test.cpp
std::optional<DetectionsRead> read_detections(const std::string& path, const ReadDetectionsOptions& options,
                                              Problems& problems);

}  // namespace cupola
