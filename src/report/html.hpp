#pragma once

#include <string>

#include "report/report.hpp"

namespace cupola {

/// A report as one page that needs nothing else: no script, no font, no address. It prints on A4, follows the reader's
/// light or dark, and can be read by ear (landmarks, headers of tables, words for pictures).
/// Model      HTML that is XML, too, with the figures as SVG inside; a policy in its head forbids what it does not need
/// Returns    the same bytes for the same report; every text escaped
/// Checked by src/report/tests/writers.cpp, tests/golden/report_command.cpp
std::string report_as_html(const Report& report);

/// Whether a file begins as one of these pages.
bool is_report_html(const std::string& path);

}  // namespace cupola
