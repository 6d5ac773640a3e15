#include "analysis/coverage_ground.hpp"

#include <algorithm>

#include "core/math.hpp"

namespace cupola {
namespace {

GroundPlace below(const Geodetic& place) { return {place.latitude_rad, place.longitude_rad}; }

double lowest_msl_m(const TerrainTile& ground) {
  const std::int16_t* posts = ground.posts();
  const std::int16_t lowest = *std::min_element(posts, posts + ground.count());
  return ground.scale().base_m + ground.scale().quantum_m * lowest;
}

/// The part of a grid of posts within the bounds of all tiles.
PostGrid clipped(const PostGrid& grid, const Terrain& terrain) {
  const auto [south, north, west, east] = bounds_of(terrain);
  const auto first = [](double from, double step, double bound) {
    return std::max(0, static_cast<int>(std::floor((bound - from) / step)));
  };
  const auto last = [](double from, double step, double bound, int count) {
    return std::min(count - 1, static_cast<int>(std::ceil((bound - from) / step)));
  };
  PostGrid part = grid;
  const int row = first(grid.south_rad, grid.latitude_step_rad, south);
  const int column = first(grid.west_rad, grid.longitude_step_rad, west);
  part.rows = last(grid.south_rad, grid.latitude_step_rad, north, grid.rows) - row + 1;
  part.columns = last(grid.west_rad, grid.longitude_step_rad, east, grid.columns) - column + 1;
  part.south_rad = grid.latitude_rad(row);
  part.west_rad = grid.longitude_rad(column);
  return part;
}

void stand_on(Geodetic& place, const Terrain& terrain, double undulation_m, double above_m) {
  const auto ground_msl_m = terrain.height_msl_m(place.latitude_rad, place.longitude_rad);
  if (ground_msl_m) place.height_hae_m = *ground_msl_m + undulation_m + above_m;
}

}  // namespace

CoverageGround::CoverageGround(Scenario& scenario, const Terrain* terrain, double reach_m)
    : terrain_(terrain), ground_msl_m_(scenario.earth.ground_hae_m - scenario.earth.geoid_undulation_m) {
  if (!terrain) return;
  const double undulation_m = scenario.earth.geoid_undulation_m;
  for (RadarSite& radar : scenario.radars) {
    stand_on(radar.antenna, *terrain, undulation_m, radar.antenna_agl_m);
    const PostGrid around = clipped(
        terrain->grid_around(radar.antenna.latitude_rad, radar.antenna.longitude_rad, reach_m), *terrain);
    const TerrainTile ground = terrain->cut(around, 0.0);
    ground_msl_m_ = std::min(ground_msl_m_, lowest_msl_m(ground));
    viewsheds_.emplace_back(ground,
                            SightPoint{below(radar.antenna), radar.antenna.height_hae_m - undulation_m},
                            scenario.earth.k_factor);
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
