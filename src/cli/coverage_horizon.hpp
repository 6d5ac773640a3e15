#pragma once

#include <string>
#include <vector>

#include "earth/terrain.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// What masks a radar all around, as CSV: azimuth, elevation of the horizon, how far it is; on stdout, or
/// into the one file of `out`. Without terrain the horizon of the smooth earth.
/// Returns    the exit code
int write_horizon(const Scenario& scenario, const RadarSite& radar, const Terrain* terrain,
                  const std::vector<std::string>& out, const std::string& scenario_file);

}  // namespace cupola
