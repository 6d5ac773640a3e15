#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "engine/replicate.hpp"

namespace cupola {

/// One replicate for people: what was in play, the timeline, the outcome, the ledger, how to repeat it.
std::string run_as_text(const Plan& plan, std::uint64_t seed, const ReplicateResult& result, const Log& log,
                        const std::string& run_file);

/// The same for programs.
nlohmann::ordered_json run_as_json(const Plan& plan, std::uint64_t seed, const ReplicateResult& result,
                                   const Log& log, const std::string& run_file);

}  // namespace cupola
