#pragma once

#include <functional>
#include <span>
#include <string>

#include "analysis/calculation.hpp"
#include "core/csv_reader.hpp"

namespace cupola {

/// Gets every record of the file in order with the cells that its answers are: for the header (the first
/// record with fields) their names, for a row of units in brackets their units, for rows numbers as short as
/// they can be read back the same, for remarks none. False: it wants no more.
using CsvTaker = std::function<bool(const CsvRecord&, std::span<const std::string> answers)>;

/// Computes the answer to every row of a CSV file, one row in memory at a time.
/// Model      columns are found by name, in any order; others are handed on. An answer whose name a column
///            has already is called the same with `_cupola` behind it
/// Returns    whether all rows were good. After the first that is not, nothing more is handed out, and
///            reading goes on only to tell what else is wrong, until kMostProblems
/// Checked by tests/calculate_test.cpp
bool calculate(const Calculation& calculation, const CalculationOptions& options, CsvReader& csv,
               const CsvTaker& take, Problems& problems);

inline constexpr std::size_t kMostProblems = 20;

/// A record with its answers behind it, as a line of CSV.
void append_csv(std::string& text, const CsvRecord& record, std::span<const std::string> answers);

}  // namespace cupola
