#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "earth/terrain.hpp"
#include "earth/viewshed.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// The ground under a coverage: a smooth earth, or terrain with a viewshed for each radar.
/// Model      earth/viewshed.hpp: a point lower than the least visible height is masked. Over terrain the
///            sites stand on it, and what is left of the smooth earth lies at its lowest post
/// Leaves out over terrain: diffraction over ridges, lobes and the ground's echo
class CoverageGround {
 public:
  /// Over terrain moves the sites of `scenario` onto it and takes the cover from the smooth earth.
  CoverageGround(Scenario& scenario, const Terrain* terrain, double reach_m);

  bool over_terrain() const { return terrain_ != nullptr; }
  std::optional<double> ground_msl_m(const GroundPlace& place) const;
  /// Does terrain leave this radar's line of sight open?
  bool open(RadarId radar, const GroundPlace& place, double height_msl_m) const {
    return !terrain_ || viewsheds_[radar.index()].sees({place, height_msl_m});
  }

 private:
  const Terrain* terrain_;
  double ground_msl_m_;
  std::vector<Viewshed> viewsheds_;  // by RadarId
};

/// Do the posts of a terrain stand close enough to show its shores? Otherwise it is a coarse backdrop (RULES
/// 20).
bool shows_shores(const Terrain& terrain);

/// The first radar that terrain does not reach, or null: what has to be told before.
const RadarSite* radar_off_terrain(const Scenario& scenario, const Terrain& terrain);

/// How far from a radar terrain is looked at, at the most: what viewsheds are good for.
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
