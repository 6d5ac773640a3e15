#include "cli/study_words.hpp"

namespace cupola {

const std::string& level_of(const Study& study, std::size_t point, std::size_t factor) {
  return study.file.factors[factor].levels[study.points[point].levels[factor]].name;
}

std::string text_of(const Study& study, const std::string& column) {
  for (const auto& ratios : study.ratios)
    for (const RatioMeasure& ratio : ratios)
      if (ratio.column == column) return ratio.text;
  for (const auto& measures : study.measures)
    for (const ReplicateMeasure& measure : measures)
      if (column_name(measure) == column) return measure.text;
  return column;
}

double shown(const Study& study, const std::string& column) {
  for (const auto& measures : study.measures)
    for (const ReplicateMeasure& measure : measures)
      if (column_name(measure) == column) return measure.shown;
  return 1.0;
}

std::string levels_text(const Study& study, std::size_t point) {
  std::string text;
  for (std::size_t f = 0; f < study.file.factors.size(); ++f)
    text += (f > 0 ? "; " : "") + study.file.factors[f].name + ": " + level_of(study, point, f);
  return text;
}

}  // namespace cupola
