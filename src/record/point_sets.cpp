#include "record/point_sets.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/math.hpp"

namespace cupola {

PointSets::PointSets(double cutoff_m, double order) : cutoff_m_(cutoff_m), order_(order) {
  CUPOLA_CHECK(cutoff_m > 0.0 && std::isfinite(cutoff_m));
  CUPOLA_CHECK(order >= 1.0 && std::isfinite(order));
}

// The usual orders exactly: a power function would cost their last digits.
double PointSets::power(double x) const {
  if (order_ == 1.0) return x;
  if (order_ == 2.0) return x * x;
  return x > 0.0 ? math::pow(x, order_) : 0.0;
}

double PointSets::root(double x) const {
  if (order_ == 1.0) return x;
  if (order_ == 2.0) return std::sqrt(x);
  return x > 0.0 ? math::pow(x, 1.0 / order_) : 0.0;
}

void PointSets::sort_by_x(std::span<const Vec3> estimates) {
  by_x_.clear();
  for (std::size_t j = 0; j < estimates.size(); ++j) by_x_.emplace_back(estimates[j].x, static_cast<int>(j));
  std::sort(by_x_.begin(), by_x_.end());
}

/// Pairs nearer than the cut-off, until one is not taken; few others are looked at, for they are by x.
template <class Take>
bool PointSets::each_near(std::span<const Vec3> truths, std::span<const Vec3> estimates,
                          const Take& take) const {
  for (std::size_t i = 0; i < truths.size(); ++i) {
    auto near = std::lower_bound(by_x_.begin(), by_x_.end(), std::pair(truths[i].x - cutoff_m_, -1));
    for (; near != by_x_.end() && near->first <= truths[i].x + cutoff_m_; ++near) {
      const double distance_m = norm(truths[i] - estimates[static_cast<std::size_t>(near->second)]);
      if (distance_m < cutoff_m_ && !take(static_cast<int>(i), near->second, distance_m)) return false;
    }
  }
  return true;
}

bool PointSets::can_compare(std::span<const Vec3> truths, std::span<const Vec3> estimates) {
  if (estimates.empty() || truths.size() <= kMostPairs / estimates.size()) return true;
  sort_by_x(estimates);
  std::size_t pairs = 0;
  return each_near(truths, estimates, [&pairs](int, int, double) { return ++pairs <= kMostPairs; });
}

SetDistance PointSets::compare(std::span<const Vec3> truths, std::span<const Vec3> estimates) {
  sort_by_x(estimates);
  candidates_.clear();
  each_near(truths, estimates, [this](int i, int j, double distance_m) {
    candidates_.push_back({i, j, power(distance_m)});
    return true;
  });
  const double worst = power(cutoff_m_);
  price_alone_.assign(truths.size(), worst);
  const std::span<const int> pairs =
      assignment_.solve(static_cast<int>(estimates.size()), candidates_, price_alone_);
  estimate_of_truth_.assign(pairs.begin(), pairs.end());

  SetDistance distance;
  for (std::size_t i = 0; i < truths.size(); ++i) {
    if (pairs[i] == Assignment::kAlone) continue;
    ++distance.pairs;
    distance.localisation_m_p += power(norm(truths[i] - estimates[static_cast<std::size_t>(pairs[i])]));
  }
  const int n = static_cast<int>(truths.size()), m = static_cast<int>(estimates.size());
  distance.missed = n - distance.pairs;
  distance.spurious = m - distance.pairs;
  distance.gospa_m = root(distance.localisation_m_p + 0.5 * worst * (distance.missed + distance.spurious));
  if (const int most = std::max(n, m); most > 0)
    distance.ospa_m = root((distance.localisation_m_p + worst * (most - distance.pairs)) / most);
  return distance;
}

}  // namespace cupola
