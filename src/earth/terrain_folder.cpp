#include "earth/terrain_folder.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "core/math.hpp"
#include "earth/hgt_reader.hpp"
#include "earth/horizon.hpp"
#include "earth/terrain_file.hpp"

namespace cupola {
namespace {

namespace fs = std::filesystem;

constexpr const char* kGet = "`cupola terrain get` fetches tiles, `cupola terrain import` takes your own";

void add_problem(const std::string& file, std::string what, std::string hint, Problems& problems) {
  Problem problem;
  problem.place.file = file;
  problem.what = std::move(what);
  problem.hint = std::move(hint);
  problems.add(std::move(problem));
}

bool is_hgt(const std::string& path) { return fs::path(path).extension() == ".hgt"; }

std::optional<TerrainTile> read_tile(const std::string& path, Problems& problems) {
  return is_hgt(path) ? read_hgt(path, problems) : read_terrain_file(path, problems);
}

/// Files to read whole: those given, and those of a folder that overlap the box.
bool gather(const std::string& path, const std::optional<TerrainBox>& box, std::vector<std::string>& files,
            Problems& problems) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    files.push_back(path);
    return true;
  }
  const auto all = terrain_files(path, problems);
  if (!all) return false;
  bool good = true;
  for (const std::string& file : *all) {
    const auto facts = read_terrain_facts(file, problems);
    good = good && facts.has_value();
    if (facts && (!box || box->overlaps(facts->grid))) files.push_back(file);
  }
  for (const fs::directory_entry& entry : fs::directory_iterator(path, error))
    if (is_hgt(entry.path().string())) files.push_back(entry.path().string());
  return good;
}

}  // namespace

bool TerrainBox::overlaps(const PostGrid& grid) const {
  const double north_of_grid_rad = grid.latitude_rad(grid.rows - 1);
  if (grid.south_rad > north_rad || north_of_grid_rad < south_rad) return false;
  const double width_rad = grid.longitude_rad(grid.columns - 1) - grid.west_rad;
  // On whichever turn of the circle either is written.
  for (int turn = -2; turn <= 2; ++turn) {
    const double west_of_grid_rad = grid.west_rad + 2.0 * math::kPi * turn;
    if (west_of_grid_rad <= east_rad && west_of_grid_rad + width_rad >= west_rad) return true;
  }
  return false;
}

TerrainBox box_around(double latitude_rad, double longitude_rad, double range_m) {
  const double reach_rad = range_m / kMeanEarthRadius_m;
  TerrainBox box{std::max(latitude_rad - reach_rad, -0.5 * math::kPi), longitude_rad - math::kPi,
                 std::min(latitude_rad + reach_rad, 0.5 * math::kPi), longitude_rad + math::kPi};
  if (std::fabs(latitude_rad) + reach_rad >= 0.5 * math::kPi) return box;
  // Where the meridians touch the circle.
  const double reach_east_rad = math::asin(math::sin(reach_rad) / math::cos(latitude_rad));
  box.west_rad = longitude_rad - reach_east_rad;
  box.east_rad = longitude_rad + reach_east_rad;
  return box;
}

std::optional<Terrain> load_terrain(const std::vector<std::string>& paths,
                                    const std::optional<TerrainBox>& box, const Geoid& geoid,
                                    Problems& problems) {
  std::vector<std::string> files;
  bool good = true;
  for (const std::string& path : paths) good = gather(path, box, files, problems) && good;
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());

  std::vector<TerrainTile> tiles;
  for (const std::string& file : files) {
    auto tile = read_tile(file, problems);
    good = good && tile.has_value();
    if (tile && (!box || box->overlaps(tile->grid()))) tiles.push_back(std::move(*tile));
  }
  if (!good) return std::nullopt;
  if (!tiles.empty()) return Terrain(std::move(tiles), geoid);
  add_problem(paths.empty() ? "" : paths.front(),
              box && !files.empty() ? "has no ground where it is needed: no tile overlaps"
                                    : "holds no terrain tile for the area",
              kGet, problems);
  return std::nullopt;
}

std::optional<std::vector<std::string>> terrain_files(const std::string& folder, Problems& problems) {
  std::vector<std::string> files;
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error))
    if (entry->path().extension() == ".cupola-tile") files.push_back(entry->path().string());
  if (error) {
    add_problem(folder, "cannot be read: " + error.message(), kGet, problems);
    return std::nullopt;
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string terrain_cache_folder() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache && cache[0] == '/') return std::string(cache) + "/cupola/terrain";
  const char* home = std::getenv("HOME");
  if (home && home[0] == '/') return std::string(home) + "/.cache/cupola/terrain";
  return {};
}

}  // namespace cupola
