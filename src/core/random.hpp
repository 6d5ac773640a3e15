#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace cupola {

/// What a draw is for. A purpose and the names of those concerned make the counter, so that skipping a draw,
/// or adding an entity, shifts nobody else's luck.
enum class Purpose : std::uint8_t {
  scan_phase = 1,
  detection,
  fluctuation,
  measurement_noise,
  false_alarm,
  merging,
  iff,
  delay,
  message_loss,
  kill,
  assessment,
  reliability,
  readiness,
  traffic,
  parameter,
  damage,
  navigation,
  strobe,
  intercept,
  registration,
  failure,
  link_outage,
  choice,
  reaction,
};

/// One replicate's key: a bijective 64-bit mix of study seed and replicate number.
struct ReplicateKey {
  std::uint64_t value = 0;
  static ReplicateKey of(std::uint64_t study_seed, std::uint64_t replicate);
};

/// A 64-bit hash of a name; the same on every machine.
std::uint64_t name_key(std::string_view name);

/// The stream that belongs to a purpose and one or two names (as name_key).
std::uint64_t stream_key(Purpose purpose, std::uint64_t name_a, std::uint64_t name_b = 0);

/// Draws of one physical happening.
/// Model      Philox 4x32-10 at counter (stream, 48-bit ordinal, 16-bit block); the same in philox.hpp
/// Holds for  ordinal < 2^48, at most 131072 draws
/// Random     exactly the named stream; two Draws of equal arguments give equal values
/// Checked by tests/random_test.cpp
class Draws {
 public:
  Draws(ReplicateKey key, std::uint64_t stream, std::uint64_t ordinal);

  double uniform();          ///< in the open interval (0, 1): the odd multiples of 2^-53
  double normal();           ///< mean 0, variance 1, by inverse distribution function
  double exponential();      ///< mean 1, by inverse distribution function
  int poisson(double mean);  ///< by inversion, one uniform whatever comes out; mean in [0, 500]
  std::uint64_t bits();

 private:
  std::array<std::uint64_t, 2> block_{};
  std::uint64_t key_, stream_, ordinal_;
  std::uint32_t next_block_ = 0;
  int used_ = 2;  // halves of block_ already given out
};

}  // namespace cupola
