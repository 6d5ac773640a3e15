#include "analysis/coverage_track.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

#include "core/check.hpp"

namespace cupola {
namespace {

constexpr int kWindowMost = 12;

}  // namespace

double initiation_probability(double p, int hits, int window, int looks) {
  CUPOLA_CHECK(hits >= 1 && hits <= window && window <= kWindowMost);
  const std::size_t states = std::size_t{1} << (window - 1), mask = states - 1;
  std::array<double, std::size_t{1} << (kWindowMost - 1)> now, next;  // of each only `states` are in use
  std::fill_n(now.begin(), states, 0.0);
  now[0] = 1.0;  // by what the last looks were, the newest in bit 0, without a track so far
  double made = 0.0;
  for (int look = 0; look < looks; ++look) {
    std::fill_n(next.begin(), states, 0.0);
    for (std::size_t state = 0; state < states; ++state) {
      if (!(now[state] > 0.0)) continue;
      next[(state << 1) & mask] += now[state] * (1.0 - p);
      const bool firm = std::popcount(state) + 1 >= hits;
      (firm ? made : next[((state << 1) | 1u) & mask]) += now[state] * p;
    }
    std::copy_n(next.begin(), states, now.begin());
  }
  return std::min(made, 1.0);
}

double at_least_once(double probability, int looks) {
  double none = 1.0;
  for (int look = 0; look < looks; ++look) none *= 1.0 - probability;
  return 1.0 - none;
}

}  // namespace cupola
