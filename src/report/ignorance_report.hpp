#pragma once

#include "report/report.hpp"
#include "study/stored_study.hpp"

namespace cupola {

/// What is not known adds to an answer: bands of luck and of ignorance apart, differences draw by draw, and which inputs
/// decide. Of a study without draws, that it has none.
/// Checked by src/report/tests/ignorance_report.cpp
ReportSection ignorance_section(const StoredStudy& study);

/// RULES 4: the three inputs that would reverse each answer, or that nobody asked.
ReportSection reversal_section(const StoredStudy& study);

}  // namespace cupola
