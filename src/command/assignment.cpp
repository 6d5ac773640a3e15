#include "command/assignment.hpp"

#include <algorithm>
#include <tuple>

namespace cupola {

namespace {

/// Greater is better.
auto rank(const ShotOption& o, double marginal_return) {
  return std::tuple(marginal_return, o.kill_probability, -o.intercept_s, UINT32_MAX - o.target,
                    UINT32_MAX - o.unit, UINT32_MAX - o.weapon);
}

void draw_down(UnitSupply& supply, const ShotOption& o, int rounds_per_shot) {
  if (o.rounds > 0) rounds_per_shot = o.rounds;
  const int rounds =
      std::min({rounds_per_shot, supply.missile_channels, supply.rounds[o.weapon] - o.rounds_kept});
  --supply.target_channels;
  supply.missile_channels -= rounds;
  supply.rounds[o.weapon] -= rounds;
}

}  // namespace

bool can_give(const UnitSupply& supply, const ShotOption& option) {
  return supply.target_channels > 0 && supply.missile_channels > 0 &&
         supply.rounds[option.weapon] > option.rounds_kept;
}

const std::vector<std::uint32_t>& GreedyAssignment::solve(const std::vector<double>& values,
                                                          const std::vector<ShotOption>& options,
                                                          std::vector<UnitSupply>& supply,
                                                          const AssignmentRules& rules) {
  surviving_ = values;
  shots_.assign(values.size(), 0);
  taken_.clear();
  open_.clear();
  for (std::uint32_t i = 0; i < options.size(); ++i) open_.push_back(i);

  while (!open_.empty()) {
    // Drop what can no longer be had; find the best of the rest.
    std::size_t kept = 0, best = 0;
    for (const std::uint32_t i : open_) {
      const ShotOption& o = options[i];
      if (shots_[o.target] >= rules.shots_per_target || !can_give(supply[o.unit], o)) continue;
      open_[kept] = i;
      const ShotOption& b = options[open_[best]];
      if (kept > 0 && rank(o, surviving_[o.target] * o.kill_probability) >
                          rank(b, surviving_[b.target] * b.kill_probability))
        best = kept;
      ++kept;
    }
    open_.resize(kept);
    if (kept == 0) break;

    const std::uint32_t chosen = open_[best];
    const ShotOption& o = options[chosen];
    taken_.push_back(chosen);
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(best));
    surviving_[o.target] *= 1.0 - o.kill_probability;
    ++shots_[o.target];
    draw_down(supply[o.unit], o, rules.rounds_per_shot);
  }
  return taken_;
}

}  // namespace cupola
