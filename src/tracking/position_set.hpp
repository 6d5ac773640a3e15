#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace cupola {

/// Positions, read in rising order in whatever order they were put in: bits, since sorting a few numbers that
/// nobody can foretell costs more.
class PositionSet {
 public:
  /// Empty, with room for positions below `size`.
  void clear(std::size_t size) { words_.assign(size / kBits + 1, 0); }
  void add(int position) {
    const auto at = static_cast<std::size_t>(position);
    words_[at / kBits] |= std::uint64_t{1} << at % kBits;
  }
  template <class Each>
  void for_each(Each each) const {
    for (std::size_t i = 0; i < words_.size(); ++i)
      for (std::uint64_t rest = words_[i]; rest != 0; rest &= rest - 1)
        each(static_cast<int>(i * kBits) + std::countr_zero(rest));
  }

 private:
  static constexpr std::size_t kBits = 64;
  std::vector<std::uint64_t> words_;
};

}  // namespace cupola
