#include "analysis/plan_reassignment.hpp"

#include <algorithm>

namespace cupola {

PlanReassignment::PlanReassignment(const WeaponTargetProblem& problem)
    : problem_(problem), is_listed_(problem.kill_probability.size()) {
  std::vector<int> best(static_cast<std::size_t>(problem.weapons));
  for (int j = 0; j < problem.targets; ++j) {
    for (int i = 0; i < problem.weapons; ++i) best[static_cast<std::size_t>(i)] = i;
    const std::size_t many = std::min(kWeaponsPerTarget, best.size());
    std::ranges::partial_sort(best, best.begin() + static_cast<std::ptrdiff_t>(many), [&](int a, int b) {
      const double p = problem.kill(a, j), q = problem.kill(b, j);
      return p != q ? p > q : a < b;
    });
    for (std::size_t k = 0; k < many; ++k)
      is_listed_[static_cast<std::size_t>(best[k]) * static_cast<std::size_t>(problem.targets) +
                 static_cast<std::size_t>(j)] = 1;
  }
}

void PlanReassignment::list_slots(const WeaponTargetPlan& plan) {
  std::vector<std::vector<int>> units_at(static_cast<std::size_t>(problem_.targets));
  slot_of_unit_.assign(plan.size(), -1);
  for (std::size_t u = 0; u < plan.size(); ++u)
    if (plan[u] != kIdleUnit) units_at[static_cast<std::size_t>(plan[u])].push_back(static_cast<int>(u));
  slots_.clear();
  for (int j = 0; j < problem_.targets; ++j) {
    const std::vector<int>& units = units_at[static_cast<std::size_t>(j)];
    const std::size_t first = slots_.size();
    double left = problem_.value[static_cast<std::size_t>(j)];
    for (const int u : units) {
      slot_of_unit_[static_cast<std::size_t>(u)] = static_cast<int>(slots_.size());
      slots_.push_back({j, left});
      left *= 1.0 - problem_.kill(u / problem_.units, j);
    }
    double behind = 1.0;
    for (std::size_t k = units.size(); k-- > 0;) {
      slots_[first + k].left *= behind;
      behind *= 1.0 - problem_.kill(units[k] / problem_.units, j);
    }
    slots_.push_back({j, left});
  }
}

bool PlanReassignment::list_candidates() {
  candidates_.clear();
  const auto targets = static_cast<std::size_t>(problem_.targets);
  for (int u = 0; u < problem_.all_units(); ++u) {
    const std::size_t row = static_cast<std::size_t>(u / problem_.units) * targets;
    const int own = slot_of_unit_[static_cast<std::size_t>(u)];
    for (int k = 0; k < static_cast<int>(slots_.size()); ++k) {
      const Slot& slot = slots_[static_cast<std::size_t>(k)];
      const std::size_t at = row + static_cast<std::size_t>(slot.target);
      const double gain = slot.left * problem_.kill_probability[at];
      if (gain > 0.0 && (is_listed_[at] || k == own)) candidates_.push_back({u, k, -gain});
    }
    if (candidates_.size() > kMostCandidates) return false;
  }
  return true;
}

void PlanReassignment::price_units() {
  unit_prices_.assign(static_cast<std::size_t>(problem_.weapons), 0.0);
  const std::span<const double> slot_price = assignment_.column_prices();
  for (int i = 0; i < problem_.weapons; ++i) {
    double best = 0.0;
    for (std::size_t k = 0; k < slots_.size(); ++k)
      best = std::max(best, slots_[k].left * problem_.kill(i, slots_[k].target) + slot_price[k]);
    unit_prices_[static_cast<std::size_t>(i)] = best;
  }
}

bool PlanReassignment::solve(const WeaponTargetPlan& plan) {
  list_slots(plan);
  if (!list_candidates()) return false;
  nothing_.assign(plan.size(), 0.0);
  const std::span<const int> slot = assignment_.solve(static_cast<int>(slots_.size()), candidates_, nothing_);
  plan_.assign(plan.size(), kIdleUnit);
  for (std::size_t u = 0; u < plan.size(); ++u)
    if (slot[u] != Assignment::kAlone) plan_[u] = slots_[static_cast<std::size_t>(slot[u])].target;
  price_units();
  return true;
}

}  // namespace cupola
