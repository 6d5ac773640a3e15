#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/problem.hpp"
#include "formats/read_detections.hpp"
#include "formats/table_reader.hpp"

namespace cupola {

/// Does this header begin a file of EUROCONTROL's correlated position reports
/// (`timestamp_track,latitude,longitude` among others)?
bool is_radar_reports(const TableReader& header);

/// Reads EUROCONTROL's correlated position reports (the layout of the R package trrrj) as positions in
/// a plane about their middle.
/// Model      a sensor for each entry node (SAC/SIC); UTC as seconds since 1970. Who a report is of
///            (callsign, flight, code, address) is not read: the tracker has to find that out. Unless
///            the file of sensors says other: a report every 30 s (the median of the recorded ones is 22
///            to 32 s at all nodes but one), a false one in ten scans (none are known; a track
///            needs room for doubt), and a detection probability of 0.3, for a
///            node reports a flight only while it is its own and does not say where that is. The errors
///            are those the options say, or 100 m: the recorded reports lie 50 to 80 m from the line
///            between their neighbours
/// Holds for  reports within 1000 km of their middle; further out distances across grow by (d/R)^2/6
/// Checked by tests/radar_reports_test.cpp
bool read_radar_reports(TableReader& table, const ReadDetectionsOptions& options, DetectionsRead& read,
                        Problems& problems);

/// Whom the reports of such a file are of, by row: for scores alone, never for a tracker.
std::optional<std::vector<std::string>> read_report_targets(const std::string& path, Problems& problems);

/// Seconds since 1970 of `2017-02-04 20:56:37` (or with a `T`, or a `Z` behind it), UTC; nothing if it is
/// none.
std::optional<std::int64_t> utc_seconds(std::string_view text);

}  // namespace cupola
