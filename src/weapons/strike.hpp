#pragma once

#include <cstdint>

#include "core/random.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// What a strike is led by at the end of its way: its target, the last estimate of one that fell silent, or nothing.
enum class StrikeLead : std::uint8_t { target, last_estimate, nothing };

/// What comes of a strike.
struct Strike {
  bool hit = false;
  double miss_m = 0.0;  ///< of one that came down by its last estimate
};

/// Does a hostile that got to its objective hit it?
/// Model      Bernoulli with the hit probability of its type (M46). One that homes on a radar has that if the radar
///            radiated to the end; else it flies on to its last estimate, which is the place of the radar, with a
///            miss of Rayleigh's law, and hits where that is inside its lethal radius (RULES 12); one that never heard
///            it hits nothing
/// Holds for  radars that stand
/// Leaves out what hits beside the objective, misses of the others in metres
/// Random     Purpose::damage by platform: one draw for the hit and one for the miss
/// Checked by tests/strike.cpp
Strike draw_strike(ReplicateKey key, const Platform& platform, StrikeLead lead);

}  // namespace cupola
