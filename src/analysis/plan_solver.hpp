#pragma once

#include "analysis/plan_bracket.hpp"

namespace cupola {

/// How far to go.
struct PlanSolverSettings {
  double goal = 0.0;  ///< the gap at which it is enough, relative to the value
  GoOn go_on;         ///< asked a thousand times a second or so; without it, to the end
};

/// What came of it.
struct SolvedPlan {
  WeaponTargetPlan plan;
  double value = 0.0;                             ///< that survives the plan
  double bound = 0.0;                             ///< no plan leaves less
  double greedy_value = 0.0, search_value = 0.0;  ///< of the first steps
  int reassignments = 0, rounds = 0, branches = 0;
  bool stopped = false;  ///< go_on said no: a longer time may give more

  double gap() const { return value > bound ? (value - bound) / value : 0.0; }
  bool is_proven() const { return gap() <= PlanBracket::kRounding; }
};

/// Which plan leaves the least value, and how far from the least can it be?
/// Model      four steps, each only while the gap is above the goal: greedy and search (command/plan_search.hpp),
///            reassignment, whose prices give the first bound, column generation, branching
/// Returns    a plan, its value and a proven bound
/// Holds for  any problem
/// Accurate   docs/assign.md; the bound is lowered by its rounding, and never above the value
/// Random     none; the same answer every time where go_on never said no
/// Checked by tests/plan_solver.cpp
SolvedPlan solve_plan(const WeaponTargetProblem& problem, const PlanSolverSettings& settings);

}  // namespace cupola
