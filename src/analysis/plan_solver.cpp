#include "analysis/plan_solver.hpp"

#include <algorithm>

#include "analysis/plan_branching.hpp"
#include "analysis/plan_generation.hpp"
#include "analysis/plan_reassignment.hpp"
#include "command/plan_search.hpp"

namespace cupola {

namespace {

constexpr int kMostReassignments = 20;
/// From so many pairs on a reassignment takes long, or is not tried: there shall be a bound before it.
constexpr std::size_t kManyPairs = 100'000;

/// By weapon, what one more unit of it would save: the prices at which a greedy plan is content.
std::vector<double> returns_of_one_more(const WeaponTargetProblem& problem, const WeaponTargetPlan& plan) {
  std::vector<double> left = problem.value;
  for (std::size_t u = 0; u < plan.size(); ++u)
    if (plan[u] != kIdleUnit)
      left[static_cast<std::size_t>(plan[u])] *=
          1.0 - problem.kill(static_cast<int>(u) / problem.units, plan[u]);
  std::vector<double> returns(static_cast<std::size_t>(problem.weapons), 0.0);
  for (int i = 0; i < problem.weapons; ++i)
    for (int j = 0; j < problem.targets; ++j)
      returns[static_cast<std::size_t>(i)] = std::max(returns[static_cast<std::size_t>(i)],
                                                      left[static_cast<std::size_t>(j)] * problem.kill(i, j));
  return returns;
}

/// Each with the best plan so far, until it finds no better one. False: stopped.
bool reassign(const WeaponTargetProblem& problem, double goal, const GoOn& go_on, PlanSearch& search,
              PlanGeneration& generation, PlanBracket& bracket, int& count) {
  const std::size_t pairs =
      static_cast<std::size_t>(problem.all_units()) * static_cast<std::size_t>(problem.targets);
  if (pairs >= kManyPairs && !generation.raise_at(returns_of_one_more(problem, bracket.plan), go_on))
    return false;
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
