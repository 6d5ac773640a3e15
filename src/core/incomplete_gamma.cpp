#include <cmath>
#include <limits>

#include "core/check.hpp"
#include "core/math.hpp"

namespace cupola::math {
namespace {

constexpr double kLargestShape = 1e5;
constexpr double kEnough = 1e-17;
constexpr double kTwoPi = 2.0 * kPi;

/// log(Gamma(z)) minus Stirling's (z - 1/2) log z - z + log(2 pi)/2. Holds for z >= 10.
double stirling_rest(double z) {
  const double w = 1.0 / (z * z);
  const double terms =
      1.0 / 12 -
      w * (1.0 / 360 - w * (1.0 / 1260 - w * (1.0 / 1680 - w * (1.0 / 1188 - w * (691.0 / 360360)))));
  return terms / z;
}

/// Gamma(z). Holds for 1 <= z < 12.
double gamma_of_small(double z) {
  double below = 1.0;
  while (z < 12.0) below *= z++;
  return std::sqrt(kTwoPi / z) * exp(z * (log(z) - 1.0) + stirling_rest(z)) / below;
}

/// a log(a/x) + x - a, the deviance: no cancellation where x is near a.
double deviance(double a, double x) {
  const double difference = a - x, sum = a + x;
  if (std::fabs(difference) > 0.1 * sum) return a * log(a / x) - difference;
  const double v = difference / sum, v2 = v * v;
  double total = difference * v, term = 2.0 * a * v;
  for (int n = 3;; n += 2) {
    term *= v2;
    const double next = total + term / n;
    if (next == total) return total;
    total = next;
  }
}

/// x^a e^-x / Gamma(a + 1).
double poisson_factor(double a, double x) {
  if (a < 10.0) return x > 800.0 ? 0.0 : pow(x, a) * exp(-x) / gamma_of_small(a + 1.0);
  return exp(-deviance(a, x) - stirling_rest(a)) / std::sqrt(kTwoPi * a);
}

/// The lower tail. Holds for 0 < x < a + 1.
double lower_by_series(double a, double x) {
  double term = 1.0, sum = 1.0;
  for (double n = a + 1.0; term > kEnough * sum; n += 1.0) {
    term *= x / n;
    sum += term;
  }
  return poisson_factor(a, x) * sum;
}

/// The upper tail. Holds for x >= a + 1.
double upper_by_fraction(double a, double x) {
  const double factor = poisson_factor(a, x);
  if (factor == 0.0) return 0.0;
  constexpr double kTiny = 1e-290;
  double b = x + 1.0 - a, c = 1.0 / kTiny, d = 1.0 / b, fraction = d;
  for (double n = 1.0; n < 1e6; n += 1.0) {
    const double numerator = n * (a - n);
    b += 2.0;
    d = 1.0 / (numerator * d + b == 0.0 ? kTiny : numerator * d + b);
    c = numerator / c + b == 0.0 ? kTiny : b + numerator / c;
    const double step = c * d;
    fraction *= step;
    if (std::fabs(step - 1.0) < 1e-16) break;
  }
  return factor * a * fraction;
}

void check_arguments(double a, double x) {
  CUPOLA_CHECK(a > 0.0 && a <= kLargestShape);
  CUPOLA_CHECK(x >= 0.0);
}

bool series_is_better(double a, double x) { return x < a + 1.0; }

}  // namespace

double gamma_p(double a, double x) {
  check_arguments(a, x);
  if (x == 0.0) return 0.0;
  return series_is_better(a, x) ? lower_by_series(a, x) : 1.0 - upper_by_fraction(a, x);
}

double gamma_q(double a, double x) {
  check_arguments(a, x);
  if (x == 0.0) return 1.0;
  return series_is_better(a, x) ? 1.0 - lower_by_series(a, x) : upper_by_fraction(a, x);
}

namespace {

/// Where to start: Wilson and Hilferty's cube of a normal variable, or the series' first term near zero.
double first_guess(double a, double p, double normal) {
  const double cube_root = 1.0 - 1.0 / (9.0 * a) + normal / (3.0 * std::sqrt(a));
  const double by_normal = a * cube_root * cube_root * cube_root;
  if (cube_root > 0.3 && a > 1.0) return by_normal;
  const double log_gamma =
      a < 10.0 ? log(gamma_of_small(a + 1.0)) : (a + 0.5) * log(a) - a + 0.5 * log(kTwoPi) + stirling_rest(a);
  const double by_series = exp((log(p) + log_gamma) / a);
  return by_series < a ? by_series : std::fmax(by_normal, 0.5 * a);
}

/// The x at which a tail of the distribution equals `target`: Newton's steps on the logarithm of the tail
/// against log x, none longer than a factor of e. The lower tail's is concave: steps close in from a side.
double solve(double a, double target, double x, bool lower) {
  const double log_target = log(target);
  for (int i = 0; i < 200; ++i) {
    const double tail = lower ? gamma_p(a, x) : gamma_q(a, x);
    if (tail <= 0.0) {
      x *= lower ? 2.0 : 0.9;
      continue;
    }
    // d(log tail) / d(log x).
    const double slope = (lower ? 1.0 : -1.0) * a * poisson_factor(a, x) / tail;
    double step = (log_target - log(tail)) / slope;
    if (!(std::fabs(step) <= 1.0)) step = step > 0.0 ? 1.0 : -1.0;
    x *= exp(step);
    if (std::fabs(step) < 4e-16) break;
  }
  return x;
}

}  // namespace

double gamma_p_inverse(double a, double p) {
  check_arguments(a, 0.0);
  CUPOLA_CHECK(p >= 0.0 && p <= 1.0);
  if (p > 0.5) return gamma_q_inverse(a, 1.0 - p);
  if (p == 0.0) return 0.0;
  return solve(a, p, first_guess(a, p, normal_quantile(p)), true);
}

double gamma_q_inverse(double a, double q) {
  check_arguments(a, 0.0);
  CUPOLA_CHECK(q >= 0.0 && q <= 1.0);
  if (q > 0.5) return gamma_p_inverse(a, 1.0 - q);
  if (q == 0.0) return std::numeric_limits<double>::infinity();
  return solve(a, q, first_guess(a, 1.0 - q, -normal_quantile(q)), false);
}

}  // namespace cupola::math
