#pragma once

#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

#include "core/problem.hpp"

namespace cupola {

/// One record of a CSV file, with all that is needed to hand it on as it was.
struct CsvRecord {
  struct Field {
    std::string value;         ///< quotes taken off, blanks kept
    int line = 0, column = 0;  ///< where it begins, both from 1, the column in characters
  };

  bool remark = false;  ///< a comment (`#`) or a blank line: no fields
  std::string text;     ///< as written
  std::string ending;   ///< of its line: `\n`, `\r\n`, or empty at the end of the file
  int line = 0;
  std::vector<Field> fields;

  Problem problem_at(const std::string& file, int line, int column) const;  ///< with the line, for the caret
  Problem problem_at(const std::string& file, const Field& field) const;
};

/// Reads CSV record by record, holding one at a time.
/// Model      RFC 4180: commas, fields in double quotes that may hold commas, quotes (doubled) and line ends;
/// LF
///            or CRLF. Beyond it: a byte order mark is dropped, lines that begin with `#` and blank lines are
///            remarks
/// Holds for  UTF-8, or any other code that keeps ASCII; records up to a mebibyte
/// Checked by tests/csv_reader_test.cpp
class CsvReader {
 public:
  /// The stream stays the caller's; `name` is for messages.
  CsvReader(std::FILE* stream, std::string name) : stream_(stream), name_(std::move(name)) {}

  /// False at the end, and where nothing more can be read: then `problems` says why.
  bool next(CsvRecord& record, Problems& problems);
  const std::string& name() const { return name_; }

  static constexpr std::size_t kLongest = std::size_t{1} << 20;

 private:
  enum class At {
    field,
    plain,
    quoted,
    quote
  };  // begin of a field, inside one, inside quotes, behind a quote

  int get();
  bool begin(CsvRecord& record, Problems& problems);
  bool take(CsvRecord& record, char c, At& at);
  bool ends(CsvRecord& record, int c);
  bool stop(const CsvRecord& record, At at, Problems& problems);
  bool refuse(const CsvRecord& record, int line, int column, std::string what, std::string hint,
              Problems& problems);

  std::FILE* stream_;
  std::string name_;
  int line_ = 1, column_ = 1;
  bool begun_ = false;
};

}  // namespace cupola
