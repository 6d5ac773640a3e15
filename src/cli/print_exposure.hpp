#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "engine/replicate.hpp"
#include "study/exposure_tally.hpp"

namespace cupola {

/// The exposure of own aircraft in one replicate; empty where the scenario asks for none.
std::string exposure_as_text(const Plan& plan, const ReplicateResult& result);
nlohmann::ordered_json exposure_as_json(const Plan& plan, const ReplicateResult& result);

/// The same over many replicates, with intervals.
std::string exposure_as_text(const Plan& plan, const ExposureTally& tally);
nlohmann::ordered_json exposure_as_json(const Plan& plan, const ExposureTally& tally);

/// `  friends wrongly engaged: 1 of 4 (0.25 a pass, 3.1 a flight hour), 2 rounds, 1 hit`, where any fly.
std::string wrong_engagements_as_text(const ReplicateResult& result);
nlohmann::ordered_json wrong_engagements_as_json(const ReplicateResult& result);

}  // namespace cupola
