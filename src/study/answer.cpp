#include "study/answer.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <map>
#include <optional>

#include "study/paired.hpp"
#include "study/ratio.hpp"
#include "study/tally.hpp"

namespace cupola {

namespace {

const ReplicateMeasure* find(const std::vector<ReplicateMeasure>& measures, const std::string& column) {
  const auto at =
      std::find_if(measures.begin(), measures.end(), [&](const auto& m) { return column_name(m) == column; });
  return at != measures.end() ? &*at : nullptr;
}

/// A measure, or a ratio of two, at one point.
struct Asked {
  const ReplicateMeasure* measure = nullptr;
  std::vector<std::string> columns;  ///< its own, or those over and under the line
  double ratio = 0.0, mean_under = 1.0;
};

/// What is asked for, replicate by replicate; nothing grows with their number. Ratios are linearised: the mean of their
/// values is the ratio, their spread that of the delta method.
class AskedRows {
 public:
  AskedRows(StudyStore& store, std::size_t point, const Asked& asked)
      : asked_(asked), rows_(store.rows(point, asked.columns)) {}
  bool next() { return rows_.next(); }
  std::optional<double> value() const {
    if (asked_.columns.size() == 1) return rows_.value(0);
    const std::optional<double> over = rows_.value(0), under = rows_.value(1);
    if (!over || !under) return std::nullopt;
    return asked_.ratio + (*over - asked_.ratio * *under) / asked_.mean_under;
  }

 private:
  const Asked& asked_;
  StoreRows rows_;
};

const RatioMeasure* find(const std::vector<RatioMeasure>& ratios, const std::string& column) {
  const auto at =
      std::find_if(ratios.begin(), ratios.end(), [&](const auto& r) { return r.column == column; });
  return at != ratios.end() ? &*at : nullptr;
}

JointMoments pairs_of(StudyStore& store, std::size_t point, const RatioMeasure& ratio) {
  JointMoments pairs;
  StoreRows rows = store.rows(point, {ratio.over, ratio.under});
  while (rows.next()) {
    const std::optional<double> over = rows.value(0), under = rows.value(1);
    if (over && under) pairs.add(*under, *over);
  }
  return pairs;
}

Moments moments_of(StudyStore& store, std::size_t point, const Asked& asked) {
  Moments moments;
  for (AskedRows rows(store, point, asked); rows.next();)
    if (const std::optional<double> value = rows.value()) moments.add(*value);
  return moments;
}

/// The estimate, and where its values are. A ratio that has none is the measure that it stands for, if there is one.
PointEstimate ask(const Study& study, StudyStore& store, std::size_t point, const std::string& column,
                  Asked& asked) {
  const std::uint64_t played = store.done(point) - store.failed(point);
  if (const RatioMeasure* ratio = find(study.ratios[point], column)) {
    const JointMoments pairs = pairs_of(store, point, *ratio);
    if (const std::optional<Interval> interval = ratio_of_means(pairs)) {
      asked = {nullptr, {ratio->over, ratio->under}, pairs.mean_y / pairs.mean_x, pairs.mean_x};
      return {point, column, pairs.count, *interval, played};
    }
  }
  asked.measure = find(study.measures[point], column);
  if (asked.measure == nullptr) return {point, column, 0, {}, played, false};
  asked.columns = {column};
  const Moments moments = moments_of(store, point, asked);
  PointEstimate estimate{point, column, moments.count, {}, played, moments.count > 0};
  if (estimate.known) estimate.interval = interval_of(*asked.measure, moments);
  return estimate;
}

/// The same levels but for one factor, of which it has the first.
std::optional<std::size_t> base_of(const Study& study, std::size_t point, std::size_t factor) {
  DesignPoint wanted = study.points[point];
  if (wanted.levels[factor] == 0) return std::nullopt;
  wanted.levels[factor] = 0;
  const auto at = std::find_if(study.points.begin(), study.points.end(),
                               [&](const DesignPoint& p) { return p.levels == wanted.levels; });
  if (at == study.points.end()) return std::nullopt;
  return static_cast<std::size_t>(at - study.points.begin());
}

bool is_compared(const StudyFile& file, std::size_t factor) {
  return file.compare.empty() ||
         std::count(file.compare.begin(), file.compare.end(), file.factors[factor].name) > 0;
}

/// Two-sided, of a mean that is as likely to lie on either side of 0.
double student_p(const Moments& difference) {
  if (difference.count < 2) return 1.0;
  if (difference.squares <= 0.0) return difference.mean == 0.0 ? 1.0 : 0.0;
  const double n = static_cast<double>(difference.count);
  const double t = difference.mean / std::sqrt(difference.squares / (n - 1.0) / n);
  return 2.0 * boost::math::cdf(boost::math::students_t(n - 1.0), -std::abs(t));
}

PointDifference compare(StudyStore& store, PointDifference d, const Asked& base, const Asked& other) {
  PairedMoments paired;
  PairedCounts counts;
  AskedRows first(store, d.base, base), second(store, d.point, other);
  while (first.next() && second.next()) {
    const std::optional<double> before = first.value(), after = second.value();
    if (!before || !after) continue;
    paired.add(*before, *after);
    counts.add(*before > 0.5, *after > 0.5);
  }
  d.replicates = paired.difference.count;
  d.correlation = paired.correlation();
  d.saved = paired.saved();
  const bool measures = base.measure != nullptr && other.measure != nullptr;
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
      if (!has_it || store.done(point) == 0) continue;
      Asked asked;
      answer.estimates.push_back(ask(study, store, point, column, asked));
      if (answer.estimates.back().known) by_point[point] = std::move(asked);
    }
    for (const auto& [point, asked] : by_point)
      for (std::size_t factor = 0; factor < study.file.factors.size(); ++factor) {
        if (!is_compared(study.file, factor)) continue;
        const std::optional<std::size_t> base = base_of(study, point, factor);
        if (!base || !by_point.contains(*base)) continue;
        PointDifference one{factor, point, *base, column, 0, {}};
        one = compare(store, one, by_point[*base], asked);
        if (one.replicates > 0) answer.differences.push_back(one);
      }
  }
  std::vector<double> p;
  for (const PointDifference& difference : answer.differences) p.push_back(difference.p);
  const std::vector<double> adjusted = holm(p);
  for (std::size_t i = 0; i < adjusted.size(); ++i) answer.differences[i].p = adjusted[i];
  return answer;
}

}  // namespace cupola
