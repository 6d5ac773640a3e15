#pragma once

#include "core/polynomial.hpp"

namespace cupola::lanes {

// Beyond kLargestQuickAngle, one at a time and in a file of their own (huge_angle.cpp).
double sin_of_huge(double x);
double cos_of_huge(double x);
double tan_of_huge(double x);

inline namespace CUPOLA_ISA {

// Fitted by tools/fit_elementary.py: (sin r - r) / r^3 and (cos r - 1 + r^2/2) / r^4 as functions of r^2 for
// |r| <= pi/4, error 2^-58 of sin r and 2^-64.
inline constexpr double kSin[] = {-0x1.5555555555549p-3, 0x1.111111110f882p-7,   -0x1.a01a019c127c6p-13,
                                  0x1.71de357858b59p-19, -0x1.ae5e669f1d35fp-26, 0x1.5d93175af0cf9p-33};
inline constexpr double kCos[] = {0x1.555555555554cp-5,   -0x1.6c16c16c15183p-10, 0x1.a01a019cb228ep-16,
                                  -0x1.27e4f80a335dbp-22, 0x1.1ee9ec113a34ep-29,  -0x1.8faeaf0efffbfp-37};

inline constexpr double kTwoOverPi = 0x1.45f306dc9c883p-1;
inline constexpr double kHalfPi1 = 0x1.921fb54442d18p+0, kHalfPi2 = 0x1.1a62633145c07p-54,
                        kHalfPi3 = -0x1.f1976b7ed8fbcp-110;
inline constexpr double kLargestQuickAngle = 0x1p30;

/// An angle brought into [-pi/4, pi/4] as a pair, and the quarter turns taken away.
template <class V>
struct ReducedAngle {
  V r, r_lo;
  BitsOf<V> quarters;
};

/// Model      Cody and Waite (1980) with fma: pi/2 in three full parts, the first difference exact
/// Holds for  |x| <= kLargestQuickAngle
/// Accurate   r + r_lo to 2^-100 of a radian, so to 2^-60 of itself however near a multiple of pi/2
template <class V>
CUPOLA_INLINE ReducedAngle<V> reduce_angle(V x) {
  const V shifted = fma(x, V(kTwoOverPi), V(0x1.8p52));
  const V k = shifted - V(0x1.8p52);
  const V a = fma(-k, V(kHalfPi1), x);
  const auto b = exact_product(k, V(kHalfPi2));
  const auto r = exact_sum(a, -b.hi);
  const auto sum = fast_sum(r.hi, fma(-k, V(kHalfPi3), r.lo - b.lo));
  return {sum.hi, sum.lo, bits(shifted)};
}

/// sin(r + r_lo) as hi + lo, |lo| < hi/8.
template <class V>
CUPOLA_INLINE Pair<V> sin_near_zero(V r, V r_lo) {
  const V z = r * r;
  return {r, fma(z * r, polynomial(z, kSin), fma(V(-0.5) * z, r_lo, r_lo))};
}

/// cos(r + r_lo) as hi + lo, |lo| < hi/32.
template <class V>
CUPOLA_INLINE Pair<V> cos_near_zero(V r, V r_lo) {
  const auto z = exact_product(r, r);
  const auto head = fast_sum(V(1.0), V(-0.5) * z.hi);
  const V correction = fma(V(-0.5), z.lo, fma(-r, r_lo, head.lo));
  return {head.hi, fma(z.hi * z.hi, polynomial(z.hi, kCos), correction)};
}

/// The sine of an angle whose sine and cosine near zero are given: they trade places every quarter turn.
template <class V>
CUPOLA_INLINE V turn(Pair<V> sine, Pair<V> cosine, BitsOf<V> quarters) {
  using B = BitsOf<V>;
  const auto odd = (quarters & B(1u)) != B(0u);
  const V value = select(odd, cosine.hi, sine.hi) + select(odd, cosine.lo, sine.lo);
  return from_bits(bits(value) ^ ((quarters & B(2u)) << 62));
}

template <class V>
CUPOLA_INLINE V sin_of(const ReducedAngle<V>& a) {
  return turn(sin_near_zero(a.r, a.r_lo), cos_near_zero(a.r, a.r_lo), a.quarters);
}

template <class V>
CUPOLA_INLINE V cos_of(const ReducedAngle<V>& a) {
  return turn(sin_near_zero(a.r, a.r_lo), cos_near_zero(a.r, a.r_lo), a.quarters + BitsOf<V>(1u));
}

template <class V>
CUPOLA_INLINE V tan_of(const ReducedAngle<V>& angle) {
  using B = BitsOf<V>;
  const auto s = sin_near_zero(angle.r, angle.r_lo);
  const auto c = cos_near_zero(angle.r, angle.r_lo);
  const auto odd = (angle.quarters & B(1u)) != B(0u);
  // sin/cos, or -cos/sin; the quotient corrected once by what is left over.
  const auto above = fast_sum(select(odd, -c.hi, s.hi), select(odd, -c.lo, s.lo));
  const auto below = fast_sum(select(odd, s.hi, c.hi), select(odd, s.lo, c.lo));
  const V inverse = V(1.0) / below.hi;
  const V q = above.hi * inverse;
  return q + (fma(-q, below.hi, above.hi) + fma(-q, below.lo, above.lo)) * inverse;
}

/// The sine of x radians.
/// Holds for  every double, to full accuracy; infinity gives NaN
/// Accurate   see the table in docs/decisions/portable-maths.md
/// Checked by tests/elementary_test.cpp
template <class V>
inline V sin(V x) {
  const V quick = select(x == V(0.0), x, sin_of(reduce_angle(x)));
  return patch(abs(x) > V(kLargestQuickAngle), quick, x, x, [](double a, double) { return sin_of_huge(a); });
}

/// The cosine of x radians; as sin.
template <class V>
inline V cos(V x) {
  const V quick = cos_of(reduce_angle(x));
  return patch(abs(x) > V(kLargestQuickAngle), quick, x, x, [](double a, double) { return cos_of_huge(a); });
}

/// Both at the price of little more than one; the same bits as sin and cos.
template <class V>
struct SineCosine {
  V sin, cos;
};

template <class V>
inline SineCosine<V> sincos(V x) {
  const auto a = reduce_angle(x);
  const auto s = sin_near_zero(a.r, a.r_lo);
  const auto c = cos_near_zero(a.r, a.r_lo);
  const V sine = select(x == V(0.0), x, turn(s, c, a.quarters));
  const V cosine = turn(s, c, a.quarters + BitsOf<V>(1u));
  const auto huge = abs(x) > V(kLargestQuickAngle);
  return {patch(huge, sine, x, x, [](double b, double) { return sin_of_huge(b); }),
          patch(huge, cosine, x, x, [](double b, double) { return cos_of_huge(b); })};
}

/// The tangent of x radians; as sin.
template <class V>
inline V tan(V x) {
  const V quick = select(x == V(0.0), x, tan_of(reduce_angle(x)));
  return patch(abs(x) > V(kLargestQuickAngle), quick, x, x, [](double a, double) { return tan_of_huge(a); });
}

/// `angle` brought into (-pi, pi], pi being the nearest double; unchanged if it lies there.
/// Holds for  |angle| <= kLargestQuickAngle; farther out whole turns are lost
/// Accurate   1 ulp of the angle's distance from the nearest whole turn
template <class V>
inline V wrap_pi(V angle) {
  const V pi = V(2.0 * kHalfPi1);
  const V turns = round_even(angle * V(0.25 * kTwoOverPi));
  const V near =
      fma(-turns, V(4.0 * kHalfPi3), fma(-turns, V(4.0 * kHalfPi2), fma(-turns, V(4.0 * kHalfPi1), angle)));
  // The rounding of `turns` may be out by one at the edges.
  const V low = select(near > pi, near - V(4.0 * kHalfPi1), near);
  const V wrapped = select(low <= -pi, low + V(4.0 * kHalfPi1), low);
  return select(angle > -pi && angle <= pi, angle, wrapped);
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
