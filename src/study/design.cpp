#include "study/design.hpp"

namespace cupola {

namespace {

std::vector<DesignPoint> every_combination(const StudyFile& study) {
  std::vector<DesignPoint> points{DesignPoint{}};
  for (const FactorFile& factor : study.factors) {
    std::vector<DesignPoint> longer;
    for (const DesignPoint& point : points)
      for (std::size_t level = 0; level < factor.levels.size(); ++level) {
        longer.push_back(point);
        longer.back().levels.push_back(level);
      }
    points = std::move(longer);
  }
  return points;
}

std::vector<DesignPoint> one_level_at_a_time(const StudyFile& study) {
  const DesignPoint first{std::vector<std::size_t>(study.factors.size(), 0), 0};
  std::vector<DesignPoint> points{first};
  for (std::size_t f = 0; f < study.factors.size(); ++f)
    for (std::size_t level = 1; level < study.factors[f].levels.size(); ++level) {
      points.push_back(first);
      points.back().levels[f] = level;
    }
  return points;
}

std::vector<DesignPoint> part_of_combinations(const StudyFile& study) {
  std::vector<DesignPoint> points;
  const FractionalDesign design = fractional_of(study);
  if (design.factors == 0) return points;
  for (const std::vector<bool>& run : design.runs()) points.push_back({{run.begin(), run.end()}, 0});
  return points;
}

}  // namespace

FractionalDesign fractional_of(const StudyFile& study) {
  return fractional_design(study.factors.size(), static_cast<std::size_t>(study.resolution));
}

std::vector<DesignPoint> points_of(const StudyFile& study) {
  switch (study.design) {
    case DesignKind::full:
      return every_combination(study);
    case DesignKind::one_by_one:
      return one_level_at_a_time(study);
    case DesignKind::fractional:
      return part_of_combinations(study);
  }
  return {};
}

std::string name_of_point(const StudyFile& study, const DesignPoint& point) {
  const std::string draw = point.draw > 0 ? "draw " + std::to_string(point.draw) : "";
  if (study.factors.empty()) return draw.empty() ? study.name : draw;
  std::string name;
  for (std::size_t f = 0; f < study.factors.size(); ++f)
    name +=
        (f > 0 ? "; " : "") + study.factors[f].name + ": " + study.factors[f].levels[point.levels[f]].name;
  if (!draw.empty()) name += "; " + draw;
  return name;
}

std::vector<std::string> settings_of(const StudyFile& study, const DesignPoint& point) {
  std::vector<std::string> settings;
  for (std::size_t f = 0; f < study.factors.size(); ++f)
    for (const SettingFile& setting : study.factors[f].levels[point.levels[f]].set)
      settings.push_back(setting.path + "=" + setting.value);
  return settings;
}

}  // namespace cupola
