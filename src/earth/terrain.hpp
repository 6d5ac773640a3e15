#pragma once

#include <optional>
#include <string>
#include <vector>

#include "earth/geoid.hpp"
#include "earth/terrain_tile.hpp"

namespace cupola {

/// How high is the ground, over several tiles that may overlap?
/// Model      the finest tile at hand, bilinear. Where tiles end without sharing their border posts, the
///            strip between the last post of one and the first of the next is bilinear over the posts of
///            both
/// Returns    m above mean sea level or above the ellipsoid; none outside all tiles
/// Holds for  heights above EGM96 and above EGM2008 pass for the same mean sea level (they differ by less
///            than a metre over most of the world)
/// Accurate   continuous between tiles of the same fineness
/// Leaves out blending: where a fine tile ends inside a coarse one there is a step
/// Checked by tests/terrain.cpp
class Terrain {
 public:
  explicit Terrain(std::vector<TerrainTile> tiles, Geoid geoid = Geoid(0.0));

  std::optional<double> height_msl_m(double latitude_rad, double longitude_rad) const;
  std::optional<double> height_hae_m(double latitude_rad, double longitude_rad) const;
  const Geoid& geoid() const { return geoid_; }
  const std::vector<TerrainTile>& tiles() const { return tiles_; }  ///< finest first

  /// A piece of the terrain as one tile above mean sea level, its posts where `grid` has them; places outside
  /// all tiles (SRTM has none for the open sea) get `outside_msl_m` and are counted as voids of the piece.
  TerrainTile cut(const PostGrid& grid, double outside_msl_m) const;
  /// The grid for such a piece around a site, to `range_m` each way, on the posts of the finest tile there.
  PostGrid grid_around(double latitude_rad, double longitude_rad, double range_m) const;

  std::string content_hash() const;

 private:
  struct Fineness {
    std::size_t begin, end;  ///< tiles of one fineness
  };
  std::optional<double> inside(const Fineness& tiles, double latitude_rad, double longitude_rad) const;
  std::optional<double> between(const Fineness& tiles, double latitude_rad, double longitude_rad) const;
  double msl_m(const TerrainTile& tile, double row, double column) const;

  std::vector<TerrainTile> tiles_;
  std::vector<Fineness> finenesses_;
  Geoid geoid_;
};

}  // namespace cupola
