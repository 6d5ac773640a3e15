#pragma once

#include <string>

namespace cupola {

/// Appends a number with so many decimals, up to 9; minus zero is written as zero.
/// Accurate   to half a unit of the last decimal and the rounding of one product: up to 9e6 with 9 decimals,
///            9e11 with 4, the same bytes as printf("%.*f") but for exact ties; above, those of printf
/// Checked by tests/number_text_test.cpp
void append_fixed(std::string& text, double value, int decimals);

/// Appends the shortest number that reads back as the same float: 7 digits or so.
void append_float(std::string& text, double value);

void append_whole(std::string& text, long long value);

}  // namespace cupola
