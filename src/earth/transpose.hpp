#pragma once

#include <cstddef>
#include <cstdint>

namespace cupola {

/// to[j * to_stride + i] = from[i * from_stride + j] for all i below `rows` and j below `columns`.
/// Nothing is read or written beyond.
void transpose(const std::int16_t* from, std::size_t from_stride, int rows, int columns, std::int16_t* to,
               std::size_t to_stride);

void transpose(const float* from, std::size_t from_stride, int rows, int columns, float* to,
               std::size_t to_stride);

}  // namespace cupola
