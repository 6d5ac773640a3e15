#include "study/tally.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "study/ratio.hpp"

namespace cupola {

Tally::Tally(const Scenario& scenario) : exposure_(scenario), losses_(scenario), cost_(scenario) {
  for (ReplicateMeasure& measure : measures_of(scenario)) quantities_.push_back({std::move(measure), {}});
  const auto place_of = [this](const std::string& column) {
    const auto at = std::find_if(quantities_.begin(), quantities_.end(),
                                 [&](const Quantity& q) { return column_name(q.measure) == column; });
    CUPOLA_CHECK(at != quantities_.end());
    return static_cast<std::size_t>(at - quantities_.begin());
  };
  for (const RatioMeasure& ratio : ratios_of(scenario))
    ratios_.push_back({ratio, place_of(ratio.over), place_of(ratio.under)});
}

void Tally::add(const ReplicateResult& result) {
  ++replicates_;
  exposure_.add(result);
  losses_.add(result);
  cost_.add(result);
  for (Quantity& q : quantities_) {
    q.now = q.measure.of(result);
    if (q.now) q.moments.add(*q.now);
  }
  for (Ratio& r : ratios_) {
    const std::optional<double>&over = quantities_[r.over].now, &under = quantities_[r.under].now;
    if (over && under) r.pairs.add(*under, *over);
  }
}

std::vector<Tally::Line> Tally::lines() const {
  std::vector<Line> lines;
  std::vector<std::string> columns;
  for (const Quantity& q : quantities_) {
    const ReplicateMeasure& m = q.measure;
    lines.push_back({m.part, m.key, m.text, q.moments.mean > 0.0, interval_of(m, q.moments), column_name(m),
                     q.moments.count, m.group, m.shown});
    columns.push_back(lines.back().column);
  }
  for (const Ratio& r : ratios_) {
    const std::optional<Interval> interval = ratio_of_means(r.pairs);
    const auto place = std::find(columns.begin(), columns.end(), r.measure.column) - columns.begin();
    const auto at = static_cast<std::size_t>(place);
    const bool stands_for_one = at < columns.size();
    if (!stands_for_one)
      lines.push_back({Part::more,
                       r.measure.column,
                       r.measure.text,
                       false,
                       {},
                       r.measure.column,
                       0,
                       r.measure.group,
                       1.0});
    else if (!interval)
      continue;  // nothing varied, or nobody set out: the measure by itself says as much
    Line& line = lines[stands_for_one ? at : lines.size() - 1];
    if (stands_for_one) line.text = r.measure.text;
    if (!interval) continue;
    line.interval = *interval;
    line.replicates = r.pairs.count;
    line.ever = interval->estimate > 0.0;
  }
  return lines;
}

Interval interval_of(const ReplicateMeasure& measure, const Moments& moments, double confidence) {
  if (!measure.is_event) return bounded_mean_interval(moments, measure.least, measure.most, confidence);
  const double n = static_cast<double>(moments.count);
  return wilson(static_cast<std::uint64_t>(std::floor(moments.mean * n + 0.5)), moments.count, confidence);
}

double Tally::unresolved() const {
  for (const Quantity& q : quantities_)
    if (q.measure.key == "unresolved" && q.measure.part == Part::outcome) return q.moments.mean;
  return 0.0;
}

}  // namespace cupola
