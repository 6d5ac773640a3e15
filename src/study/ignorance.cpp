#include "study/ignorance.hpp"

#include <algorithm>
#include <numeric>

#include "study/answer.hpp"
#include "study/quantile_interval.hpp"
#include "study/store.hpp"
#include "study/tally.hpp"

namespace cupola {

namespace {

/// Means over draws that vary as the true ones do.
QuantileBand without_luck(const std::vector<double>& means, double shrink) {
  const double mean = std::accumulate(means.begin(), means.end(), 0.0) / static_cast<double>(means.size());
  std::vector<double> drawn_together;
  for (const double m : means) drawn_together.push_back(mean + shrink * (m - mean));
  return band_of(std::move(drawn_together));
}

MeasureBands bands_of(std::size_t point, const ReplicateMeasure& measure, const std::vector<double>& at_best,
                      const DrawTable& sample) {
  Moments moments;
  for (const double value : at_best) moments.add(value);
  MeasureBands bands{point, column_name(measure), measure.is_event, {}, {}, {}, {}, {}, {}};
  bands.best_guess = interval_of(measure, moments);
  bands.luck = band_of(at_best);
  bands.split = split_variance(sample);
  const std::vector<double> means = means_of(sample);
  bands.means = band_of(means);
  bands.knowledge = without_luck(means, bands.split.shrink());
  std::vector<double> all;
  for (const std::vector<double>& row : sample) all.insert(all.end(), row.begin(), row.end());
  bands.both = band_of(std::move(all));
  return bands;
}

DrawDifference difference_over(const DrawTable& differences, DrawDifference d) {
  const std::vector<double> means = means_of(differences);
  const auto count = [&](auto holds) {
    return static_cast<std::uint64_t>(std::count_if(means.begin(), means.end(), holds));
  };
  const std::uint64_t above = count([](double m) { return m > 0.0; }),
                      below = count([](double m) { return m < 0.0; });
  d.higher = static_cast<double>(above) / static_cast<double>(means.size());
  d.lower = static_cast<double>(below) / static_cast<double>(means.size());
  d.share = wilson(std::max(above, below), means.size());
  d.split = split_variance(differences);
  d.knowledge = without_luck(means, d.split.shrink());
  return d;
}

/// Calls `act(column, point, measure)` for every measure of the answer at every best guess that has it.
template <class Act>
void for_each_best_guess(const Study& study, const Act& act) {
  for (const std::string& column : study.file.measures)
    for (std::size_t point = 0; point < study.points.size(); point += study.uncertain.draws())
      for (const ReplicateMeasure& measure : study.measures[point])
        if (column_name(measure) == column) act(column, point, measure);
}

}  // namespace

QuantileBand band_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return {sample_quantile(values, 0.05), sample_quantile(values, 0.5), sample_quantile(values, 0.95)};
}

DrawTable rows_of(const Study& study, StudyStore& store, const std::vector<std::size_t>& best_points,
                  const std::string& column) {
  std::vector<std::vector<std::optional<double>>> rows;
  std::size_t shortest = SIZE_MAX;
  for (const std::size_t best : best_points)
    for (std::size_t draw = 0; draw < study.uncertain.draws(); ++draw) {
      rows.push_back(store.values(best + draw, column));
      shortest = std::min(shortest, rows.back().size());
    }
  DrawTable table(rows.size());
  for (std::size_t j = 0; j < shortest; ++j)
    if (std::all_of(rows.begin(), rows.end(), [j](const auto& row) { return row[j].has_value(); }))
      for (std::size_t i = 0; i < rows.size(); ++i) table[i].push_back(*rows[i][j]);
  return table.front().size() < 2 ? DrawTable{} : table;
}

DrawTable sample_of(const Uncertainty& uncertain, const DrawTable& rows, std::size_t combination) {
  if (rows.empty() || uncertain.sampling == SamplingKind::morris ||
      uncertain.sampling == SamplingKind::tornado)
    return {};
  const std::size_t step = uncertain.sampling == SamplingKind::saltelli ? uncertain.inputs.size() + 2 : 1;
  const std::size_t first = combination * uncertain.draws() + 1;
  DrawTable sample;
  for (std::size_t draw = 0; draw + 1 < uncertain.draws(); ++draw)
    if (draw % step == 0 || draw % step == step - 1) sample.push_back(rows[first + draw]);
  return sample;
}

DrawTable difference_of(const DrawTable& rows) {
  const std::size_t half = rows.size() / 2;
  DrawTable difference(half);
  for (std::size_t i = 0; i < half; ++i)
    for (std::size_t j = 0; j < rows[i].size(); ++j) difference[i].push_back(rows[i][j] - rows[half + i][j]);
  return difference;
}

std::vector<MeasureBands> bands_of(const Study& study, StudyStore& store) {
  std::vector<MeasureBands> all;
  if (!study.uncertain.given()) return all;
  for_each_best_guess(
      study, [&](const std::string& column, std::size_t point, const ReplicateMeasure& measure) {
        const DrawTable sample = sample_of(study.uncertain, rows_of(study, store, {point}, column));
        if (sample.size() < 2) return;
        std::vector<double> at_best;
        for (const std::optional<double>& value : store.values(point, column))
          if (value) at_best.push_back(*value);
        all.push_back(bands_of(point, measure, at_best, sample));
      });
  return all;
}

std::vector<DrawDifference> draw_differences_of(const Study& study, StudyStore& store) {
  std::vector<DrawDifference> all;
  if (!study.uncertain.given()) return all;
  for_each_best_guess(study, [&](const std::string& column, std::size_t point, const ReplicateMeasure&) {
    for (std::size_t factor = 0; factor < study.file.factors.size(); ++factor) {
      const std::optional<std::size_t> base = base_of(study, point, factor);
      if (!base || !is_compared(study.file, factor)) continue;
      const DrawTable differences =
          sample_of(study.uncertain, difference_of(rows_of(study, store, {point, *base}, column)));
      if (differences.size() >= 2)
        all.push_back(difference_over(differences, {factor, point, *base, column, 0.0, 0.0, {}, {}, {}}));
    }
  });
  return all;
}

}  // namespace cupola
