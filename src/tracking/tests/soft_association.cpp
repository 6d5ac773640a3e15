#include "tracking/soft_association.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/tests/linear_congruence.hpp"

namespace cupola {
namespace {

using testing::LinearCongruence;

struct Problem {
  int rows = 0, columns = 0;
  std::vector<SoftCandidate> candidates;
};

struct Marginals {
  std::vector<double> probability, miss, free;
};

Problem random_problem(LinearCongruence& luck, int rows, int columns, double density, double low,
                       double high) {
  Problem problem{rows, columns, {}};
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < columns; ++c)
      if (luck.uniform() < density) problem.candidates.push_back({r, c, luck.in(low, high)});
  return problem;
}

/// The sum over all assignments, with every assignment added to those that it contains.
class Enumeration {
 public:
  explicit Enumeration(const Problem& problem) : problem_(problem), used_(problem.columns) {
    marginals_.probability.resize(problem.candidates.size());
    marginals_.miss.resize(problem.rows);
    marginals_.free.resize(problem.columns);
    go_on(0, 1.0);
    for (auto* list : {&marginals_.probability, &marginals_.miss, &marginals_.free})
      for (double& value : *list) value /= sum_;
  }
  const Marginals& marginals() const { return marginals_; }

 private:
  void go_on(int row, double weight) {
    if (row == problem_.rows) {
      sum_ += weight;
      for (const int candidate : chosen_) marginals_.probability[candidate] += weight;
      std::vector<bool> hit(problem_.rows);
      for (const int candidate : chosen_) hit[problem_.candidates[candidate].row] = true;
      for (int r = 0; r < problem_.rows; ++r) marginals_.miss[r] += hit[r] ? 0.0 : weight;
      for (int c = 0; c < problem_.columns; ++c) marginals_.free[c] += used_[c] ? 0.0 : weight;
      return;
    }
    go_on(row + 1, weight);
    for (int i = 0; i < static_cast<int>(problem_.candidates.size()); ++i) {
      const SoftCandidate& c = problem_.candidates[i];
      if (c.row != row || used_[c.column]) continue;
      used_[c.column] = true;
      chosen_.push_back(i);
      go_on(row + 1, weight * std::exp(c.log_ratio));
      chosen_.pop_back();
      used_[c.column] = false;
    }
  }

  const Problem& problem_;
  std::vector<bool> used_;
  std::vector<int> chosen_;
  Marginals marginals_;
  double sum_ = 0.0;
};

Marginals solved(SoftAssociation& association, const Problem& problem) {
  const auto p = association.solve(problem.rows, problem.columns, problem.candidates);
  const auto copy = [](std::span<const double> values) { return std::vector(values.begin(), values.end()); };
  return {copy(p), copy(association.miss()), copy(association.free())};
}

double farthest_apart(const std::vector<double>& a, const std::vector<double>& b) {
  double most = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) most = std::max(most, std::fabs(a[i] - b[i]));
  return most;
}

double farthest_apart(const Marginals& a, const Marginals& b) {
  return std::max({farthest_apart(a.probability, b.probability), farthest_apart(a.miss, b.miss),
                   farthest_apart(a.free, b.free)});
}

TEST(SoftAssociation, IsExactForOneOrTwoOfEither) {
  SoftAssociation association;
  for (int i = 0; i < 2000; ++i) {
    LinearCongruence luck(i);
    const int few = 1 + luck.below(2), many = 1 + luck.below(6), rows = i % 2 == 0 ? few : many;
    const Problem problem = random_problem(luck, rows, few + many - rows, luck.in(0.5, 1.5), -8.0, 12.0);
    ASSERT_LT(farthest_apart(solved(association, problem), Enumeration(problem).marginals()), 1e-13) << i;
    EXPECT_EQ(association.most_iterations(), 0);
  }
}

