#pragma once

/// Single-precision lanes for sweeps over rasters: the vocabulary of core/lanes.hpp for `float`, eight (AVX2) or
/// sixteen (AVX-512) abreast, and its rules: one template, the same bits whichever it is instantiated with.

#include <immintrin.h>

#include <cstdint>

#include "core/lanes.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

struct Floats8 {
  static constexpr int kLanes = 8;
  __m256 v;
  Floats8() = default;
  CUPOLA_INLINE Floats8(__m256 x) : v(x) {}
  CUPOLA_INLINE Floats8(float x) : v(_mm256_set1_ps(x)) {}

  CUPOLA_INLINE static Floats8 at(const float* p) { return _mm256_loadu_ps(p); }
  CUPOLA_INLINE static Floats8 of_posts(const std::int16_t* p) {
    return _mm256_cvtepi32_ps(_mm256_cvtepi16_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p))));
  }
  /// first, first + 1, ...
  CUPOLA_INLINE static Floats8 counting(int first) {
    return _mm256_cvtepi32_ps(
        _mm256_add_epi32(_mm256_set1_epi32(first), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7)));
  }
  CUPOLA_INLINE void to(float* p) const { _mm256_storeu_ps(p, v); }
};

CUPOLA_INLINE Floats8 operator-(Floats8 a, Floats8 b) { return _mm256_sub_ps(a.v, b.v); }
CUPOLA_INLINE Floats8 operator*(Floats8 a, Floats8 b) { return _mm256_mul_ps(a.v, b.v); }
CUPOLA_INLINE Floats8 fma(Floats8 a, Floats8 b, Floats8 c) { return _mm256_fmadd_ps(a.v, b.v, c.v); }
CUPOLA_INLINE Floats8 min(Floats8 a, Floats8 b) { return _mm256_min_ps(a.v, b.v); }
CUPOLA_INLINE Floats8 max(Floats8 a, Floats8 b) { return _mm256_max_ps(a.v, b.v); }

#if defined(__AVX512F__)
struct Floats16 {
  static constexpr int kLanes = 16;
  __m512 v;
  Floats16() = default;
  CUPOLA_INLINE Floats16(__m512 x) : v(x) {}
  CUPOLA_INLINE Floats16(float x) : v(_mm512_set1_ps(x)) {}

  CUPOLA_INLINE static Floats16 at(const float* p) { return _mm512_loadu_ps(p); }
  CUPOLA_INLINE static Floats16 of_posts(const std::int16_t* p) {
    return _mm512_cvtepi32_ps(_mm512_cvtepi16_epi32(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p))));
  }
  CUPOLA_INLINE static Floats16 counting(int first) {
    return _mm512_cvtepi32_ps(
        _mm512_add_epi32(_mm512_set1_epi32(first),
                         _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)));
  }
  CUPOLA_INLINE void to(float* p) const { _mm512_storeu_ps(p, v); }
};

CUPOLA_INLINE Floats16 operator-(Floats16 a, Floats16 b) { return _mm512_sub_ps(a.v, b.v); }
CUPOLA_INLINE Floats16 operator*(Floats16 a, Floats16 b) { return _mm512_mul_ps(a.v, b.v); }
CUPOLA_INLINE Floats16 fma(Floats16 a, Floats16 b, Floats16 c) { return _mm512_fmadd_ps(a.v, b.v, c.v); }
CUPOLA_INLINE Floats16 min(Floats16 a, Floats16 b) { return _mm512_min_ps(a.v, b.v); }
CUPOLA_INLINE Floats16 max(Floats16 a, Floats16 b) { return _mm512_max_ps(a.v, b.v); }
#endif

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
