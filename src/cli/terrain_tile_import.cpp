#include "cli/terrain_tile_import.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "core/math.hpp"
#include "core/printable.hpp"
#include "terrain/copernicus.hpp"
#include "terrain/importer.hpp"

namespace cupola {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr double kDegree_rad = math::kPi / 180.0;

bool is_tile(const std::string& path) {
  Problems ignored;
  return read_terrain_facts(path, ignored).has_value();
}

void add(Problems& problems, const std::string& file, std::string what, std::string hint) {
  Problem problem;
  problem.place.file = file;
  problem.what = std::move(what);
  problem.hint = std::move(hint);
  problems.add(std::move(problem));
}

int exit_code_of(ImportAnswer::End end) {
  switch (end) {
    case ImportAnswer::End::done:
      return kDone;
    case ImportAnswer::End::refused:
      return kBadInput;
    case ImportAnswer::End::unwritable:
      return kCannotWrite;
    case ImportAnswer::End::interrupted:
      return kInterrupted;
    case ImportAnswer::End::fault:
      break;
  }
  return kInternalFault;
}

bool overlaps_any(const PostGrid& grid, const std::vector<TerrainBox>& needed) {
  for (const TerrainBox& box : needed)
    if (box.overlaps(grid)) return true;
  return needed.empty();
}

/// What came out of the importer, read by our own reader and held against what is needed.
int accept(const std::string& raster, const std::string& made, const TileImportOptions& options,
           TileImport& result, Problems& problems) {
  const auto tile = read_terrain_file(made, problems);
  if (!tile) return kInternalFault;
  if (!overlaps_any(tile->grid(), options.needed)) {
    add(problems, raster, "holds no ground within range of the scenario's radars",
        "is it the right tile, and are latitude and longitude in their places?");
    return kBadInput;
  }
  std::error_code error;
  fs::rename(made, result.path, error);
  if (!error) result.facts = read_terrain_facts(result.path, problems);
  if (result.facts) return kDone;
  add(problems, result.path, "cannot be written: " + error.message(), "check the folder and its rights");
  return kCannotWrite;
}

std::string degrees_text(double south_rad, double north_rad, const char* positive, const char* negative) {
  const auto one = [&](double rad) {
    return fmt::format("{:.4f} {}", rad < 0.0 ? -rad / kDegree_rad : rad / kDegree_rad,
                       rad < -1e-9 ? negative : positive);
  };
  return one(south_rad) + " to " + one(north_rad);
}

}  // namespace

std::string tile_path(const std::string& folder, const std::string& raster) {
  fs::path name = fs::path(raster).filename();
  if (name.extension() == ".zip") name = name.stem();
  return (fs::path(folder) / name.stem()).string() + ".cupola-tile";
}

bool make_folder_or_complain(const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error && fs::is_directory(folder, error)) return true;
  complain(folder.empty()
               ? std::string("error: there is no folder for tiles: neither $XDG_CACHE_HOME nor $HOME is set\n"
                             "  hint: --out FOLDER\n")
               : fmt::format("{}: error: cannot write: {}\n", folder, error.message()));
  return false;
}

TileImport import_tile(const std::string& raster, const TileImportOptions& options, Problems& problems) {
  TileImport result;
  result.path = tile_path(options.folder, raster);
  if (const std::string why = why_not_write(result.path, "a terrain tile", is_tile, {raster}); !why.empty()) {
    add(problems, result.path, "stands in the way, and is no terrain tile", "remove it yourself");
    result.exit_code = kCannotWrite;
    return result;
  }
  const std::string made = result.path + ".importing";
  const ImportAnswer answer =
      run_import({raster, made, options.datum, options.deep_voids_are_sea}, interrupted);
  result.exit_code = exit_code_of(answer.end);
  result.datum_said_by = answer.datum_said_by;
  if (answer.end == ImportAnswer::End::done)
    result.exit_code = accept(raster, made, options, result, problems);
  else if (answer.end != ImportAnswer::End::interrupted)
    add(problems, raster, printable(answer.what), printable(answer.hint));
  std::error_code ignored;
  for (const char* ending : {"", ".unfinished"}) fs::remove(made + ending, ignored);
  return result;
}

std::string tile_text(const TileImport& tile) {
  const TerrainFacts& f = *tile.facts;
  const PostGrid& g = f.grid;
  const std::string said =
      tile.datum_said_by.empty() ? std::string() : fmt::format(" (says {})", tile.datum_said_by);
  return fmt::format(
      "{}\n  {}: {} x {} posts, {}, {}\n  heights above {}{}; {} voids filled\n{}", tile.path, f.source.name,
      g.rows, g.columns, degrees_text(g.south_rad, g.latitude_rad(g.rows - 1), "N", "S"),
      degrees_text(g.west_rad, g.longitude_rad(g.columns - 1), "E", "W"), name_of(f.datum), said,
      f.source.voids_filled,
      f.datum == VerticalDatum::kEgm2008 ? fmt::format("  {}\n", kEgm2008Note) : std::string());
}

Json tile_json(const std::string& path, const TerrainFacts& f) {
  const PostGrid& g = f.grid;
  return {{"tile", path},
          {"source", f.source.name},
          {"sea", is_sea(f.source)},
          {"datum", name_of(f.datum)},
          {"rows", g.rows},
          {"columns", g.columns},
          {"voids_filled", f.source.voids_filled},
          {"south_deg", g.south_rad / kDegree_rad},
          {"west_deg", g.west_rad / kDegree_rad},
          {"north_deg", g.latitude_rad(g.rows - 1) / kDegree_rad},
          {"east_deg", g.longitude_rad(g.columns - 1) / kDegree_rad},
          {"quantum_m", f.scale.quantum_m},
          {"content_hash", f.content_hash}};
}

Json problems_json(const Problems& problems) {
  Json list = Json::array();
  for (const Problem& p : problems.all())
    list.push_back({{"file", p.place.file}, {"what", p.what}, {"hint", p.hint}});
  return list;
}

}  // namespace cupola