/// Clusters without loops: every new row or column hangs on one that is there already.
TEST(SoftAssociation, IsExactOnTrees) {
  SoftAssociation association;
  for (int i = 0; i < 1000; ++i) {
    LinearCongruence luck(i);
    Problem problem{1, 1, {{0, 0, luck.in(-6.0, 10.0)}}};
    while (problem.rows + problem.columns < 11) {
      const double ratio = luck.in(-6.0, 10.0);
      if (luck.uniform() < 0.5)
        problem.candidates.push_back({problem.rows++, luck.below(problem.columns), ratio});
      else
        problem.candidates.push_back({luck.below(problem.rows), problem.columns++, ratio});
    }
    ASSERT_LT(farthest_apart(solved(association, problem), Enumeration(problem).marginals()), 1e-12) << i;
    EXPECT_EQ(association.clusters(), 1);
  }
}

/// Tracks and plots in a plane, in units of the standard deviation between them: up to six tracks so close
/// that each has about one other in its gate.
Problem crowd(LinearCongruence& luck) {
  struct Point {
    double x, y;
  };
  Problem problem{2 + luck.below(5), 0, {}};
  std::vector<Point> tracks, plots;
  const double side = std::sqrt(problem.rows * 3.14 * 9.21);
  for (int r = 0; r < problem.rows; ++r) {
    const double x = luck.in(0.0, side), y = luck.in(0.0, side);
    const double dx = luck.in(-1.7, 1.7), dy = luck.in(-1.7, 1.7);
    tracks.push_back({x, y});
    if (luck.uniform() < 0.9) plots.push_back({x + dx, y + dy});
  }
  problem.columns = static_cast<int>(plots.size());
  for (int r = 0; r < problem.rows; ++r)
    for (int c = 0; c < problem.columns; ++c) {
      const double dx = plots[c].x - tracks[r].x, dy = plots[c].y - tracks[r].y, d2 = dx * dx + dy * dy;
      if (d2 < 9.21) problem.candidates.push_back({r, c, 6.0 - 0.5 * d2});
    }
  return problem;
}

/// How far the marginals are from the exact ones: at most, and on average over candidates.
struct Error {
  double most = 0.0, sum = 0.0;
  int count = 0;
  void add(const Marginals& got, const Marginals& exact) {
    most = std::max(most, farthest_apart(got, exact));
    for (std::size_t k = 0; k < exact.probability.size(); ++k, ++count)
      sum += std::fabs(got.probability[k] - exact.probability[k]);
  }
};

/// Wherever ratios are large and each row could have each column, Bethe's approximation is at its any_kind.
TEST(SoftAssociation, IsCloseWithLoops) {
  SoftAssociation association;
  Error any_kind, crowded;
  for (int i = 0; i < 3000; ++i) {
    LinearCongruence luck(i);
    const int rows = 2 + luck.below(4), columns = 2 + luck.below(5);
    const Problem any = random_problem(luck, rows, columns, luck.in(0.3, 1.0), -4.0, 8.0);
    any_kind.add(solved(association, any), Enumeration(any).marginals());
    const Problem near = crowd(luck);
    crowded.add(solved(association, near), Enumeration(near).marginals());
  }
  EXPECT_LT(any_kind.most, 0.35);
  EXPECT_LT(any_kind.sum, 0.007 * any_kind.count);
  EXPECT_LT(crowded.most, 0.35);
  EXPECT_LT(crowded.sum, 0.021 * crowded.count);
}

TEST(SoftAssociation, StopsWithinItsTolerance) {
  SoftAssociation coarse({1e-4, 1000}), fine({1e-13, 100000});
  double most = 0.0;
  for (int i = 0; i < 300; ++i) {
    LinearCongruence luck(i);
    const Problem problem = random_problem(luck, 30, 30, luck.in(0.05, 0.3), -4.0, 10.0);
    most = std::max(most, farthest_apart(solved(coarse, problem), solved(fine, problem)));
    EXPECT_EQ(coarse.unsettled(), 0);
  }
  EXPECT_LT(most, 1e-4);
}

