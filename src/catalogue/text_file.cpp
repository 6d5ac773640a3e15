#include "catalogue/text_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace cupola {
namespace {

constexpr std::size_t kMegabyte = std::size_t{1} << 20;

std::string too_long() {
  return fmt::format("the file is longer than the {} MiB that are read", YamlLimits::kFileBytes / kMegabyte);
}

/// Reads what `file` gives, at most one byte more than the limit. Size on disk is not asked: it may change.
bool read_all(int file, std::string& text) {
  text.clear();
  std::size_t used = 0;
  while (used <= YamlLimits::kFileBytes) {
    text.resize(std::min(used + kMegabyte, YamlLimits::kFileBytes + 1));
    const ssize_t got = ::read(file, text.data() + used, text.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
  }
  text.resize(used);
  return true;
}

/// Length of the well-formed UTF-8 sequence beyond ASCII that starts `text` at `at`; 0 if there is none
/// (Unicode 15, table 3-7).
std::size_t utf8_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
  };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const unsigned first = byte(0), second = byte(1);
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool overlong = first == 0xE0 && second < 0xA0, surrogate = first == 0xED && second > 0x9F;
    return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool overlong = first == 0xF0 && second < 0x90, beyond = first == 0xF4 && second > 0x8F;
    return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

}  // namespace

Problem problem_with_file(const std::string& path, const std::string& what, const std::string& hint) {
  Problem problem;
  problem.place.file = path;
  problem.what = what;
  problem.hint = hint;
  return problem;
}

bool read_text(const std::string& path, std::string& text, Problems& problems) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) {
    problems.add(problem_with_file(path, fmt::format("cannot open the file: {}", std::strerror(errno)), ""));
    return false;
  }
  struct stat about{};
  const bool regular = ::fstat(file, &about) == 0 && S_ISREG(about.st_mode);
  const bool got = regular && read_all(file, text);
  const std::string why = regular ? std::strerror(errno) : "not a regular file";
  ::close(file);

  if (!got) {
    problems.add(problem_with_file(path, fmt::format("cannot read the file: {}", why), ""));
  } else if (text.size() > YamlLimits::kFileBytes) {
    problems.add(problem_with_file(path, too_long(), "split it"));
  }
  return got && text.size() <= YamlLimits::kFileBytes;
}

bool check_text(const Document& document, Problems& problems) {
  const std::string_view text = document.text;
  if (text.size() > YamlLimits::kFileBytes) {
    problems.add(problem_with_file(document.path, too_long(), "split it"));
    return false;
  }
  if (text.substr(0, 3) == "\xEF\xBB\xBF") {
    problems.add(document.problem(1, 1, "the file begins with a byte order mark",
                                  "save it as UTF-8 without a byte order mark"));
    return false;
  }

  int line = 1, column = 1, empty_lines = 0, blanks = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = static_cast<unsigned char>(text[at]) < 0x80 ? 1 : utf8_length(text, at);
    if (length == 0 || is_control(text[at])) {
      const auto byte = static_cast<unsigned char>(text[at]);
      problems.add(document.problem(line, column,
                                    length == 0 ? fmt::format("byte 0x{:02x} is not UTF-8", byte)
                                                : fmt::format("control character 0x{:02x}", byte),
                                    length == 0 ? "save the file as UTF-8" : "take the character out"));
      return false;
    }
    if (column == 1 && text[at] == '%') {
      // Not left to libfyaml, which takes the square of the time for a long one.
      problems.add(document.problem(line, 1, "found a directive (a line that starts with `%`)",
                                    "take the line out: YAML 1.2 is read in any case"));
      return false;
    }
    const bool new_line = text[at] == '\n';
    const bool blank = text[at] == ' ' || text[at] == '\t' || text[at] == '\r';
    blanks = blank ? blanks + 1 : 0;
    empty_lines = new_line ? empty_lines + 1 : blank ? empty_lines : 0;
    if (blanks > YamlLimits::kBlanks || empty_lines > YamlLimits::kEmptyLines) {
      problems.add(
          document.problem(line, column,
                           blank ? fmt::format("more than {} blanks on end", YamlLimits::kBlanks)
                                 : fmt::format("more than {} empty lines on end", YamlLimits::kEmptyLines),
                           "take them out"));
      return false;
    }
    line += new_line ? 1 : 0;
    column = new_line ? 1 : column + 1;
    at += length;
  }
  return true;
}

}  // namespace cupola
