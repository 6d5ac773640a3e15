#pragma once

#include "engine/replicate.hpp"
#include "record/run_file.hpp"

namespace cupola {

/// What a run file says of itself.
RunHeader run_header(const Plan& plan, std::uint64_t seed, const ReplicateResult& result, const Log& log);

/// Words for enums of the scenario.
std::string_view name_of(Side side);
std::string_view name_of(TargetClass target_class);
std::string_view name_of(FigureMode mode);
/// The scenario's `iff`, `as fitted` where it says nothing; in brackets whose best interrogator asks otherwise.
std::string iff_word(const Scenario& scenario);

}  // namespace cupola
