#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "study/fractional.hpp"
#include "study/study_file.hpp"

namespace cupola {

/// One combination of levels.
struct DesignPoint {
  std::vector<std::size_t> levels;  ///< by factor: which one
  std::size_t draw = 0;             ///< of what is not known; 0: all of it at best
};

/// The points of a design, the first levels of all factors first.
/// Model      full: the last factor varies fastest; one by one: the first point, then each other level of the first
///            factor, of the second, ...; fractional: fractional.hpp
/// Returns    nothing where a fractional design is asked for that there is not (fractional_of)
/// Checked by tests/study.cpp
std::vector<DesignPoint> points_of(const StudyFile& study);

/// The fraction that a study asks for; of no factors where there is none.
FractionalDesign fractional_of(const StudyFile& study);

/// `batch: one set; raid: large; draw 12`, or the study's own name where nothing is varied.
std::string name_of_point(const StudyFile& study, const DesignPoint& point);

/// What the levels of a point set, as `--set` would have it, in the order of factors.
std::vector<std::string> settings_of(const StudyFile& study, const DesignPoint& point);

}  // namespace cupola
