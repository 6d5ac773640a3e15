#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "study/many.hpp"
#include "study/tally.hpp"

namespace cupola {

/// Many replicates for people: the usual estimates with their intervals, over replicates, and those that `words` ask for
/// besides: columns of a study's store, or groups of them.
std::string many_as_text(const Plan& plan, std::uint64_t seed, std::uint64_t asked, const Series& series,
                         const Tally& tally, const std::vector<std::string>& words = {});

/// The same for programs.
nlohmann::ordered_json many_as_json(const Plan& plan, std::uint64_t seed, std::uint64_t asked,
                                    const Series& series, const Tally& tally,
                                    const std::vector<std::string>& words = {});

/// What is wrong with words that ask for measures of a scenario, with a hint; empty: nothing.
std::string wrong_words(const Scenario& scenario, const std::vector<std::string>& words);

}  // namespace cupola
