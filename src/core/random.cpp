#include "core/random.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <bit>

#include "core/check.hpp"
#include "core/math.hpp"
#include "core/philox.hpp"

namespace cupola {
namespace {

static_assert(std::endian::native == std::endian::little, "hashes are over little-endian bytes");

/// The finaliser of splitmix64 (Steele, Lea and Flood 2014): a bijection of 64 bits that spreads every bit
/// over all.
std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

}  // namespace

ReplicateKey ReplicateKey::of(std::uint64_t study_seed, std::uint64_t replicate) {
  // A bijection of the replicate for each seed, and of the seed for each replicate.
  return {mix(mix(study_seed) + 0x9e3779b97f4a7c15u * replicate)};
}

std::uint64_t name_key(std::string_view name) { return XXH3_64bits(name.data(), name.size()); }

std::uint64_t stream_key(Purpose purpose, std::uint64_t name_a, std::uint64_t name_b) {
  const std::uint64_t words[] = {static_cast<std::uint64_t>(purpose), name_a, name_b};
  return XXH3_64bits(words, sizeof words);
}

Draws::Draws(ReplicateKey key, std::uint64_t stream, std::uint64_t ordinal)
    : key_(key.value), stream_(stream), ordinal_(ordinal) {
  CUPOLA_CHECK(ordinal < std::uint64_t{1} << 48);
}

std::uint64_t Draws::bits() {
  if (used_ == 2) {
    CUPOLA_CHECK(next_block_ < 1u << 16);
    const auto random = lanes::philox<double>(key_, stream_, ordinal_, next_block_++);
    block_ = {random.first, random.second};
    used_ = 0;
  }
  return block_[used_++];
}

double Draws::uniform() { return lanes::open_uniform<double>(bits()); }

double Draws::normal() { return math::normal_quantile(uniform()); }

double Draws::exponential() { return -math::log(uniform()); }

int Draws::poisson(double mean) {
  CUPOLA_CHECK(mean >= 0.0 && mean <= 500.0);
  const double u = uniform();
  // Terms are added until they reach u; past the mean they may become too small to get there.
  int count = 0;
  double term = math::exp(-mean), sum = term;
  while (u > sum && (count < mean || term > 1e-18)) {
    ++count;
    term *= mean / count;
    sum += term;
  }
  return count;
}

}  // namespace cupola
