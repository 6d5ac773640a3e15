#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "study/study_file.hpp"

namespace cupola {

/// One combination of levels.
struct DesignPoint {
  std::vector<std::size_t> levels;  ///< by factor: which one
};

/// The points of a design, the first levels of all factors first.
/// Model      full: the last factor varies fastest; one by one: the first point, then each other level of the first
///            factor, of the second, ...
/// Checked by tests/study.cpp
std::vector<DesignPoint> points_of(const StudyFile& study);

/// `batch: one set; raid: large`, or the study's own name where nothing is varied.
std::string name_of_point(const StudyFile& study, const DesignPoint& point);

/// What a point sets, as `--set` would have it, in the order of factors.
std::vector<std::string> settings_of(const StudyFile& study, const DesignPoint& point);

}  // namespace cupola
