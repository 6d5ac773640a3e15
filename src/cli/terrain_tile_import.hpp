#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/exit_code.hpp"
#include "core/problem.hpp"
#include "earth/terrain_file.hpp"
#include "earth/terrain_folder.hpp"

namespace cupola {

/// How rasters become tiles in a folder.
struct TileImportOptions {
  std::string folder;
  std::string datum;  ///< as --datum; empty: what file or product says
  bool deep_voids_are_sea = false;
  std::vector<TerrainBox> needed;  ///< a tile that overlaps none of these is refused; empty: any will do
};

struct TileImport {
  int exit_code = kDone;
  std::string path;  ///< of the tile
  std::string datum_said_by;
  std::optional<TerrainFacts> facts;
};

/// Imports one raster into the folder, under its own name with the ending .cupola-tile; what is wrong goes to
/// `problems`, at the raster. A tile is at its place only when it has been read back whole.
TileImport import_tile(const std::string& raster, const TileImportOptions& options, Problems& problems);

/// Where import_tile puts a raster's tile.
std::string tile_path(const std::string& folder, const std::string& raster);

/// Makes the folder; tells what went wrong on stderr and gives false where it cannot.
bool make_folder_or_complain(const std::string& folder);

/// A tile in a line or two, and as an object.
std::string tile_text(const TileImport& tile);
nlohmann::ordered_json tile_json(const std::string& path, const TerrainFacts& facts);
nlohmann::ordered_json problems_json(const Problems& problems);

inline constexpr const char* kEgm2008Note =
    "heights above EGM2008 are taken as above EGM96: they differ by about a metre";

}  // namespace cupola
