#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "analysis/plan_columns.hpp"

class ClpSimplex;

namespace cupola {

/// Which mixture of these columns is best, and what is a unit of each weapon worth there?
/// Model      the linear relaxation of set partition: least sum of values, one column a target, each weapon's
///            units at most once; by COIN-OR CLP's simplex, warm from one call to the next
/// Returns    shares of the columns, prices of the units (at least 0) and of the targets
/// Accurate   CLP's tolerances: no bound rests on them (plan_pricing.hpp)
/// Random     none
/// Checked by tests/plan_solver.cpp
class PlanMaster {
 public:
  explicit PlanMaster(const WeaponTargetProblem& problem);
  ~PlanMaster();

  /// Takes the columns that have come since the last call. The first `problem.targets` of them must be a plan.
  void take(const PlanColumns& columns);
  void allow(std::size_t column, bool is_allowed);

  /// After take(): by the primal simplex. False: stopped; `go_on` is asked every few hundred pivots.
  bool solve(const std::function<bool()>& go_on);
  /// After allow(): by the dual simplex.
  bool solve_again(const std::function<bool()>& go_on);

  double share(std::size_t column) const;
  std::span<const double> unit_prices() const { return unit_prices_; }
  std::span<const double> target_prices() const { return target_prices_; }

 private:
  void set_rows(const PlanColumns& columns);
  void begin();
  bool run(bool dual, const std::function<bool()>& go_on);

  const int weapons_, targets_, units_;
  std::unique_ptr<ClpSimplex> lp_;  // from the first columns on: many problems never need it
  std::size_t taken_ = 0;
  double scale_ = 1.0;  // of the values in the program
  std::vector<double> unit_prices_, target_prices_;
};

}  // namespace cupola
