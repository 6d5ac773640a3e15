#include "earth/transpose.hpp"

#include <immintrin.h>

namespace cupola {
namespace {

template <class T>
void one_by_one(const T* from, std::size_t from_stride, int rows, int columns, T* to, std::size_t to_stride) {
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < columns; ++j)
      to[static_cast<std::size_t>(j) * to_stride + static_cast<std::size_t>(i)] =
          from[static_cast<std::size_t>(i) * from_stride + static_cast<std::size_t>(j)];
}

/// Eight rows of eight: interleave pairs, pairs of pairs, halves.
void square(const std::int16_t* from, std::size_t from_stride, std::int16_t* to, std::size_t to_stride) {
  __m128i a[8], b[8];
  for (std::size_t i = 0; i < 8; ++i)
    a[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + i * from_stride));
  for (std::size_t i = 0; i < 4; ++i) {
    b[2 * i] = _mm_unpacklo_epi16(a[2 * i], a[2 * i + 1]);
    b[2 * i + 1] = _mm_unpackhi_epi16(a[2 * i], a[2 * i + 1]);
  }
  for (std::size_t i = 0; i < 2; ++i) {
    a[4 * i] = _mm_unpacklo_epi32(b[4 * i], b[4 * i + 2]);
    a[4 * i + 1] = _mm_unpackhi_epi32(b[4 * i], b[4 * i + 2]);
    a[4 * i + 2] = _mm_unpacklo_epi32(b[4 * i + 1], b[4 * i + 3]);
    a[4 * i + 3] = _mm_unpackhi_epi32(b[4 * i + 1], b[4 * i + 3]);
  }
  for (std::size_t i = 0; i < 4; ++i) {
    const __m128i even = _mm_unpacklo_epi64(a[i], a[i + 4]), odd = _mm_unpackhi_epi64(a[i], a[i + 4]);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to + 2 * i * to_stride), even);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to + (2 * i + 1) * to_stride), odd);
  }
}

void square(const float* from, std::size_t from_stride, float* to, std::size_t to_stride) {
  __m256 a[8], b[8];
  for (std::size_t i = 0; i < 8; ++i) a[i] = _mm256_loadu_ps(from + i * from_stride);
  for (std::size_t i = 0; i < 4; ++i) {
    b[2 * i] = _mm256_unpacklo_ps(a[2 * i], a[2 * i + 1]);
    b[2 * i + 1] = _mm256_unpackhi_ps(a[2 * i], a[2 * i + 1]);
  }
  for (std::size_t i = 0; i < 2; ++i) {
    a[4 * i] = _mm256_shuffle_ps(b[4 * i], b[4 * i + 2], 0x44);
    a[4 * i + 1] = _mm256_shuffle_ps(b[4 * i], b[4 * i + 2], 0xee);
    a[4 * i + 2] = _mm256_shuffle_ps(b[4 * i + 1], b[4 * i + 3], 0x44);
    a[4 * i + 3] = _mm256_shuffle_ps(b[4 * i + 1], b[4 * i + 3], 0xee);
  }
  for (std::size_t i = 0; i < 4; ++i) {
    _mm256_storeu_ps(to + i * to_stride, _mm256_permute2f128_ps(a[i], a[i + 4], 0x20));
    _mm256_storeu_ps(to + (i + 4) * to_stride, _mm256_permute2f128_ps(a[i], a[i + 4], 0x31));
  }
}

template <class T>
void by_squares(const T* from, std::size_t from_stride, int rows, int columns, T* to, std::size_t to_stride) {
  const int whole_rows = rows & ~7, whole_columns = columns & ~7;
  const auto square_at = [&](int i, int j) {
    square(from + static_cast<std::size_t>(i) * from_stride + j, from_stride,
           to + static_cast<std::size_t>(j) * to_stride + i, to_stride);
  };
  // Along the short side inside: lines of the cache are read and written whole.
  if (rows < columns) {
    for (int j = 0; j < whole_columns; j += 8)
      for (int i = 0; i < whole_rows; i += 8) square_at(i, j);
  } else {
    for (int i = 0; i < whole_rows; i += 8)
      for (int j = 0; j < whole_columns; j += 8) square_at(i, j);
  }
  one_by_one(from + whole_columns, from_stride, whole_rows, columns - whole_columns,
             to + static_cast<std::size_t>(whole_columns) * to_stride, to_stride);
  one_by_one(from + static_cast<std::size_t>(whole_rows) * from_stride, from_stride, rows - whole_rows,
             columns, to + whole_rows, to_stride);
}

}  // namespace

void transpose(const std::int16_t* from, std::size_t from_stride, int rows, int columns, std::int16_t* to,
               std::size_t to_stride) {
  by_squares(from, from_stride, rows, columns, to, to_stride);
}

void transpose(const float* from, std::size_t from_stride, int rows, int columns, float* to,
               std::size_t to_stride) {
  by_squares(from, from_stride, rows, columns, to, to_stride);
}

}  // namespace cupola
