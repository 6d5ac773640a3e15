#pragma once

#include <memory>
#include <vector>

#include "command/order_of_battle.hpp"
#include "engine/replicate.hpp"
#include "record/names.hpp"
#include "scenario/scenario.hpp"
#include "sensing/sensing.hpp"

namespace cupola {

/// A launch that meets a hostile, and when its crew knows what became of it: of all that meet it at that moment the
/// latest.
struct ShotChance {
  Time launch, known;
};

/// How many of these can be had one after the other, each launched once the one before is known, none before `from`?
/// Model      the first that is known each time, which no other choice beats
/// Checked by engine/tests/shots_possible.cpp
std::uint32_t shots_possible(const std::vector<ShotChance>& chances, Time from);

/// What can be known of a hostile from its path alone, before any luck (for the ledger).
struct Reachability {
  bool in_zone = false;  ///< of any fire unit with any weapon of the lay-down
  bool loaded = false;   ///< of one that has such a weapon loaded
  Time first_useful_launch = kNever, last_useful_launch = kNever;  ///< of what is loaded, if any reaches it
  std::vector<ShotChance> chances;  ///< of what is loaded, in view, by the time of the meeting
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
