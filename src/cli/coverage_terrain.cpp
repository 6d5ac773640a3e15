#include "cli/coverage_terrain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/output.hpp"
#include "earth/hgt_reader.hpp"
#include "earth/terrain_file.hpp"

namespace cupola {

namespace {

namespace fs = std::filesystem;

bool is_tile(const fs::path& path) {
  return path.extension() == ".cupola-tile" || path.extension() == ".hgt";
}

void add_problem(Problems& problems, const std::string& file, const char* what, const char* hint) {
  Problem problem;
  problem.place.file = file;
  problem.what = what;
  problem.hint = hint;
  problems.add(problem);
}

/// The tiles that a name means, in the order of their paths.
std::vector<fs::path> tiles_of(const std::string& name, Problems& problems) {
  std::error_code error;
  if (!fs::is_directory(name, error)) {
    if (!is_tile(name))
      add_problem(problems, name, "no terrain tile by its ending",
                  "tiles end in .cupola-tile or .hgt; unpack what is compressed");
    return {name};
  }
  std::vector<fs::path> tiles;
  for (const fs::directory_entry& entry : fs::directory_iterator(name, error))
    if (is_tile(entry.path())) tiles.push_back(entry.path());
  std::sort(tiles.begin(), tiles.end());
  if (tiles.empty())
    add_problem(problems, name, "no terrain tile in this folder", "tiles end in .cupola-tile or .hgt");
  return tiles;
}

}  // namespace

std::optional<Terrain> load_terrain_or_complain(const std::vector<std::string>& files_or_folders,
                                                double undulation_m, std::string& text) {
  Problems problems;
  std::vector<TerrainTile> tiles;
  for (const std::string& name : files_or_folders)
    for (const fs::path& path : tiles_of(name, problems)) {
      if (!is_tile(path)) continue;
      std::optional<TerrainTile> tile = path.extension() == ".hgt"
                                            ? read_hgt(path.string(), problems)
                                            : read_terrain_file(path.string(), problems);
      if (!tile) continue;
      if (tiles.size() < 3) text += (text.empty() ? "" : ", ") + tile->source().name;
      tiles.push_back(std::move(*tile));
    }
  if (!problems.empty()) {
    complain(problems.text());
    return std::nullopt;
  }
  if (tiles.size() > 3) text += fmt::format(" and {} more tiles", tiles.size() - 3);
  return Terrain(std::move(tiles), Geoid(undulation_m));
}

}  // namespace cupola
