#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace cupola {

/// Call first: what the shell closed must not become the number of a file that is opened later.
void open_standard_streams();

/// The one way in which results reach stdout: control characters shown, all written, written for sure. A
/// pipe whose reader has had enough ends it quietly.
/// Returns    the exit code: kDone, or kCannotWrite with a message on stderr
int put(std::string_view text);
int put_json(const nlohmann::ordered_json& object);

/// A message on stderr, control characters shown.
void complain(std::string_view text);

/// Why a result may not be written to `path`; empty: it may. Nothing is overwritten but what `is_ours` (a
/// `kind`), and never one of the files that were given to be read.
std::string why_not_write(const std::string& path, const std::string& kind,
                          bool (*is_ours)(const std::string&), const std::vector<std::string>& inputs);

/// Writes a text file whole or not at all (what is no regular file, such as a pipe, is written straight).
/// Returns    an empty string, or what went wrong
std::string write_text_file(const std::string& path, const std::string& text);

/// A pipe or a device takes what is written and keeps nothing that could be lost.
bool keeps_nothing(const std::string& path);

/// Results that are written while they are made: to stdout (`-`), or to a file that is there whole or not at
/// all. Text goes out as it is, since it may be a program's next; a terminal gets control characters shown.
class ResultStream {
 public:
  explicit ResultStream(std::string path) : path_(std::move(path)) {}
  ~ResultStream();  ///< what was not finished leaves no file
  ResultStream(const ResultStream&) = delete;
  ResultStream& operator=(const ResultStream&) = delete;

  /// For text to be appended to; flush() where it has grown long.
  std::string text;
  static constexpr std::size_t kLong = 1 << 16;

  /// False: nothing more is wanted, because it cannot be written or its reader has had enough.
  bool flush();
  /// Ends it.
  /// Returns    the exit code, kCannotWrite with a message on stderr
  int finish();

 private:
  bool open();
  bool fail(const std::string& what);

  std::string path_, beside_;  // beside_: the file while it is not whole
  int file_ = -1;
  bool failed_ = false, enough_ = false;
};

}  // namespace cupola
