#pragma once

#include <vector>

namespace cupola {

/// A field without its smallest spots: where fewer than `least` cells, side by side, lie on the other side
/// of a level than all about them, they go over to it.
/// Returns    the field, row by row, changed there alone: to 0 or twice the level
/// Checked by tests/specks.cpp
std::vector<float> without_specks(std::vector<float> cells, int columns, double level, std::size_t least);

}  // namespace cupola
