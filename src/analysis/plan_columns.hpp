#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "command/weapon_target.hpp"

namespace cupola {

/// So many units of a weapon at one target.
struct PlannedShots {
  int weapon = 0, count = 0;
  bool operator==(const PlannedShots&) const = default;
};

/// What survives of a target.
double value_left(const WeaponTargetProblem& problem, int target, std::span<const PlannedShots> shots);
double price_of(std::span<const PlannedShots> shots, std::span<const double> unit_prices);

/// Columns of the set-partition form: what could be fired at one target, and the value that survives it.
class PlanColumns {
 public:
  /// The shots in ascending weapons. False where the column is there already.
  bool add(const WeaponTargetProblem& problem, int target, std::span<const PlannedShots> shots);
  /// Without looking whether it is there.
  void append(const WeaponTargetProblem& problem, int target, std::span<const PlannedShots> shots);

  std::size_t size() const { return target_.size(); }
  int target(std::size_t column) const { return target_[column]; }
  double value(std::size_t column) const { return value_[column]; }
  std::span<const PlannedShots> shots(std::size_t column) const {
    return {shots_.data() + begin_[column], shots_.data() + begin_[column + 1]};
  }

 private:
  std::vector<int> target_;
  std::vector<double> value_;
  std::vector<std::size_t> begin_{0};
  std::vector<PlannedShots> shots_;
  std::vector<std::vector<std::size_t>> of_target_;  // columns, in the order added
};

/// Adds what a plan fires at each target: one column a target, but for those that are there already.
void add_plan(const WeaponTargetProblem& problem, const WeaponTargetPlan& plan, PlanColumns& columns);

}  // namespace cupola
