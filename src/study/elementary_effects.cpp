#include "study/elementary_effects.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "study/bootstrap.hpp"

namespace cupola {

namespace {

constexpr int kResamples = 1000;

/// The effects of one input, one a trajectory, and what luck adds to the square of each.
struct Effects {
  std::vector<double> sizes;
  double noise = 0.0;  // sum of variances
};

/// The step of a trajectory that moves one input.
void add_step(const std::vector<double>& before, const std::vector<double>& after, double step,
              Effects& effects) {
  std::vector<double> difference;
  for (std::size_t j = 0; j < before.size(); ++j) difference.push_back((after[j] - before[j]) / step);
  Moments moments;
  for (const double d : difference) moments.add(d);
  effects.sizes.push_back(moments.mean);
  effects.noise += sample_covariance(difference, difference) / static_cast<double>(difference.size());
}

ElementaryEffects summary_of(const Effects& effects, ReplicateKey luck) {
  Moments moments;
  std::vector<double> sizes;
  for (const double e : effects.sizes) {
    moments.add(e);
    sizes.push_back(std::abs(e));
  }
  const double r = static_cast<double>(effects.sizes.size()), noise = effects.noise / r;
  const double variance = r > 1.0 ? moments.squares / (r - 1.0) : 0.0;
  ElementaryEffects summary{
      mean_interval(moments), {}, std::sqrt(std::max(variance - noise, 0.0)), std::sqrt(noise)};
  if (sizes.size() >= 2)
    summary.mean_size = bca_interval(sizes.size(), weighted_mean(sizes), luck, 0.95, kResamples);
  else
    summary.mean_size = {sizes.front(), 0.0, INFINITY};
  return summary;
}

}  // namespace

std::vector<ElementaryEffects> elementary_effects(const UnitPoints& points, const DrawTable& table,
                                                  ReplicateKey luck) {
  CUPOLA_CHECK(!points.empty() && points.size() == table.size());
  const std::size_t inputs = points.front().size();
  CUPOLA_CHECK(points.size() % (inputs + 1) == 0);
  std::vector<Effects> effects(inputs);
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (i % (inputs + 1) == 0) continue;  // the next trajectory begins
    for (std::size_t k = 0; k < inputs; ++k)
      if (const double step = points[i][k] - points[i - 1][k]; step != 0.0)
        add_step(table[i - 1], table[i], step, effects[k]);
  }
  std::vector<ElementaryEffects> summaries;
  for (const Effects& of_input : effects) summaries.push_back(summary_of(of_input, luck));
  return summaries;
}

}  // namespace cupola
