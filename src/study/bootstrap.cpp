#include "study/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/check.hpp"
#include "core/math.hpp"
#include "study/quantile_interval.hpp"

namespace cupola {

namespace {

constexpr std::uint64_t kDrawsOfOne = 131072;  // that one ordinal of Draws has

double normal_share_below(double z) { return 0.5 * math::erfc(-z / std::sqrt(2.0)); }

/// How strongly the spread of the estimate changes with what is estimated.
double acceleration(std::span<const double> jackknife) {
  const double mean =
      std::accumulate(jackknife.begin(), jackknife.end(), 0.0) / static_cast<double>(jackknife.size());
  double squares = 0.0, cubes = 0.0;
  for (const double left : jackknife) {
    const double u = mean - left;
    squares += u * u;
    cubes += u * u * u;
  }
  return squares > 0.0 ? cubes / (6.0 * squares * std::sqrt(squares)) : 0.0;
}

/// The share of resamples below the estimate; those that equal it count half.
double share_below(std::span<const double> ascending, double estimate) {
  const auto [first, last] = std::equal_range(ascending.begin(), ascending.end(), estimate);
  const auto twice = (first - ascending.begin()) + (last - ascending.begin());
  return static_cast<double>(twice) / (2.0 * static_cast<double>(ascending.size()));
}

void draw_weights(ReplicateKey luck, std::uint64_t resample, std::span<double> weights) {
  std::fill(weights.begin(), weights.end(), 0.0);
  static const std::uint64_t stream = stream_key(Purpose::parameter, name_key("bootstrap"));
  const std::uint64_t n = weights.size(), ordinals = (n + kDrawsOfOne - 1) / kDrawsOfOne;
  for (std::uint64_t part = 0, drawn = 0; part < ordinals; ++part) {
    Draws draws(luck, stream, resample * ordinals + part);
    for (std::uint64_t i = 0; i < kDrawsOfOne && drawn < n; ++i, ++drawn)
      weights[static_cast<std::size_t>(draws.uniform() * static_cast<double>(n))] += 1.0;
  }
}

}  // namespace

Interval bca_of_resamples(double estimate, std::span<const double> resampled,
                          std::span<const double> jackknife, double confidence) {
  CUPOLA_CHECK(!resampled.empty() && !jackknife.empty());
  const double share = share_below(resampled, estimate);
  // All on one side: the bias cannot be told, and the end of the resamples is the best there is.
  if (share <= 0.0 || share >= 1.0) return {estimate, resampled.front(), resampled.back()};
  const double bias = math::normal_quantile(share), a = acceleration(jackknife);
  const auto end = [&](double p) {
    const double z = bias + math::normal_quantile(p);
    return sample_quantile(resampled, normal_share_below(bias + z / (1.0 - a * z)));
  };
  return {estimate, end((1.0 - confidence) / 2.0), end((1.0 + confidence) / 2.0)};
}

Interval bca_interval(std::size_t values, const Statistic& statistic, ReplicateKey luck, double confidence,
                      int resamples) {
  CUPOLA_CHECK(values >= 2 && resamples >= 1);
  std::vector<double> weights(values, 1.0), resampled, jackknife;
  const double estimate = statistic(weights);
  for (std::size_t i = 0; i < values; ++i) {
    weights[i] = 0.0;
    jackknife.push_back(statistic(weights));
    weights[i] = 1.0;
  }
  for (int r = 0; r < resamples; ++r) {
    draw_weights(luck, static_cast<std::uint64_t>(r), weights);
    resampled.push_back(statistic(weights));
  }
  std::sort(resampled.begin(), resampled.end());
  return bca_of_resamples(estimate, resampled, jackknife, confidence);
}

Statistic weighted_mean(std::span<const double> values) {
  return [values](std::span<const double> weights) {
    CUPOLA_CHECK(weights.size() == values.size());
    double sum = 0.0, count = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      sum += weights[i] * values[i];
      count += weights[i];
    }
    return sum / count;
  };
}

}  // namespace cupola
