#include "analysis/calculate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/suggest.hpp"

namespace cupola {

namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  return begin == text.npos ? std::string_view()
                            : text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::string shortest(double value) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, value + 0.0).ptr};  // no minus zero
}

/// A finite decimal number and nothing else.
bool read_number(std::string_view text, double& value) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && std::isfinite(value);
}

std::string with_unit(const std::string& text, const std::string& unit) {
  return unit.empty() ? text : text + " " + unit;
}

std::string expectation(const InputColumn& column) {
  const std::string range = fmt::format("{} {} to {}", column.whole ? "a whole number from" : "a number from",
                                        shortest(column.low), shortest(column.high));
  return with_unit(range, column.unit);
}

/// What a number that cannot be read may have been meant as.
std::string hint_for(std::string_view text, const InputColumn& column) {
  if (text.find(',') != text.npos) return "the decimal sign is a point";
  const bool digits =
      !text.empty() && std::string_view("+-.0123456789").find(text.front()) != std::string_view::npos;
  if (digits && !column.unit.empty())
    return fmt::format("the column is in {}; write the number alone", column.unit);
  return {};
}

/// One file on its way through a calculation.
class Calculating {
 public:
  Calculating(const Calculation& calculation, CsvReader& csv, Problems& problems)
      : calculation_(calculation),
        csv_(csv),
        problems_(problems),
        in_(calculation.in.size()),
        out_(calculation.out.size()),
        answers_(calculation.out.size()) {}

  bool run(const CalculationOptions& options, const CsvTaker& take);

 private:
  bool read_header(const CsvTaker& take);
  bool find_columns(const CsvRecord& header);
  void name_answers(const CsvRecord& header);
  bool is_row_of_units(const CsvRecord& record) const;
  bool read_row(const CsvRecord& record);
  bool read_cell(const CsvRecord& record, std::size_t input);
  bool answer_row(const CsvRecord& record);
  void blame(const CsvRecord& record, int field, std::string what, std::string hint);

  const Calculation& calculation_;
  CsvReader& csv_;
  Problems& problems_;
  CsvRecord record_;
  std::size_t width_ = 0;
  std::vector<int> where_;  // field of each input column; -1: not there, its standard holds
  std::vector<double> in_, out_;
  std::vector<std::string> answers_;
  RowLaw law_;
};

void Calculating::blame(const CsvRecord& record, int field, std::string what, std::string hint) {
  Problem problem = field < 0
                        ? record.problem_at(csv_.name(), record.line, 1)
                        : record.problem_at(csv_.name(), record.fields[static_cast<std::size_t>(field)]);
  problem.what = std::move(what);
  problem.hint = std::move(hint);
  problems_.add(problem);
}

bool Calculating::find_columns(const CsvRecord& header) {
  std::vector<std::string_view> names;
  names.reserve(header.fields.size());
  for (const CsvRecord::Field& field : header.fields) names.push_back(trimmed(field.value));
  for (const InputColumn& column : calculation_.in) {
    int found = -1;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i].empty() || (names[i] != column.name && names[i] != column.alias)) continue;
      if (found >= 0)
        blame(header, static_cast<int>(i), fmt::format("a second column `{}`", names[i]),
              "rename or remove one");
      found = static_cast<int>(i);
    }
    where_.push_back(found);
    if (found >= 0 || column.standard) continue;
    const std::string meant = did_you_mean(meant_names(column.name, names));
    std::string hint = fmt::format("the header must name the columns; `cupola calc {} --help` shows them",
                                   calculation_.name);
    if (names.size() == 1 && names[0].find_first_of(";\t") != names[0].npos)
      hint = "columns are parted by commas";
    else if (!meant.empty())
      hint = "among those that are there: " + meant;
    blame(header, -1, fmt::format("no column `{}`", column.name), hint);
  }
  width_ = names.size();
  return problems_.empty();
}

void Calculating::name_answers(const CsvRecord& header) {
  const auto there = [&header](const std::string& name) {
    return std::any_of(header.fields.begin(), header.fields.end(),
                       [&name](const CsvRecord::Field& field) { return trimmed(field.value) == name; });
  };
  for (std::size_t i = 0; i < answers_.size(); ++i) {
    answers_[i] = calculation_.out[i].name;
    while (there(answers_[i])) answers_[i] += "_cupola";
  }
}

