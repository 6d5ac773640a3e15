#pragma once

#include <string>
#include <vector>

#include "analysis/validation.hpp"

namespace cupola {

/// How a column of a file of published values meets an answer of `cupola calc`.
struct ReferenceColumn {
  std::string calculation, expected, answer;
  double tolerance;
  bool relative = false;  ///< the tolerance is a share of the value
};

/// Feeds the file as it is to the calculation and holds the answers against the column, row by row.
std::vector<Comparison> compare_with_file(const ReferenceColumn& column, const std::string& file,
                                          Problems& problems);

/// The named columns of a file of published values, row by row, as written; what is not there is empty. Problems:
/// the file cannot be read, or has no such column.
std::vector<std::vector<std::string>> read_texts(const std::vector<std::string>& names,
                                                 const std::string& file, Problems& problems);

/// The same as numbers; what is no number is NaN.
std::vector<std::vector<double>> read_columns(const std::vector<std::string>& names, const std::string& file,
                                              Problems& problems);

/// What is no number is NaN, and agrees with nothing.
double number_or_nan(const std::string& text);

/// A case that is nothing but such a file.
ValidationCase file_case(ValidationCase about, const ReferenceColumn& column);

}  // namespace cupola
