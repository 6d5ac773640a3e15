#include "command/assignment.hpp"

#include <algorithm>
#include <tuple>

#include "catalogue/kill_law.hpp"
#include "core/math.hpp"

namespace cupola {

namespace {

/// Greater is better.
auto rank(const ShotOption& o, double kill_probability, double surviving) {
  return std::tuple(surviving * kill_probability, kill_probability, -o.intercept_s, UINT32_MAX - o.target,
                    UINT32_MAX - o.unit, UINT32_MAX - o.weapon);
}

/// Gains below this are rounding.
constexpr double kLeastGain = 1e-12;
constexpr int kMostPasses = 20;
constexpr std::uint32_t kNoOption = UINT32_MAX;

auto key(const ShotOption& o) { return std::tuple(o.target, o.unit, o.weapon); }

int rounds_wanted(const ShotOption& o, const AssignmentRules& rules) {
  return o.rounds > 0 ? o.rounds : rules.rounds_per_shot;
}

/// Of the rounds that there are for it.
double kill_probability_with(const UnitSupply& supply, const ShotOption& o, const AssignmentRules& rules) {
  const int wanted = rounds_wanted(o, rules), left = supply.rounds[o.weapon] - o.rounds_kept;
  if (left >= wanted || o.kill_probability >= 1.0) return o.kill_probability;
  if (o.common_cause > 0.0) return salvo_kill_probability(o.kill_of_one, o.reliability, o.common_cause, left);
  return 1.0 - math::pow(1.0 - o.kill_probability, static_cast<double>(left) / wanted);
}

}  // namespace

bool can_give(const UnitSupply& supply, const ShotOption& option) {
  return supply.target_channels > 0 && supply.missile_channels > 0 &&
         supply.rounds[option.weapon] > option.rounds_kept;
}

GreedyAssignment::Drawn GreedyAssignment::draw_down(UnitSupply& supply, const ShotOption& o,
                                                    const AssignmentRules& rules) {
  Drawn drawn;
  drawn.kill_probability = kill_probability_with(supply, o, rules);
  drawn.rounds = std::min(rounds_wanted(o, rules), supply.rounds[o.weapon] - o.rounds_kept);
  drawn.channels = std::min(drawn.rounds, supply.missile_channels);  // the rest of a salvo waits for one
  --supply.target_channels;
  supply.missile_channels -= drawn.channels;
  supply.rounds[o.weapon] -= drawn.rounds;
  return drawn;
}

bool GreedyAssignment::is_taken(std::uint32_t option) const {
  return std::find(taken_.begin(), taken_.end(), option) != taken_.end();
}

const std::vector<std::uint32_t>& GreedyAssignment::solve(const std::vector<double>& values,
                                                          const std::vector<ShotOption>& options,
                                                          std::vector<UnitSupply>& supply,
                                                          const AssignmentRules& rules) {
  surviving_ = values;
  shots_.assign(values.size(), 0);
  taken_.clear();
  drawn_.clear();
  take_greedily(options, supply, rules);
  if (searches_ && !taken_.empty() && !all_at_their_best(options)) improve(values, options, supply, rules);
  return taken_;
}

void GreedyAssignment::take_greedily(const Options& options, Supplies& supply, const AssignmentRules& rules) {
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
      if (kept > 0 && rank(o, kill_probability_with(supply[o.unit], o, rules), surviving_[o.target]) >
                          rank(b, kill_probability_with(supply[b.unit], b, rules), surviving_[b.target]))
        best = kept;
      ++kept;
    }
    open_.resize(kept);
    if (kept == 0) break;

    const std::uint32_t chosen = open_[best];
    const ShotOption& o = options[chosen];
    taken_.push_back(chosen);
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(best));
    drawn_.push_back(draw_down(supply[o.unit], o, rules));
    surviving_[o.target] *= 1.0 - drawn_.back().kill_probability;
    ++shots_[o.target];
  }
}

/// One shot at each target, and no better one there is: nothing to search for.
bool GreedyAssignment::all_at_their_best(const Options& options) const {
  return std::all_of(options.begin(), options.end(), [&](const ShotOption& o) {
    if (shots_[o.target] != 1) return false;
    for (std::size_t shot = 0; shot < taken_.size(); ++shot)
      if (options[taken_[shot]].target == o.target)
        return drawn_[shot].kill_probability >= o.kill_probability;
    return false;
  });
}

void GreedyAssignment::improve(const std::vector<double>& values, const Options& options, Supplies& supply,
                               const AssignmentRules& rules) {
  in_order_.clear();
  for (std::uint32_t i = 0; i < options.size(); ++i) in_order_.push_back(i);
  std::sort(in_order_.begin(), in_order_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple(key(options[a]), a) < std::tuple(key(options[b]), b);
  });
  bool better = true;
  for (int pass = 0; better && pass < kMostPasses; ++pass) {
    better = false;
    for (std::size_t shot = 0; shot < taken_.size(); ++shot)
      better |=
          replace(values, options, supply, rules, shot) || exchange(values, options, supply, rules, shot);
  }
}

/// What would be left of a shot's target without it.
double GreedyAssignment::left_without(const std::vector<double>& values, const Options& options,
                                      std::size_t shot) const {
  const std::uint32_t target = options[taken_[shot]].target;
  double left = values[target];
  for (std::size_t s = 0; s < taken_.size(); ++s)
    if (s != shot && options[taken_[s]].target == target) left *= 1.0 - drawn_[s].kill_probability;
  return left;
}

