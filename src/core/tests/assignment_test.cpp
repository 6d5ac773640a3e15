#include "core/assignment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/tests/mpfr_oracle.hpp"

namespace cupola {
namespace {

using testing::Points;
using Candidates = std::vector<AssignmentCandidate>;

struct Instance {
  int columns = 0;
  Candidates candidates;
  std::vector<double> alone;
};

Instance random_instance(Points& points, int rows, int columns, double density, bool whole) {
  const auto price = [&] { return whole ? std::floor(points.in(-4.0, 10.0)) : points.in(-4.0, 10.0); };
  Instance instance{columns, {}, {}};
  for (int r = 0; r < rows; ++r) {
    instance.alone.push_back(price());
    for (int c = 0; c < columns; ++c)
      if (points.in(0.0, 1.0) < density) instance.candidates.push_back({r, c, price()});
  }
  return instance;
}

/// Every possibility, by the set of columns that the first rows have taken.
double least_cost_of_all(const Instance& instance) {
  const int rows = static_cast<int>(instance.alone.size());
  std::vector<double> best(1u << instance.columns, HUGE_VAL), next;
  best[0] = 0.0;
  for (int r = 0; r < rows; ++r) {
    next.assign(best.size(), HUGE_VAL);
    for (unsigned taken = 0; taken < best.size(); ++taken) {
      next[taken] = std::min(next[taken], best[taken] + instance.alone[r]);
      for (const AssignmentCandidate& c : instance.candidates) {
        if (c.row != r || (taken >> c.column & 1u)) continue;
        const unsigned with = taken | 1u << c.column;
        next[with] = std::min(next[with], best[taken] + c.cost);
      }
    }
    best.swap(next);
  }
  return *std::min_element(best.begin(), best.end());
}

/// The cost of a solution by the instance's own prices; fails where it is not allowed.
double cost_of(const Instance& instance, std::span<const int> columns) {
  EXPECT_EQ(columns.size(), instance.alone.size());
  std::vector<int> uses(instance.columns, 0);
  double sum = 0.0;
  for (int r = 0; r < static_cast<int>(columns.size()); ++r) {
    if (columns[r] == Assignment::kAlone) {
      sum += instance.alone[r];
      continue;
    }
    double price = HUGE_VAL;
    for (const AssignmentCandidate& c : instance.candidates)
      if (c.row == r && c.column == columns[r]) price = std::min(price, c.cost);
    sum += price;
    EXPECT_EQ(++uses[columns[r]], 1);
  }
  return sum;
}

TEST(Assignment, IsTheBestOfAll) {
  Points points(1);
  Assignment assignment;
  for (int i = 0; i < 10000; ++i) {
    const int rows = static_cast<int>(points.bits() % 9), columns = static_cast<int>(points.bits() % 9);
    const bool whole = i % 2 == 0;
    const Instance instance = random_instance(points, rows, columns, points.in(0.1, 1.0), whole);
    const auto solution = assignment.solve(instance.columns, instance.candidates, instance.alone);
    const double best = least_cost_of_all(instance);
    ASSERT_NEAR(cost_of(instance, solution), best, whole ? 0.0 : 1e-12) << i;
    ASSERT_NEAR(assignment.cost(), best, whole ? 0.0 : 1e-12) << i;
  }
}

/// The Hungarian method on the full table, with a column of its own for every row that stays alone.
double least_cost_dense(const Instance& instance) {
  const int n = static_cast<int>(instance.alone.size()), m = instance.columns + n;
  std::vector<std::vector<double>> price(n + 1, std::vector<double>(m + 1, 1e9));
  for (const AssignmentCandidate& c : instance.candidates) price[c.row + 1][c.column + 1] = c.cost;
  for (int r = 0; r < n; ++r) price[r + 1][instance.columns + r + 1] = instance.alone[r];
  std::vector<double> u(n + 1), v(m + 1);
  std::vector<int> match(m + 1), way(m + 1);
  for (int i = 1; i <= n; ++i) {
    std::vector<double> least(m + 1, HUGE_VAL);
    std::vector<bool> used(m + 1);
    int at = 0;
    match[0] = i;
    do {
      used[at] = true;
      int nearest = 0;
      double delta = HUGE_VAL;
      for (int j = 1; j <= m; ++j) {
        if (used[j]) continue;
        const double reduced = price[match[at]][j] - u[match[at]] - v[j];
        if (reduced < least[j]) least[j] = reduced, way[j] = at;
        if (least[j] < delta) delta = least[j], nearest = j;
      }
      for (int j = 0; j <= m; ++j) {
        if (used[j])
          u[match[j]] += delta, v[j] -= delta;
        else
          least[j] -= delta;
      }
      at = nearest;
    } while (match[at] != 0);
    for (; at != 0; at = way[at]) match[at] = match[way[at]];
  }
  double sum = 0.0;
  for (int j = 1; j <= m; ++j)
    if (match[j] != 0) sum += price[match[j]][j];
  return sum;
}

TEST(Assignment, AgreesWithTheHungarianMethod) {
  Points points(2);
  Assignment assignment;
  for (int i = 0; i < 60; ++i) {
    const Instance instance = random_instance(points, 60, 50 + i % 20, points.in(0.02, 0.6), i % 2 == 0);
    const auto solution = assignment.solve(instance.columns, instance.candidates, instance.alone);
    EXPECT_NEAR(cost_of(instance, solution), least_cost_dense(instance), 1e-10);
  }
}

TEST(Assignment, DoesNotDependOnTheOrderOfCandidates) {
  Points points(3);
  Assignment assignment, other;
  for (int i = 0; i < 500; ++i) {
    Instance instance = random_instance(points, 8, 8, 0.6, true);  // whole prices: many ties
    const auto solution = assignment.solve(instance.columns, instance.candidates, instance.alone);
    for (std::size_t k = instance.candidates.size(); k > 1; --k)
      std::swap(instance.candidates[k - 1], instance.candidates[points.bits() % k]);
    const auto again = other.solve(instance.columns, instance.candidates, instance.alone);
    ASSERT_TRUE(std::equal(solution.begin(), solution.end(), again.begin(), again.end())) << i;
  }
}

std::vector<int> solved(int columns, const Candidates& candidates, const std::vector<double>& alone) {
  Assignment assignment;
  const auto solution = assignment.solve(columns, candidates, alone);
  return {solution.begin(), solution.end()};
}

TEST(Assignment, TiesGoToTheLowestColumn) {
  EXPECT_EQ(solved(3, {{0, 2, 1.0}, {0, 1, 1.0}, {0, 0, 1.0}}, {5.0}), (std::vector{0}));
  Candidates all;
  for (int r = 3; r >= 0; --r)
    for (int c = 3; c >= 0; --c) all.push_back({r, c, 2.0});
  EXPECT_EQ(solved(4, all, {9.0, 9.0, 9.0, 9.0}), (std::vector{0, 1, 2, 3}));
  EXPECT_EQ(solved(1, {{0, 0, 3.0}}, {3.0}), (std::vector{0}));  // rather assigned than alone
}

TEST(Assignment, SmallCases) {
  constexpr int kAlone = Assignment::kAlone;
  EXPECT_EQ(solved(0, {}, {}), (std::vector<int>{}));
  EXPECT_EQ(solved(3, {}, {}), (std::vector<int>{}));
  EXPECT_EQ(solved(0, {}, {1.0, 1.0}), (std::vector{kAlone, kAlone}));
  EXPECT_EQ(solved(1, {{0, 0, 2.0}}, {1.0}), (std::vector{kAlone}));
  EXPECT_EQ(solved(1, {{0, 0, 2.0}, {1, 0, 1.0}}, {9.0, 9.0}), (std::vector{kAlone, 0}));
  EXPECT_EQ(solved(2, {{0, 0, 1.0}, {0, 1, 5.0}, {1, 0, 1.0}}, {9.0, 9.0}), (std::vector{1, 0}));
  EXPECT_EQ(solved(2, {{0, 0, 7.0}, {0, 0, 1.0}, {0, 1, 2.0}}, {9.0}),
            (std::vector{0}));  // the cheaper of two
}

TEST(AssignmentDeathTest, RefusesWhatIsNoCost) {
  EXPECT_EXIT(solved(1, {{0, 0, NAN}}, {1.0}), ::testing::ExitedWithCode(70), "isfinite");
  EXPECT_EXIT(solved(1, {{0, 1, 1.0}}, {1.0}), ::testing::ExitedWithCode(70), "column");
  EXPECT_EXIT(solved(1, {}, {HUGE_VAL}), ::testing::ExitedWithCode(70), "isfinite");
}

}  // namespace
}  // namespace cupola
