#pragma once

// Rows of four doubles in memory, one for each lane, as four lanes and back: what lanes.hpp says of rounding and of
// instruction sets holds here too.

#include "core/lanes.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

/// Two registers as one (lanes_twin.hpp).
template <class V>
inline constexpr bool kIsTwin = false;

template <class V>
FourInRow<V> rows_at(const double* const (&row)[kWidth<V>]);
template <>
CUPOLA_INLINE FourInRow<double> rows_at<double>(const double* const (&row)[1]) {
  return {row[0][0], row[0][1], row[0][2], row[0][3]};
}
template <>
CUPOLA_INLINE FourInRow<Lanes4> rows_at<Lanes4>(const double* const (&row)[4]) {
  const __m256d a = _mm256_loadu_pd(row[0]), b = _mm256_loadu_pd(row[1]);
  const __m256d c = _mm256_loadu_pd(row[2]), d = _mm256_loadu_pd(row[3]);
  const __m256d ab = _mm256_unpacklo_pd(a, b), cd = _mm256_unpacklo_pd(c, d);
  const __m256d ba = _mm256_unpackhi_pd(a, b), dc = _mm256_unpackhi_pd(c, d);
  return {_mm256_permute2f128_pd(ab, cd, 0x20), _mm256_permute2f128_pd(ba, dc, 0x20),
          _mm256_permute2f128_pd(ab, cd, 0x31), _mm256_permute2f128_pd(ba, dc, 0x31)};
}

/// Lane k gets the four numbers from first + k * stride on.
template <class V>
  requires(!kIsTwin<V>)
CUPOLA_INLINE FourInRow<V> load_rows(const double* first, int stride) {
  const double* row[kWidth<V>];
  for (int k = 0; k < kWidth<V>; ++k) row[k] = first + k * stride;
  return rows_at<V>(row);
}

/// Each lane the four numbers from table + i on.
template <class V>
  requires(!kIsTwin<V>)
CUPOLA_INLINE FourInRow<V> gather_row(const double* table, BitsOf<V> i) {
  std::uint64_t at[kWidth<V>];
  store_bits(at, i);
  const double* row[kWidth<V>];
  for (int k = 0; k < kWidth<V>; ++k) row[k] = table + at[k];
  return rows_at<V>(row);
}

CUPOLA_INLINE void store_rows(double* first, int /*stride*/, const FourInRow<double>& x) {
  first[0] = x.first;
  first[1] = x.second;
  first[2] = x.third;
  first[3] = x.fourth;
}
CUPOLA_INLINE void store_rows(double* first, int stride, const FourInRow<Lanes4>& x) {
  const __m256d even_low = _mm256_unpacklo_pd(x.first.v, x.second.v);
  const __m256d odd_low = _mm256_unpackhi_pd(x.first.v, x.second.v);
  const __m256d even_high = _mm256_unpacklo_pd(x.third.v, x.fourth.v);
  const __m256d odd_high = _mm256_unpackhi_pd(x.third.v, x.fourth.v);
  _mm256_storeu_pd(first, _mm256_permute2f128_pd(even_low, even_high, 0x20));
  _mm256_storeu_pd(first + stride, _mm256_permute2f128_pd(odd_low, odd_high, 0x20));
  _mm256_storeu_pd(first + 2 * stride, _mm256_permute2f128_pd(even_low, even_high, 0x31));
  _mm256_storeu_pd(first + 3 * stride, _mm256_permute2f128_pd(odd_low, odd_high, 0x31));
}

#if defined(__AVX512F__)
CUPOLA_INLINE __m512d two_rows(const double* low, const double* high) {
  return _mm512_insertf64x4(_mm512_castpd256_pd512(_mm256_loadu_pd(low)), _mm256_loadu_pd(high), 1);
}
template <>
CUPOLA_INLINE FourInRow<Lanes8> rows_at<Lanes8>(const double* const (&row)[8]) {
  const __m512d a = two_rows(row[0], row[2]), b = two_rows(row[1], row[3]);
  const __m512d c = two_rows(row[4], row[6]), d = two_rows(row[5], row[7]);
  const __m512d ab = _mm512_unpacklo_pd(a, b), cd = _mm512_unpacklo_pd(c, d);
  const __m512d ba = _mm512_unpackhi_pd(a, b), dc = _mm512_unpackhi_pd(c, d);
  return {_mm512_shuffle_f64x2(ab, cd, 0x88), _mm512_shuffle_f64x2(ba, dc, 0x88),
          _mm512_shuffle_f64x2(ab, cd, 0xdd), _mm512_shuffle_f64x2(ba, dc, 0xdd)};
}
CUPOLA_INLINE void store_rows(double* first, int stride, const FourInRow<Lanes8>& x) {
  const auto low = [](Lanes8 of) { return Lanes4(_mm512_castpd512_pd256(of.v)); };
  const auto high = [](Lanes8 of) { return Lanes4(_mm512_extractf64x4_pd(of.v, 1)); };
  store_rows(first, stride, {low(x.first), low(x.second), low(x.third), low(x.fourth)});
  store_rows(first + 4 * stride, stride, {high(x.first), high(x.second), high(x.third), high(x.fourth)});
}
#endif

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
