#pragma once

#include <vector>

#include "command/order_of_battle.hpp"
#include "command/threat.hpp"
#include "core/vec3.hpp"

namespace cupola {

/// May a fire unit meet a target at this place?
/// Model      inside one of its engagement zones at least, where it has any, and in none of its no-fire zones.
///            A zone is what its corners (even-odd rule in latitude and longitude), its sector about the fire
///            unit and its limits of height have in common
/// Random     none
/// Checked by tests/fire_zones.cpp
bool zones_allow(const std::vector<KnownZone>& zones, const LocalFrame& unit, const Vec3& p_ecef_m);

/// Is this fire unit the object of the threat?
/// Model      straight flight, as uncertain as the track's covariance says, passes it more likely than not within
///            the doctrine's `self_defence`, not later than `self_defence_within`
/// Returns    false where the doctrine knows no self-defence
/// Leaves out turns to come
/// Random     none
/// Checked by tests/fire_zones.cpp, tests/fire_rules.cpp
bool attacks(const Doctrine& doctrine, const LocalFrame& unit, const ThreatState& track);

}  // namespace cupola