bool GreedyAssignment::replace(const std::vector<double>& values, const Options& options, Supplies& supply,
                               const AssignmentRules& rules, std::size_t shot) {
  const ShotOption old = options[taken_[shot]];
  const std::uint32_t old_index = taken_[shot];
  const double left = left_without(values, options, shot);
  const double enough = left * drawn_[shot].kill_probability + kLeastGain;
  give_back(options, supply, shot);
  std::uint32_t best = old_index;
  double most = enough;
  for (const std::uint32_t i : in_order_) {
    const ShotOption& o = options[i];
    const bool same = o.target == old.target;
    if (!same && shots_[o.target] >= rules.shots_per_target) continue;
    const double surviving = same ? left : surviving_[o.target];
    if (surviving * o.kill_probability <= most || !can_give(supply[o.unit], o)) continue;
    const double would_save = surviving * kill_probability_with(supply[o.unit], o, rules);
    if (would_save <= most || (i != old_index && is_taken(i))) continue;
    best = i;
    most = would_save;
  }
  place(options, supply, rules, shot, best);
  settle(values, options, old.target);
  settle(values, options, options[best].target);
  return most > enough;
}

bool GreedyAssignment::exchange(const std::vector<double>& values, const Options& options, Supplies& supply,
                                const AssignmentRules& rules, std::size_t shot) {
  for (std::size_t other = 0; other < taken_.size(); ++other) {
    const std::uint32_t mine = taken_[shot], theirs = taken_[other];
    const ShotOption a = options[mine], b = options[theirs];
    if (a.target == b.target || (a.unit == b.unit && a.weapon == b.weapon)) continue;
    ShotOption crossed_a = b, crossed_b = a;  // who shoots, at the other's target
    crossed_a.target = a.target;
    crossed_b.target = b.target;
    const std::uint32_t to_a = find(options, crossed_a), to_b = find(options, crossed_b);
    if (to_a == kNoOption || to_b == kNoOption || is_taken(to_a) || is_taken(to_b)) continue;
    const Drawn by_mine = drawn_[shot], by_theirs = drawn_[other];
    const double left_a = left_without(values, options, shot), left_b = left_without(values, options, other);
    const auto gain = [&](double at_a, double at_b) {
      return left_a * (at_a - by_mine.kill_probability) + left_b * (at_b - by_theirs.kill_probability);
    };
    if (gain(options[to_a].kill_probability, options[to_b].kill_probability) <= kLeastGain) continue;
    give_back(options, supply, shot);
    give_back(options, supply, other);
    const bool first = can_give(supply[options[to_a].unit], options[to_a]);
    if (first) place(options, supply, rules, shot, to_a);
    const bool both = first && can_give(supply[options[to_b].unit], options[to_b]);
    if (both) place(options, supply, rules, other, to_b);
    // With the rounds that there are.
    const bool better =
        both && gain(drawn_[shot].kill_probability, drawn_[other].kill_probability) > kLeastGain;
    if (!better) {
      if (first) give_back(options, supply, shot);
      if (both) give_back(options, supply, other);
      take_back(options, supply, shot, mine, by_mine);
      take_back(options, supply, other, theirs, by_theirs);
    }
    settle(values, options, a.target);
    settle(values, options, b.target);
    if (better) return true;
  }
  return false;
}

std::uint32_t GreedyAssignment::find(const Options& options, const ShotOption& like) const {
  const auto at =
      std::lower_bound(in_order_.begin(), in_order_.end(), like,
                       [&](std::uint32_t i, const ShotOption& o) { return key(options[i]) < key(o); });
  return at != in_order_.end() && key(options[*at]) == key(like) ? *at : kNoOption;
}

void GreedyAssignment::give_back(const Options& options, Supplies& supply, std::size_t shot) {
  const ShotOption& o = options[taken_[shot]];
  ++supply[o.unit].target_channels;
  supply[o.unit].missile_channels += drawn_[shot].channels;
  supply[o.unit].rounds[o.weapon] += drawn_[shot].rounds;
  --shots_[o.target];
}

void GreedyAssignment::place(const Options& options, Supplies& supply, const AssignmentRules& rules,
                             std::size_t shot, std::uint32_t option) {
  const ShotOption& o = options[option];
  taken_[shot] = option;
  drawn_[shot] = draw_down(supply[o.unit], o, rules);
  ++shots_[o.target];
}

void GreedyAssignment::take_back(const Options& options, Supplies& supply, std::size_t shot,
                                 std::uint32_t option, Drawn as_it_was) {
  const ShotOption& o = options[option];
  taken_[shot] = option;
  drawn_[shot] = as_it_was;
  --supply[o.unit].target_channels;
  supply[o.unit].missile_channels -= as_it_was.channels;
  supply[o.unit].rounds[o.weapon] -= as_it_was.rounds;
  ++shots_[o.target];
}

void GreedyAssignment::settle(const std::vector<double>& values, const Options& options,
                              std::uint32_t target) {
  surviving_[target] = values[target];
  for (std::size_t shot = 0; shot < taken_.size(); ++shot)
    if (options[taken_[shot]].target == target) surviving_[target] *= 1.0 - drawn_[shot].kill_probability;
}

}  // namespace cupola
