#pragma once

#include <string>
#include <vector>

#include "catalogue/yaml.hpp"
#include "core/problem.hpp"

namespace cupola {

/// Puts values into a document as if they stood in its file: `defence.Murted.state=boxed`.
///
/// A path leads through keys of maps and, in lists, through the names of entries (or their numbers from 1);
/// keys on the way that are not there are made. Where a name has dots in it, the longest one that is there is
/// taken. The value is written as in the file. The texts are added to that of the document, so that its hash
/// holds them and messages can show them.
/// Returns    false if a path leads nowhere or a value is no YAML; then `problems` says which and why
/// Checked by tests/overrides.cpp
bool apply_overrides(const std::vector<std::string>& texts, Document& document, Problems& problems);

/// A problem in an added line, told as one of the option: `--set:2:8: ...`, 2 for the second of them.
Problem placed_in_option(Problem problem, int lines_of_file);

int lines_of(const std::string& text);

}  // namespace cupola
