#pragma once

#include <vector>

#include "command/weapon_target.hpp"
#include "core/assignment.hpp"

namespace cupola {

/// What comes of it if all units choose anew at once, each against what the others do now?
/// Model      the plan becomes slots: one for each unit that is spent, worth what is left of its target without it,
///            and one more on each target; the units are assigned to slots for the greatest sum of returns (the
///            cyclic and path exchanges of Ahuja, Kumar, Jha and Orlin 2007, by one optimal assignment). The gain
///            is exact where no target's slots change hands twice, so the plan may be worse than it seems
/// Returns    a plan, and for each weapon the price of a unit: its best return less the price of the slot
/// Holds for  any plan
/// Accurate   one shot a target: the least of all such plans; the prices then nearly always prove it
/// Leaves out of each target all but the kWeaponsPerTarget weapons with the greatest kill probability, and those
///            that stand at it; the prices see all
/// Random     none
/// Checked by tests/plan_solver.cpp
class PlanReassignment {
 public:
  static constexpr std::size_t kWeaponsPerTarget = 16;
  static constexpr std::size_t kMostCandidates = 2'000'000;

  explicit PlanReassignment(const WeaponTargetProblem& problem);

  /// False where there are too many candidates.
  bool solve(const WeaponTargetPlan& plan);

  const WeaponTargetPlan& plan() const { return plan_; }
  const std::vector<double>& unit_prices() const { return unit_prices_; }

 private:
  struct Slot {
    int target;
    double left;  ///< of the target, without the unit that stands here
  };
  void list_slots(const WeaponTargetPlan& plan);
  bool list_candidates();
  void price_units();

  const WeaponTargetProblem& problem_;
  std::vector<char> is_listed_;  // [weapon * targets + target]
  std::vector<Slot> slots_;
  std::vector<int> slot_of_unit_;
  std::vector<AssignmentCandidate> candidates_;
  std::vector<double> nothing_;
  Assignment assignment_;
  WeaponTargetPlan plan_;
  std::vector<double> unit_prices_;
};

}  // namespace cupola
