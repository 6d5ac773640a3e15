#pragma once

#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "command/weapon_target.hpp"

namespace cupola {

/// What is known of the least value so far: a plan from above, and prices of the units that prove a bound from below.
struct PlanBracket {
  /// Nearer than this to each other, relative to the value, the two are one: rounding.
  static constexpr double kRounding = 1e-9;

  WeaponTargetPlan plan;
  double value = 0.0, bound = 0.0;
  std::vector<double> unit_prices;  ///< of the bound

  /// Takes a better plan.
  bool offer(const WeaponTargetPlan& other, double other_value) {
    if (!(other_value < value)) return false;
    plan = other;
    value = other_value;
    return true;
  }
  /// Takes a higher bound.
  bool raise(double other_bound, std::span<const double> prices) {
    if (!(other_bound > bound)) return false;
    bound = other_bound;
    unit_prices.assign(prices.begin(), prices.end());
    return true;
  }
  /// The part of the value that may be more than the least.
  double gap() const { return value > bound ? (value - bound) / value : 0.0; }
  bool is_proven() const { return gap() <= kRounding; }
};

/// Asked now and then; false: stop with what is there.
using GoOn = std::function<bool()>;

}  // namespace cupola
