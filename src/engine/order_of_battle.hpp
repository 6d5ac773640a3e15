#pragma once

#include <vector>

#include "command/order_of_battle.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// What a post is handed of its own side at the start: its equipment, the catalogue's values, the posts below
/// it. Nothing of the raid, nothing drawn.
OrderOfBattle order_of_battle(const Scenario& scenario, PostId self, const std::vector<KnownWeapon>& weapons);

}  // namespace cupola
