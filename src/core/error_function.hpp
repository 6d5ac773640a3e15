#pragma once

#include "core/elementary.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

// Fitted by tools/fit_elementary.py: erf(x) / x as a function of x^2 for |x| <= 1/2, error 2^-59; for x from
// 1/2 to 28, (1 + 2 x) exp(x^2) erfc(x) as a function of t = (x - 3.75) / (x + 3.75), error 2^-56.
inline constexpr double kErf[] = {0x1.20dd750429b6dp+0,  -0x1.812746b037939p-2,  0x1.ce2f21a036c16p-4,
                                  -0x1.b82ce30c83afep-6, 0x1.565bcb6b39d7bp-8,   -0x1.c02d2deebd729p-11,
                                  0x1.f98930637ebfep-14, -0x1.f1d2588ec2807p-17, 0x1.88ddbe675977ap-20};
inline constexpr double kErfc[] = {0x1.3ccda0b5d5dc2p+0,   -0x1.1f367683f899fp-3, 0x1.d5f294815bc83p-9,
                                   0x1.510169d095fecp-4,   -0x1.bda9309a2c7cep-4, 0x1.7a14188aad0e7p-4,
                                   -0x1.e0d0fa6d390fbp-5,  0x1.d0b00378815c8p-6,  -0x1.3f603c5c624efp-7,
                                   0x1.cc3a114fbbf84p-10,  0x1.33fb4b5d1342dp-12, -0x1.303fe6faab887p-12,
                                   0x1.b13e6e00b9d12p-15,  0x1.779acf3f118e4p-16, -0x1.7fbfa7846dcfcp-17,
                                   -0x1.078bcb4d4ec36p-20, 0x1.d218243f82a3dp-20, -0x1.864ea80512d99p-25,
                                   -0x1.00c9b7012eb90p-22, 0x1.d2f4687996be6p-27, 0x1.9f4e25cbae9f1p-26};

/// The complementary error function: 2/sqrt(pi) times the integral of exp(-t^2) from x on.
/// Model      one polynomial in (x - K)/(x + K) (Shepherd and Laframboise 1981, Math. Comp. 36), our
///            own; x^2 carried in two parts
/// Holds for  every double; 0 above 27.3, NaN for NaN
/// Accurate   1e-15 relative, down to erfc(26) = 5.7e-296
/// Checked by tests/special_functions_test.cpp
template <class V>
inline V erfc(V x) {
  const V size = min(abs(x), V(30.0));
  const V near = size + V(3.75), wide = fma(V(2.0), size, V(1.0));
  const V inverse = V(1.0) / (near * wide);
  const V scaled = polynomial((size - V(3.75)) * (wide * inverse), kErfc) * (near * inverse);
  const auto square = exact_product(size, size);
  const V right = exp_of_pair(max(-square.hi, V(-760.0)), -square.lo) * scaled;
  const V left_or_right = select(x < V(0.0), V(2.0) - right, right);
  const V middle = fma(-x, polynomial(x * x, kErf), V(1.0));
  return select(x != x, x, select(size < V(0.5), middle, left_or_right));
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
