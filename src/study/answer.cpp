#include "study/answer.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <iterator>
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

/// The columns of the answer that all these points have.
std::vector<std::string> columns_of(const Study& study, std::initializer_list<std::size_t> points) {
  std::vector<std::string> columns;
  for (const std::string& column : study.file.measures)
    if (std::all_of(points.begin(), points.end(),
                    [&](std::size_t point) { return find(study.measures[point], column) != nullptr; }))
      columns.push_back(column);
  return columns;
}

/// By column: over the replicates that did not fail.
std::vector<PointEstimate> estimates_of(const Study& study, StudyStore& store, std::size_t point) {
  const std::vector<std::string> columns = columns_of(study, {point});
  std::vector<Moments> moments(columns.size());
  for (StoreRows rows = store.rows(point, columns); rows.next();)
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (const std::optional<double> value = rows.value(i)) moments[i].add(*value);
  std::vector<PointEstimate> estimates;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const ReplicateMeasure& measure = *find(study.measures[point], columns[i]);
    estimates.push_back(
        {point, columns[i], moments[i].count, interval_of(measure.is_event, measure.most, moments[i])});
  }
  return estimates;
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

/// Two-sided, of a mean that is as likely to lie on either side of 0.
double student_p(const Moments& difference) {
  if (difference.count < 2) return 1.0;
  if (difference.squares <= 0.0) return difference.mean == 0.0 ? 1.0 : 0.0;
  const double n = static_cast<double>(difference.count);
  const double t = difference.mean / std::sqrt(difference.squares / (n - 1.0) / n);
  return 2.0 * boost::math::cdf(boost::math::students_t(n - 1.0), -std::abs(t));
}

/// What two points have in common of one measure, replicate by replicate.
struct Pairing {
  PairedMoments moments;
  PairedCounts counts;
  void add(double base, double other) {
    moments.add(base, other);
    counts.add(base > 0.5, other > 0.5);
  }
};

PointDifference compare(PointDifference d, const ReplicateMeasure& measure, double least,
                        const Pairing& pairing) {
  d.column = column_name(measure);
  d.replicates = pairing.counts.count();
  d.correlation = pairing.moments.correlation();
  d.saved = pairing.moments.saved();
  if (measure.is_event) {
    d.difference = newcombe(pairing.counts);
    d.p = mcnemar(pairing.counts);
  } else {
    d.difference = bounded_mean_interval(pairing.moments.difference, least, measure.most);
    d.p = student_p(pairing.moments.difference);
  }
  return d;
}

/// By column: over the replicates that failed at neither.
std::vector<PointDifference> differences_of(const Study& study, StudyStore& store, std::size_t factor,
                                            std::size_t point, std::size_t base) {
  const std::vector<std::string> columns = columns_of(study, {point, base});
  std::vector<Pairing> pairings(columns.size());
  StoreRows mine = store.rows(point, columns), first = store.rows(base, columns);
  while (mine.next() && first.next())
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::optional<double> before = first.value(i), after = mine.value(i);
      if (before && after) pairings[i].add(*before, *after);
    }
  std::vector<PointDifference> differences;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const ReplicateMeasure &measure = *find(study.measures[point], columns[i]),
                           &other = *find(study.measures[base], columns[i]);
    differences.push_back(compare({factor, point, base, {}, 0, {}}, measure, -other.most, pairings[i]));
  }
  return differences;
}

/// Measure by measure as the study names them, each in the order it was put together.
template <class Row>
void sort_by_measure(const Study& study, std::vector<Row>& rows) {
  const std::vector<std::string>& order = study.file.measures;
  const auto place = [&](const Row& row) { return std::find(order.begin(), order.end(), row.column); };
  std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return place(a) < place(b); });
}

}  // namespace

StudyAnswer answer_of(const Study& study, StudyStore& store) {
  StudyAnswer answer;
  for (std::size_t point = 0; point < study.points.size(); ++point) {
    if (store.done(point) == 0) continue;
    std::ranges::move(estimates_of(study, store, point), std::back_inserter(answer.estimates));
    for (std::size_t factor = 0; factor < study.file.factors.size(); ++factor) {
      const std::optional<std::size_t> base = base_of(study, point, factor);
      if (base && store.done(*base) > 0)
        std::ranges::move(differences_of(study, store, factor, point, *base),
                          std::back_inserter(answer.differences));
    }
  }
  sort_by_measure(study, answer.estimates);
  sort_by_measure(study, answer.differences);
  std::vector<double> p;
  for (const PointDifference& difference : answer.differences) p.push_back(difference.p);
  const std::vector<double> adjusted = holm(p);
  for (std::size_t i = 0; i < adjusted.size(); ++i) answer.differences[i].p = adjusted[i];
  return answer;
}

}  // namespace cupola
