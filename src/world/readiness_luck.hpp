#pragma once

#include <cstdint>

#include "core/random.hpp"
#include "core/time.hpp"
#include "scenario/readiness.hpp"

namespace cupola {

/// How long does an element take in this replicate, from the alert until its radars begin to warm up, and how
/// much slower is its crew?
/// Model      the sum of its steps and, where it is known from where, of a march: distance times detour over
///            speed; each figure drawn from its interval (drawn_value)
/// Holds for  steps that depend on each other in nothing
/// Random     Purpose::readiness by (element, "activation"), ordinal the place of the step, and by (element, "road
///            speed"), "road detour", "crew delay": a mast or a known march shifts the luck of no other step
/// Checked by tests/readiness_luck_test.cpp
struct ActivationLuck {
  Duration wait;
  double crew_delay_s = 0.0;
};
ActivationLuck draw_activation(const Activation& activation, ReplicateKey key);

/// Is an element on whose turn it may be?
/// Model      of `turns` elements those on are `on_at_once` in a row, round the circle; the first of them is
///            drawn for the rota, each equally likely
/// Random     Purpose::readiness by (rota, "turn")
/// Checked by tests/readiness_luck_test.cpp
bool is_its_turn(const Activation& activation, ReplicateKey key);

/// When does a radar on duty next begin or cease to radiate, and does it radiate now?
/// Model      on for the share of every period; where in a period the scenario begins is drawn, each place
///            equally likely
/// Random     Purpose::readiness by (radar, "duty")
/// Checked by tests/readiness_luck_test.cpp
class DutyPhase {
 public:
  DutyPhase() = default;
  DutyPhase(const DutyCycle& duty, std::uint64_t name, ReplicateKey key, Time start);
  bool on(Time t) const;
  Time next_change(Time t) const;  ///< after t; kNever where there is none

 private:
  Time first_;  ///< begin of a period, at or before the start
  Duration period_, on_;
};

}  // namespace cupola
