#pragma once

#include <string>

#include "formats/read_detections.hpp"

namespace cupola {

/// Puts detections in order and looks at them as a whole: sorts by time and row, drops exact repetitions
/// (same sensor, time and measurement), and warns where every value looks like one in another unit. Checked
/// by tests/read_plots_test.cpp
void tidy_detections(const std::string& path, DetectionsRead& read);

}  // namespace cupola
