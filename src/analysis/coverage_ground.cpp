#include "analysis/coverage_ground.hpp"

#include <algorithm>

#include "core/math.hpp"
#include "earth/viewshed_cache.hpp"
#include "scenario/ground.hpp"

namespace cupola {
namespace {

constexpr double kPostsMost = 16e6;

GroundPlace below(const Geodetic& place) { return {place.latitude_rad, place.longitude_rad}; }

}  // namespace

CoverageGround::CoverageGround(Scenario& scenario, const Terrain* terrain, double reach_m)
    : terrain_(terrain), ground_msl_m_(scenario.earth.ground_hae_m - scenario.earth.geoid_undulation_m) {
  if (!terrain) return;
  if (scenario.terrain_note.ground.get() != terrain)
    scenario.terrain_note.ground = std::shared_ptr<const Terrain>(std::shared_ptr<void>(), terrain);
  scenario.terrain.reset();
  stand_on_ground(scenario);
  const double undulation_m = scenario.earth.geoid_undulation_m;
  ground_msl_m_ = scenario.earth.ground_hae_m - undulation_m;
  for (const RadarSite& radar : scenario.radars) {
    const TerrainTile ground = terrain_piece(*terrain, below(radar.antenna), reach_m, 0.0, kPostsMost);
    ground_msl_m_ = std::min(ground_msl_m_, lowest_post_m(ground));
    viewsheds_.push_back(
        cached_viewshed(ground, SightPoint{below(radar.antenna), radar.antenna.height_hae_m - undulation_m},
                        scenario.earth.k_factor));
  }
  // What is left of the smooth earth lies under everything.
  scenario.earth.ground_hae_m = ground_msl_m_ + undulation_m;
  for (RadarSite& radar : scenario.radars)
    radar.antenna_agl_m = radar.antenna.height_hae_m - scenario.earth.ground_hae_m;
  scenario.environment.cover = {};
}

std::optional<double> CoverageGround::ground_msl_m(const GroundPlace& place) const {
  if (!terrain_) return ground_msl_m_;
  return terrain_->height_msl_m(place.latitude_rad, place.longitude_rad);
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
