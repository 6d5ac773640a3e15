#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace cupola {

/// Something to be put in order, by a number first.
struct SortKey {
  std::uint64_t key = 0;
  std::int32_t index = 0;
};

/// A number that is ordered as `x` is; -0 as 0.
inline std::uint64_t key_of(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x == 0.0 ? 0.0 : x);
  return bits >> 63 ? ~bits : bits | std::uint64_t{1} << 63;
}

/// Sorts by key, and where keys are near each other by `less(a, b)` of indices, which must agree with the
/// keys.
/// Model      counting by the leading 33 bits that differ, eleven at a time; runs of equal ones by comparing
/// Bounded    n log n where all are equal
class KeySort {
 public:
  template <class Less>
  void sort(std::vector<SortKey>& keys, Less less) {
    const auto compare = [&](const SortKey& a, const SortKey& b) { return less(a.index, b.index); };
    if (keys.size() < kFew) return std::sort(keys.begin(), keys.end(), compare);
    std::uint64_t low = UINT64_MAX, high = 0;
    for (const SortKey& k : keys) {
      low = std::min(low, k.key);
      high = std::max(high, k.key);
    }
    const int shift = std::max(0, static_cast<int>(std::bit_width(high - low)) - kDigits * kBits);
    other_.resize(keys.size());
    for (SortKey& k : keys) k.key = (k.key - low) >> shift;
    for (int digit = 0; digit < kDigits; ++digit) pass(keys, digit * kBits);
    for (std::size_t begin = 0, end = 0; begin < keys.size(); begin = end) {
      while (end < keys.size() && keys[end].key == keys[begin].key) ++end;
      if (end - begin > 1)
        std::sort(keys.begin() + static_cast<std::ptrdiff_t>(begin),
                  keys.begin() + static_cast<std::ptrdiff_t>(end), compare);
    }
  }

 private:
  static constexpr std::size_t kFew = 256;
  static constexpr int kBits = 11, kDigits = 3;

  void pass(std::vector<SortKey>& keys, int shift) {
    constexpr std::uint64_t mask = (std::uint64_t{1} << kBits) - 1;
    std::array<std::uint32_t, std::size_t{1} << kBits> start{};
    for (const SortKey& k : keys) ++start[k.key >> shift & mask];
    std::uint32_t sum = 0;
    for (std::uint32_t& s : start) {
      const std::uint32_t count = s;
      s = sum;
      sum += count;
    }
    for (const SortKey& k : keys) other_[start[k.key >> shift & mask]++] = k;
    keys.swap(other_);
  }

  std::vector<SortKey> other_;
};

}  // namespace cupola
