#pragma once

// Four lanes on AVX2: the vocabulary of lanes.hpp. Include lanes.hpp, not this.

#include <immintrin.h>

#include <concepts>
#include <cstdint>

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

struct Lanes4 {
  __m256d v;
  Lanes4() = default;
  CUPOLA_INLINE Lanes4(__m256d x) : v(x) {}
  CUPOLA_INLINE Lanes4(double x) : v(_mm256_set1_pd(x)) {}
};

struct Bits4 {
  __m256i v;
  Bits4() = default;
  CUPOLA_INLINE Bits4(__m256i x) : v(x) {}
  CUPOLA_INLINE Bits4(std::integral auto x) : v(_mm256_set1_epi64x(static_cast<long long>(x))) {}
};

struct Mask4 {
  __m256d v;
};

template <>
struct Companion<Lanes4> {
  using Bits = Bits4;
  using Mask = Mask4;
  static constexpr int kWidth = 4;
};

template <>
CUPOLA_INLINE Lanes4 load<Lanes4>(const double* p) {
  return _mm256_loadu_pd(p);
}
CUPOLA_INLINE void store(double* p, Lanes4 x) { _mm256_storeu_pd(p, x.v); }
template <>
CUPOLA_INLINE Bits4 load_bits<Bits4>(const std::uint64_t* p) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
}
CUPOLA_INLINE void store_bits(std::uint64_t* p, Bits4 b) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), b.v);
}
CUPOLA_INLINE Lanes4 gather(const double* table, Bits4 i) { return _mm256_i64gather_pd(table, i.v, 8); }
CUPOLA_INLINE Neighbours<Lanes4> gather_pair(const double* table, Bits4 i) {
  std::uint64_t at[4];
  store_bits(at, i);
  const __m256d even = _mm256_insertf128_pd(_mm256_castpd128_pd256(_mm_loadu_pd(table + at[0])),
                                            _mm_loadu_pd(table + at[2]), 1);
  const __m256d odd = _mm256_insertf128_pd(_mm256_castpd128_pd256(_mm_loadu_pd(table + at[1])),
                                           _mm_loadu_pd(table + at[3]), 1);
  return {_mm256_unpacklo_pd(even, odd), _mm256_unpackhi_pd(even, odd)};
}
CUPOLA_INLINE __m128 two_floats(const float* p) {
  return _mm_castpd_ps(_mm_load_sd(reinterpret_cast<const double*>(p)));
}
CUPOLA_INLINE Neighbours<Lanes4> gather_pair(const float* table, Bits4 i) {
  std::uint64_t at[4];
  store_bits(at, i);
  const __m128 low = _mm_movelh_ps(two_floats(table + at[0]), two_floats(table + at[1]));
  const __m128 high = _mm_movelh_ps(two_floats(table + at[2]), two_floats(table + at[3]));
  return {_mm256_cvtps_pd(_mm_shuffle_ps(low, high, 0x88)), _mm256_cvtps_pd(_mm_shuffle_ps(low, high, 0xdd))};
}
CUPOLA_INLINE FourInRow<Lanes4> gather_four(const float* table, Bits4 i) {
  std::uint64_t at[4];
  store_bits(at, i);
  __m128 a = _mm_loadu_ps(table + at[0]), b = _mm_loadu_ps(table + at[1]);
  __m128 c = _mm_loadu_ps(table + at[2]), d = _mm_loadu_ps(table + at[3]);
  _MM_TRANSPOSE4_PS(a, b, c, d);
  return {_mm256_cvtps_pd(a), _mm256_cvtps_pd(b), _mm256_cvtps_pd(c), _mm256_cvtps_pd(d)};
}

CUPOLA_INLINE Bits4 bits(Lanes4 x) { return _mm256_castpd_si256(x.v); }
CUPOLA_INLINE Lanes4 from_bits(Bits4 b) { return _mm256_castsi256_pd(b.v); }

