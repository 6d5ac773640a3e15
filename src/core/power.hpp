#pragma once

#include "core/exponential.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

// Fitted by tools/fit_elementary.py: (log(1 + f) - 2 s - 2/3 s w) / (s w^2), error 2^-75 of s.
inline constexpr double kPowLog[] = {0x1.9999999999996p-2, 0x1.2492492493030p-2, 0x1.c71c71c580cf0p-3,
                                     0x1.745d1832315f5p-3, 0x1.3b1362bb6d075p-3, 0x1.1120b5413e6a0p-3,
                                     0x1.de337198aea9bp-4, 0x1.eb117b5753a6bp-4};
inline constexpr double kTwoThirdsHi = 0x1.5555555555555p-1, kTwoThirdsLo = 0x1.5555555555555p-55;

/// log(1 + f) as a pair, to about 2^-64 of itself: 2 atanh(s), s = f / (2 + f), with everything down to the
/// cubic term carried in two parts.
/// Holds for  1 + f in [sqrt(1/2), sqrt(2)]
template <class V>
CUPOLA_INLINE Pair<V> log1p_pair(V f) {
  const auto d = fast_sum(V(2.0), f);
  const V inverse = V(1.0) / d.hi;
  const V s = f * inverse;
  const V s_lo = fma(-s, d.lo, fma(-s, d.hi, f)) * inverse;
  const auto w = exact_product(s, s);
  const V w_lo = fma(s + s, s_lo, w.lo);
  // (2/3 + w P) w s, each product in two parts.
  const auto t = fast_sum(V(kTwoThirdsHi), w.hi * polynomial(w.hi, kPowLog));
  const V t_lo = t.lo + V(kTwoThirdsLo);
  const auto u = exact_product(w.hi, t.hi);
  const V u_lo = fma(w.hi, t_lo, fma(w_lo, t.hi, u.lo));
  const auto v = exact_product(s, u.hi);
  const V v_lo = fma(s, u_lo, fma(s_lo, u.hi, v.lo));
  const auto sum = fast_sum(s + s, v.hi);
  return {sum.hi, sum.lo + (s_lo + s_lo + v_lo)};
}

/// log(x) as a pair.
/// Holds for  positive finite x
template <class V>
CUPOLA_INLINE Pair<V> log_pair(V x) {
  const auto [k, f] = split_at_root_half(x);
  const auto part = log1p_pair(f);
  const V k_ln2 = k * V(kLn2Short);  // exact
  const V rest = k * V(kLn2Rest);
  const V rest_lo = fma(k, V(kLn2Rest), -rest);
  const auto a = fast_sum(k_ln2, part.hi);
  const auto b = exact_sum(a.hi, rest);
  return {b.hi, b.lo + (a.lo + (part.lo + rest_lo))};
}

/// x^y where x or y is zero, infinite or NaN, as C's annex F has it.
inline double pow_special(double x, double y) {
  if (y == 0.0 || x == 1.0) return 1.0;
  if (x != x || y != y) return kNan;
  const bool odd = floor(y) == y && abs(y) < kInfinity && floor(0.5 * y) * 2.0 != y;
  if (abs(y) == kInfinity) {
    if (abs(x) == 1.0) return 1.0;
    return (abs(x) > 1.0) == (y > 0.0) ? kInfinity : 0.0;
  }
  const double size = (abs(x) == 0.0) == (y > 0.0) ? 0.0 : kInfinity;
  return odd ? copysign(size, x) : size;
}

/// x to the power y.
/// Model      exp(y log x), the logarithm in two parts
/// Holds for  every pair of doubles, with C's special cases; NaN for negative x and y not a whole number
/// Accurate   see the table in docs/decisions/portable-maths.md
/// Checked by tests/elementary_test.cpp
template <class V>
inline V pow(V x, V y) {
  const V size = abs(x);
  const auto plain = size > V(0.0) && size < V(kInfinity) && abs(y) < V(kInfinity);
  const auto l = log_pair(select(plain, size, V(1.0)));
  const auto product = exact_product(select(plain, y, V(1.0)), l.hi);
  const auto inside = abs(product.hi) < V(760.0);
  const V hi = max(min(product.hi, V(760.0)), V(-760.0));
  const V lo = select(inside, fma(select(plain, y, V(1.0)), l.lo, product.lo), V(0.0));
  const V unsigned_power = exp_of_pair(hi, lo);
  // A negative base: a sign from an odd exponent, no value for a broken one.
  const auto odd = floor(V(0.5) * y) * V(2.0) != y;
  const V signed_power = select(odd, -unsigned_power, unsigned_power);
  const V of_negative = select(floor(y) == y, signed_power, V(kNan));
  const V ordinary = select(x < V(0.0), of_negative, unsigned_power);
  return patch(!plain, ordinary, x, y, [](double a, double b) { return pow_special(a, b); });
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
