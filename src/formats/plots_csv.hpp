#pragma once

#include <optional>

#include "core/problem.hpp"
#include "formats/read_detections.hpp"
#include "formats/table_reader.hpp"

namespace cupola {

/// Which of the three layouts of plots has most of its columns in this header? Nothing where none has two.
std::optional<DetectionsLayout> plots_layout(const TableReader& header);

/// Reads the plots behind this header, and the file of sensors that goes with them.
/// Holds for  times within 4e9 s of their origin, places within 1e8 m
/// Checked by tests/read_plots_test.cpp
bool read_plots_csv(TableReader& table, DetectionsLayout layout, const ReadDetectionsOptions& options,
                    DetectionsRead& read, Problems& problems);

}  // namespace cupola
