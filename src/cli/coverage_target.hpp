#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/coverage_question.hpp"
#include "catalogue/catalogue.hpp"

/// What verbs that ask about a target over a map read off their options alike.
namespace cupola {

/// `"60 m agl" "1 km agl"` or `"60 m agl, 1 km agl"`; throws where one of them is no height.
std::vector<CoverageAltitude> coverage_altitudes(const std::string& option,
                                                 const std::vector<std::string>& texts);

/// The platform type that a name or a class means; says what is wrong and gives nothing if there is none.
std::optional<PlatformType> find_coverage_target(const std::string& name, const Scenario& scenario,
                                                 const Catalogue& catalogue);

/// Are these radars of the scenario? Says which one is not.
bool knows_radars(const Scenario& scenario, const std::vector<std::string>& wanted);

/// A hint: what is likely meant of these names, or all of them.
std::string meant_of(const std::string& word, const std::vector<std::string>& names);

}  // namespace cupola
