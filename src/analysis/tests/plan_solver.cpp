#include "analysis/plan_solver.hpp"

#include <gtest/gtest.h>

#include "analysis/tests/plan_problems.hpp"

namespace cupola {
namespace {

using testing::least_by_exhaustion;
using testing::random_problem;

SolvedPlan to_the_end(const WeaponTargetProblem& problem) {
  const SolvedPlan solved = solve_plan(problem, {});
  EXPECT_LE(solved.bound, solved.value);
  EXPECT_DOUBLE_EQ(solved.value, surviving_value(problem, solved.plan));
  EXPECT_FALSE(solved.stopped);
  EXPECT_EQ(solved.plan.size(), static_cast<std::size_t>(problem.all_units()));
  for (const int target : solved.plan) EXPECT_TRUE(target >= kIdleUnit && target < problem.targets);
  return solved;
}

TEST(PlanSolver, WorkedExamples) {
  const SolvedPlan two = to_the_end({2, 2, 1, {1.0, 1.0}, {0.6, 0.59, 0.58, 0.1}});
  EXPECT_NEAR(two.greedy_value, 1.168, 1e-12);
  EXPECT_NEAR(two.value, 0.83, 1e-12);
  EXPECT_TRUE(two.is_proven());
}

/// The bound never above the least, and proven least where it says so: problems of every kind, by exhaustion.
TEST(PlanSolver, IsRightOnSmallProblemsByExhaustion) {
  int proven = 0, all = 0;
  const auto look = [&](const WeaponTargetProblem& problem, std::uint64_t seed) {
    const double least = least_by_exhaustion(problem);
    const SolvedPlan solved = to_the_end(problem);
    EXPECT_LE(solved.bound, least * (1.0 + 1e-12)) << seed;
    EXPECT_GE(solved.value, least * (1.0 - 1e-12)) << seed;
    EXPECT_NEAR(solved.value, least, solved.is_proven() ? 1e-8 * (1.0 + least) : least) << seed;
    proven += solved.is_proven() ? 1 : 0;
    ++all;
  };
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    look(random_problem(seed, 5, 5, 1, 0.6, 0.9), seed);
    look(random_problem(seed, 7, 3, 1, 0.05, 0.5), seed);
    look(random_problem(seed, 3, 6, 1, 0.3, 0.9), seed);
    look(random_problem(seed, 6, 4, 1, 0.2, 0.95, 0.4), seed);
    look(random_problem(seed, 2, 3, 4, 0.1, 0.6), seed);
    look(random_problem(seed, 3, 3, 2, 0.1, 0.9), seed);
  }
  EXPECT_EQ(proven, all);
}

/// Kill probabilities of 0 and 1, values of 0, many equal figures: whatever makes a division or a tie.
TEST(PlanSolver, IsRightWhereFiguresAreRoundOrEqual) {
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    testing::LinearCongruence luck(seed);
    WeaponTargetProblem problem{4 + luck.below(2), 3 + luck.below(2), 1, {}, {}};
    for (int j = 0; j < problem.targets; ++j) problem.value.push_back(10.0 * luck.below(3));
    for (int k = 0; k < problem.weapons * problem.targets; ++k)
      problem.kill_probability.push_back(0.25 * luck.below(5));
    const double least = least_by_exhaustion(problem);
    const SolvedPlan solved = to_the_end(problem);
    EXPECT_TRUE(solved.is_proven()) << seed;
    EXPECT_NEAR(solved.value, least, 1e-9) << seed;
    EXPECT_LE(solved.bound, least + 1e-12) << seed;
  }
}

/// Steps beyond the first two are needed here, and the plan is the same every time.
TEST(PlanSolver, ClosesTheGapByColumnsAndBranches) {
  int rounds = 0, branches = 0;
  for (std::uint64_t seed = 5; seed <= 14; ++seed) {
    const WeaponTargetProblem problem = random_problem(seed, 8, 30, 10, 0.05, 0.4, 0.5);
    const SolvedPlan solved = to_the_end(problem), again = to_the_end(problem);
    EXPECT_TRUE(solved.is_proven()) << seed << " gap " << solved.gap();
    EXPECT_EQ(solved.plan, again.plan);
    EXPECT_EQ(solved.bound, again.bound);
    rounds += solved.rounds;
    branches += solved.branches;
  }
  EXPECT_GT(rounds, 0);
  EXPECT_GT(branches, 0);
}

TEST(PlanSolver, MeetsTheGapOfTheIssue) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const SolvedPlan solved = solve_plan(random_problem(seed, 100, 100, 1, 0.6, 0.9), {1e-3, {}});
    EXPECT_LE(solved.gap(), 1e-3);
    EXPECT_LT(solved.value, solved.search_value);
    EXPECT_LT(solved.search_value, solved.greedy_value);
  }
}

/// Wherever it is told to stop there are a plan and a bound that hold.
TEST(PlanSolver, StopsWhereItIsToldWithWhatItHas) {
  const WeaponTargetProblem problem = random_problem(5, 8, 30, 10, 0.05, 0.4, 0.5);
  const SolvedPlan whole = to_the_end(problem);
  ASSERT_TRUE(whole.is_proven());
  double value = 1e300, bound = -1.0;
  for (int most = 0; most < 3000; most = most * 3 / 2 + 1) {
    int asked = 0;
    const SolvedPlan solved = solve_plan(problem, {0.0, [&] { return asked++ < most; }});
    EXPECT_GE(solved.value, whole.bound);
    EXPECT_LE(solved.bound, whole.value);
    EXPECT_LE(solved.value, value);
    EXPECT_GE(solved.bound, bound);
    value = solved.value;
    bound = solved.bound;
  }
  EXPECT_EQ(value, whole.value);
}

TEST(PlanSolver, OneWeaponOneTargetAndNothingToSave) {
  EXPECT_DOUBLE_EQ(to_the_end({1, 1, 1, {4.0}, {0.25}}).value, 3.0);
  EXPECT_DOUBLE_EQ(to_the_end({1, 1, 3, {8.0}, {0.5}}).value, 1.0);
  const SolvedPlan nothing = to_the_end({2, 2, 1, {5.0, 6.0}, {0.0, 0.0, 0.0, 0.0}});
  EXPECT_DOUBLE_EQ(nothing.value, 11.0);
  EXPECT_TRUE(nothing.is_proven());
  EXPECT_EQ(nothing.plan, (WeaponTargetPlan{kIdleUnit, kIdleUnit}));
  EXPECT_TRUE(to_the_end({2, 2, 1, {0.0, 0.0}, {0.5, 0.5, 0.5, 0.5}}).is_proven());
}

}  // namespace
}  // namespace cupola
