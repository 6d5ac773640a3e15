#pragma once

#include <memory>
#include <utility>

#include "earth/terrain_tile.hpp"

namespace cupola {

/// How high does mean sea level stand above the ellipsoid?
/// Model      one value for all places, or a grid of undulations, bilinear; a place outside the grid takes
///            the nearest of its border
/// Returns    m
/// Accurate   as the grid: EGM96 at 15 arc-minutes bilinear is within 1.2 m of the full model
///            (GeographicLib's table); one value for a theatre of 500 km errs by up to some 10 m
class Geoid {
 public:
  explicit Geoid(double undulation_m = 0.0) : undulation_m_(undulation_m) {}
  explicit Geoid(TerrainTile undulations)
      : grid_(std::make_shared<const TerrainTile>(std::move(undulations))) {}

  double undulation_m(double latitude_rad, double longitude_rad) const {
    if (!grid_) return undulation_m_;
    const PostGrid& posts = grid_->grid();
    return grid_->height_m(posts.row_of(latitude_rad), posts.column_of(longitude_rad));
  }

 private:
  double undulation_m_ = 0.0;
  std::shared_ptr<const TerrainTile> grid_;
};

}  // namespace cupola
