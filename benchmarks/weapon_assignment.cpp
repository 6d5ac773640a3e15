// What the static weapon assignment costs: greedy and local search, as inside a run, and a plan with a certified gap
// of 0.1 %. Random problems of the literature: values 25 to 100, kill probabilities .6 to .9, or .05 to .4.

#include <benchmark/benchmark.h>

#include "analysis/plan_solver.hpp"
#include "command/plan_search.hpp"
#include "core/tests/linear_congruence.hpp"

namespace cupola {
namespace {

/// As benchmarks/peers/weapon_assignment.py draws it.
WeaponTargetProblem problem_of(const benchmark::State& state) {
  testing::LinearCongruence luck(1);
  WeaponTargetProblem problem{static_cast<int>(state.range(0)), static_cast<int>(state.range(1)), 1, {}, {}};
  const bool weak = state.range(2) != 0;
  for (int j = 0; j < problem.targets; ++j) problem.value.push_back(luck.in(25.0, 100.0));
  for (int k = 0; k < problem.weapons * problem.targets; ++k)
    problem.kill_probability.push_back(weak ? luck.in(0.05, 0.4) : luck.in(0.6, 0.9));
  return problem;
}

void sizes(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgNames({"weapons", "targets", "weak"})->Unit(benchmark::kMillisecond);
  for (const auto& [weapons, targets] : {std::pair{20, 20}, {100, 100}, {200, 100}, {100, 200}, {200, 200}})
    benchmark->Args({weapons, targets, 0});
}

void greedy_and_local_search(benchmark::State& state) {
  const WeaponTargetProblem problem = problem_of(state);
  PlanSearch search;
  for (auto _ : state) {
    search.set(problem);
    search.spend_idle_units();
    benchmark::DoNotOptimize(search.improve());
  }
  state.counters["value"] = search.value();
}
BENCHMARK(greedy_and_local_search)->Apply(sizes);

void weapon_assignment_certified(benchmark::State& state) {
  const WeaponTargetProblem problem = problem_of(state);
  SolvedPlan solved;
  for (auto _ : state) solved = solve_plan(problem, {1e-3, {}});
  state.counters["value"] = solved.value;
  state.counters["gap_percent"] = 100.0 * solved.gap();
}
BENCHMARK(weapon_assignment_certified)->Apply(sizes)->Args({100, 10, 1})->Args({300, 100, 1});

}  // namespace
}  // namespace cupola
