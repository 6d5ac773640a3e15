#include "study/paired.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <limits>
#include <numeric>

namespace cupola {

namespace {

/// How strongly two yes-or-no outcomes go together, with the continuity correction of Newcombe's method 10.
double phi(const PairedCounts& c) {
  const double a = static_cast<double>(c.both), b = static_cast<double>(c.first_only);
  const double d = static_cast<double>(c.second_only), e = static_cast<double>(c.neither);
  const double margins = (a + b) * (d + e) * (a + d) * (b + e), cross = a * e - b * d;
  if (margins <= 0.0) return 0.0;
  const double corrected = cross > 0.0 ? std::max(cross - (a + b + d + e) / 2.0, 0.0) : cross;
  return corrected / std::sqrt(margins);
}

double reach(double one, double other, double correlation) {
  return std::sqrt(std::max(one * one - 2.0 * correlation * one * other + other * other, 0.0));
}

}  // namespace

void PairedMoments::add(double x, double y) {
  pairs.add(x, y);
  difference.add(y - x);
}

double PairedMoments::correlation() const {
  const double spread = pairs.xx * pairs.yy;
  return spread > 0.0 ? std::clamp(pairs.xy / std::sqrt(spread), -1.0, 1.0) : 0.0;
}

double PairedMoments::saved() const {
  const double apart = pairs.xx + pairs.yy;
  if (apart <= 0.0) return 1.0;
  return difference.squares > 0.0 ? apart / difference.squares : std::numeric_limits<double>::infinity();
}

void PairedCounts::add(bool first, bool second) {
  ++(first ? (second ? both : first_only) : (second ? second_only : neither));
}

double mcnemar(const PairedCounts& counts) {
  const std::uint64_t differ = counts.first_only + counts.second_only;
  if (differ == 0) return 1.0;
  const boost::math::binomial_distribution<> coin(static_cast<double>(differ), 0.5);
  const double fewer = static_cast<double>(std::min(counts.first_only, counts.second_only));
  return std::min(2.0 * boost::math::cdf(coin, fewer), 1.0);
}

Interval newcombe(const PairedCounts& counts, double confidence) {
  const std::uint64_t n = counts.count();
  if (n == 0) return {0.0, -1.0, 1.0};
  const Interval first = wilson(counts.both + counts.first_only, n, confidence);
  const Interval second = wilson(counts.both + counts.second_only, n, confidence);
  const double difference = second.estimate - first.estimate, correlation = phi(counts);
  return {difference,
          difference - reach(second.estimate - second.low, first.high - first.estimate, correlation),
          difference + reach(second.high - second.estimate, first.estimate - first.low, correlation)};
}

std::vector<double> holm(const std::vector<double>& p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&p](std::size_t i, std::size_t j) { return p[i] < p[j]; });
  std::vector<double> adjusted(p.size());
  double most = 0.0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    most = std::max(most, static_cast<double>(p.size() - rank) * p[order[rank]]);
    adjusted[order[rank]] = std::min(most, 1.0);
  }
  return adjusted;
}

}  // namespace cupola
