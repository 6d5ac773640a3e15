#pragma once

#include <array>
#include <cstdint>

#include "core/time.hpp"

namespace cupola {

/// The links of the chain that a threat goes through, in their order.
enum class Milestone : std::uint8_t {
  detection,  ///< by any radar
  track,      ///< a firm track at any post
  identity,   ///< taken for what may be shot at
  launch,     ///< of a round at its track
  intercept   ///< a round met it, and killed it or not
};
inline constexpr int kMilestoneCount = 5;

/// When a threat was first there, and how far it was then.
struct Reached {
  Time time = kNever;  ///< kNever: never
  double range_m =
      0.0;  ///< slant range from the nearest guidance radar as laid out; without one, from the nearest radar
  bool ever() const { return time != kNever; }
};
using Milestones = std::array<Reached, kMilestoneCount>;

}  // namespace cupola
