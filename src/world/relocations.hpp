#pragma once

#include <cstdint>
#include <vector>

#include "core/random.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// How long do the steps of a move take in this replicate?
/// Model      each figure drawn from its interval (drawn_value); the march is the distance times detour over speed
/// Random     Purpose::readiness by (fire unit, "tear-down"), "take down mast", "road speed", "road detour", "set-up",
///            "raise mast", ordinal the number of the move: one move shifts the luck of no other
/// Checked by tests/relocations_test.cpp
MoveTimes draw_move(const Relocation& relocation, std::size_t move, ReplicateKey key);

/// Where the fire units that move truly are.
/// Model      told to move, a unit waits (its rounds in flight are guided to their end), tears down, marches, sets up, and
///            stands. It counts as belonging to the place it comes from until it stands at the next
/// Leaves out the way: it is as if the unit drove in a straight line, at a constant speed, to be there when a road of
///            so much detour would have brought it; roads, traffic, breakdowns on the way
/// Random     draw_move
/// Checked by tests/relocations_test.cpp
class Relocations {
 public:
  enum class Phase : std::uint8_t { stands, waits, tears_down, marches, sets_up };

  Relocations() = default;
  Relocations(const Scenario& scenario, ReplicateKey key);

  bool any() const { return !units_.empty(); }
  Phase phase(std::uint32_t relocation) const { return units_[relocation].phase; }
  std::uint32_t place(std::uint32_t relocation) const { return units_[relocation].place; }
  /// The move that is to come or under way has this number.
  bool has_next(std::uint32_t relocation) const {
    return units_[relocation].place < units_[relocation].times.size();
  }

  /// Does the unit belong here, at home or on its way elsewhere?
  bool belongs(Station station) const {
    return !station.moves() || place(station.relocation) == station.place;
  }
  /// Does it stand here and may it fire?
  bool stands(Station station) const {
    return belongs(station) && (!station.moves() || phase(station.relocation) == Phase::stands);
  }
  /// Is it really here, ready or not?
  bool is_there(Station station) const;
  /// Latitude and longitude, on the march too.
  GroundPlace position(std::uint32_t relocation, Time t) const;

  // The steps of a move, each when the one before is over; those that take a time say when it is.
  void wait(std::uint32_t relocation) { units_[relocation].phase = Phase::waits; }
  Time tear_down(std::uint32_t relocation, Time now) { return begin(relocation, Phase::tears_down, now); }
  Time march(std::uint32_t relocation, Time now) { return begin(relocation, Phase::marches, now); }
  Time set_up(std::uint32_t relocation, Time now) { return begin(relocation, Phase::sets_up, now); }
  void stand(std::uint32_t relocation) {
    units_[relocation].phase = Phase::stands;
    ++units_[relocation].place;
  }

 private:
  struct Unit {
    Phase phase = Phase::stands;
    std::uint32_t place = 0;
    Time begun, until;  // of the phase
    std::vector<MoveTimes> times;
  };
  Time begin(std::uint32_t relocation, Phase phase, Time now);

  const Scenario* scenario_ = nullptr;
  std::vector<Unit> units_;  // as Scenario::relocations
};

}  // namespace cupola
