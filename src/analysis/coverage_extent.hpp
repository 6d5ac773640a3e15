#pragma once

#include "analysis/coverage_question.hpp"

namespace cupola {

/// The middle of the radars that look.
GroundPlace coverage_centre(const Scenario& scenario, const CoverageQuestion& question);

/// Does this radar take part?
bool looks_with(const CoverageQuestion& question, const RadarSite& radar);

/// The cells on which a question is answered: as wide as any radar may see the target, unless it says how
/// wide; about 240 cells across, unless it says how large.
CoverageGrid coverage_grid(const Scenario& scenario, const CoverageQuestion& question);

}  // namespace cupola
