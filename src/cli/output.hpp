#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace cupola {

/// Call first: what the shell closed must not become the number of a file that is opened later.
void open_standard_streams();

/// The one way in which results reach stdout: control characters shown, all written, written for sure. A pipe
/// whose reader has had enough ends it quietly. Returns    the exit code: kDone, or kCannotWrite with a
/// message on stderr
int put(std::string_view text);
int put_json(const nlohmann::ordered_json& object);

/// A message on stderr, control characters shown.
void complain(std::string_view text);

/// Why a result may not be written to `path`; empty: it may. Nothing is overwritten but what `is_ours` (a
/// `kind`), and never one of the files that were given to be read.
std::string why_not_write(const std::string& path, const std::string& kind,
                          bool (*is_ours)(const std::string&), const std::vector<std::string>& inputs);

/// Writes a text file whole or not at all (what is no regular file, such as a pipe, is written straight).
/// Returns an empty string, or what went wrong
std::string write_text_file(const std::string& path, const std::string& text);

}  // namespace cupola