CUPOLA_INLINE Lanes4 operator+(Lanes4 a, Lanes4 b) { return _mm256_add_pd(a.v, b.v); }
CUPOLA_INLINE Lanes4 operator-(Lanes4 a, Lanes4 b) { return _mm256_sub_pd(a.v, b.v); }
CUPOLA_INLINE Lanes4 operator*(Lanes4 a, Lanes4 b) { return _mm256_mul_pd(a.v, b.v); }
CUPOLA_INLINE Lanes4 operator/(Lanes4 a, Lanes4 b) { return _mm256_div_pd(a.v, b.v); }
CUPOLA_INLINE Lanes4 operator-(Lanes4 a) { return _mm256_xor_pd(a.v, _mm256_set1_pd(-0.0)); }
CUPOLA_INLINE Lanes4 fma(Lanes4 a, Lanes4 b, Lanes4 c) { return _mm256_fmadd_pd(a.v, b.v, c.v); }
CUPOLA_INLINE Lanes4 sqrt(Lanes4 x) { return _mm256_sqrt_pd(x.v); }
CUPOLA_INLINE Lanes4 floor(Lanes4 x) { return _mm256_floor_pd(x.v); }
CUPOLA_INLINE Lanes4 round_even(Lanes4 x) {
  return _mm256_round_pd(x.v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
}
CUPOLA_INLINE Lanes4 abs(Lanes4 x) { return _mm256_andnot_pd(_mm256_set1_pd(-0.0), x.v); }
CUPOLA_INLINE Lanes4 copysign(Lanes4 size, Lanes4 sign) {
  const __m256d sign_bit = _mm256_set1_pd(-0.0);
  return _mm256_or_pd(_mm256_andnot_pd(sign_bit, size.v), _mm256_and_pd(sign_bit, sign.v));
}
CUPOLA_INLINE Lanes4 min(Lanes4 a, Lanes4 b) { return _mm256_min_pd(a.v, b.v); }
CUPOLA_INLINE Lanes4 max(Lanes4 a, Lanes4 b) { return _mm256_max_pd(a.v, b.v); }

CUPOLA_INLINE Mask4 operator<(Lanes4 a, Lanes4 b) { return {_mm256_cmp_pd(a.v, b.v, _CMP_LT_OQ)}; }
CUPOLA_INLINE Mask4 operator<=(Lanes4 a, Lanes4 b) { return {_mm256_cmp_pd(a.v, b.v, _CMP_LE_OQ)}; }
CUPOLA_INLINE Mask4 operator>(Lanes4 a, Lanes4 b) { return {_mm256_cmp_pd(a.v, b.v, _CMP_GT_OQ)}; }
CUPOLA_INLINE Mask4 operator>=(Lanes4 a, Lanes4 b) { return {_mm256_cmp_pd(a.v, b.v, _CMP_GE_OQ)}; }
CUPOLA_INLINE Mask4 operator==(Lanes4 a, Lanes4 b) { return {_mm256_cmp_pd(a.v, b.v, _CMP_EQ_OQ)}; }
CUPOLA_INLINE Mask4 operator!=(Lanes4 a, Lanes4 b) { return {_mm256_cmp_pd(a.v, b.v, _CMP_NEQ_UQ)}; }

CUPOLA_INLINE Mask4 operator&&(Mask4 a, Mask4 b) { return {_mm256_and_pd(a.v, b.v)}; }
CUPOLA_INLINE Mask4 operator||(Mask4 a, Mask4 b) { return {_mm256_or_pd(a.v, b.v)}; }
CUPOLA_INLINE Mask4 operator!(Mask4 a) {
  return {_mm256_xor_pd(a.v, _mm256_castsi256_pd(_mm256_set1_epi64x(-1)))};
}
CUPOLA_INLINE Mask4 operator!=(Mask4 a, Mask4 b) { return {_mm256_xor_pd(a.v, b.v)}; }
CUPOLA_INLINE unsigned bit_mask(Mask4 m) { return static_cast<unsigned>(_mm256_movemask_pd(m.v)); }
CUPOLA_INLINE bool any(Mask4 m) { return bit_mask(m) != 0u; }
CUPOLA_INLINE bool all(Mask4 m) { return bit_mask(m) == 15u; }
CUPOLA_INLINE Lanes4 select(Mask4 m, Lanes4 where_true, Lanes4 where_false) {
  return _mm256_blendv_pd(where_false.v, where_true.v, m.v);
}
CUPOLA_INLINE Bits4 select(Mask4 m, Bits4 where_true, Bits4 where_false) {
  return bits(select(m, from_bits(where_true), from_bits(where_false)));
}

CUPOLA_INLINE Bits4 operator+(Bits4 a, Bits4 b) { return _mm256_add_epi64(a.v, b.v); }
CUPOLA_INLINE Bits4 operator-(Bits4 a, Bits4 b) { return _mm256_sub_epi64(a.v, b.v); }
CUPOLA_INLINE Bits4 operator&(Bits4 a, Bits4 b) { return _mm256_and_si256(a.v, b.v); }
CUPOLA_INLINE Bits4 operator|(Bits4 a, Bits4 b) { return _mm256_or_si256(a.v, b.v); }
CUPOLA_INLINE Bits4 operator^(Bits4 a, Bits4 b) { return _mm256_xor_si256(a.v, b.v); }
CUPOLA_INLINE Bits4 operator<<(Bits4 a, int n) { return _mm256_slli_epi64(a.v, n); }
CUPOLA_INLINE Bits4 operator>>(Bits4 a, int n) { return _mm256_srli_epi64(a.v, n); }
CUPOLA_INLINE Mask4 operator==(Bits4 a, Bits4 b) {
  return {_mm256_castsi256_pd(_mm256_cmpeq_epi64(a.v, b.v))};
}
CUPOLA_INLINE Mask4 operator!=(Bits4 a, Bits4 b) { return !(a == b); }
CUPOLA_INLINE Bits4 multiply_low32(Bits4 a, Bits4 b) { return _mm256_mul_epu32(a.v, b.v); }

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
