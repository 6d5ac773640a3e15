#include "study/ratio.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cupola {

void JointMoments::add(double x, double y) {
  ++count;
  const double n = static_cast<double>(count), before_x = x - mean_x, before_y = y - mean_y;
  mean_x += before_x / n;
  mean_y += before_y / n;
  xx += before_x * (x - mean_x);
  yy += before_y * (y - mean_y);
  xy += before_x * (y - mean_y);
}

std::optional<Interval> ratio_of_means(const JointMoments& pairs, double confidence) {
  const double n = static_cast<double>(pairs.count);
  if (pairs.count < 2 || pairs.mean_x <= 0.0 || (pairs.xx <= 0.0 && pairs.yy <= 0.0)) return std::nullopt;
  const double t = student_t(pairs.count, confidence);
  const double scale = t * t / (n - 1.0) / n;  // t squared times the variance of a mean

  // Those r with a r^2 - 2 b r + c <= 0.
  const double x = pairs.mean_x, y = pairs.mean_y;
  const double a = x * x - scale * pairs.xx, b = x * y - scale * pairs.xy, c = y * y - scale * pairs.yy;
  const double root = std::sqrt(std::max(b * b - a * c, 0.0));
  if (a > 0.0) return Interval{y / x, std::max((b - root) / a, 0.0), std::max((b + root) / a, 0.0)};

  // The denominator may be 0: all beyond one end, and from 0 on where the numerator may be 0 too. The end as
  // c / (b + root), which holds for a = 0 as well.
  const double infinity = std::numeric_limits<double>::infinity();
  return Interval{y / x, c > 0.0 && b + root > 0.0 ? c / (b + root) : 0.0, infinity};
}

}  // namespace cupola
