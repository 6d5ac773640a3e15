#pragma once

// Eight lanes on AVX-512: the vocabulary of lanes.hpp. Include lanes.hpp, not this.

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wuninitialized"  // gcc 12 finds fault with its own _mm512_undefined
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include <immintrin.h>

#include <concepts>
#include <cstdint>

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

struct Lanes8 {
  __m512d v;
  Lanes8() = default;
  CUPOLA_INLINE Lanes8(__m512d x) : v(x) {}
  CUPOLA_INLINE Lanes8(double x) : v(_mm512_set1_pd(x)) {}
};

struct Bits8 {
  __m512i v;
  Bits8() = default;
  CUPOLA_INLINE Bits8(__m512i x) : v(x) {}
  CUPOLA_INLINE Bits8(std::integral auto x) : v(_mm512_set1_epi64(static_cast<long long>(x))) {}
};

struct Mask8 {
  __mmask8 v;
};

template <>
struct Companion<Lanes8> {
  using Bits = Bits8;
  using Mask = Mask8;
  static constexpr int kWidth = 8;
};

template <>
CUPOLA_INLINE Lanes8 load<Lanes8>(const double* p) {
  return _mm512_loadu_pd(p);
}
CUPOLA_INLINE void store(double* p, Lanes8 x) { _mm512_storeu_pd(p, x.v); }
template <>
CUPOLA_INLINE Bits8 load_bits<Bits8>(const std::uint64_t* p) {
  return _mm512_loadu_si512(p);
}
CUPOLA_INLINE void store_bits(std::uint64_t* p, Bits8 b) { _mm512_storeu_si512(p, b.v); }
CUPOLA_INLINE Lanes8 gather(const double* table, Bits8 i) { return _mm512_i64gather_pd(i.v, table, 8); }
/// Out of two rows of eight: those of `one` are 0 to 7, those of `other` 8 to 15.
CUPOLA_INLINE Lanes8 pick(const double* one, const double* other, Bits8 i) {
  return _mm512_permutex2var_pd(_mm512_loadu_pd(one), i.v, _mm512_loadu_pd(other));
}
/// Four pairs, from table + at[0], at[2], at[4], at[6].
CUPOLA_INLINE __m512d every_other_pair(const double* table, const std::uint64_t* at) {
  __m512d four = _mm512_castpd128_pd512(_mm_loadu_pd(table + at[0]));
  four = _mm512_insertf64x2(four, _mm_loadu_pd(table + at[2]), 1);
  four = _mm512_insertf64x2(four, _mm_loadu_pd(table + at[4]), 2);
  return _mm512_insertf64x2(four, _mm_loadu_pd(table + at[6]), 3);
}
CUPOLA_INLINE Neighbours<Lanes8> gather_pair(const double* table, Bits8 i) {
  std::uint64_t at[8];
  store_bits(at, i);
  const __m512d even = every_other_pair(table, at), odd = every_other_pair(table, at + 1);
  return {_mm512_unpacklo_pd(even, odd), _mm512_unpackhi_pd(even, odd)};
}

/// Two pairs of floats, from a and b.
CUPOLA_INLINE __m128i two_pairs(const float* a, const float* b) {
  const __m128d first = _mm_load_sd(reinterpret_cast<const double*>(a));
  return _mm_castpd_si128(_mm_loadh_pd(first, reinterpret_cast<const double*>(b)));
}
/// Eight pairs of floats as 64-bit words, then their halves.
CUPOLA_INLINE Neighbours<Lanes8> gather_pair(const float* table, Bits8 i) {
  std::uint64_t at[8];
  store_bits(at, i);
  __m512i pairs = _mm512_castsi128_si512(two_pairs(table + at[0], table + at[1]));
  pairs = _mm512_inserti64x2(pairs, two_pairs(table + at[2], table + at[3]), 1);
  pairs = _mm512_inserti64x2(pairs, two_pairs(table + at[4], table + at[5]), 2);
  pairs = _mm512_inserti64x2(pairs, two_pairs(table + at[6], table + at[7]), 3);
  const __m256i low = _mm512_cvtepi64_epi32(pairs);
  const __m256i high = _mm512_cvtepi64_epi32(_mm512_srli_epi64(pairs, 32));
  return {_mm512_cvtps_pd(_mm256_castsi256_ps(low)), _mm512_cvtps_pd(_mm256_castsi256_ps(high))};
}

