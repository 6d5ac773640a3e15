#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "study/cost.hpp"

namespace cupola {

/// What rounds, hostiles killed and own losses cost, with the price of each type, its year and status, and what has
/// none. Of one replicate sums alone; of more the exchange ratio, too. Empty where there was nothing to count.
std::string cost_as_text(const CostTally& tally);
nlohmann::ordered_json cost_as_json(const CostTally& tally);

}  // namespace cupola
