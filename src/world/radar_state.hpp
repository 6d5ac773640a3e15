#pragma once

#include "catalogue/radar_type.hpp"
#include "core/time.hpp"
#include "messages/readiness.hpp"

namespace cupola {

/// A radar, or a passive sensor, as it really is at this moment; of one that listens, `radiating` says that
/// it does.
struct RadarState {
  Readiness readiness = Readiness::off;  ///< as it is now
  bool failed = false;                   ///< for good: down at the start, or hit
  int faults = 0;                        ///< failures under way that take it down
  bool stowed = false;                   ///< boxed, or on the march: it takes no orders
  bool silenced = false;                 ///< warm, but off duty
  double warm_up_s = 0.0;
  double scan_phase_rad = 0.0;     ///< azimuth of the first face at the scenario's start (rotating)
  double sector_centre_rad = 0.0;  ///< where the array faces (sector); during a turn: where it will face
  double turn_from_rad = 0.0;      ///< where the turn under way began
  Time turn_begin;
  Time turn_until;  ///< end of the turn under way
  Time warm_until;  ///< end of the warm-up under way

  /// It works, and is where and how it should be to radiate; a warm-up or a turn may be under way.
  bool up() const { return !failed && faults == 0 && !stowed && !silenced && readiness == Readiness::ready; }
  bool radiating(Time t) const { return up() && t >= warm_until && t >= turn_until; }
  double facing_rad(Time t) const;  ///< azimuth of the array's normal, on the way during a turn
};

/// What becomes of a radar or passive sensor that is told to take up a state? One that is not yet ready
/// warms up first; one that is ready, or warming up, stays as it is; silence is immediate. One that is stowed
/// does not hear of it.
/// Leaves out wear, a shorter warm-up after a short silence
/// Checked by tests/radar_state_test.cpp
void take_up(RadarState& radar, Readiness state, Time t);

/// What becomes of it when something of it breaks down, or is up again? It is silent until nothing is down
/// any more, and warms up then if it is to be on.
/// Checked by tests/radar_state_test.cpp
void break_down(RadarState& radar);
void mend(RadarState& radar, Time t);

/// What becomes of an array that is told to face another sector? It turns the shorter way at a constant
/// rate, silent on the way; an order during a turn starts from where the array then is. A radar without a
/// turn rate does not turn.
/// Checked by tests/radar_state_test.cpp
void turn(RadarState& radar, const RadarType& type, double sector_centre_rad, Time t);

}  // namespace cupola
