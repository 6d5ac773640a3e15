#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "command/weapon_target.hpp"

namespace cupola {

/// Which plan is good, at once?
/// Model      the greatest marginal return, one unit at a time (den Broeder 1959); then local search: a unit
///            moves to another target, or two units change places, until neither saves anything (Ahuja, Kumar,
///            Jha and Orlin 2007, the smallest of their neighbourhoods)
/// Returns    a plan; a unit that can do nothing more stays idle
/// Holds for  any problem; after the first of a size nothing is allocated
/// Accurate   greedy: optimal where p_ij = p_j, in general at least half of the value that can be saved; with
///            the search some 3 % above the least on random problems (docs/assign.md)
/// Leaves out chains of more than two units
/// Random     none; ties to the lowest target, then the lowest unit
/// Checked by tests/plan_search.cpp
class PlanSearch {
 public:
  /// Begins with all units idle.
  void set(const WeaponTargetProblem& problem);
  /// Begins with a plan.
  void start_from(const WeaponTargetPlan& plan);

  void spend_idle_units();  ///< greedily
  /// False where `go_on` said no before the end; it is asked once for each unit and pass.
  bool improve(const std::function<bool()>& go_on = {});

  const WeaponTargetPlan& plan() const { return plan_; }
  double value() const;  ///< that survives

 private:
  struct Best {
    double gain;
    int index;
  };

  const double* by_target(int target) const {
    return by_target_.data() + std::size_t(target) * row_of_units_;
  }
  const double* by_unit(int unit) const { return by_unit_.data() + std::size_t(unit) * row_of_targets_; }
  void turn_over();
  Best best_idle_unit(int target) const;
  int idle_twin(int unit) const;
  Best best_move(int unit) const;
  Best best_swap(int unit) const;
  void place(int unit, int target);
  void leave(int unit);
  void settle(int target);

  int units_ = 0, targets_ = 0, units_of_weapon_ = 1;
  std::size_t row_of_units_ = 0, row_of_targets_ = 0;  // rows padded to whole lanes
  std::vector<double> value_, by_target_,
      by_unit_;  // by_unit_ has a last column of 0: the target of the idle
  // The plan: by unit its target; the place of the idle behind the last target.
  std::vector<std::uint64_t> at_;
  std::vector<std::vector<int>> units_at_;
  std::vector<double> left_;          // by target: what survives
  std::vector<double> without_;       // by unit: what would survive at its target without it
  std::vector<double> own_kill_;      // by unit: at its target
  std::vector<double> idle_;          // by unit: 1 or 0
  std::vector<Best> first_choice_;    // by target: the best idle unit
  std::vector<double> first_return_;  // by target: its kill probability
  WeaponTargetPlan plan_;
  double least_gain_ = 0.0;
};

}  // namespace cupola
