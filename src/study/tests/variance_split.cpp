#include "study/variance_split.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/random.hpp"

namespace cupola {
namespace {

/// A table with known variances: of draws, of the luck that all draws share, of the rest.
DrawTable made(std::uint64_t number, std::size_t draws, std::size_t replicates, double knowledge, double luck,
               double rest) {
  Draws chance(ReplicateKey::of(11, number), stream_key(Purpose::parameter, name_key("made table")), 0);
  std::vector<double> shared;
  for (std::size_t j = 0; j < replicates; ++j) shared.push_back(std::sqrt(luck) * chance.normal());
  DrawTable table(draws);
  for (std::vector<double>& row : table) {
    const double own = 10.0 + std::sqrt(knowledge) * chance.normal();
    for (std::size_t j = 0; j < replicates; ++j)
      row.push_back(own + shared[j] + std::sqrt(rest) * chance.normal());
  }
  return table;
}

struct Summary {
  double knowledge = 0.0, luck = 0.0, rest = 0.0, covered = 0.0, found = 0.0, negative = 0.0;
};

Summary over_tables(int tables, std::size_t draws, std::size_t replicates, double knowledge, double luck,
                    double rest) {
  Summary sum;
  for (int t = 0; t < tables; ++t) {
    const VarianceSplit s =
        split_variance(made(static_cast<std::uint64_t>(t), draws, replicates, knowledge, luck, rest));
    sum.knowledge += s.knowledge.estimate / tables;
    sum.luck += s.luck / tables;
    sum.rest += s.rest / tables;
    sum.covered += (s.knowledge.low <= knowledge && knowledge <= s.knowledge.high ? 1.0 : 0.0) / tables;
    sum.found += (s.distinguishable() ? 1.0 : 0.0) / tables;
    sum.negative += (s.knowledge.estimate < 0.0 ? 1.0 : 0.0) / tables;
  }
  return sum;
}

// The variance of such an estimate is 2 (knowledge + rest / n)^2 / (draws - 1) and a little: four standard errors.
TEST(VarianceSplit, is_unbiased_and_its_interval_covers) {
  constexpr int kTables = 4000;
  for (const auto& [knowledge, luck, rest] :
       {std::tuple{2.0, 5.0, 3.0}, std::tuple{0.1, 0.0, 4.0}, std::tuple{1.0, 50.0, 0.2}}) {
    const Summary s = over_tables(kTables, 16, 6, knowledge, luck, rest);
    const double error = 4.0 * (knowledge + rest / 6.0) * std::sqrt(2.0 / 15.0 / kTables);
    EXPECT_NEAR(s.knowledge, knowledge, 1.1 * error);
    EXPECT_NEAR(s.rest, rest, 4.0 * rest * std::sqrt(2.0 / 75.0 / kTables));
    EXPECT_NEAR(s.luck, luck + rest, 4.0 * (luck + rest) * std::sqrt(2.0 / 5.0 / kTables));
    EXPECT_NEAR(s.covered, 0.95, 4.0 * std::sqrt(0.95 * 0.05 / kTables)) << knowledge;
  }
}

// Where the inputs move nothing: as often below zero as above, and called something in one table of forty.
TEST(VarianceSplit, of_nothing_is_not_distinguishable) {
  const Summary s = over_tables(4000, 16, 6, 0.0, 5.0, 3.0);
  EXPECT_NEAR(s.knowledge, 0.0, 4.0 * 0.5 * std::sqrt(2.0 / 15.0 / 4000));
  EXPECT_GT(s.negative, 0.45);
  EXPECT_NEAR(s.found, 0.025, 4.0 * std::sqrt(0.025 * 0.975 / 4000));
}

// The luck that draws share is no noise between them: a split by one way alone would take it off.
TEST(VarianceSplit, keeps_shared_luck_out_of_the_noise) {
  const VarianceSplit s = split_variance({{1.0, 9.0}, {2.0, 10.0}, {3.0, 11.0}});
  EXPECT_DOUBLE_EQ(s.knowledge.estimate, 1.0);
  EXPECT_NEAR(s.rest, 0.0, 1e-12);
  EXPECT_NEAR(s.luck, 32.0, 1e-12);
  EXPECT_DOUBLE_EQ(s.shrink(), 1.0);
}

// By hand: rows (0, 2), (4, 4), (2, 6); means 1, 4, 4; squares 12 and 3 + 1/3 + ... of the rest.
TEST(VarianceSplit, of_a_small_table_by_hand) {
  const VarianceSplit s = split_variance({{0.0, 2.0}, {4.0, 4.0}, {2.0, 6.0}});
  EXPECT_NEAR(s.of_means, 3.0, 1e-12);  // of 1, 4, 4
  EXPECT_NEAR(s.rest, 2.0, 1e-12);      // 4 in all, 2 degrees of freedom
  EXPECT_NEAR(s.knowledge.estimate, 2.0, 1e-12);
  EXPECT_NEAR(s.luck, 2.0 + (6.0 - 2.0) / 3.0, 1e-12);  // MS of luck 3 (1^2 + 1^2)
  EXPECT_NEAR(s.shrink(), std::sqrt(2.0 / 3.0), 1e-12);
}

}  // namespace
}  // namespace cupola
