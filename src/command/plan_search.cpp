#include "command/plan_search.hpp"

#include <algorithm>
#include <numeric>

#include "core/lanes.hpp"

namespace cupola {
namespace {

using lanes::Bits4;
using lanes::Lanes4;

constexpr std::size_t kWidth = 4;
/// Gains below this share of all value are rounding.
constexpr double kLeastGain = 1e-13;
/// A bound for the improbable: every pass saves something, so passes end by themselves.
constexpr int kMostPasses = 10'000;

std::size_t padded(int n) { return (static_cast<std::size_t>(n) + kWidth - 1) / kWidth * kWidth; }

/// The greatest of gain(0), gain(4), ..., four lanes each, where it is above `least`, and the lowest place that has
/// it; else none.
template <class Gain>
auto greatest(std::size_t row, double least, Gain gain) {
  struct {
    double gain;
    int index;
  } best{0.0, -1};
  Lanes4 most_of(least);
  for (std::size_t k = 0; k < row; k += kWidth) most_of = max(most_of, gain(k));
  double lane[kWidth];
  store(lane, most_of);
  const double most = *std::max_element(lane, lane + kWidth);
  if (!(most > least)) return best;
  best.gain = most;
  for (std::size_t k = 0; k < row; k += kWidth) {
    const unsigned hit = bit_mask(gain(k) == Lanes4(most));
    if (hit == 0u) continue;
    best.index = static_cast<int>(k) + __builtin_ctz(hit);
    break;
  }
  return best;
}

}  // namespace

void PlanSearch::set(const WeaponTargetProblem& problem) {
  units_ = problem.all_units();
  units_of_weapon_ = problem.units;
  targets_ = problem.targets;
  row_of_units_ = padded(units_);
  row_of_targets_ = padded(targets_ + 1);
  value_ = problem.value;
  least_gain_ = kLeastGain * std::accumulate(value_.begin(), value_.end(), 0.0);
  by_unit_.resize(static_cast<std::size_t>(units_) * row_of_targets_);
  by_target_.resize(static_cast<std::size_t>(targets_) * row_of_units_);
  for (int u = 0; u < units_; ++u) {
    double* row = by_unit_.data() + static_cast<std::size_t>(u) * row_of_targets_;
    std::copy_n(problem.kill_probability.data() +
                    static_cast<std::size_t>(u / problem.units) * static_cast<std::size_t>(targets_),
                targets_, row);
    std::fill(row + targets_, row + row_of_targets_, 0.0);
  }
  turn_over();
  if (units_at_.size() < static_cast<std::size_t>(targets_) + 1)
    units_at_.resize(static_cast<std::size_t>(targets_) + 1);
  start_from(WeaponTargetPlan(static_cast<std::size_t>(units_), kIdleUnit));
}

/// by_target_ from by_unit_: eight units at a time, so that whole cache lines are written.
void PlanSearch::turn_over() {
  constexpr std::size_t kTogether = 8;
  const auto units = static_cast<std::size_t>(units_);
  for (std::size_t u = 0; u < row_of_units_; u += kTogether) {
    const std::size_t last = std::min(u + kTogether, row_of_units_);
    for (std::size_t j = 0; j < static_cast<std::size_t>(targets_); ++j)
      for (std::size_t k = u; k < last; ++k)
        by_target_[j * row_of_units_ + k] = k < units ? by_unit_[k * row_of_targets_ + j] : 0.0;
  }
}

void PlanSearch::start_from(const WeaponTargetPlan& plan) {
  plan_ = plan;
  for (std::vector<int>& units : units_at_) units.clear();
  at_.assign(row_of_units_, static_cast<std::uint64_t>(targets_));
  without_.assign(row_of_units_, 0.0);
  own_kill_.assign(row_of_units_, 0.0);
  idle_.assign(row_of_units_, 0.0);
  left_.assign(row_of_targets_, 0.0);
  for (int u = 0; u < units_; ++u) {
    const int target = plan[static_cast<std::size_t>(u)];
    if (target != kIdleUnit) {
      units_at_[static_cast<std::size_t>(target)].push_back(u);
      at_[static_cast<std::size_t>(u)] = static_cast<std::uint64_t>(target);
    } else {
      idle_[static_cast<std::size_t>(u)] = 1.0;
    }
  }
  for (int j = 0; j < targets_; ++j) settle(j);
}

/// What is left of a target, and what would be without each of its units: products of all the others, without a
/// division, so that a certain kill is none of infinity.
void PlanSearch::settle(int target) {
  const double* p = by_target(target);
  const std::vector<int>& units = units_at_[static_cast<std::size_t>(target)];
  double before = value_[static_cast<std::size_t>(target)];
  for (const int u : units) {
    without_[static_cast<std::size_t>(u)] = before;
    own_kill_[static_cast<std::size_t>(u)] = p[u];
    before *= 1.0 - p[u];
  }
  left_[static_cast<std::size_t>(target)] = before;
  double behind = 1.0;
  for (auto u = units.rbegin(); u != units.rend(); ++u) {
    without_[static_cast<std::size_t>(*u)] *= behind;
    behind *= 1.0 - p[*u];
  }
}

void PlanSearch::place(int unit, int target) {
  const auto u = static_cast<std::size_t>(unit);
  const int old = plan_[u];
  if (old != kIdleUnit) {
    std::erase(units_at_[static_cast<std::size_t>(old)], unit);
    settle(old);
  }
  plan_[u] = target;
  idle_[u] = 0.0;
  at_[u] = static_cast<std::uint64_t>(target);
  units_at_[static_cast<std::size_t>(target)].push_back(unit);
  settle(target);
}

void PlanSearch::leave(int unit) {
  const auto u = static_cast<std::size_t>(unit);
  const int old = plan_[u];
  std::erase(units_at_[static_cast<std::size_t>(old)], unit);
  settle(old);
  plan_[u] = kIdleUnit;
  at_[u] = static_cast<std::uint64_t>(targets_);
  idle_[u] = 1.0;
  without_[u] = own_kill_[u] = 0.0;
}

PlanSearch::Best PlanSearch::best_idle_unit(int target) const {
  const double* p = by_target(target);
  const auto best = greatest(row_of_units_, 0.0, [&](std::size_t k) {
    return lanes::load<Lanes4>(p + k) * lanes::load<Lanes4>(idle_.data() + k);
  });
  return {best.gain, best.index};
}

/// The next idle unit of the same weapon, or -1.
int PlanSearch::idle_twin(int unit) const {
  const int end = (unit / units_of_weapon_ + 1) * units_of_weapon_;
  for (int u = unit + 1; u < end; ++u)
    if (plan_[static_cast<std::size_t>(u)] == kIdleUnit) return u;
  return -1;
}

/// By target its best idle unit stays the best until it is taken: what is left of the target scales all alike.
void PlanSearch::spend_idle_units() {
  first_choice_.clear();
  first_return_.assign(row_of_targets_, 0.0);
  const auto renew = [&](int j) {
    const auto at = static_cast<std::size_t>(j);
    first_choice_[at] = best_idle_unit(j);
    first_return_[at] = first_choice_[at].gain;
  };
  first_choice_.resize(static_cast<std::size_t>(targets_));
  for (int j = 0; j < targets_; ++j) renew(j);
  while (true) {
    const auto best = greatest(row_of_targets_, 0.0, [&](std::size_t k) {
      return lanes::load<Lanes4>(left_.data() + k) * lanes::load<Lanes4>(first_return_.data() + k);
    });
    if (best.index < 0) return;
    const int unit = first_choice_[static_cast<std::size_t>(best.index)].index;
    place(unit, best.index);
    // Another unit of the same weapon is as good; it is the next in line.
    const int twin = idle_twin(unit);
    for (int j = 0; j < targets_; ++j) {
      Best& first = first_choice_[static_cast<std::size_t>(j)];
      if (first.index != unit) continue;
      if (twin >= 0)
        first.index = twin;
      else
        renew(j);
    }
  }
}

PlanSearch::Best PlanSearch::best_move(int unit) const {
  const auto u = static_cast<std::size_t>(unit);
  const double* p = by_unit(unit);
  const Lanes4 loss(without_[u] * own_kill_[u]);
  const auto best = greatest(row_of_targets_, least_gain_, [&](std::size_t k) {
    return lanes::load<Lanes4>(left_.data() + k) * lanes::load<Lanes4>(p + k) - loss;
  });
  return {best.gain, best.index};
}

PlanSearch::Best PlanSearch::best_swap(int unit) const {
  const auto u = static_cast<std::size_t>(unit);
  if (plan_[u] == kIdleUnit) return {0.0, -1};
  const double* here = by_target(plan_[u]);
  const double* mine = by_unit(unit);
  const Lanes4 without(without_[u]), kill(own_kill_[u]);
  const Bits4 at(at_[u]);
  const auto best = greatest(row_of_units_, least_gain_, [&](std::size_t k) {
    const Bits4 there = lanes::load_bits<Bits4>(at_.data() + k);
    const Lanes4 theirs_here = lanes::load<Lanes4>(here + k) - kill;
    const Lanes4 mine_there = lanes::gather(mine, there) - lanes::load<Lanes4>(own_kill_.data() + k);
    const Lanes4 gain = without * theirs_here + lanes::load<Lanes4>(without_.data() + k) * mine_there;
    return select(there == at, Lanes4(0.0), gain);
  });
  return {best.gain, best.index};
}

double PlanSearch::value() const {
  double sum = 0.0;
  for (int j = 0; j < targets_; ++j) sum += left_[static_cast<std::size_t>(j)];
  return sum;
}

bool PlanSearch::improve(const std::function<bool()>& go_on) {
  int since_last = 0;  // units looked at since something was saved
  for (int pass = 0; pass < kMostPasses; ++pass)
    for (int u = 0; u < units_; ++u) {
      if (since_last++ >= units_) return true;
      if (go_on && !go_on()) return false;
      const Best move = best_move(u), swap = best_swap(u);
      if (move.index < 0 && swap.index < 0) continue;
      since_last = 0;
      if (move.gain >= swap.gain) {
        place(u, move.index);
        continue;
      }
      const int mine = plan_[static_cast<std::size_t>(u)],
                theirs = plan_[static_cast<std::size_t>(swap.index)];
      place(swap.index, mine);
      if (theirs == kIdleUnit)
        leave(u);
      else
        place(u, theirs);
    }
  return true;
}

}  // namespace cupola
