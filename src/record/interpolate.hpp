#pragma once

#include <span>
#include <vector>

#include "record/scan_states.hpp"

namespace cupola {

/// The usual step between the times at which there are rows: their median difference; 0 of fewer than two.
Duration usual_step(const std::vector<Time>& times);
/// The times at which there are rows, each once; of several within the tolerance of the first only that one.
std::vector<Time> distinct_times(const StateRows& rows, Duration tolerance);

/// How many rows stand at none of these times.
std::size_t rows_at_no_time(const StateRows& rows, const std::vector<Time>& times, Duration tolerance);

/// Who is where at these times: the row within the tolerance that is nearest, and else, if asked for, what
/// lies between two rows (see scan_states.hpp). Where the rows have no velocities, states have those of the
/// chords between them.
ScanStates states_at(const StateRows& rows, const std::vector<Time>& times, Duration tolerance,
                     bool between_rows);

}  // namespace cupola
