#pragma once

#include "core/exponential.hpp"
#include "core/polynomial.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

// Fitted by tools/fit_elementary.py: (asin(t) - t) / t^3 as a function of t^2 in [0, 1/4], error 2^-59 of
// asin(t); and (atan(t) - t) / t^3 as a function of t^2 for |t| <= sqrt(2) - 1, error 2^-59 of atan(t).
inline constexpr double kAsin[] = {0x1.5555555555578p-3, 0x1.333333332df0bp-4, 0x1.6db6db722bcb9p-5,
                                   0x1.f1c71a8b7c6f2p-6, 0x1.6e8bdfe9b029fp-6, 0x1.1c49ddcfe9ec6p-6,
                                   0x1.ca21487f7e83ep-7, 0x1.75776dccee179p-7, 0x1.618b5b428294bp-7,
                                   0x1.e1528f46c556dp-9, 0x1.65046fe0cde3dp-6, -0x1.59f9ae75284a1p-6,
                                   0x1.0be550199cf18p-5};
inline constexpr double kAtan[] = {-0x1.555555555553dp-2, 0x1.9999999995865p-3,  -0x1.24924922ada44p-3,
                                   0x1.c71c70e635cedp-4,  -0x1.745cf8e08e503p-4, 0x1.3b111955b12e6p-4,
                                   -0x1.10ebb9cc6be37p-4, 0x1.df0f4ff5a4893p-5,  -0x1.9cd27df648eaap-5,
                                   0x1.37d426fc45a4ap-5,  -0x1.25652b1b930edp-6};

inline constexpr double kQuarterPiHi = 0x1.921fb54442d18p-1, kQuarterPiLo = 0x1.1a62633145c07p-55;

/// quarters * pi/4 + hi + lo, rounded once. Holds for |hi| <= quarters * pi/4, or quarters = 0.
template <class V>
CUPOLA_INLINE V add_quarters_of_pi(V quarters, V hi, V lo) {
  const auto base = exact_product(quarters, V(kQuarterPiHi));
  const auto sum = fast_sum(base.hi, hi);
  return sum.hi + (sum.lo + (fma(quarters, V(kQuarterPiLo), base.lo) + lo));
}

/// asin(t) as hi + lo with t = |x| up to 1/2, and t = sqrt((1 - |x|) / 2) above.
template <class V>
CUPOLA_INLINE Pair<V> small_arcsine(V size, MaskOf<V> large) {
  const V z = select(large, fma(V(-0.5), size, V(0.5)), size * size);
  const V root = sqrt(z);
  const V t = select(large, root, size);
  // What the square root rounded away; nothing at |x| = 1.
  const V left = select(large && root > V(0.0), fma(-root, root, z) / (root + root), V(0.0));
  return {t, fma(t * z, polynomial(z, kAsin), left)};
}

/// The angle in [-pi/2, pi/2] whose sine is x.
/// Model      asin(x) = pi/2 - 2 asin(sqrt((1 - x)/2)) above 1/2; minimax polynomial below
/// Holds for  -1 <= x <= 1, NaN outside
/// Accurate   see the table in docs/decisions/portable-maths.md
/// Checked by tests/elementary_test.cpp
template <class V>
inline V asin(V x) {
  const V size = abs(x);
  const auto large = size > V(0.5);
  const auto t = small_arcsine(size, large);
  const V factor = select(large, V(-2.0), V(1.0));
  return copysign(add_quarters_of_pi(select(large, V(2.0), V(0.0)), factor * t.hi, factor * t.lo), x);
}

/// The angle in [0, pi] whose cosine is x; as asin.
template <class V>
inline V acos(V x) {
  const V size = abs(x);
  const auto large = size > V(0.5);
  const auto t = small_arcsine(size, large);
  const auto negative = x < V(0.0);
  // pi/2 - asin(x) in the middle; 2 asin(...) at the right end, pi minus that at the left.
  const V quarters = select(large, select(negative, V(4.0), V(0.0)), V(2.0));
  const V factor = select(large, select(negative, V(-2.0), V(2.0)), select(negative, V(1.0), V(-1.0)));
  return add_quarters_of_pi(quarters, factor * t.hi, factor * t.lo);
}

/// The angle in [-pi, pi] of the point (x, y), from the x axis.
/// Model      the smaller over the larger, or their difference over their sum (atan(q) = pi/4 +
///            atan((q-1)/(q+1))) above sqrt(2) - 1; the quotient corrected once; minimax polynomial
/// Holds for  every pair of doubles, with C's special cases (signed zeros, infinities)
/// Accurate   see the table in docs/decisions/portable-maths.md
/// Checked by tests/elementary_test.cpp
template <class V>
inline V atan2(V y, V x) {
  // Infinite sides as a finite triangle of the same shape; then so that neither sums overflow nor what is
  // left of a quotient is lost to underflow.
  const V ax = abs(x), ay = abs(y);
  const auto infinite = ax == V(kInfinity) || ay == V(kInfinity);
  const V a = select(infinite, select(ax == V(kInfinity), V(1.0), V(0.0)), ax);
  const V b = select(infinite, select(ay == V(kInfinity), V(1.0), V(0.0)), ay);
  const V larger = max(a, b);
  const V scale = select(larger > V(0x1p400), V(0x1p-200), V(0x1p500));
  const V long_side = larger * scale, short_side = min(a, b) * scale;

  const auto past_eighth = short_side > V(0.414213562373095) * long_side;
  const auto below = fast_sum(long_side, select(past_eighth, short_side, V(0.0)));
  const auto above =
      fast_sum(select(past_eighth, -long_side, short_side), select(past_eighth, short_side, V(0.0)));
  const V inverse = V(1.0) / select(long_side == V(0.0), V(1.0), below.hi);
  const V q = above.hi * inverse;
  const V q_lo = (fma(-q, below.hi, above.hi) + fma(-q, below.lo, above.lo)) * inverse;
  const V z = q * q;
  const V tail = fma(q * z, polynomial(z, kAtan), q_lo);

  // Unfold the eighth turns: pi/4 + t, then pi/2 minus that, then pi minus that.
  const auto steep = b > a;
  const auto left = (bits(x) >> 63) != BitsOf<V>(0u);
  const V m0 = select(past_eighth, V(1.0), V(0.0));
  const V m1 = select(steep, V(2.0) - m0, m0);
  const V m2 = select(left, V(4.0) - m1, m1);
  const auto minus = steep != left;
  const V angle = add_quarters_of_pi(m2, select(minus, -q, q), select(minus, -tail, tail));
  return select(x != x || y != y, x + y, copysign(angle, y));
}

/// The angle in [-pi/2, pi/2] whose tangent is x; as atan2.
template <class V>
inline V atan(V x) {
  return atan2(x, V(1.0));
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
