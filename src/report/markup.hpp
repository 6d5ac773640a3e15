#pragma once

#include <string>

namespace cupola {

/// A text for XML and SVG: what would be markup is escaped, control characters are shown.
std::string escaped(const std::string& words);

/// A text as one word of a shell's command, whatever it holds.
std::string shell_word(const std::string& words);

}  // namespace cupola
