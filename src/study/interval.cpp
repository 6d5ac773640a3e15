#include "study/interval.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

#include "core/math.hpp"

namespace cupola {

namespace {

/// Wilson of a proportion `p` that need not be a whole number out of `n`.
Interval wilson_of(double p, double n, double confidence) {
  const double z = math::normal_quantile(0.5 + confidence / 2.0);
  const double centre = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
  const double half = z / (1.0 + z * z / n) * std::sqrt(p * (1.0 - p) / n + z * z / (4.0 * n * n));
  // Rounding must not leave a sliver below 0 or above 1 where the data say none or all.
  return {p, p <= 0.0 ? 0.0 : centre - half, p >= 1.0 ? 1.0 : centre + half};
}

}  // namespace

void Moments::add(double value) {
  ++count;
  const double before = value - mean;
  mean += before / static_cast<double>(count);
  squares += before * (value - mean);
}

Interval wilson(std::uint64_t successes, std::uint64_t trials, double confidence) {
  if (trials == 0) return {0.0, 0.0, 1.0};
  const double n = static_cast<double>(trials);
  return wilson_of(static_cast<double>(successes) / n, n, confidence);
}

Interval clopper_pearson(std::uint64_t successes, std::uint64_t trials, double confidence) {
  if (trials == 0) return {0.0, 0.0, 1.0};
  const double hits = static_cast<double>(successes), misses = static_cast<double>(trials - successes);
  const double outside = (1.0 - confidence) / 2.0;
  using boost::math::beta_distribution;
  return {hits / (hits + misses),
          successes == 0 ? 0.0 : quantile(beta_distribution<>(hits, misses + 1.0), outside),
          successes == trials ? 1.0 : quantile(complement(beta_distribution<>(hits + 1.0, misses), outside))};
}

double student_t(std::uint64_t count, double confidence) {
  const boost::math::students_t student(static_cast<double>(count) - 1.0);
  return boost::math::quantile(student, 0.5 + confidence / 2.0);
}

Interval mean_interval(const Moments& values, double confidence) {
  const double n = static_cast<double>(values.count);
  if (values.count < 2) {
    const double inf = std::numeric_limits<double>::infinity();
    return {values.mean, -inf, inf};
  }
  const double half = student_t(values.count, confidence) * std::sqrt(values.squares / (n - 1.0) / n);
  return {values.mean, values.mean - half, values.mean + half};
}

Interval bounded_mean_interval(const Moments& values, double least, double most, double confidence) {
  const double range = most - least;
  if (values.count == 0 || range <= 0.0) return {values.mean, least, most};
  if (values.count > 1 && values.squares > 0.0) {
    const Interval t = mean_interval(values, confidence);
    return {t.estimate, std::max(least, t.low), std::min(most, t.high)};
  }
  const double share = std::clamp((values.mean - least) / range, 0.0, 1.0);
  const Interval w = wilson_of(share, static_cast<double>(values.count), confidence);
  return {values.mean, least + range * w.low, least + range * w.high};
}

}  // namespace cupola
