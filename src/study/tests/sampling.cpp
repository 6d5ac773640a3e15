#include "study/sampling.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace cupola {
namespace {

const ReplicateKey kKey = ReplicateKey::of(3, 0);
const std::vector<std::uint64_t> kNames = {name_key("a"), name_key("b"), name_key("c")};

TEST(LatinHypercube, has_one_point_in_every_stratum_of_every_input) {
  for (const std::size_t count : {2u, 7u, 64u}) {
    const UnitPoints points = latin_hypercube(count, kNames, kKey);
    ASSERT_EQ(points.size(), count);
    for (std::size_t k = 0; k < kNames.size(); ++k) {
      std::set<std::size_t> strata;
      for (const auto& point : points)
        strata.insert(static_cast<std::size_t>(point[k] * static_cast<double>(count)));
      EXPECT_EQ(strata.size(), count);
    }
  }
}

TEST(LatinHypercube, one_more_input_shifts_no_other) {
  const UnitPoints three = latin_hypercube(16, kNames, kKey);
  const std::vector<std::uint64_t> last = {kNames[2]};
  const UnitPoints one = latin_hypercube(16, last, kKey);
  for (std::size_t i = 0; i < one.size(); ++i) EXPECT_EQ(one[i][0], three[i][2]);
}

// Orders of their own: over many keys inputs are not correlated, and points fall anywhere in their strata.
TEST(LatinHypercube, pairs_inputs_at_random) {
  double product = 0.0, inside = 0.0;
  constexpr int kKeys = 2000, kCount = 10;
  for (std::uint64_t key = 0; key < kKeys; ++key)
    for (const auto& p : latin_hypercube(kCount, kNames, ReplicateKey::of(1, key))) {
      product += (p[0] - 0.5) * (p[1] - 0.5);
      inside += p[2] * kCount - std::floor(p[2] * kCount);
    }
  EXPECT_NEAR(product / (kKeys * kCount), 0.0, 4.0 / 12.0 / std::sqrt(double{kKeys} * kCount));
  EXPECT_NEAR(inside / (kKeys * kCount), 0.5, 4.0 * 0.2887 / std::sqrt(double{kKeys} * kCount));
}

TEST(MorrisTrajectories, move_every_input_once_by_two_thirds) {
  constexpr std::size_t kInputs = 5, kTrajectories = 40;
  const UnitPoints points = morris_trajectories(kTrajectories, kInputs, kKey);
  ASSERT_EQ(points.size(), kTrajectories * (kInputs + 1));
  for (std::size_t t = 0; t < kTrajectories; ++t) {
    std::set<std::size_t> moved;
    for (std::size_t s = 1; s <= kInputs; ++s)
      for (std::size_t k = 0; k < kInputs; ++k) {
        const double step = points[t * (kInputs + 1) + s][k] - points[t * (kInputs + 1) + s - 1][k];
        if (step == 0.0) continue;
        EXPECT_NEAR(std::abs(step), 2.0 / 3.0, 1e-15);
        EXPECT_TRUE(moved.insert(k).second);
      }
    EXPECT_EQ(moved.size(), kInputs);
  }
  std::vector<double> all;
  for (const auto& point : points) all.insert(all.end(), point.begin(), point.end());
  for (const double level : {0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0})
    EXPECT_GT(std::count_if(all.begin(), all.end(), [&](double x) { return std::abs(x - level) < 1e-15; }),
              200);
}

TEST(SaltelliPoints, are_two_samples_and_their_crosses) {
  constexpr std::size_t kInputs = 4, kRows = 8, kStep = kInputs + 2;
  const UnitPoints points = saltelli_points(kRows, kInputs, kKey);
  ASSERT_EQ(points.size(), kRows * kStep);
  for (std::size_t row = 0; row < kRows; ++row) {
    const auto &a = points[row * kStep], &b = points[row * kStep + kStep - 1];
    for (std::size_t k = 0; k < kInputs; ++k)
      for (std::size_t j = 0; j < kInputs; ++j)
        EXPECT_EQ(points[row * kStep + 1 + k][j], j == k ? b[j] : a[j]);
  }
}

TEST(TornadoPoints, move_one_input_to_one_end) {
  const UnitPoints points = tornado_points(3);
  ASSERT_EQ(points.size(), 6u);
  EXPECT_EQ(points[2], (std::vector<double>{kAtBest, 0.0, kAtBest}));
  EXPECT_EQ(points[3], (std::vector<double>{kAtBest, 1.0, kAtBest}));
}

}  // namespace
}  // namespace cupola
