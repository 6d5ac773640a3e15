#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/problem.hpp"
#include "earth/terrain.hpp"

namespace cupola {

/// A piece of the earth between two meridians and two parallels. East of the west: `east_rad` may be more
/// than half a turn where the piece crosses the date line.
struct TerrainBox {
  double south_rad = 0.0, west_rad = 0.0, north_rad = 0.0, east_rad = 0.0;

  bool overlaps(const PostGrid& grid) const;
};

/// The smallest box that holds all places within `range_m` of one; all round where a pole is among them.
TerrainBox box_around(double latitude_rad, double longitude_rad, double range_m);

/// Reads the tiles of the user's cache, or any others.
/// Model      `paths` are `*.cupola-tile` and SRTM's `*.hgt` files, and folders of them; of a folder those
/// that
///            overlap the box, of files all. Of `*.cupola-tile` that are left out only headers are read
/// Returns    the terrain, or nothing and every problem at its file: a tile that is not whole, a folder that
///            cannot be read, no tile at all or none that overlaps
/// Holds for  heights above EGM2008 are taken as above EGM96 (they differ by about a metre)
/// Leaves out choosing between data sets: where SRTM and Copernicus lie in one folder the finer one counts,
///            of equally fine ones the one that begins further south or west
/// Checked by tests/terrain_folder.cpp
std::optional<Terrain> load_terrain(const std::vector<std::string>& paths,
                                    const std::optional<TerrainBox>& box, const Geoid& geoid,
                                    Problems& problems);

/// The `*.cupola-tile` files of a folder, by name; nothing and one problem where it cannot be read.
std::optional<std::vector<std::string>> terrain_files(const std::string& folder, Problems& problems);

/// Where tiles are kept for this user: $XDG_CACHE_HOME/cupola/terrain, or ~/.cache/cupola/terrain; empty
/// where neither is known.
std::string terrain_cache_folder();

}  // namespace cupola
