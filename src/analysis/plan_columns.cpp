#include "analysis/plan_columns.hpp"

#include <algorithm>

namespace cupola {

double value_left(const WeaponTargetProblem& problem, int target, std::span<const PlannedShots> shots) {
  double left = problem.value[static_cast<std::size_t>(target)];
  for (const PlannedShots& s : shots)
    for (int k = 0; k < s.count; ++k) left *= 1.0 - problem.kill(s.weapon, target);
  return left;
}

double price_of(std::span<const PlannedShots> shots, std::span<const double> unit_prices) {
  double sum = 0.0;
  for (const PlannedShots& s : shots) sum += s.count * unit_prices[static_cast<std::size_t>(s.weapon)];
  return sum;
}

bool PlanColumns::add(const WeaponTargetProblem& problem, int target, std::span<const PlannedShots> shots) {
  const auto j = static_cast<std::size_t>(target);
  const auto is_it = [&](std::size_t column) { return std::ranges::equal(this->shots(column), shots); };
  if (j < of_target_.size() && std::ranges::any_of(of_target_[j], is_it)) return false;
  append(problem, target, shots);
  return true;
}

void PlanColumns::append(const WeaponTargetProblem& problem, int target,
                         std::span<const PlannedShots> shots) {
  of_target_.resize(std::max(of_target_.size(), static_cast<std::size_t>(problem.targets)));
  of_target_[static_cast<std::size_t>(target)].push_back(size());
  target_.push_back(target);
  value_.push_back(value_left(problem, target, shots));
  shots_.insert(shots_.end(), shots.begin(), shots.end());
  begin_.push_back(shots_.size());
}

void add_plan(const WeaponTargetProblem& problem, const WeaponTargetPlan& plan, PlanColumns& columns) {
  std::vector<std::vector<PlannedShots>> at(static_cast<std::size_t>(problem.targets));
  for (std::size_t unit = 0; unit < plan.size(); ++unit) {
    if (plan[unit] == kIdleUnit) continue;
    std::vector<PlannedShots>& shots = at[static_cast<std::size_t>(plan[unit])];
    const int weapon = static_cast<int>(unit) / problem.units;
    if (shots.empty() || shots.back().weapon != weapon) shots.push_back({weapon, 0});
    ++shots.back().count;
  }
  for (int j = 0; j < problem.targets; ++j) columns.add(problem, j, at[static_cast<std::size_t>(j)]);
}

}  // namespace cupola
