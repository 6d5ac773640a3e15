#pragma once

#include <cstdint>
#include <vector>

#include "command/evidence.hpp"
#include "command/order_of_battle.hpp"

namespace cupola {

/// Does a track keep to a flight that has been announced?
/// Model      inside the corridor (behaviour.hpp), its course within 45 deg of the corridor's, and along it
///            no further from where the announced flight should be than it flies in the tolerance. A flight
///            flies at its announced speed from the corridor's first point (or its last). Where several fit,
///            an own one is named
/// Holds for  corridors of a few hundred kilometres; legs as straight lines in the horizontal plane
/// Leaves out that one flight answers for one track only: who flies beside an airliner keeps to its plan too
/// Random     none
/// Checked by tests/airspace.cpp
PlanEvidence plan_of(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s, Time t, const OrderOfBattle& own);

/// Over whose area is a place?
/// Model      even-odd rule in latitude and longitude. In areas of both kinds: nobody's
/// Random     none
/// Checked by tests/airspace.cpp
OriginEvidence origin_of(const Vec3& p_ecef_m, const std::vector<KnownArea>& areas);

/// A reading that is believed when it has come three times in a row, so that one noisy update turns nothing;
/// likewise that it holds no more.
class SteadyPlan {
 public:
  PlanEvidence read(PlanEvidence reading) {
    if (reading == held_) {
      repeats_ = 0;
    } else {
      repeats_ = reading == candidate_ && repeats_ > 0 ? repeats_ + 1 : 1;
      candidate_ = reading;
      if (repeats_ >= kReadingsToChange) {
        held_ = reading;
        repeats_ = 0;
      }
    }
    return held_;
  }

 private:
  static constexpr int kReadingsToChange = 3;
  PlanEvidence held_ = PlanEvidence::none, candidate_ = PlanEvidence::none;
  std::uint8_t repeats_ = 0;
};

}  // namespace cupola
