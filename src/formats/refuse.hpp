#pragma once

#include <string>
#include <string_view>

#include "core/problem.hpp"

namespace cupola {

/// Adds a problem of a file as a whole, or of a line of it, and returns false.
bool refuse(Problems& problems, const std::string& file, std::string what, std::string hint = {},
            int line = 0);

/// A name or a value from a file as a message shows it: `so`, cut at 40 bytes.
std::string shown_name(std::string_view text);

}  // namespace cupola
