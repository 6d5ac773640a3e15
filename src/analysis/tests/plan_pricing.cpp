#include "analysis/plan_pricing.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "analysis/tests/plan_problems.hpp"

namespace cupola {
namespace {

using testing::random_problem;

constexpr double kNoLimit = 1e300;

/// Every price at a target, cheapest first.
std::vector<double> all_prices(const WeaponTargetProblem& problem, int target,
                               const std::vector<double>& prices) {
  std::vector<double> all;
  const std::function<void(int, double, double)> next = [&](int weapon, double left, double paid) {
    if (weapon == problem.weapons) {
      all.push_back(left + paid);
      return;
    }
    for (int k = 0; k <= problem.units; ++k)
      next(weapon + 1, left * std::pow(1.0 - problem.kill(weapon, target), k),
           paid + k * prices[static_cast<std::size_t>(weapon)]);
  };
  next(0, problem.value[static_cast<std::size_t>(target)], 0.0);
  std::sort(all.begin(), all.end());
  return all;
}

std::vector<double> random_prices(std::uint64_t seed, int weapons, double most) {
  testing::LinearCongruence luck(seed);
  std::vector<double> prices;
  for (int i = 0; i < weapons; ++i) prices.push_back(std::max(0.0, luck.in(-0.2 * most, most)));
  return prices;
}

TEST(PlanPricing, FindsTheLeastPriceOfAllThatCanBeFired) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const int units = 1 + static_cast<int>(seed % 3);
    const WeaponTargetProblem problem =
        random_problem(seed, units == 1 ? 9 : 5, 3, units, 0.05, seed % 2 == 0 ? 0.9 : 0.4, 0.8);
    const std::vector<double> prices = random_prices(seed, problem.weapons, seed % 5 == 0 ? 60.0 : 8.0);
    PlanPricing pricing(problem);
    for (int j = 0; j < problem.targets; ++j) {
      const double least = all_prices(problem, j, prices).front();
      const double proven = pricing.price(j, {prices, kNoLimit, 1, 1'000'000});
      EXPECT_LE(proven, least);
      EXPECT_NEAR(proven, least, 1e-8);
      ASSERT_EQ(pricing.found().size(), 1u);
      const PlanPricing::Found& found = pricing.found()[0];
      EXPECT_NEAR(value_left(problem, j, found.shots) + price_of(found.shots, prices), least, 1e-9);
      EXPECT_NEAR(found.price, least, 1e-9);
    }
  }
}

TEST(PlanPricing, ABoundCutShortStillHolds) {
  const WeaponTargetProblem problem = random_problem(7, 14, 4, 1, 0.05, 0.3);
  const std::vector<double> prices = random_prices(7, 14, 3.0);
  PlanPricing pricing(problem);
  for (int j = 0; j < problem.targets; ++j) {
    const double least = all_prices(problem, j, prices).front();
    double before = -1.0;
    for (const int branches : {1, 4, 16, 64, 100'000}) {
      const double proven = pricing.price(j, {prices, kNoLimit, 1, branches});
      EXPECT_LE(proven, least) << branches;
      EXPECT_GE(proven, before);
      before = proven;
    }
    EXPECT_FALSE(pricing.cut_short());
    EXPECT_NEAR(before, least, 1e-8);
  }
}

TEST(PlanPricing, ListsAllBelowAPriceWorthTheirUnitsOrNot) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const int units = 1 + static_cast<int>(seed % 2);
    const WeaponTargetProblem problem = random_problem(seed, units == 1 ? 8 : 4, 2, units, 0.1, 0.9);
    const std::vector<double> prices = random_prices(seed, problem.weapons, 6.0);
    PlanPricing pricing(problem);
    for (int j = 0; j < problem.targets; ++j) {
      const std::vector<double> all = all_prices(problem, j, prices);
      const double below = all.front() + 5.0;
      const auto many =
          static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), below) - all.begin());
      pricing.list(j, {prices, below, 10'000, 1'000'000});
      EXPECT_FALSE(pricing.cut_short());
      ASSERT_EQ(pricing.found().size(), many);
      std::vector<double> listed;
      for (const PlanPricing::Found& found : pricing.found()) listed.push_back(found.price);
      std::sort(listed.begin(), listed.end());
      for (std::size_t k = 0; k < many; ++k) EXPECT_NEAR(listed[k], all[k], 1e-9);
      if (many < 3) continue;
      pricing.list(j, {prices, below, many - 1, 1'000'000});
      EXPECT_TRUE(pricing.cut_short());
      pricing.list(j, {prices, below, many, 1'000'000});
      EXPECT_FALSE(pricing.cut_short());
    }
  }
}

/// Several sure weapons: each alone is a column, none stands with others.
TEST(PlanPricing, ACertainKillStandsAlone) {
  const WeaponTargetProblem problem{3, 1, 1, {10.0}, {1.0, 0.5, 1.0}};
  PlanPricing pricing(problem);
  const std::vector<double> prices = {2.0, 1.0, 3.0};
  const double least = pricing.price(0, {prices, kNoLimit, 4, 1000});
  EXPECT_NEAR(least, 2.0, 1e-9);
  ASSERT_EQ(pricing.found().size(), 4u);
  EXPECT_EQ(pricing.found()[0].shots, (std::vector<PlannedShots>{{0, 1}}));
  EXPECT_EQ(pricing.found()[1].shots, (std::vector<PlannedShots>{{2, 1}}));
  EXPECT_EQ(pricing.found()[2].shots, (std::vector<PlannedShots>{{1, 1}}));
  EXPECT_TRUE(pricing.found()[3].shots.empty());
}

}  // namespace
}  // namespace cupola
