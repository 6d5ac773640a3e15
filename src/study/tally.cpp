#include "study/tally.hpp"

#include <algorithm>
#include <cmath>

namespace cupola {

Tally::Tally(const Scenario& scenario) : exposure_(scenario), losses_(scenario), cost_(scenario) {
  for (ReplicateMeasure& measure : measures_of(scenario)) quantities_.push_back({std::move(measure), {}});
}

void Tally::add(const ReplicateResult& result) {
  ++replicates_;
  exposure_.add(result);
  losses_.add(result);
  cost_.add(result);
  for (Quantity& q : quantities_) q.moments.add(q.measure.of(result));
}

std::vector<Tally::Line> Tally::lines() const {
  std::vector<Line> lines;
  for (const Quantity& q : quantities_) {
    const ReplicateMeasure& m = q.measure;
    lines.push_back(
        {m.part, m.key, m.text, q.moments.mean > 0.0, interval_of(m.is_event, m.most, q.moments)});
  }
  return lines;
}

Interval interval_of(bool is_event, double most, const Moments& moments) {
  if (!is_event) return bounded_mean_interval(moments, 0.0, most);
  const double n = static_cast<double>(moments.count);
  return wilson(static_cast<std::uint64_t>(std::floor(moments.mean * n + 0.5)), moments.count);
}

double Tally::unresolved() const {
  for (const Quantity& q : quantities_)
    if (q.measure.key == "unresolved" && q.measure.part == Part::outcome) return q.moments.mean;
  return 0.0;
}

}  // namespace cupola
