#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "cli/exit_code.hpp"
#include "cli/fetch_progress.hpp"
#include "cli/interrupt.hpp"
#include "cli/load.hpp"
#include "cli/output.hpp"
#include "cli/terrain.hpp"
#include "cli/terrain_tile_import.hpp"
#include "cli/version.hpp"
#include "terrain/copernicus.hpp"
#include "terrain/download.hpp"

namespace cupola {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::size_t kMostTiles = 500;
constexpr double kTile_mb = 30.0;  // 20 to 45: the mean over land

/// One square, and what became of it: needed, had, fetched, sea, or why not.
struct Square {
  DegreeCell cell;
  std::string name, url, tile, state = "needed";
  Download download;
};

std::vector<DegreeCell> cells_needed(const TerrainOptions& options, const Scenario* scenario) {
  if (!scenario) return cells_of(*options.box);
  std::vector<DegreeCell> cells;
  for (const RadarSite& radar : scenario->radars)
    for (const DegreeCell cell : cells_around(radar.antenna.latitude_rad, radar.antenna.longitude_rad,
                                              terrain_range_m(radar, options)))
      cells.push_back(cell);
  std::sort(cells.begin(), cells.end());
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
  return cells;
}

std::vector<Square> squares_of(const std::vector<DegreeCell>& cells, const TerrainOptions& options) {
  std::vector<Square> squares;
  for (const DegreeCell cell : cells) {
    const std::string name = copernicus_name(cell), tile = tile_path(options.folder(), name + ".tif");
    Problems ignored;  // a damaged tile is fetched again
    const bool had = read_terrain_facts(tile, ignored).has_value();
    squares.push_back({cell, name, copernicus_url(options.from, cell), tile, had ? "had" : "needed", {}});
  }
  return squares;
}

std::size_t count(const std::vector<Square>& squares, const std::string& state) {
  return static_cast<std::size_t>(
      std::count_if(squares.begin(), squares.end(), [&](const Square& s) { return s.state == state; }));
}

std::string tiles_text(std::size_t number) {
  return fmt::format("{} tile{}", number, number == 1 ? "" : "s");
}

/// What is on its way, apart from the tiles and from whatever the user keeps beside them.
std::string downloads(const TerrainOptions& options) { return options.folder() + "/downloads"; }

/// One process at a time in a folder: two would write into the same partial file.
class Lock {
 public:
  explicit Lock(const std::string& folder)
      : file_(open((folder + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)),
        held_(file_ >= 0 && flock(file_, LOCK_EX | LOCK_NB) == 0) {}
  ~Lock() {
    if (file_ >= 0) close(file_);
  }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  bool held() const { return held_; }

 private:
  int file_;
  bool held_;
};

std::string message(const Square& s, const std::string& from) {
  switch (s.download.end) {
    case Download::End::unreachable:
      return fmt::format(
          "{}: error: cannot be reached: {}\n  hint: is there a network? --from names another server\n", from,
          s.download.why);
    case Download::End::failed:
      return fmt::format("{}: error: {}, at every try\n  hint: run it again later: it goes on at byte {}\n",
                         s.url, s.download.why, s.download.bytes);
    default:
      return fmt::format("{}: error: {}\n", s.url, s.download.why);
  }
}

int exit_code_of(Download::End end) {
  switch (end) {
    case Download::End::whole:
    case Download::End::absent:
      return kDone;
    case Download::End::refused:
      return kBadInput;
    case Download::End::unwritable:
      return kCannotWrite;
    default:
      return kInterrupted;  // run it again
  }
}

/// From the raster that came to the tile, with a note of where it came from beside it.
int import_square(Square& s, const std::string& raster, const TerrainOptions& options) {
  Problems problems;
  const TileImport tile = import_tile(raster, {options.folder(), "", false, {}}, problems);
  complain(problems.text());
  if (tile.exit_code != kInterrupted) fs::remove(raster);  // else it is imported the next time
  s.state = tile.facts ? "fetched" : "failed";
  if (!tile.facts) return tile.exit_code;
  const Json note = {{"url", s.url},
                     {"bytes", s.download.bytes},
                     {"content_hash", s.download.content_hash},
                     {"tile_content_hash", tile.facts->content_hash}};
  const std::string error = write_text_file(s.tile + ".source.json", note.dump(2) + "\n");
  if (error.empty()) return kDone;
  complain("error: " + error + "\n");
  return kCannotWrite;
}

int fetch(Square& s, const TerrainOptions& options, FetchProgress& progress) {
  const std::string raster = (fs::path(downloads(options)) / (s.name + ".tif")).string();
  const DownloadWatch watch{
      [&](std::uint64_t have, std::uint64_t total) { progress.show(s.name, have, total); }, interrupted};
  s.download = download(s.url, raster, DownloadLimits(), watch);
  progress.clear();
  if (s.download.end == Download::End::whole) return import_square(s, raster, options);
  s.state = s.download.end == Download::End::absent ? "absent" : "failed";
  if (s.state == "failed" && s.download.end != Download::End::interrupted) complain(message(s, options.from));
  return exit_code_of(s.download.end);
}

/// Whether a square shows that the address is right: fetched from there, now or earlier.
bool came_from_there(const Square& s) {
  if (s.state == "fetched") return true;
  std::ifstream in(s.tile + ".source.json");
  const Json note = Json::parse(in, nullptr, false);
  return s.state == "had" && note.is_object() && note.value("url", Json()) == s.url;
}

/// Squares the server has nothing for are sea, unless it has nothing at all: then the address is wrong.
int settle_absent(std::vector<Square>& squares, const TerrainOptions& options) {
  const std::size_t absent = count(squares, "absent");
  if (absent == 0) return kDone;
  if (std::none_of(squares.begin(), squares.end(), came_from_there)) {
    complain(
        fmt::format("{}: error: has none of the tiles asked for ({})\n"
                    "  hint: is the address right? tiles lie at {}; where all is sea no terrain is needed\n",
                    options.from, absent, copernicus_url(".", squares.front().cell)));
    return kBadInput;
  }
  Problems problems;
  for (Square& s : squares)
    if (s.state == "absent" && write_terrain_file(sea_tile(s.cell, options.from), s.tile, problems))
      s.state = "sea";
  complain(problems.text());
  return problems.empty() ? kDone : kCannotWrite;
}

Json as_json(const std::vector<Square>& squares, const TerrainOptions& options) {
  Json object = {{"version", version()},
                 {"from", options.from},
                 {"folder", options.folder()},
                 {"dry_run", options.dry_run},
                 {"tiles", Json::array()}};
  for (const Square& s : squares) {
    Json entry = {{"name", s.name}, {"state", s.state}, {"url", s.url}};
    if (s.state == "fetched") {
      entry["bytes"] = s.download.bytes;
      entry["resumed_at"] = s.download.had;
      entry["content_hash"] = s.download.content_hash;
    }
    object["tiles"].push_back(entry);
  }
  return object;
}

std::string as_text(const std::vector<Square>& squares, const TerrainOptions& options) {
  std::string text;
  if (options.dry_run) {
    for (const Square& s : squares)
      text += fmt::format("{:<44} {}\n", s.name, s.state == "had" ? "at hand" : s.url);
    return text + fmt::format("{}, {} of them at hand; about {:.0f} MB to fetch from {} into {}\n",
                              tiles_text(squares.size()), count(squares, "had"),
                              kTile_mb * static_cast<double>(count(squares, "needed")), options.from,
                              options.folder());
  }
  text = fmt::format("{}: {} fetched, {} already at hand, {} open sea", tiles_text(squares.size()),
                     count(squares, "fetched"), count(squares, "had"), count(squares, "sea"));
  const std::size_t left =
      squares.size() - count(squares, "fetched") - count(squares, "had") - count(squares, "sea");
  if (left > 0) text += fmt::format(", {} missing", left);
  text += fmt::format("\nin {}\n", options.folder());
  for (const Square& s : squares)
    if (s.state == "sea") text += fmt::format("{}: no tile there: taken for open sea at 0 m\n", s.name);
  if (count(squares, "fetched") + count(squares, "had") > 0) text += fmt::format("{}\n", kEgm2008Note);
  return text;
}

/// GLO-30 leaves out more than sea.
void warn_of_land_held_back(const std::vector<Square>& squares, const TerrainOptions& options) {
  const bool there = std::any_of(squares.begin(), squares.end(), [](const Square& s) {
    return s.state == "sea" && s.cell.south_deg >= 38 && s.cell.south_deg <= 41 && s.cell.west_deg >= 43 &&
           s.cell.west_deg <= 50;
  });
  if (there && !options.quiet)
    complain(
        "warning: tiles missing between 38 and 42 N, 43 and 51 E may be land: releases of GLO-30 have held "
        "back "
        "Armenia and Azerbaijan\n  hint: import SRTM tiles there, and remove the sea\n");
}

int get_all(std::vector<Square>& squares, const TerrainOptions& options) {
  if (!make_folder_or_complain(options.folder()) || !make_folder_or_complain(downloads(options)))
    return kCannotWrite;
  const Lock lock(downloads(options));
  if (!lock.held()) {
    complain(fmt::format("{}: error: another `cupola terrain get` is at work here, or it cannot be written\n",
                         options.folder()));
    return kInterrupted;
  }
  catch_interrupts();
  FetchProgress progress(count(squares, "needed"), options.quiet);
  int exit_code = kDone;
  for (Square& s : squares) {
    if (s.state != "needed") continue;
    progress.next();
    const int one = fetch(s, options, progress);
    if (one > exit_code) exit_code = one;
    const bool over = interrupted() || s.download.end == Download::End::unreachable ||
                      s.download.end == Download::End::unwritable;
    if (over) break;
  }
  const int settled = interrupted() ? kDone : settle_absent(squares, options);
  warn_of_land_held_back(squares, options);
  if (interrupted()) complain("Stopped. Run it again: it goes on where it ended.\n");
  return std::max(exit_code, settled);
}

}  // namespace

int get_terrain(const TerrainOptions& options) {
  std::optional<Scenario> scenario;
  if (!options.scenario.empty()) {
    scenario = load_or_complain(options.scenario, options.catalogue, {TerrainKind::smooth, {}, {}});
    if (!scenario) return kBadInput;
  }
  const std::vector<DegreeCell> cells = cells_needed(options, scenario ? &*scenario : nullptr);
  if (cells.empty() || cells.size() > kMostTiles) {
    complain(cells.empty()
                 ? fmt::format("{}: error: has no radar, so it needs no terrain\n", options.scenario)
                 : fmt::format("error: that needs {} tiles, about {:.0f} GB; at most {} are fetched at once\n"
                               "  hint: a smaller --range or --box\n",
                               cells.size(), 1e-3 * kTile_mb * static_cast<double>(cells.size()),
                               kMostTiles));
    return kBadInput;
  }
  std::vector<Square> squares = squares_of(cells, options);
  const int exit_code = options.dry_run ? static_cast<int>(kDone) : get_all(squares, options);
  const int written = options.json ? put_json(as_json(squares, options)) : put(as_text(squares, options));
  return written != kDone ? written : exit_code;
}

}  // namespace cupola
