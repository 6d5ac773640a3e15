#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace cupola {

/// A row of what tools/sensitivity_tables.py wrote: what SALib or SciPy said of these numbers.
struct TableRow {
  std::vector<double> told, numbers;
};

inline std::vector<double> numbers_of(const std::string& cell) {
  std::istringstream text(cell);
  std::vector<double> numbers;
  for (double number; text >> number;) numbers.push_back(number);
  return numbers;
}

inline std::vector<TableRow> table_rows(const std::string& what) {
  std::ifstream file(CUPOLA_SOURCE_DIR "/src/study/tests/sensitivity_tables.csv");
  std::vector<TableRow> rows;
  for (std::string line, cell; std::getline(file, line);) {
    std::istringstream cells(line);
    std::getline(cells, cell, ',');
    if (cell != what) continue;
    rows.emplace_back();
    std::getline(cells, cell, ',');
    rows.back().told = numbers_of(cell);
    std::getline(cells, cell, ',');
    rows.back().numbers = numbers_of(cell);
  }
  EXPECT_FALSE(rows.empty()) << what;
  return rows;
}

}  // namespace cupola
