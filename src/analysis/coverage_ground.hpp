#pragma once

#include <optional>

#include "earth/great_circle.hpp"
#include "earth/terrain.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// The ground under a coverage: a smooth earth, or terrain.
/// Model      that of a run: sites stand on terrain by scenario/ground.hpp, radars see over it by
///            scenario/radar_sight.hpp
class CoverageGround {
 public:
  /// Puts the sites of `scenario` on the terrain, unless they stand there already, and gives its radars their
  /// maps of edges.
  CoverageGround(Scenario& scenario, const Terrain* terrain);

  bool over_terrain() const { return terrain_ != nullptr; }
  std::optional<double> ground_msl_m(const GroundPlace& place) const;

 private:
  const Terrain* terrain_;
  double ground_msl_m_;
};

/// Do the posts of a terrain stand close enough to show its shores? Otherwise it is a coarse backdrop (RULES
/// 20).
bool shows_shores(const Terrain& terrain);

/// The first radar that terrain does not reach, or null: what has to be told before.
const RadarSite* radar_off_terrain(const Scenario& scenario, const Terrain& terrain);

/// How far about the radars a map over terrain goes, at the most.
inline constexpr double kTerrainMost_m = 400e3;

/// What the tiles of a terrain span together.
struct TerrainBounds {
  double south_rad, north_rad, west_rad, east_rad;
  GroundPlace middle() const { return {0.5 * (south_rad + north_rad), 0.5 * (west_rad + east_rad)}; }
};
TerrainBounds bounds_of(const Terrain& terrain);

/// How far terrain goes from a place at the most, m: to the farthest corner of its tiles.
double terrain_reach_m(const Terrain& terrain, const GroundPlace& from);

}  // namespace cupola
