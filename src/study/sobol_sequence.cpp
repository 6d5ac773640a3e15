#include "study/sobol_sequence.hpp"

#include <bit>

#include "core/check.hpp"

namespace cupola {

namespace {

constexpr int kBits = 32;

std::array<std::uint32_t, kBits> columns_of(const SobolDirections& directions) {
  std::array<std::uint32_t, kBits> column{};
  const int degree = std::bit_width(directions.polynomial) - 1;
  for (int j = 0; j < kBits; ++j) {
    std::uint32_t m = degree == 0 ? 1u : directions.first[static_cast<std::size_t>(j < degree ? j : 0)];
    if (degree > 0 && j >= degree) {
      m = column[static_cast<std::size_t>(j - degree)];
      for (int k = 0; k < degree; ++k)
        if ((directions.polynomial >> (degree - 1 - k)) & 1u)
          m ^= column[static_cast<std::size_t>(j - k - 1)] << (k + 1);
    }
    column[static_cast<std::size_t>(j)] = m;
  }
  for (int j = 0; j < kBits; ++j) column[static_cast<std::size_t>(j)] <<= kBits - 1 - j;
  return column;
}

}  // namespace

SobolSequence::SobolSequence(std::size_t dimensions, std::optional<ReplicateKey> key)
    : at_(dimensions, 0), scrambled_(key.has_value()) {
  CUPOLA_CHECK(dimensions <= kSobolDimensions);
  for (std::size_t d = 0; d < dimensions; ++d) {
    columns_.push_back(columns_of(kSobolDirections[d]));
    if (key) scramble(d, *key);
  }
}

/// Each digit of the new point is the old one, plus some of those before it, plus a shift, modulo 2.
void SobolSequence::scramble(std::size_t dimension, ReplicateKey key) {
  Draws draws(key, stream_key(Purpose::parameter, name_key("sobol scramble"), dimension), 0);
  const auto word = [&draws] { return static_cast<std::uint32_t>(draws.bits() >> 32); };
  Columns mixed{};
  for (int digit = 0; digit < kBits; ++digit) {
    const std::uint32_t own = 1u << (kBits - 1 - digit), before = ~(own | (own - 1u));
    const std::uint32_t row = own | (word() & before);
    for (std::size_t j = 0; j < kBits; ++j)
      if (std::popcount(columns_[dimension][j] & row) % 2 == 1) mixed[j] |= own;
  }
  columns_[dimension] = mixed;
  at_[dimension] = word();
}

std::vector<double> SobolSequence::next() {
  std::vector<double> point;
  for (const std::uint32_t x : at_) point.push_back((x + (scrambled_ ? 0.5 : 0.0)) * 0x1p-32);
  const auto changed = static_cast<std::size_t>(std::countr_one(index_++));
  for (std::size_t d = 0; d < at_.size() && changed < kBits; ++d) at_[d] ^= columns_[d][changed];
  return point;
}

}  // namespace cupola
