#pragma once

#include "analysis/coverage_question.hpp"

namespace cupola {

/// What one kind of coverage means here, in words.
std::string coverage_meaning(const Scenario& scenario, const CoverageQuestion& question, CoverageKind kind);

/// Puts into words what was asked, what it rests on and what it leaves out; and where things stand.
void describe_coverage(const Scenario& scenario, const CoverageQuestion& question, Coverage& coverage);

}  // namespace cupola
