#include "analysis/reference_file.hpp"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>
#include <memory>

#include "analysis/calculate.hpp"
#include "core/check.hpp"
#include "core/csv_reader.hpp"

namespace cupola {

namespace {

std::size_t position_of(const std::string& name, const std::vector<std::string>& names) {
  std::size_t i = 0;
  while (i < names.size() && names[i] != name) ++i;
  return i;
}

Problem no_column(const CsvRecord& record, const std::string& file, const std::string& name) {
  Problem problem = record.problem_at(file, record.line, 1);
  problem.what = "no column `" + name + "`";
  return problem;
}

std::vector<std::string> values_of(const CsvRecord& record) {
  std::vector<std::string> values;
  values.reserve(record.fields.size());
  for (const CsvRecord::Field& field : record.fields) values.push_back(field.value);
  return values;
}

}  // namespace

double number_or_nan(const std::string& text) {
  double value = std::numeric_limits<double>::quiet_NaN();
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value
                                                                  : std::numeric_limits<double>::quiet_NaN();
}

std::vector<Comparison> compare_with_file(const ReferenceColumn& column, const std::string& file,
                                          Problems& problems) {
  const Calculation* calculation = find_calculation(column.calculation);
  CUPOLA_CHECK(calculation != nullptr);
  std::size_t answer = 0;
  while (calculation->out.at(answer).name != column.answer) ++answer;

  std::vector<Comparison> comparisons;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(file.c_str(), "re"), std::fclose);
  std::size_t expected = SIZE_MAX;
  const auto take = [&](const CsvRecord& record, std::span<const std::string> answers) {
    if (answers.empty()) return true;
    const std::vector<std::string> values = values_of(record);
    if (expected == SIZE_MAX) {
      expected = position_of(column.expected, values);
      if (expected < values.size()) return true;
      problems.add(no_column(record, file, column.expected));
      return false;
    }
    const double published = number_or_nan(values[expected]), got = number_or_nan(answers[answer]);
    if (std::isnan(got)) return true;  // a row of units
    comparisons.push_back({"line " + std::to_string(record.line), published, got,
                           column.tolerance * (column.relative ? std::fabs(published) : 1.0)});
    return true;
  };
  if (!stream) return comparisons;
  CsvReader csv(stream.get(), file);
  calculate(*calculation, {}, csv, take, problems);
  return comparisons;
}

std::vector<std::vector<std::string>> read_texts(const std::vector<std::string>& names,
                                                 const std::string& file, Problems& problems) {
  std::vector<std::vector<std::string>> rows;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(file.c_str(), "re"), std::fclose);
  if (!stream) {
    Problem problem;
    problem.place.file = file;
    problem.what = "cannot be read";
    problems.add(problem);
    return rows;
  }
  CsvReader csv(stream.get(), file);
  CsvRecord record;
  std::vector<std::size_t> at;
  while (csv.next(record, problems)) {
    if (record.remark) continue;
    const std::vector<std::string> values = values_of(record);
    const bool heads = at.empty();
    if (!heads) rows.emplace_back();
    for (std::size_t i = 0; i < names.size(); ++i)
      if (heads) {
        at.push_back(position_of(names[i], values));
        if (at.back() < values.size()) continue;
        problems.add(no_column(record, file, names[i]));
        return rows;
      } else {
        rows.back().push_back(at[i] < values.size() ? values[at[i]] : std::string());
      }
  }
  return rows;
}

std::vector<std::vector<double>> read_columns(const std::vector<std::string>& names, const std::string& file,
                                              Problems& problems) {
  std::vector<std::vector<double>> rows;
  for (const std::vector<std::string>& texts : read_texts(names, file, problems)) {
    rows.emplace_back();
    for (const std::string& text : texts) rows.back().push_back(number_or_nan(text));
  }
  return rows;
}

ValidationCase file_case(ValidationCase about, const ReferenceColumn& column) {
  about.compare = [column](const std::string& file, Problems& problems) {
    return compare_with_file(column, file, problems);
  };
  return about;
}

}  // namespace cupola
