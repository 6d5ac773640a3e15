#pragma once

#include <string>

#include "study/answer.hpp"

/// How answers are said, in every output in the same words.
namespace cupola {

/// Two significant figures without an exponent where that is readable: `0.042`, `24`, `1300`.
std::string two_figures(double value);

/// `[0.01, 0.08]`
std::string bounds_text(const Interval& interval);

/// `p = 0.013`
std::string p_text(double p);

/// What the same luck was worth to a difference.
std::string luck_text(const PointDifference& difference);

}  // namespace cupola
