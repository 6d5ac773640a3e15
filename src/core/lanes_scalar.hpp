#pragma once

// One lane: the vocabulary of lanes.hpp for a plain double. Include lanes.hpp, not this.

#include <cmath>
#include <cstdint>
#include <cstring>

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

template <class V>
struct Companion;

template <>
struct Companion<double> {
  using Bits = std::uint64_t;
  using Mask = bool;
  static constexpr int kWidth = 1;
};

template <class V>
V load(const double* p);
template <>
CUPOLA_INLINE double load<double>(const double* p) {
  return *p;
}
CUPOLA_INLINE void store(double* p, double x) { *p = x; }

template <class B>
B load_bits(const std::uint64_t* p);
template <>
CUPOLA_INLINE std::uint64_t load_bits<std::uint64_t>(const std::uint64_t* p) {
  return *p;
}
CUPOLA_INLINE void store_bits(std::uint64_t* p, std::uint64_t b) { *p = b; }

/// table[i] in each lane.
CUPOLA_INLINE double gather(const double* table, std::uint64_t i) { return table[i]; }

/// Two neighbours of a table in each lane.
template <class V>
struct Neighbours {
  V first, second;
};
/// table[i] and table[i + 1] in each lane: one load each and a shuffle, several times as fast as two gathers
/// where those are done in microcode.
CUPOLA_INLINE Neighbours<double> gather_pair(const double* table, std::uint64_t i) {
  return {table[i], table[i + 1]};
}
CUPOLA_INLINE Neighbours<double> gather_pair(const float* table, std::uint64_t i) {
  return {table[i], table[i + 1]};
}

/// Four in a row of a table in each lane, and one load for them.
template <class V>
struct FourInRow {
  V first, second, third, fourth;
};
CUPOLA_INLINE FourInRow<double> gather_four(const float* table, std::uint64_t i) {
  return {table[i], table[i + 1], table[i + 2], table[i + 3]};
}

CUPOLA_INLINE std::uint64_t bits(double x) {
  std::uint64_t b;
  std::memcpy(&b, &x, sizeof b);
  return b;
}
CUPOLA_INLINE double from_bits(std::uint64_t b) {
  double x;
  std::memcpy(&x, &b, sizeof x);
  return x;
}

CUPOLA_INLINE double fma(double a, double b, double c) { return __builtin_fma(a, b, c); }
CUPOLA_INLINE double sqrt(double x) { return __builtin_sqrt(x); }
CUPOLA_INLINE double floor(double x) { return __builtin_floor(x); }
CUPOLA_INLINE double round_even(double x) { return __builtin_nearbyint(x); }
CUPOLA_INLINE double abs(double x) { return __builtin_fabs(x); }
CUPOLA_INLINE double copysign(double size, double sign) { return __builtin_copysign(size, sign); }
/// The second argument where either is NaN or both are equal.
CUPOLA_INLINE double min(double a, double b) { return a < b ? a : b; }
CUPOLA_INLINE double max(double a, double b) { return a > b ? a : b; }

CUPOLA_INLINE double select(bool mask, double where_true, double where_false) {
  return mask ? where_true : where_false;
}
CUPOLA_INLINE std::uint64_t select(bool mask, std::uint64_t where_true, std::uint64_t where_false) {
  return mask ? where_true : where_false;
}
CUPOLA_INLINE bool any(bool mask) { return mask; }
CUPOLA_INLINE bool all(bool mask) { return mask; }
/// Bit i is the truth value of lane i.
CUPOLA_INLINE unsigned bit_mask(bool mask) { return mask ? 1u : 0u; }

/// The 64-bit product of the low 32 bits of each.
CUPOLA_INLINE std::uint64_t multiply_low32(std::uint64_t a, std::uint64_t b) {
  return (a & 0xffffffffu) * (b & 0xffffffffu);
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
