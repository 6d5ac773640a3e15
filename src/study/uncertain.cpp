#include "study/uncertain.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "study/sobol_sequence.hpp"

namespace cupola {

namespace {

/// At the very ends no quantile function is asked: some are infinite there.
double value_at(const Figure& figure, bool whole, double quantile) {
  if (quantile == kAtBest) return figure.best;
  if (quantile <= 0.0) return figure.low;
  return quantile >= 1.0 ? figure.high : drawn_value(figure, quantile, whole);
}

const LevelFile& level_at(const UncertainInput& input, double quantile) {
  if (quantile == kAtBest) return input.levels.front();
  const auto place = static_cast<std::size_t>(quantile * static_cast<double>(input.levels.size()));
  return input.levels[std::min(place, input.levels.size() - 1)];
}

std::string plain_text(const UncertainInput& input, double value) {
  return fmt::format("{}{}{}", value, input.unit.empty() ? "" : " ", input.unit);
}

}  // namespace

std::vector<SettingFile> settings_at(const UncertainInput& input, double quantile) {
  if (!input.levels.empty()) return level_at(input, quantile).set;
  std::vector<SettingFile> settings;
  for (const FigurePath& f : input.figures)
    if (quantile != kAtBest || input.restated)
      settings.push_back(
          {f.path, figure_text(f.figure, f.measure, value_at(f.figure, f.measure.whole, quantile))});
  if (input.figures.empty() && (quantile != kAtBest || input.has_best))
    settings.push_back({input.path, plain_text(input, value_at(input.interval, false, quantile))});
  return settings;
}

std::string text_at(const UncertainInput& input, double quantile) {
  if (!input.levels.empty()) return level_at(input, quantile).name;
  if (input.figures.empty())
    return quantile == kAtBest && !input.has_best
               ? std::string("as in the scenario")
               : fmt::format("{:.4g} {}", value_at(input.interval, false, quantile), input.unit);
  if (input.figures.size() > 1)
    return quantile == kAtBest ? std::string("best") : fmt::format("quantile {:.3g}", quantile);
  const FigurePath& f = input.figures.front();
  return format_quantity(value_at(f.figure, f.measure.whole, quantile), f.measure.dimension);
}

bool is_best_at(const UncertainInput& input, double quantile) {
  if (!input.levels.empty()) return &level_at(input, quantile) == &input.levels.front();
  if (input.figures.empty())
    return input.has_best && value_at(input.interval, false, quantile) == input.interval.best;
  return std::all_of(input.figures.begin(), input.figures.end(), [quantile](const FigurePath& f) {
    return value_at(f.figure, f.measure.whole, quantile) == f.figure.best;
  });
}

std::size_t inputs_most(SamplingKind sampling) {
  return sampling == SamplingKind::sobol      ? kSobolDimensions
         : sampling == SamplingKind::saltelli ? kSobolDimensions / 2
                                              : SIZE_MAX;
}

UnitPoints draw_points(const UncertaintyFile& file, const std::vector<UncertainInput>& inputs,
                       std::int64_t seed) {
  const ReplicateKey key = ReplicateKey::of(static_cast<std::uint64_t>(seed), UINT64_MAX);
  const std::size_t count = static_cast<std::size_t>(file.draws);
  std::vector<std::uint64_t> names;
  for (const UncertainInput& input : inputs) names.push_back(name_key(input.name));
  switch (file.sampling) {
    case SamplingKind::latin_hypercube:
      return latin_hypercube(count, names, key);
    case SamplingKind::sobol:
      return sobol_points(count, inputs.size(), key);
    case SamplingKind::morris:
      return morris_trajectories(count, inputs.size(), key);
    case SamplingKind::saltelli:
      return saltelli_points(count, inputs.size(), key);
    case SamplingKind::tornado:
      return tornado_points(inputs.size());
  }
  return {};
}

}  // namespace cupola
