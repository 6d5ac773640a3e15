#pragma once

#include <cstdint>

#include "catalogue/fire_rules.hpp"
#include "core/time.hpp"
#include "messages/track.hpp"

namespace cupola {

/// What came of the last looks of one radar at one target, oldest forgotten.
class LookHistory {
 public:
  void note(bool seen) {
    seen_ = (seen_ << 1) | (seen ? 1u : 0u);
    if (count_ < kFiringLooksMost) ++count_;
  }
  /// How many are known, of the last `most`.
  int looks(int most) const { return count_ < most ? count_ : most; }
  /// In how many of the last `most` it was seen.
  int seen(int most) const;

 private:
  std::uint32_t seen_ = 0;  // last look in bit 0
  int count_ = 0;
};

/// Standard deviation of where a target will be, along one axis, when its track is not updated until then.
/// Model      constant velocity: trace of P_pp + 2 t P_pv + t^2 P_vv over three (Bar-Shalom, Li and Kirubarajan
///            2001, section 6.2, with the noise of the process in the velocity that the filter already claims)
/// Returns    m
/// Random     none
double error_after_m(const Track& track, double t_s);

/// May a fire unit launch at what its guidance radar makes of a target?
///
/// A round that is led by that radar needs it all the way to hand-over. What can be known of that beforehand is
/// how it has held the target of late, and how sure it is of it.
///
/// Model      both of the doctrine's rules. M of N: at least the share `held` of the last `looks` looks had a plot
///            of the target (looks that have not been taken yet count as without). Basket: the track's error,
///            grown over the gap to be expected before the next plot, is at most `handover_error` radii of
///            the hand-over basket; gap: the time since the last plot, or the track interval over the share of
///            the last looks that had one (mean of a geometric law), whichever is longer
/// Holds for  a target that comes nearer: at hand-over the radar holds it no worse than at launch
/// Leaves out that errors of angle shrink with the range; manoeuvres beyond what the filter expects
/// Random     none
/// Checked by tests/firing_track.cpp, tests/fire_control.cpp
bool of_fire_control_quality(const FiringTrack& asked, const LookHistory& looks, double look_interval_s,
                             const Track& track, Time now, double basket_m);

}  // namespace cupola
