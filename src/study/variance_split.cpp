#include "study/variance_split.hpp"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <cmath>
#include <numeric>

#include "core/check.hpp"

namespace cupola {

namespace {

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double squared(double x) { return x * x; }

/// What F with these degrees of freedom stays below; `of` infinite: chi squared over its degrees.
double f_quantile(double p, double f1, double f2) {
  return boost::math::quantile(boost::math::fisher_f(f1, f2), p);
}
double f_quantile(double p, double f1) { return boost::math::quantile(boost::math::chi_squared(f1), p) / f1; }

/// Of the difference of two mean squares with f1 and f2 degrees of freedom (Ting et al. 1990; Burdick and Graybill 1992,
/// 3.3).
Interval mean_squares_apart(double s1, double f1, double s2, double f2, double confidence) {
  const double over = (1.0 + confidence) / 2.0, under = 1.0 - over;
  const double g1 = 1.0 - 1.0 / f_quantile(over, f1), g2 = 1.0 - 1.0 / f_quantile(over, f2);
  const double h1 = 1.0 / f_quantile(under, f1) - 1.0, h2 = 1.0 / f_quantile(under, f2) - 1.0;
  const double most = f_quantile(over, f1, f2), least = f_quantile(under, f1, f2);
  const double g12 = (squared(most - 1.0) - squared(g1 * most) - squared(h2)) / most;
  const double h12 = (squared(1.0 - least) - squared(h1 * least) - squared(g2)) / least;
  const double below = squared(g1 * s1) + squared(h2 * s2) + g12 * s1 * s2;
  const double above = squared(h1 * s1) + squared(g2 * s2) + h12 * s1 * s2;
  return {s1 - s2, s1 - s2 - std::sqrt(std::max(below, 0.0)), s1 - s2 + std::sqrt(std::max(above, 0.0))};
}

}  // namespace

std::vector<double> means_of(const DrawTable& table) {
  std::vector<double> means;
  for (const std::vector<double>& row : table) means.push_back(mean_of(row));
  return means;
}

double sample_covariance(std::span<const double> x, std::span<const double> y) {
  CUPOLA_CHECK(x.size() == y.size());
  if (x.size() < 2) return 0.0;
  const double mean_x = mean_of(x), mean_y = mean_of(y);
  double sum = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - mean_x) * (y[i] - mean_y);
  return sum / (static_cast<double>(x.size()) - 1.0);
}

double VarianceSplit::shrink() const {
  return of_means > 0.0 ? std::sqrt(std::clamp(knowledge.estimate / of_means, 0.0, 1.0)) : 0.0;
}

VarianceSplit split_variance(const DrawTable& table, double confidence) {
  CUPOLA_CHECK(table.size() >= 2 && table.front().size() >= 2);
  const std::size_t draws = table.size(), replicates = table.front().size();
  const double a = static_cast<double>(draws), n = static_cast<double>(replicates);
  const std::vector<double> by_draw = means_of(table);
  std::vector<double> by_luck(replicates, 0.0);
  for (const std::vector<double>& row : table) {
    CUPOLA_CHECK(row.size() == replicates);
    for (std::size_t j = 0; j < replicates; ++j) by_luck[j] += row[j] / a;
  }
  const double mean = mean_of(by_draw);
  double of_draws = 0.0, of_luck = 0.0, of_rest = 0.0;
  for (const double m : by_draw) of_draws += squared(m - mean);
  for (const double m : by_luck) of_luck += squared(m - mean);
  for (std::size_t i = 0; i < draws; ++i)
    for (std::size_t j = 0; j < replicates; ++j)
      of_rest += squared(table[i][j] - by_draw[i] - by_luck[j] + mean);

  VarianceSplit split{draws, replicates, {}, 0.0, 0.0, of_draws / (a - 1.0)};
  const double f1 = a - 1.0, f2 = (a - 1.0) * (n - 1.0);
  split.rest = of_rest / f2;
  split.luck = split.rest + (a * of_luck / (n - 1.0) - split.rest) / a;
  const Interval apart = mean_squares_apart(n * split.of_means, f1, split.rest, f2, confidence);
  split.knowledge = {apart.estimate / n, apart.low / n, apart.high / n};
  return split;
}

}  // namespace cupola
