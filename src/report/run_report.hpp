#pragma once

#include <string>

#include "record/database.hpp"
#include "report/report.hpp"

namespace cupola {

/// One run as a report: how it ended, what became of each threat and round link by link, the map, what was in play.
/// `file` is the run file's name.
/// Returns    the same report for the same file: no date, no place
/// Leaves out why anything happened, and what it cost: a run file holds no prices
/// Checked by tests/golden/report_command.cpp
Report run_report(Database& run, const std::string& file);

}  // namespace cupola
