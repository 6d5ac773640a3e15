#include "formats/table_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace cupola {
namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 17;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Column in characters, both from 1, of an offset in bytes.
int column_of(std::string_view line, std::size_t offset) {
  int column = 1;
  for (std::size_t i = 0; i < offset && i < line.size(); ++i)
    column += (static_cast<unsigned char>(line[i]) & 0xc0) != 0x80 ? 1 : 0;
  return column;
}

template <class Number>
bool parse_whole(std::string_view field, Number& value) {
  if (!field.empty() && field.front() == '+') field.remove_prefix(1);
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  return error == std::errc() && end == field.data() + field.size() && !field.empty();
}

}  // namespace

bool number_in_field(std::string_view field, double& value) {
  return parse_whole(field, value) && std::isfinite(value);
}

bool parse_integer(std::string_view field, long long& value) { return parse_whole(field, value); }

Problem TableReader::problem_here(std::string what, std::string hint) const {
  Problem problem{{path(), line_, 1}, std::move(what), std::move(hint), {}};
  if (text_.size() <= 160) problem.source_line = std::string(text_);
  return problem;
}

Problem TableReader::problem_at(std::size_t field, std::string what, std::string hint) const {
  Problem problem = problem_here(std::move(what), std::move(hint));
  if (field < starts_.size()) problem.place.column = column_of(text_, starts_[field]);
  return problem;
}

bool TableReader::next(Problems& problems) {
  while (next_line(problems)) {
    if (trimmed(text_).empty() || text_.front() == '#') continue;
    return split(problems);
  }
  return false;
}

/// Moves what is left to the front and reads on behind it.
bool TableReader::refill(Problems& problems) {
  if (buffer_.empty()) buffer_.resize(kBuffer);
  if (end_ - begin_ == buffer_.size()) buffer_.resize(kLongest + 1);  // for a very long line
  std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  const std::size_t got = source_.read(buffer_.data() + end_, buffer_.size() - end_, problems);
  end_ += got;
  at_end_ = got == 0;
  if (!begun_ && end_ >= 3 && std::memcmp(buffer_.data(), "\xef\xbb\xbf", 3) == 0) begin_ = 3;
  begun_ = true;
  return got > 0;
}

bool TableReader::next_line(Problems& problems) {
  std::size_t searched = 0;
  for (;;) {
    const char* from = buffer_.data() + begin_;
    const std::size_t left = end_ - begin_;
    const void* found = left > searched ? std::memchr(from + searched, '\n', left - searched) : nullptr;
    if (!found && !at_end_) {
      searched = left;
      if (left >= kLongest) {
        ++line_;
        text_ = {};
        problems.add(problem_here("a line of more than a mebibyte: this is no CSV"));
        return false;
      }
      refill(problems);
      continue;
    }
    if (source_.failed() || (!found && left == 0)) return false;
    const std::size_t length =
        found ? static_cast<std::size_t>(static_cast<const char*>(found) - from) : left;
    begin_ += length + (found ? 1 : 0);
    text_ = std::string_view(from, length);
    if (!text_.empty() && text_.back() == '\r') text_.remove_suffix(1);
    ++line_;
    return true;
  }
}

bool TableReader::split(Problems& problems) {
  fields_.clear();
  starts_.clear();
  if (std::memchr(text_.data(), '\0', text_.size())) {
    problems.add(problem_here("a zero byte: this is no text"));
    return false;
  }
  if (std::memchr(text_.data(), '"', text_.size())) return split_quoted(problems);
  for (std::size_t start = 0;;) {
    const std::size_t comma = std::min(text_.find(',', start), text_.size());
    fields_.push_back(trimmed(text_.substr(start, comma - start)));
    starts_.push_back(start);
    if (comma == text_.size()) return true;
    start = comma + 1;
  }
}

bool TableReader::split_quoted(Problems& problems) {
  unquoted_.clear();
  unquoted_.reserve(text_.size());  // no field may move once it is taken
  for (std::size_t at = 0;;) {
    while (at < text_.size() && is_blank(text_[at])) ++at;
    starts_.push_back(at);
    const std::size_t begun = unquoted_.size();
    if (at < text_.size() && text_[at] == '"') {
      for (++at;; ++at) {
        if (at >= text_.size()) {
          problems.add(problem_at(starts_.size() - 1, "a quote is opened here and not closed in this line"));
          return false;
        }
        if (text_[at] == '"' && (at + 1 >= text_.size() || text_[at + 1] != '"')) break;
        if (text_[at] == '"') ++at;
        unquoted_ += text_[at];
      }
      for (++at; at < text_.size() && text_[at] != ','; ++at) {
        if (is_blank(text_[at])) continue;
        problems.add(problem_at(starts_.size() - 1,
                                "something stands between a closing quote and the next comma",
                                "a quote inside a quoted field is written twice"));
        return false;
      }
      fields_.push_back(std::string_view(unquoted_).substr(begun));
    } else {
      const std::size_t comma = std::min(text_.find(',', at), text_.size());
      fields_.push_back(trimmed(text_.substr(at, comma - at)));
      at = comma;
    }
    if (at >= text_.size()) return true;
    ++at;
  }
}

}  // namespace cupola
