#include "analysis/coverage_ground.hpp"

#include <algorithm>

#include "scenario/ground.hpp"
#include "scenario/radar_sight.hpp"

namespace cupola {

CoverageGround::CoverageGround(Scenario& scenario, const Terrain* terrain)
    : terrain_(terrain), ground_msl_m_(scenario.earth.ground_hae_m - scenario.earth.geoid_undulation_m) {
  if (!terrain) return;
  if (scenario.terrain_note.ground.get() != terrain) {
    scenario.terrain_note.ground = std::shared_ptr<const Terrain>(std::shared_ptr<void>(), terrain);
    scenario.terrain = scenario.terrain_note.ground;
    stand_on_ground(scenario);
  }
  add_sight_maps(scenario);
}

std::optional<double> CoverageGround::ground_msl_m(const GroundPlace& place) const {
  if (!terrain_) return ground_msl_m_;
  return terrain_->height_msl_m(place.latitude_rad, place.longitude_rad);
}

TerrainBounds bounds_of(const Terrain& terrain) {
  TerrainBounds bounds{2.0, -2.0, 4.0, -4.0};
  for (const TerrainTile& tile : terrain.tiles()) {
    const PostGrid& g = tile.grid();
    bounds.south_rad = std::min(bounds.south_rad, g.south_rad);
    bounds.north_rad = std::max(bounds.north_rad, g.latitude_rad(g.rows - 1));
    bounds.west_rad = std::min(bounds.west_rad, g.west_rad);
    bounds.east_rad = std::max(bounds.east_rad, g.longitude_rad(g.columns - 1));
  }
  return bounds;
}

bool shows_shores(const Terrain& terrain) {
  constexpr double kFine_m = 1000.0;
  return std::any_of(terrain.tiles().begin(), terrain.tiles().end(), [](const TerrainTile& tile) {
    return tile.grid().latitude_step_rad * kMeanEarthRadius_m < kFine_m;
  });
}

const RadarSite* radar_off_terrain(const Scenario& scenario, const Terrain& terrain) {
  for (const RadarSite& radar : scenario.radars)
    if (!terrain.height_msl_m(radar.antenna.latitude_rad, radar.antenna.longitude_rad)) return &radar;
  return nullptr;
}

double terrain_reach_m(const Terrain& terrain, const GroundPlace& from) {
  double farthest_m = 0.0;
  for (const TerrainTile& tile : terrain.tiles()) {
    const PostGrid& g = tile.grid();
    for (const int row : {0, g.rows - 1})
      for (const int column : {0, g.columns - 1}) {
        const GroundPlace corner{g.latitude_rad(row), g.longitude_rad(column)};
        farthest_m = std::max(farthest_m, GreatCircle(from, corner).length_m());
      }
  }
  return farthest_m;
}

}  // namespace cupola
