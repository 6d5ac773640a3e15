#include "earth/terrain_piece.hpp"

#include <algorithm>
#include <cmath>

namespace cupola {
namespace {

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

/// Every so manieth post, as far as there were any.
PostGrid thinned(PostGrid grid, int every) {
  grid.latitude_step_rad *= every;
  grid.longitude_step_rad *= every;
  grid.rows = std::max(2, (grid.rows + every - 2) / every + 1);
  grid.columns = std::max(2, (grid.columns + every - 2) / every + 1);
  return grid;
}

}  // namespace

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

PostGrid terrain_piece_grid(const Terrain& terrain, const GroundPlace& site, double range_m,
                            double most_posts) {
  const PostGrid around =
      clipped(terrain.grid_around(site.latitude_rad, site.longitude_rad, range_m), terrain);
  const double posts = static_cast<double>(around.rows) * static_cast<double>(around.columns);
  const int every = posts <= most_posts ? 1 : static_cast<int>(std::ceil(std::sqrt(posts / most_posts)));
  return every == 1 ? around : thinned(around, every);
}

TerrainTile terrain_piece(const Terrain& terrain, const GroundPlace& site, double range_m,
                          double outside_msl_m, double most_posts) {
  return terrain.cut(terrain_piece_grid(terrain, site, range_m, most_posts), outside_msl_m);
}

double lowest_post_m(const TerrainTile& ground) {
  const std::int16_t* posts = ground.posts();
  const std::int16_t lowest = *std::min_element(posts, posts + ground.count());
  return ground.scale().base_m + ground.scale().quantum_m * lowest;
}

}  // namespace cupola
