#include "analysis/plan_rounding.hpp"

#include <algorithm>
#include <utility>

namespace cupola {

namespace {

constexpr double kShareThatCounts = 1e-6;

std::vector<std::size_t> largest_first(const PlanColumns& columns, const PlanMaster& master) {
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t c = 0; c < columns.size(); ++c)
    if (master.share(c) > kShareThatCounts) order.emplace_back(-master.share(c), c);
  std::ranges::sort(order);
  std::vector<std::size_t> first;
  for (const auto& [share, column] : order) first.push_back(column);
  return first;
}

}  // namespace

bool offer_rounded(const WeaponTargetProblem& problem, const PlanColumns& columns, const PlanMaster& master,
                   PlanSearch& search, PlanBracket& bracket) {
  WeaponTargetPlan plan(static_cast<std::size_t>(problem.all_units()), kIdleUnit);
  std::vector<int> used(static_cast<std::size_t>(problem.weapons), 0);
  std::vector<char> is_done(static_cast<std::size_t>(problem.targets), 0);
  for (const std::size_t column : largest_first(columns, master)) {
    const auto has_units = [&](const PlannedShots& s) {
      return used[static_cast<std::size_t>(s.weapon)] + s.count <= problem.units;
    };
    char& done = is_done[static_cast<std::size_t>(columns.target(column))];
    if (done != 0 || !std::ranges::all_of(columns.shots(column), has_units)) continue;
    done = 1;
    for (const PlannedShots& s : columns.shots(column))
      for (int k = 0; k < s.count; ++k) {
        const int unit = s.weapon * problem.units + used[static_cast<std::size_t>(s.weapon)]++;
        plan[static_cast<std::size_t>(unit)] = columns.target(column);
      }
  }
  search.start_from(plan);
  search.spend_idle_units();
  search.improve();
  return bracket.offer(search.plan(), search.value());
}

}  // namespace cupola
