#pragma once

#include <string>

namespace cupola {

/// The version of this build, `0.1.0`.
std::string version();

/// Which compiler built it, `gcc 12.2.0` or `clang 19.1.7`.
std::string compiler();

/// Both in one line.
std::string version_line();

}  // namespace cupola
