#pragma once

#include <optional>
#include <string>

#include "analysis/coverage_question.hpp"
#include "analysis/coverage_result.hpp"

namespace cupola {

/// Where, and how surely, does a defence see, track and reach a target?
/// Model      on cells of equal area about its radars: detection by at least one radar (coverage_look.hpp),
///            looks independent of one another and radars too; a track by the plots of at least one radar
///            alone (coverage_track.hpp, M of N of the post's doctrine); engagement (coverage_reach.hpp).
///            Each with the figures in force, and over draws from the intervals of the figures
///            (coverage_draw.hpp)
/// Returns    by cell probabilities [0, 1], with their 5, 50 and 95 % over draws; square kilometres of the
///            cells where they reach `at_least`
/// Holds for  a target alone, level, on a straight course
/// Leaves out fluctuation that stays from look to look, jamming, fused plots of several radars; see
///            Coverage::notes
/// Random     Purpose::parameter, replicate = number of the draw
/// Checked by tests/coverage.cpp
Coverage cover(const Scenario& scenario, const CoverageQuestion& question);

/// Why a question has no answer, or nothing.
struct CoverageRefusal {
  std::string what, hint;
};
std::optional<CoverageRefusal> why_no_coverage(const Scenario& scenario, const CoverageQuestion& question);

/// Is anything loaded that could be fired?
bool can_engage(const Scenario& scenario);

/// The value below which a share of rising values lies, between neighbours along a straight line (Hyndman and
/// Fan's type 7).
double quantile_of(const std::vector<float>& rising, double share);

}  // namespace cupola
