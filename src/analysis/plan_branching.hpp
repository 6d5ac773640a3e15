#pragma once

#include <vector>

#include "analysis/plan_bracket.hpp"
#include "analysis/plan_columns.hpp"
#include "analysis/plan_master.hpp"
#include "command/plan_search.hpp"

namespace cupola {

/// Can the last of the gap be closed?
/// Model      at the prices of the bound, only columns whose price is above their target's least by no more than the
///            gap can stand in a better plan; all of them are listed (column enumeration, Lu and Chen 2021). Over the
///            list, best bound first, branches on the units of a weapon at a target: at most so many, or more. Every
///            branch's bound is the Lagrangian over its columns at its own prices; the column that fires nothing
///            stays in all branches, so that none is ever left for having no solution
/// Returns    the bracket, narrowed
/// Holds for  lists up to kMostColumns and kMostBranches branches; beyond them the bound so far holds
/// Accurate   to PlanBracket::kRounding where it ends
/// Random     none
/// Checked by tests/plan_solver.cpp
class PlanBranching {
 public:
  static constexpr std::size_t kMostColumns = 30'000;
  static constexpr int kMostBranches = 5'000;

  PlanBranching(const WeaponTargetProblem& problem, PlanSearch& search, PlanBracket& bracket);

  /// False: stopped.
  bool close(double goal, const GoOn& go_on);
  int branches() const { return branches_; }

 private:
  struct Limit {
    int weapon, target, least, most;
  };
  struct Branch {
    double bound;
    std::vector<Limit> limits;
  };
  enum class Listed { all, too_many, stopped };
  Listed list_columns(const GoOn& go_on);
  bool is_allowed(std::size_t column, const std::vector<Limit>& limits) const;
  double bound_of(const std::vector<char>& allowed) const;
  void branch(const Branch& branch, double bound, std::vector<Branch>& open);
  bool offer_whole(const std::vector<double>& units);
  bool explore(const Branch& branch, std::vector<Branch>& open, const GoOn& go_on);
  double closed_from() const { return bracket_.value * (1.0 - 0.5 * PlanBracket::kRounding); }

  const WeaponTargetProblem& problem_;
  PlanSearch& search_;
  PlanBracket& bracket_;
  PlanColumns columns_;
  PlanMaster master_;
  double least_leaf_ = 0.0;
  int branches_ = 0;
};

}  // namespace cupola
