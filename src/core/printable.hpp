#pragma once

#include <string>
#include <string_view>

namespace cupola {

/// Text that a terminal shows and never obeys.
/// Model      control characters (C0, DEL, C1), line and paragraph separators, marks that turn the direction
/// of
///            writing, and bytes that are not UTF-8 become `\x1b` or `\u202e`; all else stays
/// Holds for  UTF-8
/// Checked by tests/printable_test.cpp
std::string printable(std::string_view text);

/// The same line by line: newlines stay.
std::string printable_lines(std::string_view text);

}  // namespace cupola
