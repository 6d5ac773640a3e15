#pragma once

#include "earth/great_circle.hpp"
#include "earth/terrain.hpp"

namespace cupola {

/// What the tiles of a terrain span together.
struct TerrainBounds {
  double south_rad, north_rad, west_rad, east_rad;
  GroundPlace middle() const { return {0.5 * (south_rad + north_rad), 0.5 * (west_rad + east_rad)}; }
};
TerrainBounds bounds_of(const Terrain& terrain);

/// The ground about a site as one tile, for a viewshed.
/// Model      Terrain::cut on the posts of Terrain::grid_around, no further than the tiles of the terrain
/// span.
///            Where that is more than `most_posts`, every second, third ... post
/// Returns    heights above mean sea level; `outside_msl_m` where no tile is
/// Leaves out of thinned posts: tops between them
/// Checked by tests/terrain_piece.cpp
TerrainTile terrain_piece(const Terrain& terrain, const GroundPlace& site, double range_m,
                          double outside_msl_m, double most_posts);

/// The grid that terrain_piece cuts.
PostGrid terrain_piece_grid(const Terrain& terrain, const GroundPlace& site, double range_m,
                            double most_posts);

/// How high the lowest post of a tile is, m above its datum.
double lowest_post_m(const TerrainTile& ground);

}  // namespace cupola
