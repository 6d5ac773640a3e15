#pragma once

#include <optional>
#include <string>

#include "core/problem.hpp"
#include "earth/terrain_tile.hpp"

namespace cupola {

/// A tile as a file of our own (`*.cupola-tile`): what an importer writes and a scenario reads.
///
/// All numbers little-endian, no padding:
///    0  8 bytes  "CUPOLATL"
///    8  u32      version, 1
///   12  u32      vertical datum: 1 EGM96, 2 EGM2008, 3 ellipsoid
///   16  i32 i32  rows, columns
///   24  f64 x 4  latitude and longitude of the south-western post, steps of latitude and longitude; rad
///   56  f64 f64  base, quantum; m
///   72  i64      voids filled
///   80  32 bytes content hash (TerrainTile::content_hash) as hexadecimal digits
///  112  u32      length of the source's name, then the name in UTF-8
///       i16 ...  posts, row by row from the south, from west to east
///
/// Checked by tests/terrain_file.cpp
bool write_terrain_file(const TerrainTile& tile, const std::string& path, Problems& problems);

/// Nothing and one problem where the file is not whole: cut short or too long, another magic or version,
/// dimensions, steps or quanta that make no sense, a number that is none, a hash that does not fit.
std::optional<TerrainTile> read_terrain_file(const std::string& path, Problems& problems);

/// What a tile says of itself, without its posts.
struct TerrainFacts {
  PostGrid grid;
  TerrainTile::Scale scale;
  VerticalDatum datum = VerticalDatum::kEgm96;
  TerrainTile::Source source;
  std::string content_hash;  ///< as written there; only reading all of the file proves it
};
/// Reads and checks the header and the size alone; problems as above.
std::optional<TerrainFacts> read_terrain_facts(const std::string& path, Problems& problems);

}  // namespace cupola
