#pragma once

#include <cstddef>
#include <vector>

namespace cupola {

/// The static weapon-target assignment problem: every weapon has the same number of units, each of which may be
/// spent on one target.
struct WeaponTargetProblem {
  int weapons = 0, targets = 0;
  int units = 1;                         ///< of each weapon
  std::vector<double> value;             ///< by target, at least 0
  std::vector<double> kill_probability;  ///< of one unit: [weapon * targets + target]

  int all_units() const { return weapons * units; }
  double kill(int weapon, int target) const {
    return kill_probability[static_cast<std::size_t>(weapon) * static_cast<std::size_t>(targets) +
                            static_cast<std::size_t>(target)];
  }
};

/// By unit (weapon * units + number of the unit): its target, or kIdleUnit.
using WeaponTargetPlan = std::vector<int>;
inline constexpr int kIdleUnit = -1;

/// What value survives a plan?
/// Model      sum of V_j prod (1 - p_ij)^x_ij (Manne 1958), products by unit and sums by target in ascending
///            order
/// Holds for  shots that kill independently of each other
/// Accurate   a few last bits
/// Checked by tests/plan_search.cpp
double surviving_value(const WeaponTargetProblem& problem, const WeaponTargetPlan& plan);

}  // namespace cupola
