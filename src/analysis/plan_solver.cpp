#include "analysis/plan_solver.hpp"

#include <algorithm>

#include "analysis/plan_branching.hpp"
#include "analysis/plan_generation.hpp"
#include "analysis/plan_reassignment.hpp"
#include "command/plan_search.hpp"

namespace cupola {

namespace {

constexpr int kMostReassignments = 20;

/// Each with the best plan so far, until it finds no better one. False: stopped.
bool reassign(const WeaponTargetProblem& problem, double goal, const GoOn& go_on, PlanSearch& search,
              PlanGeneration& generation, PlanBracket& bracket, int& count) {
  PlanReassignment reassignment(problem);
  for (bool better = true; better && bracket.gap() > goal && count < kMostReassignments; ++count) {
    if (!go_on()) return false;
    if (!reassignment.solve(bracket.plan)) return true;
    if (!generation.raise_at(reassignment.unit_prices(), go_on)) return false;
    search.start_from(reassignment.plan());
    search.spend_idle_units();
    if (!search.improve(go_on)) return false;
    better = bracket.offer(search.plan(), search.value());
  }
  return true;
}

}  // namespace

SolvedPlan solve_plan(const WeaponTargetProblem& problem, const PlanSolverSettings& settings) {
  const GoOn go_on = settings.go_on ? settings.go_on : GoOn([] { return true; });
  const double goal = std::max(settings.goal, PlanBracket::kRounding);
  SolvedPlan solved;
  PlanSearch search;
  search.set(problem);
  search.spend_idle_units();
  solved.greedy_value = search.value();
  bool went_on = search.improve(go_on);
  solved.search_value = search.value();

  PlanBracket bracket{search.plan(), search.value(), 0.0, {}};
  bracket.unit_prices.assign(static_cast<std::size_t>(problem.weapons), 0.0);
  if (went_on && bracket.gap() > goal) {
    PlanGeneration generation(problem, search, bracket);
    PlanBranching branching(problem, search, bracket);
    went_on = reassign(problem, goal, go_on, search, generation, bracket, solved.reassignments);
    if (went_on && bracket.gap() > goal) went_on = generation.narrow(goal, go_on);
    if (went_on && bracket.gap() > goal) went_on = branching.close(goal, go_on);
    solved.rounds = generation.rounds();
    solved.branches = branching.branches();
  }
  solved.plan = bracket.plan;
  solved.value = surviving_value(problem, bracket.plan);
  solved.bound = std::min(bracket.bound, solved.value);
  solved.stopped = !went_on;
  return solved;
}

}  // namespace cupola
