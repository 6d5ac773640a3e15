#include "study/quantile_interval.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <limits>

#include "core/check.hpp"

namespace cupola {

namespace {

/// The least k with P(at most k of n) >= p.
std::int64_t binomial_quantile(double n, double share, double p) {
  const boost::math::binomial_distribution<> below(n, share);
  // The continuous inverse lies within one of it.
  double k = std::floor(boost::math::quantile(below, p));
  k = std::clamp(k - 2.0, 0.0, n);
  while (k < n && boost::math::cdf(below, k) < p) ++k;
  return static_cast<std::int64_t>(k);
}

}  // namespace

double sample_quantile(std::span<const double> ascending, double share) {
  CUPOLA_CHECK(!ascending.empty());
  const double at = share * static_cast<double>(ascending.size() - 1), lower = std::floor(at);
  const auto i = static_cast<std::size_t>(lower);
  if (i + 1 >= ascending.size()) return ascending.back();
  return ascending[i] + (at - lower) * (ascending[i + 1] - ascending[i]);
}

Interval quantile_interval(std::span<const double> ascending, double share, double confidence) {
  CUPOLA_CHECK(!ascending.empty() && share > 0.0 && share < 1.0);
  const double n = static_cast<double>(ascending.size()), outside = (1.0 - confidence) / 2.0;
  const std::int64_t low = binomial_quantile(n, share, outside) - 1;
  // As many lie above the quantile as lie below it where everything is turned round.
  const std::int64_t high =
      static_cast<std::int64_t>(ascending.size()) - binomial_quantile(n, 1.0 - share, outside);
  const double infinity = std::numeric_limits<double>::infinity();
  const auto value = [&](std::int64_t rank) { return ascending[static_cast<std::size_t>(rank)]; };
  return {sample_quantile(ascending, share), low < 0 ? -infinity : value(low),
          high >= static_cast<std::int64_t>(ascending.size()) ? infinity : value(high)};
}

}  // namespace cupola