TEST(SoftAssociation, SumsToOne) {
  SoftAssociation association;
  LinearCongruence luck(5);
  const Problem problem = random_problem(luck, 300, 320, 0.01, -10.0, 30.0);
  const Marginals got = solved(association, problem);
  std::vector<double> by_row = got.miss, by_column = got.free;
  for (std::size_t i = 0; i < problem.candidates.size(); ++i) {
    EXPECT_GE(got.probability[i], 0.0);
    by_row[problem.candidates[i].row] += got.probability[i];
    by_column[problem.candidates[i].column] += got.probability[i];
  }
  for (const double sum : by_row) EXPECT_NEAR(sum, 1.0, 1e-14);
  for (const double sum : by_column) EXPECT_NEAR(sum, 1.0, 4e-4);  // at the fixed point alone
}

std::vector<int> shuffled(LinearCongruence& luck, int count) {
  std::vector<int> order(count);
  std::iota(order.begin(), order.end(), 0);
  for (int i = count; i > 1; --i) std::swap(order[i - 1], order[luck.below(i)]);
  return order;
}

TEST(SoftAssociation, DoesNotDependOnOrderOrNumbers) {
  SoftAssociation association, other;
  for (int i = 0; i < 200; ++i) {
    LinearCongruence luck(i);
    const int rows = 1 + luck.below(20), columns = 1 + luck.below(20);
    const Problem problem = random_problem(luck, rows, columns, luck.in(0.05, 0.5), -4.0, 9.0);
    const int count = static_cast<int>(problem.candidates.size());
    const auto order = shuffled(luck, count), row = shuffled(luck, rows), column = shuffled(luck, columns);
    Problem moved = problem;
    for (int k = 0; k < count; ++k) {
      const SoftCandidate& c = problem.candidates[order[k]];
      moved.candidates[k] = {row[c.row], column[c.column], c.log_ratio};
    }
    const Marginals first = solved(association, problem), second = solved(other, moved);
    for (int k = 0; k < count; ++k) ASSERT_EQ(second.probability[k], first.probability[order[k]]) << i;
    for (int r = 0; r < rows; ++r) ASSERT_EQ(second.miss[row[r]], first.miss[r]);
    for (int c = 0; c < columns; ++c) ASSERT_EQ(second.free[column[c]], first.free[c]);
  }
}

/// Ratios at the ends of what there is, and equal ones in a ring: finite, and each half of one.
TEST(SoftAssociation, BearsExtremes) {
  SoftAssociation association;
  Problem problem{3, 3, {}};
  for (int r = 0; r < 3; ++r)
    for (int c = 0; c < 3; ++c) problem.candidates.push_back({r, c, 1e6});
  const Marginals equal = solved(association, problem);
  for (const double p : equal.probability) EXPECT_NEAR(p, 1.0 / 3.0, 1e-3);

  for (SoftCandidate& c : problem.candidates) c.log_ratio = c.row == c.column ? 1e6 : -1e6;
  const Marginals clear = solved(association, problem);
  for (std::size_t i = 0; i < problem.candidates.size(); ++i)
    EXPECT_NEAR(clear.probability[i], problem.candidates[i].row == problem.candidates[i].column, 1e-12);

  const Marginals none = solved(association, {2, 3, {}});
  EXPECT_EQ(none.miss, (std::vector{1.0, 1.0}));
  EXPECT_EQ(none.free, (std::vector{1.0, 1.0, 1.0}));
  EXPECT_EQ(association.clusters(), 0);
}

TEST(SoftAssociationDeathTest, RefusesWhatIsNoCandidate) {
  const auto solve = [](const Problem& problem) {
    SoftAssociation association;
    solved(association, problem);
  };
  EXPECT_EXIT(solve({1, 1, {{0, 0, NAN}}}), ::testing::ExitedWithCode(70), "isfinite");
  EXPECT_EXIT(solve({1, 1, {{0, 1, 0.0}}}), ::testing::ExitedWithCode(70), "column");
  EXPECT_EXIT(solve({2, 2, {{0, 1, 0.0}, {1, 1, 2.0}, {0, 1, 1.0}}}), ::testing::ExitedWithCode(70),
              "last <");
}

}  // namespace
}  // namespace cupola
