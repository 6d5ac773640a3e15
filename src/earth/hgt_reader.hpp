#pragma once

#include <optional>
#include <string>

#include "core/problem.hpp"
#include "earth/terrain_tile.hpp"

namespace cupola {

/// Reads a tile of the Shuttle Radar Topography Mission (`N43E007.hgt`).
/// Model      big-endian 16-bit metres above EGM96, 1201 or 3601 posts a side, the northern row first; the
///            name gives the south-west corner; -32768 is a void, filled by fill_voids and counted
/// Returns    the tile, or nothing and one problem that says why: no such file, a name that gives no corner,
///            a size that is neither, nothing but voids
/// Checked by tests/hgt_reader.cpp
std::optional<TerrainTile> read_hgt(const std::string& path, Problems& problems);

}  // namespace cupola
