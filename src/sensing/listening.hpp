#pragma once

#include <utility>
#include <vector>

#include "core/random.hpp"
#include "sensing/sensing.hpp"
#include "world/world.hpp"

namespace cupola {

/// Whom does a passive sensor hear, and from where?
/// Model      one-way radio equation (Skolnik 3e, 2; Wiley 2006, "ELINT", 2): what comes in is EIRP (lambda /
///            4 pi R)^2, against what comes in from the reference emitter at the reference range; of noise
///            only the receiver's share of its bandwidth. In decibels a normal fade is added, drawn for each
///            emitter and period; it is heard where the sum is positive, so half the time at the range of the
///            reference. A platform is heard by the best of its emitters: its jammer while it is on, its own
///            radar or transponder in a share `duty` of the periods. Where the lay-down has it carry a radar,
///            that is the emitter, and is heard only while it radiates. Nothing from behind the geometric
///            horizon of the smooth earth, or the map of terrain. Errors as declared, azimuth over
///            cos(elevation). The kind of emitter is named rightly with probability `recognition`, else
///            not at all
/// Returns    one bearing for each platform heard, in the order of what was measured
/// Holds for  one receiving antenna whose gain is the same at all frequencies
/// Leaves out beams and side lobes of the emitters (they are in EIRP, duty and fading), diffraction, gases
/// and
///            rain, kinds that are taken for others, two sources in one direction, false bearings, and own
///            side's radars and jammers that drown what it would hear
/// Random     Purpose::intercept: (platform, sensor), number of the period
/// Checked by tests/listening_test.cpp
class Listening {
 public:
  Listening(const Scenario& scenario, ReplicateKey key);

  void hear(const World& world, const PassiveSite& site, std::uint32_t number, Time t,
            std::vector<Bearing>& bearings, std::vector<PlotTruth>& truth);

 private:
  bool emits(const World& world, const Platform& platform, Time t) const;

  const Scenario* scenario_;
  ReplicateKey key_;
  std::vector<PlatformId> emitters_;
  std::vector<std::pair<Bearing, PlatformId>> heard_;
};

/// How far over the least that is heard half the time does a signal come in? Power ratio.
double over_threshold(const PassiveType& passive, double eirp_w, double frequency_hz, double range_m);

}  // namespace cupola
