#pragma once

/// Single-precision lanes for sweeps over rasters: the vocabulary of core/lanes.hpp for `float`, eight (AVX2)
/// or sixteen (AVX-512) abreast, and its rules: one template, the same bits whichever it is instantiated
/// with.

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
  /// The first `count` lanes alone.
  CUPOLA_INLINE void to(float* p, int count) const {
    const __m256i mask =
        _mm256_cmpgt_epi32(_mm256_set1_epi32(count), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
    _mm256_maskstore_ps(p, mask, v);
  }
};

/// Where values that lie `whole` and one behind it in a table are looked up, and the part of the way between
/// them.
struct Between8 {
  __m256i whole;
  Floats8 part;
  CUPOLA_INLINE explicit Between8(Floats8 x) {
    const __m256 floor = _mm256_floor_ps(x.v);
    whole = _mm256_cvttps_epi32(floor);
    part = _mm256_sub_ps(x.v, floor);
  }
};
/// The value between two neighbours of a table. Holds where a rising `at` stays within 30 of its first lane,
/// which wider lanes turn to advantage.
CUPOLA_INLINE Floats8 between_close(const float* table, const Between8& at) {
  const __m256 first = _mm256_i32gather_ps(table, at.whole, 4);
  const __m256 second = _mm256_i32gather_ps(table + 1, at.whole, 4);
  return _mm256_fmadd_ps(at.part.v, _mm256_sub_ps(second, first), first);
}
CUPOLA_INLINE Floats8 between_close(const std::int16_t* posts, const Between8& at) {
  const __m256i pairs = _mm256_i32gather_epi32(reinterpret_cast<const int*>(posts), at.whole, 2);
  const __m256 first = _mm256_cvtepi32_ps(_mm256_srai_epi32(_mm256_slli_epi32(pairs, 16), 16));
  const __m256 second = _mm256_cvtepi32_ps(_mm256_srai_epi32(pairs, 16));
  return _mm256_fmadd_ps(at.part.v, _mm256_sub_ps(second, first), first);
}

CUPOLA_INLINE Floats8 operator+(Floats8 a, Floats8 b) { return _mm256_add_ps(a.v, b.v); }
CUPOLA_INLINE Floats8 operator-(Floats8 a, Floats8 b) { return _mm256_sub_ps(a.v, b.v); }
CUPOLA_INLINE Floats8 operator*(Floats8 a, Floats8 b) { return _mm256_mul_ps(a.v, b.v); }
CUPOLA_INLINE Floats8 fma(Floats8 a, Floats8 b, Floats8 c) { return _mm256_fmadd_ps(a.v, b.v, c.v); }
CUPOLA_INLINE Floats8 min(Floats8 a, Floats8 b) { return _mm256_min_ps(a.v, b.v); }
CUPOLA_INLINE Floats8 max(Floats8 a, Floats8 b) { return _mm256_max_ps(a.v, b.v); }

template <class V>
struct BetweenOf;
template <>
struct BetweenOf<Floats8> {
  using Type = Between8;
};

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
    return _mm512_cvtepi32_ps(_mm512_add_epi32(
        _mm512_set1_epi32(first), _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)));
  }
  CUPOLA_INLINE void to(float* p) const { _mm512_storeu_ps(p, v); }
  CUPOLA_INLINE void to(float* p, int count) const {
    _mm512_mask_storeu_ps(p, static_cast<__mmask16>((1u << count) - 1u), v);
  }
};

struct Between16 {
  __m512i whole;
  Floats16 part;
  CUPOLA_INLINE explicit Between16(Floats16 x) {
    const __m512 floor = _mm512_roundscale_ps(x.v, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC);
    whole = _mm512_cvttps_epi32(floor);
    part = _mm512_sub_ps(x.v, floor);
  }
  CUPOLA_INLINE int first() const { return _mm_cvtsi128_si32(_mm512_castsi512_si128(whole)); }
};
/// Two loads and two shuffles in place of thirty-two loads.
CUPOLA_INLINE Floats16 between_close(const float* table, const Between16& at) {
  const int begin = at.first();
  const __m512 low = _mm512_loadu_ps(table + begin), high = _mm512_loadu_ps(table + begin + 16);
  const __m512i i = _mm512_sub_epi32(at.whole, _mm512_set1_epi32(begin));
  const __m512 first = _mm512_permutex2var_ps(low, i, high);
  const __m512 second = _mm512_permutex2var_ps(low, _mm512_add_epi32(i, _mm512_set1_epi32(1)), high);
  return _mm512_fmadd_ps(at.part.v, _mm512_sub_ps(second, first), first);
}
CUPOLA_INLINE Floats16 between_close(const std::int16_t* posts, const Between16& at) {
  const int begin = at.first();
  const __m512i window = _mm512_loadu_si512(posts + begin);
  // Each 32 bits hold a post and its neighbour; the shuffle looks at the lowest five bits of each half alone.
  const __m512i from_begin =
      _mm512_set1_epi32(static_cast<int>(0x10000u - static_cast<unsigned>(begin) * 0x10001u));
  const __m512i both =
      _mm512_add_epi32(_mm512_or_si512(at.whole, _mm512_slli_epi32(at.whole, 16)), from_begin);
  const __m512i pairs = _mm512_permutexvar_epi16(both, window);
  const __m512 first = _mm512_cvtepi32_ps(_mm512_srai_epi32(_mm512_slli_epi32(pairs, 16), 16));
  const __m512 second = _mm512_cvtepi32_ps(_mm512_srai_epi32(pairs, 16));
  return _mm512_fmadd_ps(at.part.v, _mm512_sub_ps(second, first), first);
}

CUPOLA_INLINE Floats16 operator+(Floats16 a, Floats16 b) { return _mm512_add_ps(a.v, b.v); }
CUPOLA_INLINE Floats16 operator-(Floats16 a, Floats16 b) { return _mm512_sub_ps(a.v, b.v); }
CUPOLA_INLINE Floats16 operator*(Floats16 a, Floats16 b) { return _mm512_mul_ps(a.v, b.v); }
CUPOLA_INLINE Floats16 fma(Floats16 a, Floats16 b, Floats16 c) { return _mm512_fmadd_ps(a.v, b.v, c.v); }
CUPOLA_INLINE Floats16 min(Floats16 a, Floats16 b) { return _mm512_min_ps(a.v, b.v); }
CUPOLA_INLINE Floats16 max(Floats16 a, Floats16 b) { return _mm512_max_ps(a.v, b.v); }
template <>
struct BetweenOf<Floats16> {
  using Type = Between16;
};
#endif

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
