#include "command/plan_search.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "core/tests/linear_congruence.hpp"

namespace cupola {
namespace {

using testing::LinearCongruence;

WeaponTargetProblem random_problem(LinearCongruence& luck, int weapons, int targets, int units) {
  WeaponTargetProblem problem{weapons, targets, units, {}, {}};
  for (int j = 0; j < targets; ++j) problem.value.push_back(luck.in(25.0, 100.0));
  for (int k = 0; k < weapons * targets; ++k) problem.kill_probability.push_back(luck.uniform());
  return problem;
}

double optimum(const WeaponTargetProblem& problem) {
  WeaponTargetPlan plan(static_cast<std::size_t>(problem.all_units()), kIdleUnit);
  double least = 1e300;
  const std::function<void(std::size_t)> next = [&](std::size_t unit) {
    if (unit == plan.size()) {
      least = std::min(least, surviving_value(problem, plan));
      return;
    }
    for (int j = 0; j < problem.targets; ++j) {
      plan[unit] = j;
      next(unit + 1);
    }
  };
  next(0);
  return least;
}

double greedy(const WeaponTargetProblem& problem) {
  PlanSearch search;
  search.set(problem);
  search.spend_idle_units();
  EXPECT_NEAR(search.value(), surviving_value(problem, search.plan()), 1e-9);
  return search.value();
}

double searched(const WeaponTargetProblem& problem) {
  PlanSearch search;
  search.set(problem);
  search.spend_idle_units();
  EXPECT_TRUE(search.improve());
  EXPECT_NEAR(search.value(), surviving_value(problem, search.plan()), 1e-9);
  return search.value();
}

TEST(PlanSearch, TheWorkedExampleWhereGreedIsBadAndASwapMendsIt) {
  const WeaponTargetProblem problem{2, 2, 1, {1.0, 1.0}, {0.6, 0.59, 0.58, 0.1}};
  EXPECT_NEAR(greedy(problem), 1.168, 1e-12);
  EXPECT_NEAR(searched(problem), 0.83, 1e-12);
}

TEST(PlanSearch, GreedyIsOptimalWhereAllWeaponsAreAlikeAtATarget) {
  LinearCongruence luck(1);
  for (int trial = 0; trial < 200; ++trial) {
    WeaponTargetProblem problem = random_problem(luck, 6, 4, 1);
    for (std::size_t k = 4; k < 24; ++k) problem.kill_probability[k] = problem.kill_probability[k % 4];
    EXPECT_NEAR(greedy(problem), optimum(problem), 1e-9);
  }
}

TEST(PlanSearch, SavesAtLeastHalfOfWhatCanBeSavedAndTheSearchNeverLess) {
  LinearCongruence luck(2);
  int mended = 0;
  for (int trial = 0; trial < 300; ++trial) {
    const WeaponTargetProblem problem = random_problem(luck, 5, 4, 1);
    double all = 0.0;
    for (const double v : problem.value) all += v;
    const double least = optimum(problem), first = greedy(problem), then = searched(problem);
    EXPECT_GE(all - first, 0.5 * (all - least) - 1e-9);
    EXPECT_LE(then, first + 1e-9);
    EXPECT_GE(then, least - 1e-9);
    mended += then < first - 1e-9;
  }
  EXPECT_GT(mended, 50);
}

TEST(PlanSearch, LeavesNoMoveAndNoSwapThatSaves) {
  LinearCongruence luck(3);
  for (int trial = 0; trial < 30; ++trial) {
    const WeaponTargetProblem problem = random_problem(luck, 4 + trial % 7, 3 + trial % 5, 1 + trial % 3);
    PlanSearch search;
    search.set(problem);
    search.spend_idle_units();
    ASSERT_TRUE(search.improve());
    const WeaponTargetPlan plan = search.plan();
    const double value = surviving_value(problem, plan);
    for (std::size_t a = 0; a < plan.size(); ++a) {
      WeaponTargetPlan other = plan;
      for (int j = 0; j < problem.targets; ++j) {
        other[a] = j;
        EXPECT_GE(surviving_value(problem, other), value - 1e-9);
      }
      for (std::size_t b = 0; b < a; ++b) {
        other = plan;
        std::swap(other[a], other[b]);
        EXPECT_GE(surviving_value(problem, other), value - 1e-9);
      }
    }
  }
}

TEST(PlanSearch, TakesCertainKillsAndUselessWeaponsAsTheyAre) {
  // The second is sure of both targets, the third can do nothing.
  const WeaponTargetProblem problem{3, 2, 1, {10.0, 8.0}, {0.5, 0.9, 1.0, 1.0, 0.0, 0.0}};
  PlanSearch search;
  search.set(problem);
  search.spend_idle_units();
  ASSERT_TRUE(search.improve());
  EXPECT_EQ(search.plan(), (WeaponTargetPlan{1, 0, kIdleUnit}));
  EXPECT_NEAR(search.value(), 0.8, 1e-12);
}

TEST(PlanSearch, TiesGoToTheLowestTargetAndUnit) {
  const WeaponTargetProblem problem{3, 3, 1, {1.0, 1.0, 1.0}, std::vector<double>(9, 0.7)};
  PlanSearch search;
  search.set(problem);
  search.spend_idle_units();
  ASSERT_TRUE(search.improve());
  EXPECT_EQ(search.plan(), (WeaponTargetPlan{0, 1, 2}));
}

TEST(PlanSearch, StopsWhereItIsTold) {
  LinearCongruence luck(4);
  const WeaponTargetProblem problem = random_problem(luck, 30, 30, 1);
  PlanSearch search;
  search.set(problem);
  search.spend_idle_units();
  const double before = search.value();
  int asked = 0;
  EXPECT_FALSE(search.improve([&] { return ++asked < 10; }));
  EXPECT_EQ(asked, 10);
  EXPECT_LE(search.value(), before);
}

}  // namespace
}  // namespace cupola
