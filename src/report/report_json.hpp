#pragma once

#include <nlohmann/json.hpp>

#include "report/report.hpp"

namespace cupola {

/// A report for programs: what it is about, then section by section its texts, and its tables as rows of objects, with
/// numbers in full. Figures are named and told in words.
/// Checked by src/report/tests/writers.cpp
nlohmann::ordered_json report_as_json(const Report& report);

}  // namespace cupola
