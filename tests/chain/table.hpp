#pragma once

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace cupola::testing {

/// One row of a comma-separated file with a head line, by column name.
using TableRow = std::map<std::string, std::string>;

inline std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::stringstream rest(text);
  for (std::string part; std::getline(rest, part, separator);) parts.push_back(part);
  return parts;
}

/// The next line, whichever way it ends.
inline bool next_line(std::istream& file, std::string& line) {
  if (!std::getline(file, line)) return false;
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return true;
}

inline std::vector<TableRow> read_table(const std::string& path) {
  std::ifstream file(path);
  std::vector<TableRow> rows;
  std::string line;
  next_line(file, line);
  const std::vector<std::string> names = split(line, ',');
  while (next_line(file, line)) {
    const std::vector<std::string> values = split(line, ',');
    if (values.size() != names.size()) continue;
    TableRow& row = rows.emplace_back();
    for (std::size_t i = 0; i < names.size(); ++i) row[names[i]] = values[i];
  }
  return rows;
}

inline double number(const TableRow& row, const char* column) { return std::stod(row.at(column)); }

/// A column that holds a list: `0.8|0.6`.
inline std::vector<double> numbers(const TableRow& row, const char* column) {
  std::vector<double> list;
  for (const std::string& part : split(row.at(column), '|')) list.push_back(std::stod(part));
  return list;
}

}  // namespace cupola::testing
