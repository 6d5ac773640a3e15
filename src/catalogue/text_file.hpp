#pragma once

#include <string>

#include "catalogue/yaml.hpp"
#include "core/problem.hpp"

namespace cupola {

/// A problem with a file or folder as a whole.
Problem problem_with_file(const std::string& path, const std::string& what, const std::string& hint = "");

/// The bytes of a regular file of at most YamlLimits::kFileBytes; false and a problem otherwise.
bool read_text(const std::string& path, std::string& text, Problems& problems);

/// Is this text fit to be parsed: UTF-8 without a byte order mark, without control characters, not too long?
bool check_text(const Document& document, Problems& problems);

}  // namespace cupola
