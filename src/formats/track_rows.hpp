#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/time.hpp"

namespace cupola {

/// A time as files give it: whole microseconds, ties away from zero. Rows of one track need different ones.
std::int64_t written_us(Time time);
void append_time(std::string& text, Time time);

/// Rows of a file of tracks, behind record/state_columns.hpp's header: time, track, state, then the
/// upper triangle of the covariance row by row; no line end, so that further columns may follow.
/// Model      `state` has 4 components (east, north, v_east, v_north) or 6 (x, y, z, vx, vy, vz),
///            `covariance` then 10 or 21; m and s
/// Accurate   times to 1e-6 s, states to 1e-4 m and m/s, covariances to 7 digits
/// Checked by tests/track_rows_test.cpp
void append_track_row(std::string& text, Time time, std::int64_t track, std::span<const double> state,
                      std::span<const double> covariance);

/// A row of a file of associations: which track used the detection of which row; `row,time_s,sensor,track`.
inline constexpr const char* kAssociationHeader = "row,time_s,sensor,track\n";
void append_association(std::string& text, std::int64_t row, Time time, const std::string& sensor,
                        std::int64_t track);

/// A field of CSV: in quotes where it needs them.
std::string csv_field(const std::string& text);

}  // namespace cupola
