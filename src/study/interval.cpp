#include "study/interval.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

#include "core/math.hpp"

namespace cupola {

Interval wilson(std::uint64_t successes, std::uint64_t trials, double confidence) {
  if (trials == 0) return {0.0, 0.0, 1.0};
  const double n = static_cast<double>(trials), p = static_cast<double>(successes) / n;
  const double z = math::normal_quantile(0.5 + confidence / 2.0);
  const double centre = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
  const double half = z / (1.0 + z * z / n) * std::sqrt(p * (1.0 - p) / n + z * z / (4.0 * n * n));
  // Rounding must not leave a sliver below 0 or above 1 where the data say none or all.
  return {p, successes == 0 ? 0.0 : centre - half, successes == trials ? 1.0 : centre + half};
}

Interval mean_interval(const double* values, std::uint64_t count, double confidence) {
  double sum = 0.0;
  for (std::uint64_t i = 0; i < count; ++i) sum += values[i];
  const double n = static_cast<double>(count), mean = count > 0 ? sum / n : 0.0;
  if (count < 2) {
    const double inf = std::numeric_limits<double>::infinity();
    return {mean, -inf, inf};
  }
  double squares = 0.0;
  for (std::uint64_t i = 0; i < count; ++i) squares += (values[i] - mean) * (values[i] - mean);
  const boost::math::students_t student(n - 1.0);
  const double t = boost::math::quantile(student, 0.5 + confidence / 2.0);
  const double half = t * std::sqrt(squares / (n - 1.0) / n);
  return {mean, mean - half, mean + half};
}

}  // namespace cupola
