#pragma once

#include <vector>

#include "analysis/plan_bracket.hpp"
#include "analysis/plan_columns.hpp"
#include "analysis/plan_master.hpp"
#include "analysis/plan_pricing.hpp"
#include "command/plan_search.hpp"

namespace cupola {

/// How near can plan and bound be brought by pricing units?
/// Model      column generation on the set partition of targets (Gilmore and Gomory 1961): the master prices the
///            units, the pricing finds what is best fired at each target, and the master takes it in. Bound: the
///            Lagrangian, sum of least prices less the price of all units, valid at any prices. Prices are drawn
///            towards the best ones so far (Wentges 1997). After every round the master's mixture is rounded to a
///            plan, largest shares first, and searched on
/// Returns    the bracket, narrowed
/// Holds for  any problem
/// Accurate   the bound is lowered by more than its rounding; it ends at the relaxation's value, which on random
///            problems is within 0.02 % of the least value
/// Random     none
/// Checked by tests/plan_solver.cpp
class PlanGeneration {
 public:
  PlanGeneration(const WeaponTargetProblem& problem, PlanSearch& search, PlanBracket& bracket);

  /// The bound at these prices, taken in where it is higher; false: stopped before it was known.
  bool raise_at(std::vector<double> unit_prices, const GoOn& go_on);
  /// Rounds until plan and bound are within `goal` of each other, or no column helps. False: stopped.
  bool narrow(double goal, const GoOn& go_on);

  int rounds() const { return rounds_; }
  const PlanColumns& columns() const { return columns_; }

 private:
  enum class Added { none, some, stopped };
  Added price_columns(std::vector<double> unit_prices, std::size_t keep, const GoOn& go_on);
  Added new_columns(const GoOn& go_on);
  double reduced(int target, const PlanPricing::Found& found) const;

  const WeaponTargetProblem& problem_;
  PlanSearch& search_;
  PlanBracket& bracket_;
  PlanPricing pricing_;
  PlanColumns columns_;
  PlanMaster master_;
  bool has_master_prices_ = false, cut_short_ = false;
  int rounds_ = 0, most_branches_;
};

}  // namespace cupola
