#pragma once

#include "engine/plan.hpp"

namespace cupola {

/// Could this hostile have been met at all, and from when until when would a launch have been of use?
/// Model      its scripted path, every 2 s, against every fire unit and each weapon of the lay-down that its radar
///            can guide: inside the advertised zone, time of flight from the planning table, target in view of
///            the guidance radar, over terrain or the smooth earth (scenario/radar_sight.hpp)
/// Returns    whether any point of the path before its objective lies inside a zone, whatever is loaded;
///            the earliest and the latest useful launch, of what is loaded where that reaches it
/// Leaves out gaps between the two
/// Checked by tests/chain/ledger_of_threats.cpp
Reachability reachability(const Scenario& scenario, const std::vector<KnownWeapon>& weapons,
                          const Platform& hostile);

}  // namespace cupola
