#pragma once

#include <string>

#include "study/stored_study.hpp"

/// A study's numbers as CSV for other programs: SI units, in full, no words but names.
namespace cupola {

/// A row an estimate: measure, text, asked (whether the study names it), point, the level of each factor, replicates,
/// played, estimate, low, high. Empty where there is nothing to estimate from.
/// Checked by src/report/tests/tidy_rows.cpp
std::string estimate_rows(const StoredStudy& study);

/// A row a replicate: point, replicate, seed, digest, the level of each factor, then a column a measure; empty where it
/// was not there to be measured.
std::string replicate_header(const StoredStudy& study);
std::string replicate_row(const StoredStudy& study, const StoredRow& row);

/// Whether a file begins as one of these tables.
bool is_tidy_csv(const std::string& path);

}  // namespace cupola
