#include "command/weapon_target.hpp"

namespace cupola {

double surviving_value(const WeaponTargetProblem& problem, const WeaponTargetPlan& plan) {
  std::vector<double> left = problem.value;
  for (std::size_t unit = 0; unit < plan.size(); ++unit)
    if (plan[unit] != kIdleUnit)
      left[static_cast<std::size_t>(plan[unit])] *=
          1.0 - problem.kill(static_cast<int>(unit) / problem.units, plan[unit]);
  double sum = 0.0;
  for (const double value : left) sum += value;
  return sum;
}

}  // namespace cupola
