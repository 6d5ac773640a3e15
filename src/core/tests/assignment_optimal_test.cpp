#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include "core/assignment.hpp"
#include "core/tests/linear_congruence.hpp"

namespace cupola {
namespace {

using testing::LinearCongruence;

struct Instance {
  int columns = 0;
  std::vector<AssignmentCandidate> candidates;
  std::vector<double> alone;
};

/// As sparse_problem in benchmarks/peers/assignment.py.
Instance sparse_problem(std::uint64_t seed) {
  LinearCongruence luck(seed);
  const int rows = 20 + luck.below(180);
  Instance instance;
  instance.columns = 20 + luck.below(180);
  const double density = luck.in(0.02, 0.5);
  for (int r = 0; r < rows; ++r) {
    instance.alone.push_back(luck.in(-4.0, 10.0));
    for (int c = 0; c < instance.columns; ++c)
      if (luck.uniform() < density) instance.candidates.push_back({r, c, luck.in(-4.0, 10.0)});
  }
  return instance;
}

TEST(Assignment, CostsWhatScipySays) {
  std::ifstream file(CUPOLA_SOURCE_DIR "/src/core/tests/assignment_optima.csv");
  std::string line;
  std::getline(file, line);
  ASSERT_EQ(line, "seed,cost");
  Assignment assignment;
  int count = 0;
  for (; std::getline(file, line); ++count) {
    const Instance instance = sparse_problem(std::stoull(line));
    assignment.solve(instance.columns, instance.candidates, instance.alone);
    EXPECT_NEAR(assignment.cost(), std::stod(line.substr(line.find(',') + 1)), 1e-9) << line;
  }
  EXPECT_EQ(count, 100);
}

/// Random pairs, few to a row, and prices that often tie if whole.
Instance large_problem(std::uint64_t seed, int rows, bool whole) {
  LinearCongruence luck(seed);
  const auto price = [&] { return whole ? std::floor(luck.in(-20.0, 10.0)) : luck.in(-20.0, 10.0); };
  Instance instance{rows, {}, {}};
  for (int r = 0; r < rows; ++r) {
    instance.alone.push_back(whole ? 0.0 : price());
    const int first = luck.below(rows), degree = luck.below(6);
    for (int i = 0; i < degree; ++i) instance.candidates.push_back({r, (first + i * i * 7) % rows, price()});
  }
  return instance;
}

/// Linear programming's own proof: prices that allow no saving anywhere and add up to the cost.
void expect_certificate(const Instance& instance, const Assignment& assignment, double tolerance) {
  const auto price = assignment.column_prices();
  std::vector<double> best = instance.alone;
  for (const AssignmentCandidate& c : instance.candidates)
    best[c.row] = std::min(best[c.row], c.cost - price[c.column]);
  double bound = 0.0;
  for (const double b : best) bound += b;
  for (const double p : price) {
    ASSERT_LE(p, 0.0);
    bound += p;
  }
  EXPECT_NEAR(bound, assignment.cost(), tolerance);
}

TEST(Assignment, ProvesThatItIsOptimal) {
  Assignment assignment;
  for (const int rows : {100, 1000, 10000, 100000})
    for (const bool whole : {true, false}) {
      const Instance instance = large_problem(rows, rows, whole);
      const auto solution = assignment.solve(instance.columns, instance.candidates, instance.alone);
      expect_certificate(instance, assignment, whole ? 0.0 : 1e-11 * rows);
      std::vector<int> taken(solution.begin(), solution.end());
      std::erase(taken, Assignment::kAlone);
      EXPECT_GT(static_cast<int>(taken.size()), rows / 3);
      std::sort(taken.begin(), taken.end());
      EXPECT_EQ(std::adjacent_find(taken.begin(), taken.end()), taken.end());
    }
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const Instance instance = sparse_problem(seed);
    assignment.solve(instance.columns, instance.candidates, instance.alone);
    expect_certificate(instance, assignment, 1e-9);
  }
}

/// The way in for those that come in order gives what the other gives.
TEST(Assignment, TakesSortedCandidatesAsTheyAre) {
  Assignment assignment, other;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    Instance instance = large_problem(seed, 300, true);
    const auto by_place = [](const AssignmentCandidate& a, const AssignmentCandidate& b) {
      return a.row != b.row ? a.row < b.row : a.column < b.column;
    };
    std::stable_sort(instance.candidates.begin(), instance.candidates.end(), by_place);
    const auto solution = assignment.solve(instance.columns, instance.candidates, instance.alone);
    std::reverse(instance.candidates.begin(), instance.candidates.end());
    const auto again = other.solve(instance.columns, instance.candidates, instance.alone);
    ASSERT_TRUE(std::equal(solution.begin(), solution.end(), again.begin(), again.end())) << seed;
  }
}

}  // namespace
}  // namespace cupola
