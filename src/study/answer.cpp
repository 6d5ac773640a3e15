#include "study/answer.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <map>
#include <optional>

#include "study/paired.hpp"
#include "study/ratio.hpp"
#include "study/store.hpp"
#include "study/tally.hpp"

namespace cupola {

namespace {

const ReplicateMeasure* find(const std::vector<ReplicateMeasure>& measures, const std::string& column) {
  const auto at =
      std::find_if(measures.begin(), measures.end(), [&](const auto& m) { return column_name(m) == column; });
  return at != measures.end() ? &*at : nullptr;
}

using Values = std::vector<std::optional<double>>;

/// A measure, or a ratio of two, at one point.
struct Asked {
  const ReplicateMeasure* measure = nullptr;
  const RatioMeasure* ratio = nullptr;
  Values values;  ///< of a ratio linearised: their mean is the ratio, their spread that of the delta method
  double weight_most = 0.0;  ///< where the values are weighted: the most that a weight can be
};

const RatioMeasure* find(const std::vector<RatioMeasure>& ratios, const std::string& column) {
  const auto at =
      std::find_if(ratios.begin(), ratios.end(), [&](const auto& r) { return r.column == column; });
  return at != ratios.end() ? &*at : nullptr;
}

JointMoments pairs_of(const Values& over, const Values& under) {
  JointMoments pairs;
  for (std::size_t i = 0; i < over.size(); ++i)
    if (over[i] && under[i]) pairs.add(*under[i], *over[i]);
  return pairs;
}

Values linearised(const JointMoments& pairs, const Values& over, const Values& under) {
  Values values(over.size());
  const double ratio = pairs.mean_y / pairs.mean_x;
  for (std::size_t i = 0; i < over.size(); ++i)
    if (over[i] && under[i]) values[i] = ratio + (*over[i] - ratio * *under[i]) / pairs.mean_x;
  return values;
}

/// Of each replicate, where luck is weighted (weapons/kill_importance.hpp); else nothing.
Values weights_of(const Study& study, StudyStore& store, std::size_t point) {
  return study.file.rare.importance.given() ? store.values(point, "weight") : Values();
}

Values weighted(const Values& weights, Values values) {
  for (std::size_t i = 0; i < weights.size(); ++i)
    if (values[i] && weights[i]) *values[i] *= *weights[i];
  return values;
}

/// Where a measure has a value, 1; so that a mean over those replicates is a ratio.
Values there(Values values) {
  for (auto& value : values) value = value ? 1.0 : 0.0;
  return values;
}

Values or_zero(Values values) {
  for (auto& value : values) value = value.value_or(0.0);
  return values;
}

PointEstimate estimate_of(std::size_t point, const std::string& column, const Asked& asked) {
  Moments moments;
  for (const auto& value : asked.values)
    if (value) moments.add(*value);
  PointEstimate estimate{point, column, moments.count, {}, asked.values.size(), moments.count > 0};
  if (asked.measure == nullptr || !estimate.known) return estimate;
  estimate.interval = asked.weight_most > 0.0
                          ? bounded_mean_interval(moments, asked.weight_most * asked.measure->least,
                                                  asked.weight_most * asked.measure->most)
                          : interval_of(*asked.measure, moments);
  return estimate;
}

PointEstimate ask_ratio(std::size_t point, const std::string& column, const Values& over, const Values& under,
                        Asked& asked) {
  const JointMoments pairs = pairs_of(over, under);
  const std::optional<Interval> interval = ratio_of_means(pairs);
  if (!interval) return {point, column, 0, {}, over.size(), false};
  asked.values = linearised(pairs, over, under);
  return {point, column, pairs.count, *interval, over.size()};
}

/// Its values and the estimate from them. A ratio that has none is the measure that it stands for, if there is one.
PointEstimate ask(const Study& study, StudyStore& store, std::size_t point, const std::string& column,
                  Asked& asked) {
  const Values weights = weights_of(study, store, point);
  asked.ratio = find(study.ratios[point], column);
  if (asked.ratio != nullptr) {
    const PointEstimate estimate =
        ask_ratio(point, column, weighted(weights, store.values(point, asked.ratio->over)),
                  weighted(weights, store.values(point, asked.ratio->under)), asked);
    if (estimate.known) return estimate;
  }
  asked.ratio = nullptr;
  asked.measure = find(study.measures[point], column);
  if (asked.measure == nullptr) return estimate_of(point, column, asked);
  asked.values = store.values(point, column);
  if (weights.empty() || column == "weight") return estimate_of(point, column, asked);
  const Values are_there = there(asked.values);
  if (std::find(are_there.begin(), are_there.end(), 0.0) != are_there.end()) {
    asked.measure = nullptr;  // a mean of weighted values over a mean of weights
    const Values over = weighted(weights, or_zero(asked.values));
    return ask_ratio(point, column, over, weighted(weights, are_there), asked);
  }
  asked.weight_most = find(study.measures[point], std::string("weight"))->most;
  asked.values = weighted(weights, std::move(asked.values));
  return estimate_of(point, column, asked);
}

}  // namespace

std::optional<std::size_t> base_of(const Study& study, std::size_t point, std::size_t factor) {
  DesignPoint wanted = study.points[point];
  if (wanted.levels[factor] == 0) return std::nullopt;
  wanted.levels[factor] = 0;
  const auto at = std::find_if(study.points.begin(), study.points.end(), [&](const DesignPoint& p) {
    return p.draw == wanted.draw && p.levels == wanted.levels;
  });
  if (at == study.points.end()) return std::nullopt;
  return static_cast<std::size_t>(at - study.points.begin());
}

bool is_compared(const StudyFile& file, std::size_t factor) {
  if (file.knee.given() && file.factors[factor].name == file.knee.name()) return false;
  return file.compare.empty() ||
         std::count(file.compare.begin(), file.compare.end(), file.factors[factor].name) > 0;
}

namespace {

/// Two-sided, of a mean that is as likely to lie on either side of 0.
double student_p(const Moments& difference) {
  if (difference.count < 2) return 1.0;
  if (difference.squares <= 0.0) return difference.mean == 0.0 ? 1.0 : 0.0;
  const double n = static_cast<double>(difference.count);
  const double t = difference.mean / std::sqrt(difference.squares / (n - 1.0) / n);
  return 2.0 * boost::math::cdf(boost::math::students_t(n - 1.0), -std::abs(t));
}

PointDifference compare(PointDifference d, const Asked& base, const Asked& other) {
  PairedMoments paired;
  PairedCounts counts;
  for (std::size_t i = 0; i < std::min(base.values.size(), other.values.size()); ++i) {
    if (!base.values[i] || !other.values[i]) continue;
    paired.add(*base.values[i], *other.values[i]);
    counts.add(*base.values[i] > 0.5, *other.values[i] > 0.5);
  }
  d.replicates = paired.difference.count;
  d.correlation = paired.correlation();
  d.saved = paired.saved();
  const bool weighted = base.weight_most + other.weight_most > 0.0;
  const bool measures = base.measure != nullptr && other.measure != nullptr && !weighted;
  if (measures && base.measure->is_event) {
    d.difference = newcombe(counts);
    d.p = mcnemar(counts);
  } else {
    d.difference = measures
                       ? bounded_mean_interval(paired.difference, other.measure->least - base.measure->most,
                                               other.measure->most - base.measure->least)
                       : mean_interval(paired.difference);
    d.p = student_p(paired.difference);
  }
  return d;
}

}  // namespace

StudyAnswer answer_of(const Study& study, StudyStore& store) {
  StudyAnswer answer;
  for (const std::string& column : study.file.measures) {
    std::map<std::size_t, Asked> by_point;
    for (std::size_t point = 0; point < study.points.size(); ++point) {
      const bool has_it = find(study.measures[point], column) || find(study.ratios[point], column);
      if (!has_it || store.done(point) == 0 || study.points[point].draw > 0) continue;
      Asked asked;
      answer.estimates.push_back(ask(study, store, point, column, asked));
      const auto* measure = find(study.measures[point], column);
      PointEstimate& estimate = answer.estimates.back();
      estimate.below_floor =
          measure != nullptr && is_probability(*measure) && study.floor.hides(estimate.interval);
      if (answer.estimates.back().known) by_point[point] = std::move(asked);
    }
    for (const auto& [point, asked] : by_point)
      for (std::size_t factor = 0; factor < study.file.factors.size(); ++factor) {
        if (!is_compared(study.file, factor)) continue;
        const std::optional<std::size_t> base = base_of(study, point, factor);
        if (!base || !by_point.contains(*base)) continue;
        PointDifference one{factor, point, *base, column, 0, {}};
        one = compare(one, by_point[*base], asked);
        if (one.replicates > 0) answer.differences.push_back(one);
      }
  }
  std::vector<double> p;
  for (const PointDifference& difference : answer.differences) p.push_back(difference.p);
  const std::vector<double> adjusted = holm(p);
  for (std::size_t i = 0; i < adjusted.size(); ++i) answer.differences[i].p = adjusted[i];
  answer.effects = effects_of(study, store);
  answer.bands = bands_of(study, store);
  answer.draw_differences = draw_differences_of(study, store);
  answer.sensitivities = sensitivities_of(study, store);
  return answer;
}

}  // namespace cupola
