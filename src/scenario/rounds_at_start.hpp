#pragma once

#include <cstddef>

#include "scenario/scenario.hpp"

namespace cupola {

/// How many rounds of a type does one load of a fire unit bring?
/// Model      every launcher of a unit has the same load, and so has every load in its store: that of the first
/// Returns    rounds; 0 of a unit without launchers. `weapon`: index of the WeaponTypeId
/// Checked by tests/rounds_at_start.cpp
int rounds_of_a_load(const Scenario& scenario, const FireUnitSite& unit, std::size_t weapon);

/// How many rounds of a type are there at the start, on launchers and in loads to fill them again?
/// Model      the load of every launcher, and for each fire unit its loads in store
/// Returns    rounds. `weapon`: index of the WeaponTypeId
/// Checked by tests/rounds_at_start.cpp
int rounds_at_start(const Scenario& scenario, std::size_t weapon);

}  // namespace cupola
