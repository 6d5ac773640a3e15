#include "core/digest.hpp"

// Built here, it hashes in lanes as wide as the rest; the one installed takes the narrowest of its kind.
#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

#include <cmath>

#include "core/check.hpp"

namespace cupola {

namespace {

std::string hex_of(XXH128_hash_t hash) { return fmt::format("{:016x}{:016x}", hash.high64, hash.low64); }

}  // namespace

struct Digest::State {
  XXH3_state_t hash;
};

Digest::Digest() : state_(std::make_unique<State>()) { XXH3_128bits_reset(&state_->hash); }
Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;

void Digest::add_bytes(const void* data, std::size_t size) { XXH3_128bits_update(&state_->hash, data, size); }

void Digest::add(std::string_view text) {
  add(text.size());
  add_bytes(text.data(), text.size());
}

void Digest::add(double number) {
  CUPOLA_CHECK(std::isfinite(number));
  const double positive_zero = number + 0.0;
  add_bytes(&positive_zero, sizeof positive_zero);
}

std::string Digest::hex() const { return hex_of(XXH3_128bits_digest(&state_->hash)); }

std::string content_hash(std::string_view bytes) { return hex_of(XXH3_128bits(bytes.data(), bytes.size())); }

}  // namespace cupola
