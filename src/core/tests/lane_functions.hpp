#pragma once

// What elementary_lanes_test.cpp compares: every function of the kernels by number, for any lane type.
// Included by the test and by its wide kernel, hence no standard library and nothing with a linkage of its
// own.

#include "core/elementary.hpp"
#include "core/error_function.hpp"
#include "core/normal_quantile.hpp"

namespace cupola {
namespace {

constexpr const char* kLaneFunctions[] = {
    "exp",   "log",        "pow",      "sin",      "cos",     "sincos sum", "tan",
    "asin",  "acos",       "atan",     "atan2",    "wrap_pi", "erfc",       "normal_quantile",
    "floor", "round_even", "copysign", "min, max", "sqrt",    "arithmetic", "whole numbers"};
constexpr int kLaneFunctionCount = sizeof kLaneFunctions / sizeof kLaneFunctions[0];

template <class V>
inline V integers(V a) {
  using B = lanes::BitsOf<V>;
  const V whole = lanes::round_even(lanes::select(lanes::abs(a) < V(1e6), a, V(12.0)));
  const B k = lanes::to_integer(whole);
  const V parts =
      lanes::from_integer<V>(k & B(0xffu)) + lanes::from_integer<V>(lanes::multiply_low32(k, k) >> 20);
  return parts * lanes::two_to_the<V>(lanes::select(whole > V(1000.0), B(7u), k & B(15u)));
}

template <class V>
inline V lane_function(int which, V a, V b) {
  switch (which) {
    case 0:
      return lanes::exp(a);
    case 1:
      return lanes::log(a);
    case 2:
      return lanes::pow(a, b);
    case 3:
      return lanes::sin(a);
    case 4:
      return lanes::cos(a);
    case 5: {
      const auto both = lanes::sincos(a);
      return both.sin + both.cos;
    }
    case 6:
      return lanes::tan(a);
    case 7:
      return lanes::asin(a);
    case 8:
      return lanes::acos(a);
    case 9:
      return lanes::atan(a);
    case 10:
      return lanes::atan2(a, b);
    case 11:
      return lanes::wrap_pi(a);
    case 12:
      return lanes::erfc(a);
    case 13:
      return lanes::normal_quantile(a);
    case 14:
      return lanes::floor(a);
    case 15:
      return lanes::round_even(a);
    case 16:
      return lanes::copysign(a, b);
    case 17:
      return lanes::min(a, b) - lanes::max(b, a);
    case 18:
      return lanes::sqrt(a);
    case 19:
      return lanes::fma(a, b, -a) / (b + V(1.0)) - a * b;
    default:
      return integers(a);
  }
}

template <class V>
inline void evaluate_lanes(int which, const double* a, const double* b, double* result, int count) {
  for (int i = 0; i < count; i += lanes::kWidth<V>)
    lanes::store(result + i, lane_function<V>(which, lanes::load<V>(a + i), lanes::load<V>(b + i)));
}

}  // namespace
}  // namespace cupola
