#pragma once

#include <optional>
#include <vector>

#include "core/random.hpp"
#include "core/time.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// Loads in store, and the transloaders that put them on empty launchers.
/// Model      a fire unit's empty launchers wait in the order in which they ran empty (at the same time, by id) for a
///            transloader and a load; filling one takes the launcher type's reload time, during which both are taken
/// Holds for  launchers that have fired everything: what is left of a mixed load keeps the rest waiting
/// Leaves out that store and transloaders stand somewhere and can be hit, crews that tire
/// Random     Purpose::readiness by (launcher, "reload"), ordinal the number of its reload: the time, from the interval
///            of the figure where that has a distribution and our central values are in force
/// Checked by tests/reloads.cpp
class Reloads {
 public:
  Reloads(const Scenario& scenario, ReplicateKey key);

  void ran_empty(LauncherId launcher);
  /// A reload that begins now, and when it is done; none: nobody waits, no load is left, or no transloader is free.
  struct Begun {
    LauncherId launcher;
    Time done;
  };
  std::optional<Begun> begin(FireUnitId unit, Time now);
  /// Its time is over: it has its load, if it is still there to take it.
  bool done(LauncherId launcher);
  void lost(LauncherId launcher);
  /// The fire unit packs up: what is being put on goes back into store, its launchers wait first in line.
  void break_off(FireUnitId unit);
  /// It stands at another place, with the same launchers there in the same order: store, transloaders and who waits.
  void carry_over(FireUnitId from, FireUnitId to);
  bool under_way(LauncherId launcher) const { return launchers_[launcher.index()].under_way; }
  int stored(FireUnitId unit) const;  ///< loads in store, with those being put on

 private:
  struct Launcher {
    bool under_way = false, lost = false;
    std::uint64_t ordinal = 0;
  };
  struct Unit {
    int loads = 0, free = 0, working = 0;
    std::vector<LauncherId> waiting;
  };
  double reload_s(LauncherId launcher, std::uint64_t ordinal) const;
  Unit& unit_of(LauncherId launcher);

  const Scenario* scenario_;
  ReplicateKey key_;
  std::vector<Launcher> launchers_;  // by LauncherId
  std::vector<Unit> units_;          // by FireUnitId
};

}  // namespace cupola
