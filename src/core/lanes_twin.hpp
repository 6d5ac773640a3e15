#pragma once

// Two registers of lanes as one, for kernels in which each result waits for the one before: while one register's root
// or quotient is on its way the other's is worked on. What lanes.hpp says of rounding and of instruction sets holds.

#include "core/lanes_rows.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

/// The lanes of `a`, then those of `b`. T is a lane type or what goes with one.
template <class T>
struct Pair {
  T a, b;
};

template <class V>
struct Twin : Pair<V> {
  Twin() = default;
  CUPOLA_INLINE Twin(V first, V second) : Pair<V>{first, second} {}
  CUPOLA_INLINE Twin(double x) : Pair<V>{V(x), V(x)} {}
};
template <class B>
struct TwinBits : Pair<B> {};
template <class M>
struct TwinMask : Pair<M> {};

template <class V>
struct Companion<Twin<V>> {
  using Bits = TwinBits<typename Companion<V>::Bits>;
  using Mask = TwinMask<typename Companion<V>::Mask>;
  static constexpr int kWidth = 2 * Companion<V>::kWidth;
};

template <class V>
inline constexpr bool kIsTwin<Twin<V>> = true;
template <class T>
concept IsTwin = kIsTwin<T>;

template <class V>
CUPOLA_INLINE Twin<V> operator+(Twin<V> x, Twin<V> y) {
  return {x.a + y.a, x.b + y.b};
}
template <class V>
CUPOLA_INLINE Twin<V> operator-(Twin<V> x, Twin<V> y) {
  return {x.a - y.a, x.b - y.b};
}
template <class V>
CUPOLA_INLINE Twin<V> operator*(Twin<V> x, Twin<V> y) {
  return {x.a * y.a, x.b * y.b};
}
template <class V>
CUPOLA_INLINE Twin<V> operator/(Twin<V> x, Twin<V> y) {
  return {x.a / y.a, x.b / y.b};
}
template <class V>
CUPOLA_INLINE Twin<V> operator-(Twin<V> x) {
  return {-x.a, -x.b};
}
template <class V>
CUPOLA_INLINE Twin<V> fma(Twin<V> x, Twin<V> y, Twin<V> z) {
  return {fma(x.a, y.a, z.a), fma(x.b, y.b, z.b)};
}
template <class V>
CUPOLA_INLINE Twin<V> sqrt(Twin<V> x) {
  return {sqrt(x.a), sqrt(x.b)};
}
template <class V>
CUPOLA_INLINE Twin<V> floor(Twin<V> x) {
  return {floor(x.a), floor(x.b)};
}
template <class V>
CUPOLA_INLINE Twin<V> abs(Twin<V> x) {
  return {abs(x.a), abs(x.b)};
}
template <class V>
CUPOLA_INLINE Twin<V> min(Twin<V> x, Twin<V> y) {
  return {min(x.a, y.a), min(x.b, y.b)};
}
template <class V>
CUPOLA_INLINE Twin<V> max(Twin<V> x, Twin<V> y) {
  return {max(x.a, y.a), max(x.b, y.b)};
}

template <class V>
CUPOLA_INLINE auto operator<(Twin<V> x, Twin<V> y) {
  return MaskOf<Twin<V>>{{x.a < y.a, x.b < y.b}};
}
template <class V>
CUPOLA_INLINE auto operator>(Twin<V> x, Twin<V> y) {
  return MaskOf<Twin<V>>{{x.a > y.a, x.b > y.b}};
}
template <class V>
CUPOLA_INLINE auto operator>=(Twin<V> x, Twin<V> y) {
  return MaskOf<Twin<V>>{{x.a >= y.a, x.b >= y.b}};
}
template <class M>
CUPOLA_INLINE TwinMask<M> operator&&(TwinMask<M> x, TwinMask<M> y) {
  return {{x.a && y.a, x.b && y.b}};
}
template <class M>
CUPOLA_INLINE bool any(TwinMask<M> x) {
  return any(x.a) || any(x.b);
}
template <class V>
CUPOLA_INLINE Twin<V> select(TwinMask<MaskOf<V>> m, Twin<V> where_true, Twin<V> where_false) {
  return {select(m.a, where_true.a, where_false.a), select(m.b, where_true.b, where_false.b)};
}

template <class V>
CUPOLA_INLINE BitsOf<Twin<V>> to_integer(Twin<V> x) {
  return {{to_integer(x.a), to_integer(x.b)}};
}
template <class B>
CUPOLA_INLINE auto gather_pair(const double* table, TwinBits<B> i) {
  const auto x = gather_pair(table, i.a), y = gather_pair(table, i.b);
  using V = decltype(x.first);
  return Neighbours<Twin<V>>{{x.first, y.first}, {x.second, y.second}};
}
template <class V>
CUPOLA_INLINE FourInRow<Twin<V>> twin_rows(const FourInRow<V>& x, const FourInRow<V>& y) {
  return {{x.first, y.first}, {x.second, y.second}, {x.third, y.third}, {x.fourth, y.fourth}};
}

template <IsTwin T>
CUPOLA_INLINE T load(const double* p) {
  using V = decltype(T::a);
  return {load<V>(p), load<V>(p + kWidth<V>)};
}
template <class V>
CUPOLA_INLINE void store(double* p, Twin<V> x) {
  store(p, x.a);
  store(p + kWidth<V>, x.b);
}
template <IsTwin T>
CUPOLA_INLINE FourInRow<T> load_rows(const double* first, int stride) {
  using V = decltype(T::a);
  return twin_rows(load_rows<V>(first, stride), load_rows<V>(first + kWidth<V> * stride, stride));
}
template <IsTwin T>
CUPOLA_INLINE FourInRow<T> gather_row(const double* table, BitsOf<T> i) {
  using V = decltype(T::a);
  return twin_rows(gather_row<V>(table, i.a), gather_row<V>(table, i.b));
}
template <class V>
CUPOLA_INLINE void store_rows(double* first, int stride, const FourInRow<Twin<V>>& x) {
  store_rows(first, stride, FourInRow<V>{x.first.a, x.second.a, x.third.a, x.fourth.a});
  store_rows(first + kWidth<V> * stride, stride, FourInRow<V>{x.first.b, x.second.b, x.third.b, x.fourth.b});
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
