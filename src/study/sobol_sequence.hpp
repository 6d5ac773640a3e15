#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/random.hpp"

namespace cupola {

/// A dimension of a Sobol' sequence: its primitive polynomial, all coefficients as bits, and its first odd numbers.
struct SobolDirections {
  std::uint32_t polynomial;
  std::array<std::uint32_t, 12> first;
};

/// How many dimensions the table has (sobol_directions.cpp).
inline constexpr std::size_t kSobolDimensions = 256;
extern const std::array<SobolDirections, kSobolDimensions> kSobolDirections;

/// Points that fill the unit cube more evenly than chance does.
/// Model      Sobol' sequence in Gray code order (Antonov and Saleev 1979), direction numbers of Joe and Kuo (2008);
///            scrambled, where a key is given, by a random lower triangular matrix on the digits and a digital shift
///            (Matousek 1998), which keeps it a net and makes every point uniform
/// Returns    numbers in [0, 1), multiples of 2^-32; scrambled, in (0, 1), odd multiples of 2^-33
/// Holds for  up to 256 dimensions and 2^32 points; a power of 2 of them is most even
/// Random     Purpose::parameter under `scramble`, by dimension
/// Checked by tests/sobol_sequence.cpp (unscrambled, every bit as SciPy's)
class SobolSequence {
 public:
  explicit SobolSequence(std::size_t dimensions, std::optional<ReplicateKey> scramble = std::nullopt);

  /// The next point, the origin first.
  std::vector<double> next();

 private:
  using Columns = std::array<std::uint32_t, 32>;  // of the generating matrix, the highest bit the first digit
  void scramble(std::size_t dimension, ReplicateKey key);

  std::vector<Columns> columns_;
  std::vector<std::uint32_t> at_;
  std::uint32_t index_ = 0;
  bool scrambled_ = false;
};

}  // namespace cupola
