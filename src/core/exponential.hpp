#pragma once

#include "core/polynomial.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

// Fitted by tools/fit_elementary.py: (e^r - 1 - r) / r^2 for |r| <= ln(2)/2, error 2^-58 of e^r; and
// (log(1 + f) - 2 s) / (s w), s = f / (2 + f), w = s^2, error 2^-58 of s.
inline constexpr double kExp[] = {0x1.000000000000bp-1,  0x1.5555555555561p-3,  0x1.5555555550040p-5,
                                  0x1.111111110d59ep-7,  0x1.6c16c185a510bp-10, 0x1.a01a01bb0c39bp-13,
                                  0x1.a0199697a2d30p-16, 0x1.71dddf8212412p-19, 0x1.28b046f117bffp-22,
                                  0x1.af85e3f3c355ap-26};
inline constexpr double kLog[] = {0x1.5555555555592p-1, 0x1.999999997fdfep-2, 0x1.24924941eed4cp-2,
                                  0x1.c71c5209dd3a6p-3, 0x1.74663f18b570ep-3, 0x1.39a1ae85235acp-3,
                                  0x1.2f0623f5d694dp-3};

inline constexpr double kInfinity = __builtin_inf();
inline constexpr double kNan = __builtin_nan("");
inline constexpr double kRound = 0x1.8p52;  // added and taken away, rounds to the nearest integer
inline constexpr double kInverseLn2 = 0x1.71547652b82fep+0;
inline constexpr double kLn2Hi = 0x1.62e42fefa39efp-1, kLn2Lo = 0x1.abc9e3b39803fp-56;
// The same sum with a short first part, so that an exponent times it is exact.
inline constexpr double kLn2Short = 0x1.62e42feep-1, kLn2Rest = 0x1.a39ef35793c76p-33;

/// p * 2^k for p near 1 and a whole number k in [-1100, 1030]: two steps, so that it rounds once, even where
/// the result is subnormal, and overflows to infinity.
template <class V>
CUPOLA_INLINE V scale_by_two_to_the(V p, V k) {
  const auto biased = to_integer(k) + BitsOf<V>(2046u);
  const auto half = biased >> 1;
  return (p * from_bits(half << 52)) * from_bits((biased - half) << 52);
}

/// e^(hi + lo).
/// Model      reduction by k ln 2 (Cody and Waite 1980), minimax polynomial of degree 11
/// Holds for  hi in [-800, 800], |lo| < 2^-40
template <class V>
CUPOLA_INLINE V exp_of_pair(V hi, V lo) {
  const V k = fma(hi, V(kInverseLn2), V(kRound)) - V(kRound);
  const V r_short = fma(-k, V(kLn2Hi), hi);  // exact
  const auto r = fast_sum(r_short, fma(-k, V(kLn2Lo), lo));
  const V tail = fma(r.hi * r.hi, polynomial(r.hi, kExp), fma(r.lo, r.hi, r.lo));
  return scale_by_two_to_the(V(1.0) + (r.hi + tail), k);
}

/// e^x.
/// Returns    0 below -745.14, infinity above 709.79
/// Holds for  every double; NaN gives NaN
/// Accurate   see the table in docs/decisions/portable-maths.md
/// Checked by tests/elementary_test.cpp
template <class V>
inline V exp(V x) {
  const V inside = max(min(x, V(720.0)), V(-760.0));
  return select(x != x, x, exp_of_pair(inside, V(0.0)));
}

/// e^x where nothing can overflow: without the care that exp takes at the ends.
/// Holds for  |x| <= 700
/// Accurate   2 units in the last place
/// Checked by tests/elementary_test.cpp
template <class V>
CUPOLA_INLINE V exp_within(V x) {
  const V k = fma(x, V(kInverseLn2), V(kRound)) - V(kRound);
  const V r = fma(-k, V(kLn2Lo), fma(-k, V(kLn2Hi), x));
  // Pairs first, so that the sums need not wait for each other.
  const V r2 = r * r, r4 = r2 * r2;
  const V low = fma(r2, fma(V(kExp[3]), r, V(kExp[2])), fma(V(kExp[1]), r, V(kExp[0])));
  const V middle = fma(r2, fma(V(kExp[7]), r, V(kExp[6])), fma(V(kExp[5]), r, V(kExp[4])));
  const V high = fma(V(kExp[9]), r, V(kExp[8]));
  const V p = fma(r4, fma(r4, high, middle), low);
  return (V(1.0) + fma(r2, p, r)) * two_to_the<V>(to_integer(k));
}

/// x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)).
template <class V>
struct Split {
  V k, f;
};

/// Holds for  positive finite x, subnormal ones too
template <class V>
CUPOLA_INLINE Split<V> split_at_root_half(V x) {
  using B = BitsOf<V>;
  const auto subnormal = x < V(0x1p-1022);
  const B b = bits(select(subnormal, x * V(0x1p54), x));
  // Counting exponents from the bits of sqrt(1/2), 1024 ahead so that the shift stays unsigned.
  const B ahead = b - B(0x3fe6a09e667f3bcdu) + B(0x4000000000000000u);
  const V k = from_integer<V>(ahead >> 52) - select(subnormal, V(1024.0 + 54.0), V(1024.0));
  const V m = from_bits(b - (ahead & B(0xfff0000000000000u)) + B(0x4000000000000000u));
  return {k, m - V(1.0)};
}

/// The natural logarithm of x.
/// Model      log(1 + f) = f - f^2/2 + s (f^2/2 + w A(w)), s = f / (2 + f), w = s^2 (Ng, fdlibm); A our own
/// Holds for  every double: log(0) = -infinity, NaN below 0
/// Accurate   see the table in docs/decisions/portable-maths.md
/// Checked by tests/elementary_test.cpp
template <class V>
inline V log(V x) {
  const auto [k, f] = split_at_root_half(x);
  const V s = f / (V(2.0) + f);
  const V w = s * s;
  const V half_square = V(0.5) * f * f;
  const V small = fma(s, fma(w, polynomial(w, kLog), half_square), k * V(kLn2Rest));
  const V ordinary = fma(k, V(kLn2Short), f - (half_square - small));
  const V above = select(x == V(0.0), V(-kInfinity), select(x < V(0.0), V(kNan), x));
  return select(x > V(0.0) && x < V(kInfinity), ordinary, above);
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
