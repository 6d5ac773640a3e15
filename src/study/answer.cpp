#include "study/answer.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <map>
#include <optional>

#include "study/paired.hpp"
#include "study/tally.hpp"

namespace cupola {

namespace {

const ReplicateMeasure* find(const std::vector<ReplicateMeasure>& measures, const std::string& column) {
  const auto at =
      std::find_if(measures.begin(), measures.end(), [&](const auto& m) { return column_name(m) == column; });
  return at != measures.end() ? &*at : nullptr;
}

PointEstimate estimate_of(std::size_t point, const ReplicateMeasure& measure,
                          const std::vector<double>& values) {
  Moments moments;
  for (const double value : values) moments.add(value);
  return {point, column_name(measure), moments.count, interval_of(measure.is_event, measure.most, moments)};
}

}  // namespace

std::optional<std::size_t> base_of(const Study& study, std::size_t point, std::size_t factor) {
  DesignPoint wanted = study.points[point];
  if (wanted.levels[factor] == 0) return std::nullopt;
  wanted.levels[factor] = 0;
  const auto at = std::find_if(study.points.begin(), study.points.end(),
                               [&](const DesignPoint& p) { return p.draw == wanted.draw && p.levels == wanted.levels; });
  if (at == study.points.end()) return std::nullopt;
  return static_cast<std::size_t>(at - study.points.begin());
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

void compare_events(const std::vector<double>& base, const std::vector<double>& other, PointDifference& d) {
  PairedCounts counts;
  for (std::size_t i = 0; i < d.replicates; ++i) counts.add(base[i] > 0.5, other[i] > 0.5);
  d.difference = newcombe(counts);
  d.p = mcnemar(counts);
}

PointDifference compare(PointDifference d, const ReplicateMeasure& measure, double least, double most,
                        const std::vector<double>& base, const std::vector<double>& other) {
  d.column = column_name(measure);
  d.replicates = std::min(base.size(), other.size());
  PairedMoments paired;
  for (std::size_t i = 0; i < d.replicates; ++i) paired.add(base[i], other[i]);
  d.correlation = paired.correlation();
  d.saved = paired.saved();
  if (measure.is_event) {
    compare_events(base, other, d);
  } else {
    d.difference = bounded_mean_interval(paired.difference, least, most);
    d.p = student_p(paired.difference);
  }
  return d;
}

}  // namespace

StudyAnswer answer_of(const Study& study, StudyStore& store) {
  StudyAnswer answer;
  for (const std::string& column : study.file.measures) {
    std::map<std::size_t, std::vector<double>> by_point;
    for (std::size_t point = 0; point < study.points.size(); ++point) {
      const ReplicateMeasure* measure = find(study.measures[point], column);
      if (measure == nullptr || store.done(point) == 0 || study.points[point].draw > 0) continue;
      by_point[point] = store.values(point, column);
      answer.estimates.push_back(estimate_of(point, *measure, by_point[point]));
    }
    for (const auto& [point, values] : by_point)
      for (std::size_t factor = 0; factor < study.file.factors.size(); ++factor) {
        const std::optional<std::size_t> base = base_of(study, point, factor);
        if (!base || !by_point.contains(*base)) continue;
        const ReplicateMeasure &mine = *find(study.measures[point], column),
                               &first = *find(study.measures[*base], column);
        answer.differences.push_back(compare({factor, point, *base, {}, 0, {}}, mine, -first.most, mine.most,
                                             by_point[*base], values));
      }
  }
  std::vector<double> p;
  for (const PointDifference& difference : answer.differences) p.push_back(difference.p);
  const std::vector<double> adjusted = holm(p);
  for (std::size_t i = 0; i < adjusted.size(); ++i) answer.differences[i].p = adjusted[i];
  return answer;
}

}  // namespace cupola
