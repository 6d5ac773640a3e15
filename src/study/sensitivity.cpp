#include "study/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/math.hpp"
#include "study/answer.hpp"
#include "study/ignorance.hpp"
#include "study/store.hpp"

namespace cupola {

namespace {

/// Ranks from 1 on; equal values share the mean of theirs.
std::vector<double> ranks_of(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t i, std::size_t j) { return values[i] < values[j]; });
  std::vector<double> ranks(values.size());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t end = first;
    while (end < order.size() && values[order[end]] == values[order[first]]) ++end;
    for (std::size_t i = first; i < end; ++i)
      ranks[order[i]] = (static_cast<double>(first + end) + 1.0) / 2.0;
    first = end;
  }
  return ranks;
}

/// What is looked at: a measure, or a difference of it, at the best guess and draw by draw under the same luck.
struct Subject {
  DrawTable draws;
  std::vector<double> at_best;
  double range = 0.0;  ///< how far two values can lie apart
};

/// The first row is the best guess.
Subject subject_of(DrawTable rows, double range) {
  if (rows.empty()) return {};
  Subject subject{{rows.begin() + 1, rows.end()}, rows.front(), range};
  return subject;
}

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

Interval moved(const Subject& subject, std::size_t draw) {
  Moments moments;
  for (std::size_t j = 0; j < subject.at_best.size(); ++j)
    moments.add(subject.draws[draw][j] - subject.at_best[j]);
  return bounded_mean_interval(moments, -subject.range, subject.range);
}

TornadoBar bar_of(const Subject& subject, std::size_t input, bool is_difference) {
  TornadoBar bar{moved(subject, 2 * input), moved(subject, 2 * input + 1)};
  const double best = mean_of(subject.at_best);
  for (const Interval& end : {bar.at_low, bar.at_high})
    bar.reverses |= is_difference && best * (best + end.estimate) < 0.0;
  return bar;
}

/// The quantiles that an input had, draw by draw.
std::vector<double> column_of(const UnitPoints& points, std::size_t input) {
  std::vector<double> column;
  for (const std::vector<double>& point : points) column.push_back(point[input]);
  return column;
}

class Sensor {
 public:
  explicit Sensor(const Study& study)
      : study_(study), luck_(ReplicateKey::of(static_cast<std::uint64_t>(study.file.seed), UINT64_MAX - 1)) {}

  /// Nothing where the draws are not played yet.
  void add(const Subject& subject, Sensitivity of, std::vector<Sensitivity>& all) const;

 private:
  std::vector<InputSensitivity> inputs_of(const Subject& subject, bool is_difference) const;

  const Study& study_;
  const ReplicateKey luck_;
};

std::vector<InputSensitivity> Sensor::inputs_of(const Subject& subject, bool is_difference) const {
  const Uncertainty& uncertain = study_.uncertain;
  const std::size_t count = uncertain.inputs.size();
  std::vector<InputSensitivity> inputs(count);
  for (std::size_t k = 0; k < count; ++k) inputs[k].input = k;
  if (uncertain.sampling == SamplingKind::morris) {
    const std::vector<ElementaryEffects> effects = elementary_effects(uncertain.points, subject.draws, luck_);
    for (std::size_t k = 0; k < count; ++k) {
      inputs[k].effects = effects[k];
      inputs[k].weight = effects[k].mean_size.estimate;
    }
  } else if (uncertain.sampling == SamplingKind::saltelli) {
    const std::vector<SobolIndices> indices = sobol_indices(subject.draws, count, luck_);
    for (std::size_t k = 0; k < count; ++k) {
      inputs[k].indices = indices[k];
      inputs[k].weight = indices[k].total.estimate;
    }
  } else if (uncertain.sampling == SamplingKind::tornado) {
    for (std::size_t k = 0; k < count; ++k) {
      inputs[k].bar = bar_of(subject, k, is_difference);
      // The same inputs and the same luck: there is nothing to be unsure of.
      if (is_best_at(uncertain.inputs[k], 0.0)) inputs[k].bar->at_low = {};
      if (is_best_at(uncertain.inputs[k], 1.0)) inputs[k].bar->at_high = {};
      inputs[k].weight = inputs[k].bar->swing();
    }
  } else {
    const std::vector<double> means = means_of(subject.draws);
    for (std::size_t k = 0; k < count; ++k) {
      inputs[k].rank_correlation = rank_correlation(column_of(uncertain.points, k), means);
      inputs[k].weight = std::abs(inputs[k].rank_correlation->estimate);
    }
  }
  return inputs;
}

void Sensor::add(const Subject& subject, Sensitivity of, std::vector<Sensitivity>& all) const {
  if (subject.draws.empty()) return;
  of.at_best = mean_of(subject.at_best);
  of.inputs = inputs_of(subject, of.base.has_value());
  std::stable_sort(of.inputs.begin(), of.inputs.end(),
                   [](const InputSensitivity& a, const InputSensitivity& b) { return a.weight > b.weight; });
  all.push_back(std::move(of));
}

}  // namespace

double TornadoBar::swing() const {
  return std::max(
      {std::abs(at_low.estimate), std::abs(at_high.estimate), std::abs(at_high.estimate - at_low.estimate)});
}

Interval rank_correlation(const std::vector<double>& x, const std::vector<double>& y, double confidence) {
  const std::vector<double> rank_x = ranks_of(x), rank_y = ranks_of(y);
  const double spread = sample_covariance(rank_x, rank_x) * sample_covariance(rank_y, rank_y);
  const double r =
      spread > 0.0 ? std::clamp(sample_covariance(rank_x, rank_y) / std::sqrt(spread), -1.0, 1.0) : 0.0;
  const double n = static_cast<double>(x.size());
  if (n <= 3.0 || std::abs(r) >= 1.0) return {r, n <= 3.0 ? -1.0 : r, n <= 3.0 ? 1.0 : r};
  const double z = 0.5 * math::log((1.0 + r) / (1.0 - r));
  const double half = math::normal_quantile(0.5 + confidence / 2.0) * std::sqrt(1.06 / (n - 3.0));
  const auto back = [](double of) {
    const double e = math::exp(2.0 * of);
    return (e - 1.0) / (e + 1.0);
  };
  return {r, back(z - half), back(z + half)};
}

std::vector<Sensitivity> sensitivities_of(const Study& study, StudyStore& store) {
  std::vector<Sensitivity> all;
  if (!study.uncertain.given()) return all;
  const Sensor sensor(study);
  for (const std::string& column : study.file.measures)
    for (std::size_t point = 0; point < study.points.size(); point += study.uncertain.draws()) {
      const auto& measures = study.measures[point];
      const auto measure = std::find_if(measures.begin(), measures.end(),
                                        [&](const auto& m) { return column_name(m) == column; });
      if (measure == measures.end()) continue;
      const double range = measure->most - measure->least;
      sensor.add(subject_of(rows_of(study, store, {point}, column), range), {column, point, {}, 0.0, {}},
                 all);
      for (std::size_t factor = 0; factor < study.file.factors.size(); ++factor)
        if (const auto base = base_of(study, point, factor); base && is_compared(study.file, factor))
          sensor.add(subject_of(difference_of(rows_of(study, store, {point, *base}, column)), 2.0 * range),
                     {column, point, *base, 0.0, {}}, all);
    }
  return all;
}

}  // namespace cupola