/// Four floats each, from four places.
CUPOLA_INLINE __m512 four_fours(const float* table, const std::uint64_t* at) {
  __m512 fours = _mm512_castps128_ps512(_mm_loadu_ps(table + at[0]));
  fours = _mm512_insertf32x4(fours, _mm_loadu_ps(table + at[1]), 1);
  fours = _mm512_insertf32x4(fours, _mm_loadu_ps(table + at[2]), 2);
  return _mm512_insertf32x4(fours, _mm_loadu_ps(table + at[3]), 3);
}
CUPOLA_INLINE Lanes8 low_half(__m512 floats) { return _mm512_cvtps_pd(_mm512_castps512_ps256(floats)); }
CUPOLA_INLINE Lanes8 high_half(__m512 floats) {
  return _mm512_cvtps_pd(_mm256_castpd_ps(_mm512_extractf64x4_pd(_mm512_castps_pd(floats), 1)));
}
CUPOLA_INLINE FourInRow<Lanes8> gather_four(const float* table, Bits8 i) {
  std::uint64_t at[8];
  store_bits(at, i);
  const __m512 begin = four_fours(table, at), end = four_fours(table, at + 4);
  const __m512i first_two = _mm512_setr_epi32(0, 4, 8, 12, 16, 20, 24, 28, 1, 5, 9, 13, 17, 21, 25, 29);
  const __m512i last_two = _mm512_setr_epi32(2, 6, 10, 14, 18, 22, 26, 30, 3, 7, 11, 15, 19, 23, 27, 31);
  const __m512 front = _mm512_permutex2var_ps(begin, first_two, end);
  const __m512 back = _mm512_permutex2var_ps(begin, last_two, end);
  return {low_half(front), high_half(front), low_half(back), high_half(back)};
}

CUPOLA_INLINE Bits8 bits(Lanes8 x) { return _mm512_castpd_si512(x.v); }
CUPOLA_INLINE Lanes8 from_bits(Bits8 b) { return _mm512_castsi512_pd(b.v); }

