#include "analysis/plan_generation.hpp"

#include <algorithm>
#include <limits>

#include "analysis/plan_rounding.hpp"

namespace cupola {

namespace {

constexpr double kNoLimit = std::numeric_limits<double>::max();
/// A price so small beside the values is none.
constexpr double kLeastPrice = 1e-100;
/// A column that saves less than this share of a target's mean part of the value is none.
constexpr double kLeastGain = 1e-10;
/// Of the best prices so far in the prices asked, at first; halved until a column is found.
constexpr double kPull = 0.8, kLeastPull = 0.05;
constexpr std::size_t kColumnsAtFirst = 8, kColumnsARound = 8;
constexpr int kFewBranches = 20'000, kManyBranches = 5'000'000, kMoreBranches = 16;
constexpr int kMostRounds = 5000;

}  // namespace

PlanGeneration::PlanGeneration(const WeaponTargetProblem& problem, PlanSearch& search, PlanBracket& bracket)
    : problem_(problem),
      search_(search),
      bracket_(bracket),
      pricing_(problem),
      master_(problem),
      most_branches_(kFewBranches) {}

bool PlanGeneration::raise_at(std::vector<double> unit_prices, const GoOn& go_on) {
  return price_columns(std::move(unit_prices), 1, go_on) != Added::stopped;
}

/// What the column saves at the master's prices.
double PlanGeneration::reduced(int target, const PlanPricing::Found& found) const {
  return value_left(problem_, target, found.shots) + price_of(found.shots, master_.unit_prices()) -
         master_.target_prices()[static_cast<std::size_t>(target)];
}

/// Prices all targets: the bound at these prices, and where the master has prices, the columns that it lacks.
PlanGeneration::Added PlanGeneration::price_columns(std::vector<double> unit_prices, std::size_t keep,
                                                    const GoOn& go_on) {
  const double most_value = *std::ranges::max_element(problem_.value);
  double bound = 0.0, size = 0.0;
  for (double& price : unit_prices) {
    if (price < kLeastPrice * most_value) price = 0.0;
    bound -= problem_.units * price;
    size += problem_.units * price;
  }
  cut_short_ = false;
  const double least_gain = kLeastGain * bracket_.value / problem_.targets;
  bool any = false;
  for (int j = 0; j < problem_.targets; ++j) {
    if (!go_on()) return Added::stopped;
    const double least = pricing_.price(j, {unit_prices, kNoLimit, keep, most_branches_});
    cut_short_ |= pricing_.cut_short();
    bound += least;
    size += least;
    if (keep == 1 && !has_master_prices_) continue;
    for (const PlanPricing::Found& found : pricing_.found())
      if (!has_master_prices_ || reduced(j, found) < -least_gain)
        any |= columns_.add(problem_, j, found.shots);
  }
  // The sum of so many terms is off by no more than this.
  const double terms = problem_.weapons + problem_.targets;
  bracket_.raise(bound - 4.0 * std::numeric_limits<double>::epsilon() * terms * size, unit_prices);
  return any ? Added::some : Added::none;
}

/// Between the best prices and the master's, nearer and nearer to the master's until a column is found.
PlanGeneration::Added PlanGeneration::new_columns(const GoOn& go_on) {
  const std::vector<double> master(master_.unit_prices().begin(), master_.unit_prices().end());
  for (double pull = kPull;; pull = pull > kLeastPull ? 0.5 * pull : 0.0) {
    std::vector<double> prices = master;
    for (std::size_t i = 0; i < prices.size(); ++i) prices[i] += pull * (bracket_.unit_prices[i] - master[i]);
    const Added added = price_columns(std::move(prices), kColumnsARound, go_on);
    if (added != Added::none || pull == 0.0) return added;
  }
}

bool PlanGeneration::narrow(double goal, const GoOn& go_on) {
  add_plan(problem_, bracket_.plan, columns_);
  if (price_columns(bracket_.unit_prices, kColumnsAtFirst, go_on) == Added::stopped) return false;
  while (bracket_.gap() > goal && rounds_ < kMostRounds) {
    if (!go_on()) return false;
    ++rounds_;
    master_.take(columns_);
    if (!master_.solve(go_on)) return false;
    has_master_prices_ = true;
    const bool better = offer_rounded(problem_, columns_, master_, search_, bracket_);
    if (better) add_plan(problem_, bracket_.plan, columns_);
    const Added added = new_columns(go_on);
    if (added == Added::stopped) return false;
    if (added == Added::some || better) continue;
    if (!cut_short_ || most_branches_ >= kManyBranches) break;
    most_branches_ *= kMoreBranches;  // the bound is low because branches were left open
  }
  return true;
}

}  // namespace cupola
