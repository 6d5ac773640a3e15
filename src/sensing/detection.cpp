#include "sensing/detection.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/math.hpp"

namespace cupola {
namespace {

/// Probabilities of a Poisson number, normalised by their own sum, so that no factorial is needed and every
/// term keeps its relative accuracy.
std::vector<double> poisson_terms(double mean) {
  const auto mode = static_cast<std::size_t>(mean);
  const auto last = static_cast<std::size_t>(mean + 12.0 * std::sqrt(mean) + 40.0);
  std::vector<double> terms(last + 1, 0.0);
  terms[mode] = 1.0;
  for (std::size_t k = mode; k > 0; --k) terms[k - 1] = terms[k] * (static_cast<double>(k) / mean);
  for (std::size_t k = mode; k < last; ++k) terms[k + 1] = terms[k] * (mean / static_cast<double>(k + 1));

  // Smallest first.
  double sum = 0.0;
  for (std::size_t k = 0; k < mode; ++k) sum += terms[k];
  double upper = 0.0;
  for (std::size_t k = last + 1; k-- > mode;) upper += terms[k];
  for (double& term : terms) term /= sum + upper;
  return terms;
}

double sum_below(const std::vector<double>& terms, int n) {
  double sum = 0.0;
  for (int k = 0; k < n && k < static_cast<int>(terms.size()); ++k) sum += terms[static_cast<std::size_t>(k)];
  return sum;
}

/// P(J <= i), i = 0, 1, ..., of the echo's Poisson or negative binomial number, one i after the other.
/// Terms are carried as w e^scale: far below the mean they are too small for a double.
class EchoSum {
 public:
  EchoSum(int swerling, int pulses, double snr) {
    const double mean = pulses * snr;
    const double shapes[] = {0.0, 1.0, static_cast<double>(pulses), 2.0, 2.0 * pulses};
    shape_ = shapes[swerling];
    if (swerling == 0) {
      ratio_ = mean;
      scale_ = -mean;
    } else {
      const double theta = mean / shape_;
      ratio_ = theta / (1.0 + theta);
      scale_ = -shape_ * math::log(1.0 + theta);
    }
    steady_ = swerling == 0;
    factor_ = math::exp(scale_);
    sum_ = factor_;
  }

  double sum() const { return std::min(sum_, 1.0); }

  void next() {
    ++i_;
    w_ *= (steady_ ? 1.0 : shape_ + (i_ - 1.0)) / i_ * ratio_;
    if (w_ > 1e200) {
      w_ *= 1e-200;
      scale_ += 200.0 * kLn10;
      factor_ = math::exp(scale_);
    }
    sum_ += w_ * factor_;
  }

 private:
  static constexpr double kLn10 = 2.302585092994045684;
  double shape_ = 0.0, ratio_ = 0.0, scale_ = 0.0, factor_ = 0.0, sum_ = 0.0, w_ = 1.0, i_ = 0.0;
  bool steady_ = false;
};

}  // namespace

double detection_threshold(int pulses, double pfa) {
  CUPOLA_CHECK(pulses >= 1 && pulses <= 4096 && pfa >= 1e-15 && pfa <= 0.5);
  // Newton on the logarithm of P(K < N), which is smooth, falling and concave: from the left it never
  // overshoots far.
  const double n = pulses;
  double t = std::max(n, -math::log(pfa));
  for (int round = 0; round < 100; ++round) {
    const std::vector<double> terms = poisson_terms(t);
    const double tail = sum_below(terms, pulses);
    const double slope = -terms[static_cast<std::size_t>(pulses - 1)] / tail;
    const double step = (math::log(tail) - math::log(pfa)) / slope;
    t -= step;
    if (std::fabs(step) <= 1e-14 * t) break;
  }
  return t;
}

DetectionLaw::DetectionLaw(int pulses, double pfa)
    : pulses_(pulses), pfa_(pfa), threshold_(detection_threshold(pulses, pfa)) {
  const std::vector<double> terms = poisson_terms(threshold_);
  below_ = sum_below(terms, pulses);
  for (auto k = static_cast<std::size_t>(pulses); k < terms.size(); ++k) tail_.push_back(terms[k]);
}

double DetectionLaw::probability(int swerling, double snr) const {
  CUPOLA_CHECK(swerling >= 0 && swerling <= 4 && snr >= 0.0);
  // K = N + i falls short of N + J where J > i.
  EchoSum echo(swerling, pulses_, snr);
  double pd = below_;
  for (const double term : tail_) {
    pd += term * (1.0 - echo.sum());
    echo.next();
  }
  return std::min(pd, 1.0);
}

double DetectionLaw::required_snr(int swerling, double pd) const {
  CUPOLA_CHECK(pd > pfa_ && pd < 1.0);
  double low = math::log(1e-12), high = math::log(1e18);
  for (int round = 0; round < 200 && high - low > 1e-13; ++round) {
    const double middle = 0.5 * (low + high);
    (probability(swerling, math::exp(middle)) < pd ? low : high) = middle;
  }
  return math::exp(0.5 * (low + high));
}

double detection_probability(int swerling, int pulses, double pfa, double snr) {
  return DetectionLaw(pulses, pfa).probability(swerling, snr);
}

double required_snr(int swerling, int pulses, double pfa, double pd) {
  return DetectionLaw(pulses, pfa).required_snr(swerling, pd);
}

}  // namespace cupola
