#pragma once

#include "core/problem.hpp"
#include "formats/byte_source.hpp"
#include "formats/read_detections.hpp"

namespace cupola {

/// Reads target reports (CAT048) from a file of ASTERIX, or system tracks (CAT062) where it holds no reports.
/// Model      a report's slant range becomes a range along the ground by its flight level (times 100 ft: the
///            standard atmosphere stands in for the day's), else by the height a 3-D radar measured, else by
///            the height the options assume; the three count as known to 100, 500 and 3000 m, and the claimed
///            error of the ground range grows with them. The standard deviations of slant range and azimuth,
///            which ASTERIX does not carry, are 70 m and 0.08 deg for secondary and combined reports, 120 m
///            and 0.15 deg for primary ones, unless the options say others. Sensors are called SAC/SIC. Where
///            a radar stands comes from the file of sensors, else from its own CAT034 messages; a single
///            radar without any is the origin. Reports without a position or a detection, simulated, test and
///            fixed-monitor ones, and tracks that coast or are simulated, are left out and counted. Tracks
///            lie in a plane about the middle of all positions (local_plane.hpp), with the errors that they
///            claim (I062/500) or 150 m
/// Returns    times since the midnight before the first record, on past the next one
/// Checked by tests/asterix_detections_test.cpp
bool read_asterix(ByteSource& source, const ReadDetectionsOptions& options, DetectionsRead& read,
                  Problems& problems);

}  // namespace cupola
