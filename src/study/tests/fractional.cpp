#include "study/fractional.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>

#include "study/effects.hpp"

namespace cupola {
namespace {

/// Of how few factors' levels the product is the same in every run: counted over the runs themselves.
std::size_t shortest_word(const FractionalDesign& design, std::size_t at_most) {
  const std::vector<std::vector<bool>> runs = design.runs();
  std::size_t shortest = at_most + 1;
  for (FactorSet set = 1; set < (1u << design.factors); ++set) {
    const auto length = static_cast<std::size_t>(std::popcount(set));
    if (length >= shortest) continue;
    std::size_t odd = 0;
    for (const std::vector<bool>& run : runs) {
      bool parity = false;
      for (std::size_t f = 0; f < run.size(); ++f) parity ^= ((set >> f) & 1u) && run[f];
      odd += parity;
    }
    if (odd == 0 || odd == runs.size()) shortest = length;
  }
  return shortest;
}

TEST(FractionalDesign, has_the_resolution_that_was_asked_for) {
  int designs = 0;
  for (std::size_t resolution = 3; resolution <= 5; ++resolution)
    for (std::size_t factors = 1; factors <= 16; ++factors) {
      const FractionalDesign design = fractional_design(factors, resolution);
      if (design.factors == 0) continue;
      ++designs;
      EXPECT_EQ(design.factors, factors);
      if (design.generators.empty()) continue;  // all combinations: no word at all
      EXPECT_GE(design.resolution(), resolution) << factors;
      EXPECT_EQ(shortest_word(design, factors), design.resolution()) << factors << " at " << resolution;
    }
  EXPECT_EQ(designs, 16 + 16 + 11);
}

// The sizes of table 6.22 of Box, Hunter and Hunter (2005).
TEST(FractionalDesign, is_as_small_as_the_book_has_it) {
  const auto runs = [](std::size_t factors, std::size_t resolution) {
    return fractional_design(factors, resolution).runs().size();
  };
  EXPECT_EQ(runs(7, 3), 8u);
  EXPECT_EQ(runs(15, 3), 16u);
  EXPECT_EQ(runs(4, 4), 8u);
  EXPECT_EQ(runs(8, 4), 16u);
  EXPECT_EQ(runs(16, 4), 32u);
  EXPECT_EQ(runs(5, 5), 16u);
  EXPECT_EQ(runs(8, 5), 64u);
  EXPECT_EQ(runs(11, 5), 128u);
  EXPECT_EQ(runs(3, 5), 8u);  // all of them
  EXPECT_EQ(fractional_design(12, 5).factors, 0u);
}

TEST(FractionalDesign, begins_with_all_first_levels) {
  for (const std::size_t factors : {5u, 6u, 8u, 11u})
    EXPECT_EQ(fractional_design(factors, 5).runs().front(), std::vector<bool>(factors, false));
}

// 2^(5-2) of resolution III, D = AB and E = AC: I = -ABD = -ACE = +BCDE with the signs that keep the first run.
TEST(FractionalDesign, tells_aliases) {
  const FractionalDesign design = fractional_design(5, 3);
  ASSERT_EQ(design.defining_relation().size(), 3u);
  EXPECT_EQ(letters_of(design.defining_relation()[0]), "ABD");
  EXPECT_EQ(letters_of(design.defining_relation()[2]), "BCDE");
  const std::vector<FactorSet> of_a = design.aliases_of(1u);
  ASSERT_EQ(of_a.size(), 2u);
  EXPECT_EQ(letters_of(of_a[0]), "BD");
  EXPECT_EQ(sign_of_alias(1u, of_a[0]), -1);
}

// What a contrast says of made values is the effect plus its aliases with their signs, and nothing else.
TEST(FractionalDesign, contrasts_are_effects_and_their_aliases) {
  for (const std::size_t resolution : {3u, 4u, 5u}) {
    const FractionalDesign design = fractional_design(6, resolution);
    const auto runs = design.runs();
    const auto coefficient = [](FactorSet set) { return 1.0 + static_cast<double>(set % 11); };
    const auto value_of = [&](const std::vector<bool>& run) {
      double value = 100.0;
      for (FactorSet set = 1; set < 64; ++set) {
        if (std::popcount(set) > 2) continue;
        double product = 1.0;
        for (std::size_t f = 0; f < 6; ++f)
          if ((set >> f) & 1u) product *= run[f] ? 1.0 : -1.0;
        value += coefficient(set) / 2.0 * product;
      }
      return value;
    };
    std::vector<double> values;
    for (const auto& run : runs) values.push_back(value_of(run));
    for (FactorSet set = 1; set < 64; ++set) {
      if (std::popcount(set) > 2) continue;
      double expected = coefficient(set);
      for (const FactorSet alias : design.aliases_of(set))
        expected += sign_of_alias(set, alias) * coefficient(alias);
      EXPECT_NEAR(contrast(runs, set, values), expected, 1e-9) << letters_of(set) << " at " << resolution;
    }
  }
}

}  // namespace
}  // namespace cupola