bool Calculating::read_header(const CsvTaker& take) {
  while (csv_.next(record_, problems_)) {
    if (record_.remark) {
      if (!take(record_, {})) return false;
      continue;
    }
    if (!find_columns(record_)) return false;
    name_answers(record_);
    return take(record_, answers_);
  }
  if (problems_.empty()) {
    Problem problem;
    problem.place.file = csv_.name();
    problem.what = "nothing in it: not even a header";
    problem.hint = fmt::format("`cupola calc {} --help` shows an example", calculation_.name);
    problems_.add(problem);
  }
  return false;
}

/// `(GHz),(K),,(dB/km)` under the header, as some tables have it.
bool Calculating::is_row_of_units(const CsvRecord& record) const {
  bool any = false;
  for (const CsvRecord::Field& field : record.fields) {
    const std::string_view text = trimmed(field.value);
    any |= text.ends_with(')');
    if (!text.empty() && !text.ends_with(')')) return false;
  }
  return any;
}

bool Calculating::read_cell(const CsvRecord& record, std::size_t input) {
  const InputColumn& column = calculation_.in[input];
  const int field = where_[input];
  double& value = in_[input];
  if (field < 0) {
    value = column.standard.value_or(0.0);  // find_columns() has seen that there is one
    return true;
  }
  const std::string_view text = trimmed(record.fields[static_cast<std::size_t>(field)].value);
  const bool number = read_number(text, value);
  const bool whole = !column.whole || value == std::floor(value);
  if (number && whole && value >= column.low && value <= column.high) return true;
  blame(record, field, fmt::format("{}: found `{}`, expected {}", column.name, text, expectation(column)),
        number ? "" : hint_for(text, column));
  return false;
}

bool Calculating::read_row(const CsvRecord& record) {
  if (record.fields.size() != width_) {
    const bool more = record.fields.size() > width_;
    blame(record, more ? static_cast<int>(width_) : -1,
          fmt::format("found {} fields, expected {} as in the header", record.fields.size(), width_),
          more ? "a field that holds a comma needs quotes" : "");
    return false;
  }
  bool good = true;
  for (std::size_t i = 0; i < in_.size(); ++i) good &= read_cell(record, i);
  return good;
}

bool Calculating::answer_row(const CsvRecord& record) {
  const RowFault fault = law_(in_, out_);
  if (!fault.expected.empty()) {
    blame(record, where_[fault.input],
          fmt::format("{}: found {}, expected {}", calculation_.in[fault.input].name,
                      shortest(in_[fault.input]), fault.expected),
          fault.hint);
    return false;
  }
  for (std::size_t i = 0; i < out_.size(); ++i) {
    if (!std::isfinite(out_[i])) {
      blame(record, -1, fmt::format("{} is not finite for these values", calculation_.out[i].name), "");
      return false;
    }
    answers_[i] = shortest(out_[i]);
  }
  return true;
}

bool Calculating::run(const CalculationOptions& options, const CsvTaker& take) {
  law_ = calculation_.law(options, problems_);
  if (!problems_.empty() || !read_header(take)) return problems_.empty();
  for (bool first = true; problems_.all().size() < kMostProblems && csv_.next(record_, problems_);) {
    if (record_.remark) {
      if (problems_.empty() && !take(record_, {})) return true;
      continue;
    }
    const bool units = first && record_.fields.size() == width_ && is_row_of_units(record_);
    first = false;
    if (units) {
      for (std::size_t i = 0; i < answers_.size(); ++i)
        answers_[i] = calculation_.out[i].unit.empty() ? "" : "(" + calculation_.out[i].unit + ")";
    } else if (!read_row(record_) || !answer_row(record_)) {
      continue;
    }
    if (problems_.empty() && !take(record_, answers_)) return true;
  }
  return problems_.empty();
}

}  // namespace

bool calculate(const Calculation& calculation, const CalculationOptions& options, CsvReader& csv,
               const CsvTaker& take, Problems& problems) {
  return Calculating(calculation, csv, problems).run(options, take);
}

void append_csv(std::string& text, const CsvRecord& record, std::span<const std::string> answers) {
  text += record.text;
  for (const std::string& answer : answers) text += "," + answer;
  text += record.ending.empty() ? "\n" : record.ending;
}

}  // namespace cupola
