#include "analysis/plan_branching.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/plan_pricing.hpp"
#include "analysis/plan_rounding.hpp"

namespace cupola {

namespace {

constexpr double kNoLimit = std::numeric_limits<double>::max();
constexpr int kPricingBranches = 5'000'000;
constexpr double kWhole = 1e-6;

bool sooner(double bound_a, std::size_t a, double bound_b, std::size_t b) {
  return bound_a != bound_b ? bound_a < bound_b : a < b;
}

}  // namespace

PlanBranching::PlanBranching(const WeaponTargetProblem& problem, PlanSearch& search, PlanBracket& bracket)
    : problem_(problem), search_(search), bracket_(bracket), master_(problem) {}

/// The plan's columns, one that fires nothing for each target, and all that a better plan may hold.
PlanBranching::Listed PlanBranching::list_columns(const GoOn& go_on) {
  PlanPricing pricing(problem_);
  const std::vector<double>& prices = bracket_.unit_prices;
  std::vector<double> least;
  double gap = bracket_.value;
  for (const double price : prices) gap += problem_.units * price;
  for (int j = 0; j < problem_.targets; ++j) {
    if (!go_on()) return Listed::stopped;
    least.push_back(pricing.price(j, {prices, kNoLimit, 1, kPricingBranches}));
    gap -= least.back();
  }
  gap += PlanBracket::kRounding * bracket_.value;
  add_plan(problem_, bracket_.plan, columns_);
  for (int j = 0; j < problem_.targets; ++j) columns_.add(problem_, j, {});
  for (int j = 0; j < problem_.targets; ++j) {
    if (!go_on()) return Listed::stopped;
    const std::size_t room = kMostColumns - std::min(kMostColumns, columns_.size());
    pricing.list(j, {prices, least[static_cast<std::size_t>(j)] + gap, room, kPricingBranches});
    if (pricing.cut_short()) return Listed::too_many;
    for (const PlanPricing::Found& found : pricing.found()) columns_.add(problem_, j, found.shots);
  }
  master_.take(columns_);
  return Listed::all;
}

bool PlanBranching::is_allowed(std::size_t column, const std::vector<Limit>& limits) const {
  const std::span<const PlannedShots> shots = columns_.shots(column);
  if (shots.empty()) return true;
  for (const Limit& limit : limits) {
    if (limit.target != columns_.target(column)) continue;
    const auto at = std::ranges::find(shots, limit.weapon, &PlannedShots::weapon);
    const int count = at == shots.end() ? 0 : at->count;
    if (count < limit.least || count > limit.most) return false;
  }
  return true;
}

double PlanBranching::bound_of(const std::vector<char>& allowed) const {
  const std::span<const double> prices = master_.unit_prices();
  std::vector<double> least(static_cast<std::size_t>(problem_.targets), kNoLimit);
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (allowed[c] == 0) continue;
    double& of_target = least[static_cast<std::size_t>(columns_.target(c))];
    of_target = std::min(of_target, columns_.value(c) + price_of(columns_.shots(c), prices));
  }
  double bound = 0.0, size = 0.0;
  for (const double price : least) {
    bound += price;
    size += price;
  }
  for (const double price : prices) {
    bound -= problem_.units * price;
    size += problem_.units * price;
  }
  return bound - 4.0 * std::numeric_limits<double>::epsilon() * (problem_.weapons + problem_.targets) * size;
}

/// A mixture of whole units is a plan, and one of no greater value.
bool PlanBranching::offer_whole(const std::vector<double>& units) {
  WeaponTargetPlan plan(static_cast<std::size_t>(problem_.all_units()), kIdleUnit);
  const auto targets = static_cast<std::size_t>(problem_.targets);
  const auto most = static_cast<std::size_t>(problem_.units);
  for (std::size_t i = 0; i < static_cast<std::size_t>(problem_.weapons); ++i) {
    std::size_t used = 0;
    for (std::size_t j = 0; j < targets; ++j)
      for (double left = units[i * targets + j]; left > 0.5 && used < most; left -= 1.0)
        plan[i * most + used++] = static_cast<int>(j);
  }
  return bracket_.offer(plan, surviving_value(problem_, plan));
}

/// Two branches where the units of a weapon at a target are farthest from whole; none where all are whole.
void PlanBranching::branch(const Branch& parent, double bound, std::vector<Branch>& open) {
  std::vector<double> units(problem_.kill_probability.size(), 0.0);
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const double share = master_.share(c);
    if (share <= 0.0) continue;
    for (const PlannedShots& s : columns_.shots(c))
      units[static_cast<std::size_t>(s.weapon) * static_cast<std::size_t>(problem_.targets) +
            static_cast<std::size_t>(columns_.target(c))] += share * s.count;
  }
  std::size_t at = 0;
  double farthest = 0.0;
  for (std::size_t k = 0; k < units.size(); ++k) {
    const double part = units[k] - std::floor(units[k]), far = std::min(part, 1.0 - part);
    if (far <= farthest) continue;
    farthest = far;
    at = k;
  }
  if (farthest < kWhole) {
    offer_whole(units);
    if (bound < closed_from()) least_leaf_ = std::min(least_leaf_, bound);
    return;
  }
  const int weapon = static_cast<int>(at) / problem_.targets,
            target = static_cast<int>(at) % problem_.targets;
  const int below = static_cast<int>(units[at]);
  for (const Limit limit :
       {Limit{weapon, target, 0, below}, Limit{weapon, target, below + 1, problem_.units}}) {
    open.push_back({bound, parent.limits});
    open.back().limits.push_back(limit);
  }
}

bool PlanBranching::explore(const Branch& one, std::vector<Branch>& open, const GoOn& go_on) {
  std::vector<char> allowed(columns_.size());
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    allowed[c] = is_allowed(c, one.limits) ? 1 : 0;
    master_.allow(c, allowed[c] != 0);
  }
  if (!(one.limits.empty() ? master_.solve(go_on) : master_.solve_again(go_on))) return false;
  const double bound = std::max(one.bound, bound_of(allowed));
  if (bound >= closed_from()) return true;
  offer_rounded(problem_, columns_, master_, search_, bracket_);
  branch(one, bound, open);
  return true;
}

bool PlanBranching::close(double goal, const GoOn& go_on) {
  const Listed listed = list_columns(go_on);
  if (listed != Listed::all) return listed != Listed::stopped;
  std::vector<Branch> open{{bracket_.bound, {}}};
  least_leaf_ = kNoLimit;
  bool went_on = true;
  while (went_on && !open.empty() && bracket_.gap() > goal && branches_ < kMostBranches) {
    std::size_t first = 0;
    for (std::size_t k = 1; k < open.size(); ++k)
      if (sooner(open[k].bound, k, open[first].bound, first)) first = k;
    // What is open, least bound first, is what the whole is not below.
    bracket_.bound = std::max(bracket_.bound, std::min({open[first].bound, least_leaf_, closed_from()}));
    const Branch one = std::move(open[first]);
    open.erase(open.begin() + static_cast<std::ptrdiff_t>(first));
    if (one.bound >= closed_from()) continue;
    ++branches_;
    went_on = explore(one, open, go_on);
    if (!went_on) open.push_back(one);
  }
  double least = std::min(least_leaf_, closed_from());
  for (const Branch& branch : open) least = std::min(least, branch.bound);
  bracket_.bound = std::max(bracket_.bound, least);
  return went_on;
}

}  // namespace cupola
