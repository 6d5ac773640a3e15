#pragma once

#include <string>
#include <vector>

#include "earth/terrain.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// How high a target must fly to be in a radar's sight, as a GeoTIFF in the one file of `out`; on stdout the
/// share of the ground in sight, as text or as one object. `reach_m`, `cell_m`: 0 for the usual ones.
/// Returns    the exit code
int write_least_heights(const Scenario& scenario, const RadarSite& radar, const Terrain* terrain,
                        const std::string& out, const std::string& scenario_file, double reach_m,
                        double cell_m, bool json);

}  // namespace cupola
