#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/problem.hpp"
#include "record/scored_state.hpp"

namespace cupola {

/// Whose states a file holds.
enum class StatesOf : std::uint8_t { truth, tracks };

/// Reads a truth or a track file, CSV or packed CSV, in the layouts of record/scored_state.hpp.
/// Returns    the rows by time; none where anything is wrong with the file, with what and where in `problems`
///            (reading stops at twenty)
/// Holds for  up to kMostStateRows rows, which take up to 250 bytes each while they are read, and a million
///            names. Rows in any order; two of one name at one time are an error. Positions up to 1e9 m,
///            speeds up to 1e6 m/s
/// Checked by src/formats/tests/state_rows_test.cpp
std::optional<StateRows> read_states(const std::string& path, StatesOf what, Problems& problems);

inline constexpr std::size_t kMostStateRows = 10'000'000;

}  // namespace cupola
