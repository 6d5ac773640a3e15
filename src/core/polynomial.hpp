#pragma once

#include "core/lanes.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

/// c[0] + c[1] x + ... in pairs (Estrin): as many terms in flight as there are, so that one lane is quick
/// too. The order of operations depends on N alone.
template <int N, class V>
CUPOLA_INLINE V estrin(V x, const V (&c)[N]) {
  if constexpr (N == 1) {
    return c[0];
  } else {
    V pairs[(N + 1) / 2];
    for (int i = 0; i < N / 2; ++i) pairs[i] = fma(c[2 * i + 1], x, c[2 * i]);
    if constexpr (N % 2 == 1) pairs[N / 2] = c[N - 1];
    return estrin<(N + 1) / 2, V>(x * x, pairs);
  }
}

/// The polynomial with these coefficients, lowest first.
template <class V, int N>
CUPOLA_INLINE V polynomial(V x, const double (&coefficients)[N]) {
  V c[N];
  for (int i = 0; i < N; ++i) c[i] = V(coefficients[i]);
  return estrin<N, V>(x, c);
}

/// An unevaluated sum: hi + lo with |lo| at most half an ulp of hi, unless said otherwise.
template <class V>
struct Pair {
  V hi, lo;
};

/// a + b exactly. Holds for |a| >= |b| or a = 0.
template <class V>
CUPOLA_INLINE Pair<V> fast_sum(V a, V b) {
  const V s = a + b;
  return {s, b - (s - a)};
}

/// a + b exactly, whichever is larger.
template <class V>
CUPOLA_INLINE Pair<V> exact_sum(V a, V b) {
  const V s = a + b;
  const V b_seen = s - a;
  return {s, (a - (s - b_seen)) + (b - b_seen)};
}

/// a * b exactly, barring underflow.
template <class V>
CUPOLA_INLINE Pair<V> exact_product(V a, V b) {
  const V p = a * b;
  return {p, fma(a, b, -p)};
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
