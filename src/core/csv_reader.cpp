#include "core/csv_reader.hpp"

#include <cerrno>
#include <cstring>

namespace cupola {

namespace {

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t") == std::string::npos; }

/// The line of a record in which a place lies; empty where showing it would help nobody.
std::string line_of(const CsvRecord& record, int line) {
  std::size_t begin = 0;
  for (int i = record.line; i < line && begin != std::string::npos; ++i) {
    const std::size_t end = record.text.find('\n', begin);
    begin = end == std::string::npos ? end : end + 1;
  }
  if (begin == std::string::npos) return {};
  std::string text = record.text.substr(begin, record.text.find('\n', begin) - begin);
  return text.size() > 160 ? std::string() : text;
}

}  // namespace

Problem CsvRecord::problem_at(const std::string& file, int at_line, int at_column) const {
  Problem problem;
  problem.place = {file, at_line, at_column};
  problem.source_line = line_of(*this, at_line);
  return problem;
}

Problem CsvRecord::problem_at(const std::string& file, const Field& field) const {
  return problem_at(file, field.line, field.column);
}

int CsvReader::get() {
  const int c = std::getc(stream_);
  if (c == '\n') {
    ++line_;
    column_ = 1;
  } else if ((c & 0xc0) != 0x80) {  // one character may take several bytes
    ++column_;
  }
  return c;
}

bool CsvReader::refuse(const CsvRecord& record, int line, int column, std::string what, std::string hint,
                       Problems& problems) {
  Problem problem = record.problem_at(name_, line, column);
  problem.what = std::move(what);
  problem.hint = std::move(hint);
  problems.add(problem);
  return false;
}

/// Drops the mark that some programs begin UTF-8 with, and refuses that of UTF-16.
bool CsvReader::begin(CsvRecord& record, Problems& problems) {
  begun_ = true;
  const int first = std::getc(stream_);
  if (first == 0xff || first == 0xfe)
    return refuse(record, 0, 0, "this is UTF-16 or no text at all", "save it as CSV in UTF-8", problems);
  if (first != 0xef) {
    std::ungetc(first, stream_);
  } else if (std::getc(stream_) != 0xbb || std::getc(stream_) != 0xbf) {
    return refuse(record, 1, 1, "this is not UTF-8", "save it as CSV in UTF-8", problems);
  }
  return true;
}

/// Takes one character that belongs to the record; false where it may not stand there.
bool CsvReader::take(CsvRecord& record, char c, At& at) {
  std::string& value = record.fields.back().value;
  if (at == At::quoted) {
    if (c == '"')
      at = At::quote;
    else
      value += c;
  } else if (c == ',') {
    at = At::field;
  } else if (at == At::quote) {
    if (c != '"') return false;
    value += c;
    at = At::quoted;
  } else if (at == At::field && c == '"') {
    at = At::quoted;
  } else {
    value += c;
    at = At::plain;
  }
  return true;
}

/// Takes the end of the record, if this character begins one. A CR does only together with its LF.
bool CsvReader::ends(CsvRecord& record, int c) {
  if (c == EOF) return true;
  if (c == '\n') {
    record.ending = '\n';
    return true;
  }
  if (c != '\r') return false;
  const int after = std::getc(stream_);
  std::ungetc(after, stream_);
  if (after != '\n' && after != EOF) return false;
  record.ending = static_cast<char>(c);
  if (get() == '\n') record.ending += '\n';
  return true;
}

bool CsvReader::stop(const CsvRecord& record, At at, Problems& problems) {
  if (std::ferror(stream_))
    return refuse(record, 0, 0, std::string("cannot read it: ") + std::strerror(errno), "", problems);
  if (at != At::quoted) return false;
  const CsvRecord::Field& field = record.fields.back();
  return refuse(record, field.line, field.column, "a field that begins with a quote does not end",
                "close the quote", problems);
}

bool CsvReader::next(CsvRecord& record, Problems& problems) {
  record = CsvRecord();
  if (!begun_ && !begin(record, problems)) return false;
  record.line = line_;
  At at = At::field;
  bool comment = false;
  for (;;) {
    if (at == At::field && !comment) record.fields.push_back({{}, line_, column_});
    const int line = line_, column = column_;
    const int c = get();
    if (c == EOF && (record.text.empty() || at == At::quoted || std::ferror(stream_)))
      return stop(record, at, problems);
    if (at != At::quoted && ends(record, c)) break;
    if (c == '\0') return refuse(record, line, column, "a zero byte: this is no text", "", problems);
    comment |= record.text.empty() && c == '#';
    record.text += static_cast<char>(c);
    if (record.text.size() > kLongest)
      return refuse(record, record.line, 1, "a record of more than a mebibyte", "is a quote left open?",
                    problems);
    if (!comment && !take(record, static_cast<char>(c), at))
      return refuse(record, line, column, "something stands between a closing quote and the next comma",
                    "a quote inside a quoted field is written twice", problems);
  }
  record.remark = comment || is_blank(record.text);
  if (record.remark) record.fields.clear();
  return true;
}

}  // namespace cupola
