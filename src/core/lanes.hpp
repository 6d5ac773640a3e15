#pragma once

/// One kernel template for one number or several: `double`, Lanes4 (four doubles, any CPU we support) and
/// Lanes8 (eight, AVX-512) offer the same free functions in cupola::lanes, each correctly rounded or exact,
/// so a template written against them gives the same bits whichever it is instantiated with.
///
/// The trap this header guards against: a file compiled for x86-64-v4 must not define an inline symbol that
/// the linker may hand to code meant for a v3 CPU. Everything here therefore lives in an inline namespace
/// named after the instruction set, and a `*_v4.cpp` includes nothing else that has inline functions: no std
/// containers, no vec3.hpp (tools/check_wide_kernels looks at the object files). Such a kernel is called only
/// where has_wide_lanes() of wide_lanes.hpp says so.
///
/// Holds for  rounding to nearest, no flush to zero, no contraction (the flags of cmake/Compiler.cmake)
/// Checked by tests/elementary_lanes_test.cpp

#if defined(__FAST_MATH__)
#error "cupola needs exact floating point: remove -ffast-math"
#endif
#if !defined(__AVX2__) || !defined(__FMA__)
#error "cupola needs at least x86-64-v3"
#endif

#if defined(__AVX512F__)
#if !defined(__AVX512DQ__) || !defined(__AVX512VL__)
#error "compile for x86-64-v3 or for x86-64-v4, nothing between"
#endif
#define CUPOLA_ISA v4
#else
#define CUPOLA_ISA v3
#endif

#define CUPOLA_INLINE [[gnu::always_inline]] inline

#include "core/lanes_scalar.hpp"
// in this order
#include "core/lanes4.hpp"
#if defined(__AVX512F__)
#include "core/lanes8.hpp"
#endif

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

/// The unsigned 64-bit integers and the truth values that go with V.
template <class V>
using BitsOf = typename Companion<V>::Bits;
template <class V>
using MaskOf = typename Companion<V>::Mask;

template <class V>
inline constexpr int kWidth = Companion<V>::kWidth;

/// The integer nearest to x, as a two's complement integer. Holds for |x| < 2^51.
template <class V>
CUPOLA_INLINE BitsOf<V> to_integer(V x) {
  return bits(x + V(0x1.8p52)) - BitsOf<V>(0x4338000000000000u);
}

/// b as a number. Holds for 0 <= b < 2^52.
template <class V>
CUPOLA_INLINE V from_integer(BitsOf<V> b) {
  return from_bits(b | BitsOf<V>(0x4330000000000000u)) - V(0x1p52);
}

/// 2^k for a two's complement k in [-1022, 1023].
template <class V>
CUPOLA_INLINE V two_to_the(BitsOf<V> k) {
  return from_bits((k + BitsOf<V>(1023u)) << 52);
}

/// `value`, but where `mask` holds f(a, b) of that lane alone: for the rare arguments that need a scalar
/// path.
template <class V, class F>
CUPOLA_INLINE V patch(MaskOf<V> mask, V value, V a, V b, F f) {
  if (!any(mask)) return value;
  double a_lane[kWidth<V>], b_lane[kWidth<V>], v_lane[kWidth<V>];
  store(a_lane, a);
  store(b_lane, b);
  store(v_lane, value);
  const unsigned hit = bit_mask(mask);
  for (int i = 0; i < kWidth<V>; ++i)
    if (hit >> i & 1u) v_lane[i] = f(a_lane[i], b_lane[i]);
  return load<V>(v_lane);
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
