#include "study/paired.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/random.hpp"

namespace cupola {
namespace {

Draws draws_of(const char* name, int experiment, int replicate) {
  return {ReplicateKey::of(static_cast<std::uint64_t>(experiment), static_cast<std::uint64_t>(replicate)),
          stream_key(Purpose::kill, name_key(name)), 0};
}

// Under common luck the difference of two counts varies less; a worked example by hand.
TEST(Paired, equals_a_worked_example) {
  PairedMoments paired;
  for (const auto& [x, y] : {std::pair{1.0, 2.0}, {2.0, 3.0}, {3.0, 5.0}, {6.0, 6.0}}) paired.add(x, y);
  EXPECT_DOUBLE_EQ(paired.difference.mean, 1.0);
  EXPECT_NEAR(paired.difference.squares, 2.0, 1e-12);                 // 0, 0, 1, 1
  EXPECT_NEAR(paired.correlation(), 11.0 / std::sqrt(140.0), 1e-12);  // 11 over the root of 14 times 10
  EXPECT_NEAR(paired.saved(), 24.0 / 2.0, 1e-12);
}

TEST(Paired, what_never_varies_says_nothing_of_the_luck) {
  PairedMoments same, shifted;
  for (const double x : {1.0, 2.0, 4.0}) {
    same.add(5.0, 5.0);
    shifted.add(x, x + 2.0);
  }
  EXPECT_EQ(same.correlation(), 0.0);
  EXPECT_EQ(same.saved(), 1.0);
  EXPECT_DOUBLE_EQ(shifted.correlation(), 1.0);
  EXPECT_TRUE(std::isinf(shifted.saved()));
}

// Newcombe 1998, paired, method 10, evaluated elsewhere for 36, 12, 2 and 0 of 50: 0.2 [0.0569, 0.3404].
TEST(Newcombe, equals_a_published_example) {
  const Interval i = newcombe({36, 2, 12, 0});
  EXPECT_NEAR(i.estimate, 0.2, 1e-12);
  EXPECT_NEAR(i.low, 0.0569, 5e-5);
  EXPECT_NEAR(i.high, 0.3404, 5e-5);
}

TEST(Newcombe, claims_no_certainty_where_none_differ) {
  const Interval i = newcombe({0, 0, 0, 20});
  EXPECT_EQ(i.estimate, 0.0);
  EXPECT_LT(i.low, -0.1);
  EXPECT_GT(i.high, 0.1);
  EXPECT_EQ(newcombe({}).low, -1.0);
  EXPECT_EQ(newcombe({}).high, 1.0);
}

// A hundred replicates, outcomes of 0.3 and 0.4 from one uniform with a quarter redrawn, so that they go together: of
// 10 000 experiments 95 % hold the true difference (0.9463 of 20 000 do; three standard deviations: 0.0065).
TEST(Newcombe, covers_as_it_says) {
  int held = 0;
  constexpr int kExperiments = 10000;
  for (int experiment = 0; experiment < kExperiments; ++experiment) {
    PairedCounts counts;
    for (int replicate = 0; replicate < 100; ++replicate) {
      Draws draws = draws_of("pair", experiment, replicate);
      const double u = draws.uniform(), v = draws.uniform() < 0.25 ? draws.uniform() : u;
      counts.add(u < 0.3, v < 0.4);
    }
    const Interval i = newcombe(counts);
    held += i.low <= 0.1 + 1e-12 && 0.1 - 1e-12 <= i.high;  // an end may be 0.1 but for the last digit
  }
  EXPECT_NEAR(held / double{kExperiments}, 0.947, 0.0065);
}

// Holm 1979: the smallest of four counts four times, and none counts less than one before it.
TEST(Holm, equals_a_worked_example) {
  const std::vector<double> adjusted = holm({0.01, 0.04, 0.03, 0.005});
  EXPECT_DOUBLE_EQ(adjusted[0], 0.03);
  EXPECT_DOUBLE_EQ(adjusted[1], 0.06);
  EXPECT_DOUBLE_EQ(adjusted[2], 0.06);
  EXPECT_DOUBLE_EQ(adjusted[3], 0.02);
  EXPECT_EQ(holm({0.9, 0.8})[0], 1.0);
  EXPECT_TRUE(holm({}).empty());
}

// Ten comparisons of what does not differ, 2000 times: at least one is called different in 5 % of them at most.
TEST(Holm, holds_the_chance_of_any_false_one) {
  int wrong = 0;
  constexpr int kExperiments = 2000;
  for (int experiment = 0; experiment < kExperiments; ++experiment) {
    std::vector<double> p;
    for (int comparison = 0; comparison < 10; ++comparison)
      p.push_back(draws_of("p", experiment, comparison).uniform());
    bool any = false;
    for (const double one : holm(p)) any |= one < 0.05;
    wrong += any;
  }
  EXPECT_NEAR(wrong / double{kExperiments}, 0.05, 0.015);
}

}  // namespace
}  // namespace cupola
