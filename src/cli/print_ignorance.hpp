#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "study/answer.hpp"

namespace cupola {

/// What the draws of what is not known say beside luck: bands, differences, what decides. Empty where all is known.
std::string ignorance_text(const Study& study, const StudyAnswer& answer);

/// `uncertain`: inputs, bands, differences and sensitivities.
nlohmann::ordered_json ignorance_json(const Study& study, const StudyAnswer& answer);

/// What a fractional design says: its defining relation, effects and what they are aliased with. Empty for another one.
std::string effects_text(const Study& study, const StudyAnswer& answer);
nlohmann::ordered_json effects_json(const Study& study, const StudyAnswer& answer);

}  // namespace cupola
