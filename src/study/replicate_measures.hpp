#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/replicate.hpp"

namespace cupola {

/// What of a replicate a measure is of.
enum class MeasurePart : std::uint8_t { outcome, wrong, rounds_fired, threats, rounds, ready };

/// As a store calls them, in the order of the enum.
std::span<const char* const> names_of(MeasurePart);

/// One number that every replicate of a scenario gives: RULES-style outcomes, rounds by type, ledger causes, readiness.
struct ReplicateMeasure {
  MeasurePart part;
  std::string key;   ///< for programs: `p_no_leaker`, or the weapon's or the cause's name
  std::string text;  ///< for people
  bool is_event;     ///< holds (1) or not (0)
  double most;       ///< the least is 0
  std::function<double(const ReplicateResult&)> of;
};

/// All measures of a scenario in a fixed order; shares are of the hostiles that set out.
std::vector<ReplicateMeasure> measures_of(const Scenario& scenario);

/// As the name of a column of a table: `rounds_fired_48n6e3`; outcomes and wrong engagements as their key.
std::string column_name(const ReplicateMeasure& measure);

}  // namespace cupola
