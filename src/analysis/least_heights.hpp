#pragma once

#include <vector>

#include "analysis/coverage_plane.hpp"
#include "earth/terrain.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// Least visible heights about a radar, in square cells, the northern row first.
struct LeastHeights {
  GroundPlace centre;
  double west_m = 0.0, north_m = 0.0, cell_m = 0.0;
  int columns = 0, rows = 0;
  static constexpr float kNothing = -9999.0f;  ///< where there is no terrain
  std::vector<float> msl_m;                    ///< of the ground where that is seen
  std::vector<float> agl_m;                    ///< 0 where the ground is seen
};

/// How high must a target fly to be in a radar's line of sight?
/// Model      earth/viewshed.hpp about the antenna, kept in the user's cache (earth/viewshed_cache.hpp),
///            asked at the centre of each cell; the terrain is that of the scenario, the mast the radar's
/// Returns    m above mean sea level, and above the ground
/// Holds for  radars on terrain; out to 600 km
/// Accurate   that of the viewshed
/// Leaves out what bends over edges
/// Random     none
/// Checked by tests/least_heights.cpp
LeastHeights least_heights(const RadarSite& radar, const Terrain& terrain, double k_factor, double reach_m,
                           double cell_m);

}  // namespace cupola
