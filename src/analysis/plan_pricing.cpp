#include "analysis/plan_pricing.hpp"

#include <algorithm>
#include <limits>

#include "core/math.hpp"

namespace cupola {

PlanPricing::PlanPricing(const WeaponTargetProblem& problem) : problem_(problem) {
  log_survival_.reserve(problem.kill_probability.size());
  for (const double p : problem.kill_probability)
    log_survival_.push_back(p < 1.0 ? -math::log(1.0 - p) : 0.0);
}

/// The weapons that may save more than they cost, cheapest per logarithm first. A certain kill stands alone.
void PlanPricing::list_weapons(int target, std::span<const double> unit_prices) {
  weapons_.clear();
  const auto targets = static_cast<std::size_t>(problem_.targets);
  const double value = problem_.value[static_cast<std::size_t>(target)];
  for (int i = 0; i < problem_.weapons; ++i) {
    const std::size_t at = static_cast<std::size_t>(i) * targets + static_cast<std::size_t>(target);
    const double p = problem_.kill_probability[at], price = unit_prices[static_cast<std::size_t>(i)];
    if (!(all_ ? p > 0.0 && price < below_ : value * p > price)) continue;
    const double log_survival = log_survival_[at];
    if (p >= 1.0) {
      taken_.assign(1, {i, 1});
      keep(price);
    } else if (log_survival > 0.0) {
      weapons_.push_back({price / log_survival, 1.0 - p, 0.0, log_survival, price, i});
    }
  }
  taken_.clear();
  std::ranges::sort(weapons_, [](const Weapon& a, const Weapon& b) {
    return a.per_log != b.per_log ? a.per_log < b.per_log : a.weapon < b.weapon;
  });
  for (Weapon& w : weapons_)
    w.all_survive = problem_.units == 1 ? w.survival : math::exp(-w.log_survival * problem_.units);
}

/// The least that `left` can become, what is paid on the way included, if units could be taken in part; of the
/// first weapon so many units are there.
double PlanPricing::relaxation(std::size_t first, int units, double left) const {
  double paid = 0.0;
  for (std::size_t k = first; k < weapons_.size(); ++k, units = problem_.units) {
    const Weapon& w = weapons_[k];
    if (left <= w.per_log) break;
    const double then = left * (units == problem_.units ? w.all_survive
                                : units == 1            ? w.survival
                                                        : math::exp(-w.log_survival * units));
    if (then < w.per_log) return paid + w.per_log * (1.0 + math::log(left / w.per_log));
    paid += units * w.price;
    left = then;
  }
  return paid + left;
}

void PlanPricing::keep(double price) {
  if (!(price < below_)) return;
  if (all_ && count_ == keep_) branches_ = most_branches_;  // no more room: nothing further is opened
  if (count_ < keep_) ++count_;
  if (found_.size() < count_) found_.emplace_back();
  std::size_t k = count_ - 1;
  for (; !all_ && k > 0 && found_[k - 1].price > price; --k) std::swap(found_[k], found_[k - 1]);
  found_[k].price = price;
  found_[k].shots = taken_;
  if (!all_ && count_ == keep_) below_ = found_[count_ - 1].price;
}

void PlanPricing::search(std::size_t first, int units, double left, double paid) {
  for (std::size_t k = first; k < weapons_.size(); ++k, units = problem_.units) {
    const Weapon& w = weapons_[k];
    const double bound = paid + relaxation(k, units, left);
    if (bound >= below_ * (1.0 - 0.5 * kSlack)) return;
    if (++branches_ >= most_branches_) {
      least_open_ = std::min(least_open_, bound);
      return;
    }
    if (!all_ && left * (1.0 - w.survival) <= w.price) continue;  // never worth it from here
    // With one unit of it, then without any more.
    const bool again = !taken_.empty() && taken_.back().weapon == w.weapon;
    if (again)
      ++taken_.back().count;
    else
      taken_.push_back({w.weapon, 1});
    keep(paid + w.price + left * w.survival);
    const std::size_t next = units > 1 ? k : k + 1;
    search(next, units > 1 ? units - 1 : problem_.units, left * w.survival, paid + w.price);
    if (--taken_.back().count == 0) taken_.pop_back();
    if (!all_ && w.price <= 0.0) return;  // it costs nothing: always taken
  }
}

void PlanPricing::begin(int target, const Question& question) {
  const double value = problem_.value[static_cast<std::size_t>(target)];
  count_ = 0;
  keep_ = question.keep;
  below_ = question.below;
  branches_ = 0;
  most_branches_ = question.most_branches;
  least_open_ = std::numeric_limits<double>::max();
  taken_.clear();
  keep(value);
  list_weapons(target, question.unit_prices);
  search(0, problem_.units, value, 0.0);
  for (std::size_t k = 0; k < count_; ++k) std::ranges::sort(found_[k].shots, {}, &PlannedShots::weapon);
}

double PlanPricing::price(int target, const Question& question) {
  all_ = false;
  begin(target, question);
  const double least = count_ > 0 ? found_[0].price : question.below;
  return std::min(least, least_open_) * (1.0 - kSlack);
}

void PlanPricing::list(int target, const Question& question) {
  all_ = true;
  begin(target, question);
}

}  // namespace cupola
