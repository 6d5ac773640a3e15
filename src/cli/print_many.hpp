#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "study/many.hpp"
#include "study/tally.hpp"

namespace cupola {

/// Many replicates for people: every estimate with its interval, over replicates.
std::string many_as_text(const Plan& plan, std::uint64_t seed, std::uint64_t asked, const Series& series,
                         const Tally& tally);

/// The same for programs.
nlohmann::ordered_json many_as_json(const Plan& plan, std::uint64_t seed, std::uint64_t asked,
                                    const Series& series, const Tally& tally);

}  // namespace cupola
