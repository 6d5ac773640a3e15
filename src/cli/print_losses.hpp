#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "engine/replicate.hpp"
#include "study/loss_tally.hpp"

namespace cupola {

/// What leakers did in one replicate: assets by what is left of them, elements of the defence that were lost.
std::string losses_as_text(const Plan& plan, const ReplicateResult& result);
/// `, 8 in store, 4 lost with their launchers` of the rounds of a type, where there are any.
std::string rounds_elsewhere(const ReplicateResult& result, std::size_t weapon);
/// Adds `assets` and `lost`.
void add_losses(nlohmann::ordered_json& to, const Plan& plan, const ReplicateResult& result);

/// The same over many replicates, with intervals.
std::string losses_as_text(const Plan& plan, const LossTally& tally);
void add_losses(nlohmann::ordered_json& to, const Plan& plan, const LossTally& tally);

}  // namespace cupola
