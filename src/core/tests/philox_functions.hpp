#pragma once

// Philox and what is made of it, for any lane type; shared by the test and its wide kernel as
// lane_functions.hpp is.

#include "core/normal_quantile.hpp"
#include "core/philox.hpp"

namespace cupola {
namespace {

/// For each ordinal: the first uniform, the second, and the normal of the first.
template <class V>
inline void evaluate_philox(std::uint64_t key, const std::uint64_t* stream, const std::uint64_t* ordinal,
                            double* result, int count) {
  using B = lanes::BitsOf<V>;
  for (int i = 0; i < count; i += lanes::kWidth<V>) {
    const auto u =
        lanes::two_uniforms<V>(B(key), lanes::load_bits<B>(stream + i), lanes::load_bits<B>(ordinal + i));
    lanes::store(result + i, u.first);
    lanes::store(result + count + i, u.second);
    lanes::store(result + 2 * count + i, lanes::normal_quantile(u.first));
  }
}

}  // namespace
}  // namespace cupola
