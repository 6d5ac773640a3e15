#pragma once

#include "earth/ray_method.hpp"
#include "earth/terrain_tile.hpp"
#include "earth/viewshed_geometry.hpp"

namespace cupola {

/// Everything that a viewshed depends on.
struct ViewshedInput {
  const TerrainTile& ground;
  ViewshedGeometry geometry;
  double eye_m = 0.0;     ///< height of the eye above the datum of the ground
  double per_drop = 0.0;  ///< 1 / (2 k R); 0 over a plane
  RayMethod method = RayMethod::kFan;
  int exact_posts = 16;  ///< so many lines around the site are marched ray by ray
};

/// The least height at which a target is seen, for every post of the ground: rows x columns in its order.
/// Model      sweeps line by line away from the site in four wedges, those to east and west through
///            transposed blocks; rays are bent like great circles. kFan (R2 of Franklin and Ray 1994,
///            "Higher isn't necessarily better", with rays doubled as they spread): the height of a post
///            lies between those of the rays beside it. kXDraw (there too): the steepest ray to a post comes
///            from between two posts of the line before
/// Returns    m above the datum of the ground; where the ground itself is seen, up to kOpenGround_m below it
void sweep_viewshed(const ViewshedInput& input, bool wide_lanes, float* height_m);

}  // namespace cupola
