#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "study/knee_study.hpp"

namespace cupola {

/// From which size on the measure passes its level, with its interval, for people; empty without a knee.
std::string knees_as_text(const Study& study, const std::vector<KneeAnswer>& knees);

/// The same for programs.
nlohmann::ordered_json knees_as_json(const Study& study, const std::vector<KneeAnswer>& knees);

}  // namespace cupola
