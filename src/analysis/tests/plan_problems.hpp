#pragma once

#include <algorithm>
#include <functional>
#include <vector>

#include "command/weapon_target.hpp"
#include "core/tests/linear_congruence.hpp"

namespace cupola::testing {

/// Values in [25, 100), kill probabilities in [low, high), a share of the pairs at 0.
inline WeaponTargetProblem random_problem(std::uint64_t seed, int weapons, int targets, int units, double low,
                                          double high, double share_feasible = 1.0) {
  LinearCongruence luck(seed);
  WeaponTargetProblem problem{weapons, targets, units, {}, {}};
  for (int j = 0; j < targets; ++j) problem.value.push_back(luck.in(25.0, 100.0));
  for (int k = 0; k < weapons * targets; ++k) {
    const double p = luck.in(low, high);
    problem.kill_probability.push_back(luck.uniform() < share_feasible ? p : 0.0);
  }
  return problem;
}

/// The least value by trying every plan.
inline double least_by_exhaustion(const WeaponTargetProblem& problem) {
  WeaponTargetPlan plan(static_cast<std::size_t>(problem.all_units()), kIdleUnit);
  double least = surviving_value(problem, plan);
  const std::function<void(std::size_t)> next = [&](std::size_t unit) {
    if (unit == plan.size()) {
      least = std::min(least, surviving_value(problem, plan));
      return;
    }
    // Units of one weapon are alike: in ascending order, the idle ones first.
    const bool again = unit % static_cast<std::size_t>(problem.units) != 0;
    for (int j = again ? plan[unit - 1] : kIdleUnit; j < problem.targets; ++j) {
      plan[unit] = j;
      next(unit + 1);
    }
    plan[unit] = kIdleUnit;
  };
  next(0);
  return least;
}

}  // namespace cupola::testing
