#pragma once

#include <cstdint>

namespace cupola::testing {

/// Random problems that another language draws too, in one line: x <- 6364136223846793005 x +
/// 1442695040888963407 mod 2^64 (Knuth's MMIX), from x = seed; a uniform is floor(x / 2^11) / 2^53.
class LinearCongruence {
 public:
  explicit LinearCongruence(std::uint64_t seed) : state_(seed) {}

  double uniform() {
    state_ = 6364136223846793005u * state_ + 1442695040888963407u;
    return static_cast<double>(state_ >> 11) * 0x1p-53;
  }
  double in(double low, double high) { return low + (high - low) * uniform(); }
  int below(int count) { return static_cast<int>(uniform() * count); }

 private:
  std::uint64_t state_;
};

}  // namespace cupola::testing
