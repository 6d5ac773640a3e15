#pragma once

#include <string>

#include "scenario/scenario.hpp"

namespace cupola {

/// The element of the defence that bears this name; invalid: none does. What is carried flies, and is none.
/// Checked by tests/elements.cpp
GroundTarget element_called(const Scenario& scenario, const std::string& name);
/// The name that somebody who wrote this one perhaps meant, for a hint.
std::string elements_like(const Scenario& scenario, const std::string& name);

const std::string& name_of(const Scenario& scenario, const GroundTarget& element);
/// Where it is one of several places of a fire unit that moves; a post that goes along: the first.
Station station_of(const Scenario& scenario, const GroundTarget& element);
Geodetic place_of(const Scenario& scenario, const GroundTarget& element);

}  // namespace cupola
