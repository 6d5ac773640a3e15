#include "study/effects.hpp"

#include <algorithm>
#include <bit>
#include <optional>

#include "core/check.hpp"
#include "study/store.hpp"

namespace cupola {

namespace {

/// Main effects, then those of two factors.
std::vector<FactorSet> effects_up_to_two(std::size_t factors) {
  std::vector<FactorSet> effects;
  for (std::size_t f = 0; f < factors; ++f) effects.push_back(1u << f);
  for (std::size_t f = 0; f < factors; ++f)
    for (std::size_t g = f + 1; g < factors; ++g) effects.push_back((1u << f) | (1u << g));
  return effects;
}

/// Of every run at its best guess under the luck of which all have a value; how far values can lie apart.
DrawTable values_of(const Study& study, StudyStore& store, const std::string& column, double& range) {
  std::vector<std::vector<std::optional<double>>> rows;
  std::size_t shortest = SIZE_MAX;
  for (std::size_t point = 0; point < study.points.size(); point += study.uncertain.draws()) {
    rows.push_back(store.values(point, column));
    shortest = std::min(shortest, rows.back().size());
    for (const ReplicateMeasure& measure : study.measures[point])
      if (column_name(measure) == column) range = std::max(range, measure.most - measure.least);
  }
  DrawTable table(rows.size());
  for (std::size_t j = 0; j < shortest; ++j)
    if (std::all_of(rows.begin(), rows.end(), [j](const auto& row) { return row[j].has_value(); }))
      for (std::size_t i = 0; i < rows.size(); ++i) table[i].push_back(*rows[i][j]);
  return table;
}

}  // namespace

double contrast(const std::vector<std::vector<bool>>& runs, FactorSet effect,
                const std::vector<double>& values) {
  CUPOLA_CHECK(runs.size() == values.size());
  double sum = 0.0;
  for (std::size_t run = 0; run < runs.size(); ++run) {
    bool minus = false;
    for (std::size_t f = 0; f < runs[run].size(); ++f) minus ^= ((effect >> f) & 1u) && !runs[run][f];
    sum += minus ? -values[run] : values[run];
  }
  return sum * 2.0 / static_cast<double>(runs.size());
}

int sign_of_alias(FactorSet effect, FactorSet alias) {
  return std::popcount(effect ^ alias) % 2 == 1 ? -1 : 1;
}

std::vector<FactorEffect> effects_of(const Study& study, StudyStore& store) {
  std::vector<FactorEffect> effects;
  if (study.file.design != DesignKind::fractional || study.file.factors.empty()) return effects;
  const FractionalDesign design = fractional_of(study.file);
  const std::vector<std::vector<bool>> runs = design.runs();
  for (const std::string& column : study.file.measures) {
    double range = 0.0;
    const DrawTable values = values_of(study, store, column, range);
    for (const FactorSet effect : effects_up_to_two(design.factors)) {
      FactorEffect of{column, effect, {}, design.aliases_of(effect), values.front().size()};
      if (of.replicates == 0 || (std::popcount(effect) == 2 && !of.aliases.empty())) continue;
      Moments moments;
      for (std::size_t j = 0; j < of.replicates; ++j) {
        std::vector<double> of_luck;
        for (const std::vector<double>& row : values) of_luck.push_back(row[j]);
        moments.add(contrast(runs, effect, of_luck));
      }
      of.effect = bounded_mean_interval(moments, -range, range);
      effects.push_back(std::move(of));
    }
  }
  return effects;
}

}  // namespace cupola