CUPOLA_INLINE Lanes8 operator+(Lanes8 a, Lanes8 b) { return _mm512_add_pd(a.v, b.v); }
CUPOLA_INLINE Lanes8 operator-(Lanes8 a, Lanes8 b) { return _mm512_sub_pd(a.v, b.v); }
CUPOLA_INLINE Lanes8 operator*(Lanes8 a, Lanes8 b) { return _mm512_mul_pd(a.v, b.v); }
CUPOLA_INLINE Lanes8 operator/(Lanes8 a, Lanes8 b) { return _mm512_div_pd(a.v, b.v); }
CUPOLA_INLINE Lanes8 operator-(Lanes8 a) { return _mm512_xor_pd(a.v, _mm512_set1_pd(-0.0)); }
CUPOLA_INLINE Lanes8 fma(Lanes8 a, Lanes8 b, Lanes8 c) { return _mm512_fmadd_pd(a.v, b.v, c.v); }
CUPOLA_INLINE Lanes8 sqrt(Lanes8 x) { return _mm512_sqrt_pd(x.v); }
CUPOLA_INLINE Lanes8 floor(Lanes8 x) {
  return _mm512_roundscale_pd(x.v, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC);
}
CUPOLA_INLINE Lanes8 round_even(Lanes8 x) {
  return _mm512_roundscale_pd(x.v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
}
CUPOLA_INLINE Lanes8 abs(Lanes8 x) { return _mm512_andnot_pd(_mm512_set1_pd(-0.0), x.v); }
CUPOLA_INLINE Lanes8 copysign(Lanes8 size, Lanes8 sign) {
  const __m512d sign_bit = _mm512_set1_pd(-0.0);
  return _mm512_or_pd(_mm512_andnot_pd(sign_bit, size.v), _mm512_and_pd(sign_bit, sign.v));
}
CUPOLA_INLINE Lanes8 min(Lanes8 a, Lanes8 b) { return _mm512_min_pd(a.v, b.v); }
CUPOLA_INLINE Lanes8 max(Lanes8 a, Lanes8 b) { return _mm512_max_pd(a.v, b.v); }

CUPOLA_INLINE Mask8 operator<(Lanes8 a, Lanes8 b) { return {_mm512_cmp_pd_mask(a.v, b.v, _CMP_LT_OQ)}; }
CUPOLA_INLINE Mask8 operator<=(Lanes8 a, Lanes8 b) { return {_mm512_cmp_pd_mask(a.v, b.v, _CMP_LE_OQ)}; }
CUPOLA_INLINE Mask8 operator>(Lanes8 a, Lanes8 b) { return {_mm512_cmp_pd_mask(a.v, b.v, _CMP_GT_OQ)}; }
CUPOLA_INLINE Mask8 operator>=(Lanes8 a, Lanes8 b) { return {_mm512_cmp_pd_mask(a.v, b.v, _CMP_GE_OQ)}; }
CUPOLA_INLINE Mask8 operator==(Lanes8 a, Lanes8 b) { return {_mm512_cmp_pd_mask(a.v, b.v, _CMP_EQ_OQ)}; }
CUPOLA_INLINE Mask8 operator!=(Lanes8 a, Lanes8 b) { return {_mm512_cmp_pd_mask(a.v, b.v, _CMP_NEQ_UQ)}; }

CUPOLA_INLINE Mask8 operator&&(Mask8 a, Mask8 b) { return {static_cast<__mmask8>(a.v & b.v)}; }
CUPOLA_INLINE Mask8 operator||(Mask8 a, Mask8 b) { return {static_cast<__mmask8>(a.v | b.v)}; }
CUPOLA_INLINE Mask8 operator!(Mask8 a) { return {static_cast<__mmask8>(~a.v)}; }
CUPOLA_INLINE Mask8 operator!=(Mask8 a, Mask8 b) { return {static_cast<__mmask8>(a.v ^ b.v)}; }
CUPOLA_INLINE unsigned bit_mask(Mask8 m) { return m.v; }
CUPOLA_INLINE bool any(Mask8 m) { return m.v != 0; }
CUPOLA_INLINE bool all(Mask8 m) { return m.v == 0xff; }
CUPOLA_INLINE Lanes8 select(Mask8 m, Lanes8 where_true, Lanes8 where_false) {
  return _mm512_mask_blend_pd(m.v, where_false.v, where_true.v);
}
CUPOLA_INLINE Bits8 select(Mask8 m, Bits8 where_true, Bits8 where_false) {
  return _mm512_mask_blend_epi64(m.v, where_false.v, where_true.v);
}

CUPOLA_INLINE Bits8 operator+(Bits8 a, Bits8 b) { return _mm512_add_epi64(a.v, b.v); }
CUPOLA_INLINE Bits8 operator-(Bits8 a, Bits8 b) { return _mm512_sub_epi64(a.v, b.v); }
CUPOLA_INLINE Bits8 operator&(Bits8 a, Bits8 b) { return _mm512_and_si512(a.v, b.v); }
CUPOLA_INLINE Bits8 operator|(Bits8 a, Bits8 b) { return _mm512_or_si512(a.v, b.v); }
CUPOLA_INLINE Bits8 operator^(Bits8 a, Bits8 b) { return _mm512_xor_si512(a.v, b.v); }
CUPOLA_INLINE Bits8 operator<<(Bits8 a, int n) { return _mm512_slli_epi64(a.v, static_cast<unsigned>(n)); }
CUPOLA_INLINE Bits8 operator>>(Bits8 a, int n) { return _mm512_srli_epi64(a.v, static_cast<unsigned>(n)); }
CUPOLA_INLINE Mask8 operator==(Bits8 a, Bits8 b) { return {_mm512_cmpeq_epi64_mask(a.v, b.v)}; }
CUPOLA_INLINE Mask8 operator!=(Bits8 a, Bits8 b) { return !(a == b); }
CUPOLA_INLINE Bits8 multiply_low32(Bits8 a, Bits8 b) { return _mm512_mul_epu32(a.v, b.v); }

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
