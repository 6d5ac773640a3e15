#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

#include "core/check.hpp"
#include "core/digest.hpp"
#include "core/vec3.hpp"

namespace cupola {

/// A digest over rows of eight-byte words. A row is short and the hash is quick at long ones: several are
/// hashed at a time, which gives the same as each by itself.
class RowDigest {
 public:
  void begin_row(std::uint64_t row_kind) {
    if (count_ + kMostOfRow > kMost) hash_pending();
    end_of_row_ = count_ + kMostOfRow;
    add(row_kind);
  }
  void add(std::uint64_t word) {
    CUPOLA_CHECK(count_ < end_of_row_);
    words_[count_++] = word;
  }
  void add(double number) {
    CUPOLA_CHECK(std::isfinite(number));  // NaN never travels
    add(std::bit_cast<std::uint64_t>(number + 0.0));
  }
  void add(const Vec3& v) {
    add(v.x);
    add(v.y);
    add(v.z);
  }
  /// Of all rows so far.
  std::string hex() {
    hash_pending();
    return digest_.hex();
  }

 private:
  static constexpr std::size_t kMostOfRow = 16, kMost = 128;
  void hash_pending() {
    digest_.add_bytes(words_, count_ * sizeof(std::uint64_t));
    count_ = 0;
  }

  Digest digest_;
  std::uint64_t words_[kMost];
  std::size_t count_ = 0, end_of_row_ = 0;
};

}  // namespace cupola
