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
  /// A row under way, part of the digest when it goes out of scope. Its place is counted on by itself alone, so that
  /// word follows word without a look at the digest.
  class Row {
   public:
    Row(RowDigest& digest, std::uint64_t row_kind)
        : digest_(&digest), next_(digest.room_for_row()), end_(next_ + kMostOfRow) {
      add(row_kind);
    }
    Row(const Row&) = delete;
    Row& operator=(const Row&) = delete;
    ~Row() { digest_->end_row(next_); }
    void add(std::uint64_t word) {
      CUPOLA_CHECK(next_ != end_);
      *next_++ = word;
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

   private:
    RowDigest* digest_;
    std::uint64_t *next_, *end_;
  };

  /// Of all rows so far.
  std::string hex() {
    hash_pending();
    return digest_.hex();
  }

 private:
  static constexpr std::size_t kMostOfRow = 16, kMost = 128;
  std::uint64_t* room_for_row() {
    if (count_ + kMostOfRow > kMost) hash_pending();
    return words_ + count_;
  }
  void end_row(const std::uint64_t* end) { count_ = static_cast<std::size_t>(end - words_); }
  void hash_pending() {
    digest_.add_bytes(words_, count_ * sizeof(std::uint64_t));
    count_ = 0;
  }

  Digest digest_;
  std::uint64_t words_[kMost];
  std::size_t count_ = 0;
};

}  // namespace cupola
