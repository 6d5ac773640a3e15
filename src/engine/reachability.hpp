#pragma once

#include "engine/plan.hpp"

namespace cupola {

/// Could this hostile have been met at all, and until when would a launch have been of use?
/// Model      its scripted path, every 2 s, against every fire unit and each weapon it holds: inside the
/// advertised zone, time
///            of flight from the planning table, target in view of the guidance radar over the smooth earth
/// Returns    whether any point of the path before its objective lies inside a zone, and the latest useful
/// launch
Reachability reachability(const Scenario& scenario, const std::vector<KnownWeapon>& weapons,
                          const Platform& hostile);

}  // namespace cupola
