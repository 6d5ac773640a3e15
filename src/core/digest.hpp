#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace cupola {

/// A running hash over what a replicate produced: equal digests mean equal results to the last bit.
/// Model      XXH3, 128 bits (docs/decisions/digest.md: integrity at gigabytes a second, not security)
/// Holds for  little-endian machines; numbers enter by their bits, -0 as 0, strings with their length before
/// Random     none
/// Checked by tests/digest_test.cpp
class Digest {
 public:
  Digest();
  ~Digest();
  Digest(Digest&&) noexcept;

  void add_bytes(const void* data, std::size_t size);
  void add(std::string_view text);
  void add(double number);  ///< finite: NaN never travels
  template <std::integral Integer>
  void add(Integer number) {
    const auto wide = static_cast<std::uint64_t>(number);
    add_bytes(&wide, sizeof wide);
  }

  std::string hex() const;  ///< of all added so far: 32 digits

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The digest of one block of bytes, for caches and provenance.
std::string content_hash(std::string_view bytes);

}  // namespace cupola
