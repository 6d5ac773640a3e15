#include <fmt/format.h>

#include <set>

#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"
#include "cli/load.hpp"
#include "cli/output.hpp"
#include "cli/terrain.hpp"
#include "cli/terrain_tile_import.hpp"
#include "cli/version.hpp"

namespace cupola {

namespace {

using Json = nlohmann::ordered_json;

/// Boxes round the radars of the scenario named by --for; false where it cannot be read.
bool find_needed(const TerrainOptions& options, std::vector<TerrainBox>& needed) {
  if (options.for_scenario.empty()) return true;
  const auto scenario = load_or_complain(options.for_scenario, options.catalogue, {TerrainKind::smooth, {}, {}});
  if (!scenario) return false;
  for (const RadarSite& radar : scenario->radars)
    needed.push_back(
        box_around(radar.antenna.latitude_rad, radar.antenna.longitude_rad, terrain_range_m(radar, options)));
  return true;
}

/// Files whose tiles would have the same name: the second would lie over the first.
bool refuse_twins(const TerrainOptions& options, Problems& problems) {
  std::set<std::string> paths;
  for (const std::string& file : options.files) {
    if (paths.insert(tile_path(options.folder(), file)).second) continue;
    Problem problem;
    problem.place.file = file;
    problem.what = "would make a tile of the same name as another file given";
    problem.hint = "rename one of them, or import into two folders";
    problems.add(problem);
  }
  return !problems.empty();
}

}  // namespace

int import_terrain(const TerrainOptions& options) {
  TileImportOptions how{options.folder(), options.datum, options.deep_voids == "sea", {}};
  Problems twins;
  if (refuse_twins(options, twins)) return complain(twins.text()), kBadInput;
  if (!find_needed(options, how.needed)) return kBadInput;
  if (!make_folder_or_complain(how.folder)) return kCannotWrite;
  catch_interrupts();

  int exit_code = kDone;
  std::string text;
  Json object = {{"version", version()}, {"folder", how.folder}, {"tiles", Json::array()}};
  Problems all;
  for (const std::string& file : options.files) {
    Problems problems;
    const TileImport tile = import_tile(file, how, problems);
    complain(problems.text());
    for (const Problem& problem : problems.all()) all.add(problem);
    if (tile.exit_code > exit_code) exit_code = tile.exit_code;
    if (tile.exit_code == kInterrupted) break;
    if (!tile.facts) continue;
    text += tile_text(tile);
    Json entry = tile_json(tile.path, *tile.facts);
    entry["file"] = file;
    entry["datum_said_by"] = tile.datum_said_by;
    object["tiles"].push_back(entry);
  }
  object["problems"] = problems_json(all);
  if (exit_code == kInterrupted) complain("Stopped. Run it again: tiles that are whole stay.\n");
  const int written = options.json ? put_json(object) : put(text);
  return written != kDone ? written : exit_code;
}

}  // namespace cupola
