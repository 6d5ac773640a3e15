#pragma once

#include <memory>
#include <vector>

#include "command/order_of_battle.hpp"
#include "engine/replicate.hpp"
#include "record/names.hpp"
#include "scenario/scenario.hpp"
#include "sensing/sensing.hpp"

namespace cupola {

/// What can be known of a hostile from its path alone, before any luck (for the ledger).
struct Reachability {
  bool in_zone = false;  ///< of any fire unit with any weapon of the lay-down
  bool loaded = false;   ///< of one that has such a weapon loaded
  Time first_useful_launch = kNever, last_useful_launch = kNever;  ///< of what is loaded, if any reaches it
};

/// All that is computed once per scenario and shared by its replicates: every post's order of battle, the
/// names, its radars, and what geometry alone says about each hostile.
struct Plan {
  Plan() = default;
  Plan(const Plan&) = delete;  ///< its radars point into its scenario
  Plan& operator=(const Plan&) = delete;

  Scenario scenario;
  std::vector<OrderOfBattle> orders_of_battle;  ///< by PostId
  std::vector<std::vector<PostId>> hearers;     ///< by RadarId: posts that its plots go to besides its own
  Names names;
  std::shared_ptr<const RadarModels> radars;
  std::vector<Reachability> reachability;  ///< by PlatformId; hostiles only
};

}  // namespace cupola
