#pragma once

#include "catalogue/doctrine.hpp"
#include "core/random.hpp"

namespace cupola {

/// How long does this fire unit take from the release of the track to its first launch?
/// Model      the stages of the doctrine in their distributions, independent, added up; without stages the
///            reaction time as it stands. Outside mode `best` the scenario makes every stage a fixed one: its
///            value in force
/// Returns    seconds, never negative
/// Random     Purpose::reaction by name of the fire unit, ordinal of the engagement at it; one draw a stage
/// Checked by tests/reaction.cpp
double reaction_of(const Doctrine& doctrine, ReplicateKey key, std::uint64_t unit, std::uint64_t engagement);

}  // namespace cupola
