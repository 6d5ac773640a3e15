#pragma once

#include <string>

#include "analysis/coverage_result.hpp"

namespace cupola {

/// Coverage as a picture (SVG): a panel an altitude on the equal-area plane, the first kind asked for as a
/// field of colours, outlines where the kinds reach the probability asked for, sites, range rings, areas;
/// hillshade where there is terrain.
std::string draw_coverage(const Coverage& coverage, const std::string& version);

}  // namespace cupola
