#pragma once

#include <cstdint>

#include "core/lanes.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

/// 128 random bits per lane.
template <class V>
struct RandomBits {
  BitsOf<V> first, second;
};

/// The block of random bits that belongs to a key, a stream and a place in it, in each lane.
/// Model      Philox 4x32-10 (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2,
///            3", SC11); counter words, low first: stream, stream >> 32, ordinal, block << 16 | ordinal >> 32
/// Holds for  ordinal < 2^48, block < 2^16
/// Checked by tests/random_test.cpp (known answers of Random123, and itself), tests/philox_lanes_test.cpp
template <class V>
CUPOLA_INLINE RandomBits<V> philox(BitsOf<V> key, BitsOf<V> stream, BitsOf<V> ordinal, BitsOf<V> block) {
  using B = BitsOf<V>;
  // Words of 32 bits in lanes of 64: what stands above them is never read, for a product takes the low
  // halves.
  B c0 = stream, c1 = stream >> 32, c2 = ordinal, c3 = (ordinal >> 32) | (block << 16);
  B k0 = key, k1 = key >> 32;
  for (int round = 0; round < 10; ++round) {
    const B p0 = multiply_low32(c0, B(0xD2511F53u)), p1 = multiply_low32(c2, B(0xCD9E8D57u));
    c0 = (p1 >> 32) ^ c1 ^ k0;
    c2 = (p0 >> 32) ^ c3 ^ k1;
    c1 = p1;
    c3 = p0;
    k0 = k0 + B(0x9E3779B9u);
    k1 = k1 + B(0xBB67AE85u);
  }
  const B low(0xffffffffu);
  return {(c0 & low) | (c1 << 32), (c2 & low) | (c3 << 32)};
}

/// A number in the open interval (0, 1) from 64 random bits: an odd multiple of 2^-53, so that u and 1 - u
/// are both possible, both exact and equally likely, and neither end is.
template <class V>
CUPOLA_INLINE V open_uniform(BitsOf<V> random) {
  const V from_one_to_two = from_bits((random >> 12) | BitsOf<V>(0x3ff0000000000000u));
  return from_one_to_two - V(1.0 - 0x1p-53);
}

/// The first two uniforms of Draws(key, stream, ordinal), in every lane.
template <class V>
struct TwoUniforms {
  V first, second;
};

template <class V>
CUPOLA_INLINE TwoUniforms<V> two_uniforms(BitsOf<V> key, BitsOf<V> stream, BitsOf<V> ordinal) {
  const auto random = philox<V>(key, stream, ordinal, BitsOf<V>(0u));
  return {open_uniform<V>(random.first), open_uniform<V>(random.second)};
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
