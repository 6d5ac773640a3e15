#include <fmt/format.h>

#include <filesystem>

#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "cli/terrain.hpp"
#include "cli/terrain_tile_import.hpp"
#include "cli/version.hpp"
#include "terrain/copernicus.hpp"

namespace cupola {

namespace {

using Json = nlohmann::ordered_json;

std::string line_of(const std::string& file, const TerrainFacts& f) {
  const std::string name = std::filesystem::path(file).stem().string();
  if (is_sea(f.source)) return fmt::format("{:<42} open sea, no tile at the source\n", name);
  return fmt::format("{:<42} {:<9} {:>5} x {:<5} {:>9}  {}\n", name, name_of(f.datum), f.grid.rows,
                     f.grid.columns, f.source.voids_filled, f.source.name);
}

}  // namespace

int list_terrain(const TerrainOptions& options) {
  const std::string folder = options.folder();
  Problems problems;
  std::error_code error;
  std::vector<std::string> files;
  // A cache that nobody has used yet is empty, not wrong.
  if (!options.out.empty() || std::filesystem::exists(folder, error))
    files = terrain_files(folder, problems).value_or(files);

  std::string lines;
  bool above_egm2008 = false;
  Json object = {{"version", version()}, {"folder", folder}, {"tiles", Json::array()}};
  for (const std::string& file : files)
    if (const auto facts = read_terrain_facts(file, problems)) {
      lines += line_of(file, *facts);
      above_egm2008 = above_egm2008 || facts->datum == VerticalDatum::kEgm2008;
      object["tiles"].push_back(tile_json(file, *facts));
    }
  object["problems"] = problems_json(problems);
  complain(problems.text());
  std::string text = fmt::format("{} tile{} in {}\n", object["tiles"].size(),
                                 object["tiles"].size() == 1 ? "" : "s", folder);
  if (!lines.empty())
    text += fmt::format("\n{:<42} {:<9} {:>5} x {:<5} {:>9}  {}\n{}", "tile", "datum", "rows", "cols",
                        "voids", "source", lines);
  if (above_egm2008) text += fmt::format("\n{}\n", kEgm2008Note);
  const int written = options.json ? put_json(object) : put(text);
  return written != kDone ? written : problems.empty() ? kDone : kBadInput;
}

}  // namespace cupola
