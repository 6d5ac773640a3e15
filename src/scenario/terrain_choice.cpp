#include "scenario/terrain_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "catalogue/load.hpp"
#include "core/math.hpp"
#include "earth/terrain_file.hpp"
#include "earth/terrain_folder.hpp"
#include "scenario/resolve.hpp"

namespace cupola {
namespace {

constexpr const char* kBackdrop = "coarse backdrop (ETOPO5, 5 arc-minutes), never for siting";

/// The smallest box that holds places, none of them farther than half a turn from the first.
class Hull {
 public:
  void add(const PlaceFile& place) {
    add({place.latitude_rad, place.longitude_rad, place.latitude_rad, place.longitude_rad});
  }
  void add(const TerrainBox& b) {
    if (!box_) {
      box_ = b;
      return;
    }
    box_->south_rad = std::min(box_->south_rad, b.south_rad);
    box_->north_rad = std::max(box_->north_rad, b.north_rad);
    box_->west_rad = std::min(box_->west_rad, b.west_rad);
    box_->east_rad = std::max(box_->east_rad, b.east_rad);
  }
  const std::optional<TerrainBox>& box() const { return box_; }

 private:
  std::optional<TerrainBox> box_;
};

void add_group(const GroupFile& group, Hull& hull) {
  for (const WaypointFile& waypoint : group.route) hull.add(waypoint.at);
  if (!group.ballistic.given) return;
  hull.add(group.ballistic.from);
  hull.add(group.ballistic.to);
}

/// Where ground is needed.
std::optional<TerrainBox> area_of(const ScenarioFile& file) {
  Hull hull;
  for (const AssetFile& asset : file.assets) hull.add(asset.at);
  for (const DefenceFile& defence : file.defence)
    hull.add(box_around(defence.at.latitude_rad, defence.at.longitude_rad, kTerrainAbout_m));
  for (const HostileFile& group : file.raid) add_group(group, hull);
  for (const TrafficFile& group : file.traffic) add_group(group, hull);
  return hull.box();
}

void refuse_tiles(Resolving& r, const std::string& path, const char* what, const char* hint) {
  Problem problem;
  problem.place.file = path;
  problem.what = what;
  problem.hint = hint;
  r.problems.add(problem);
}

/// Neither a folder nor a tile by its ending: false, and told.
bool may_hold_tiles(Resolving& r, const std::string& path) {
  std::error_code error;
  const std::filesystem::path ending = std::filesystem::path(path).extension();
  if (std::filesystem::is_directory(path, error) || ending == ".cupola-tile" || ending == ".hgt") return true;
  refuse_tiles(r, path, "no terrain tile by its ending, and no folder",
               "tiles end in .cupola-tile or .hgt; unpack what is compressed");
  return false;
}

/// The fine tiles: of the command's own, or of the user's cache, where there being none is no fault.
std::vector<TerrainTile> fine_tiles(Resolving& r, const TerrainBox& area, const Geoid& geoid) {
  std::vector<std::string> paths = r.terrain.tiles;
  if (paths.empty()) {
    const std::string cache = terrain_cache_folder();
    Problems ignored;
    const auto files = cache.empty() ? std::nullopt : terrain_files(cache, ignored);
    if (!files) return {};
    for (const std::string& file : *files) {
      const auto facts = read_terrain_facts(file, r.problems);
      if (facts && area.overlaps(facts->grid)) paths.push_back(file);
    }
    if (paths.empty()) return {};
  }
  for (const std::string& path : r.terrain.tiles)
    if (!may_hold_tiles(r, path)) return {};
  const auto terrain = load_terrain(paths, std::nullopt, geoid, r.problems);
  if (!terrain) return {};
  const auto here = [&area](const TerrainTile& tile) { return area.overlaps(tile.grid()); };
  if (std::none_of(terrain->tiles().begin(), terrain->tiles().end(), here)) {
    refuse_tiles(r, paths.front(), "holds no ground where this scenario plays: no tile overlaps",
                 "are these the right tiles? `cupola terrain get SCENARIO` fetches them");
    return {};
  }
  return terrain->tiles();
}

/// The backdrop, where it overlaps the area.
std::vector<TerrainTile> backdrop_tiles(Resolving& r, const TerrainBox& area) {
  const std::string path = r.terrain.backdrop.empty() ? shipped_backdrop() : r.terrain.backdrop;
  auto tile = read_terrain_file(path, r.problems);
  if (!tile || !area.overlaps(tile->grid())) return {};
  return {std::move(*tile)};
}

/// `EGM96`, `EGM96 and EGM2008`.
std::string datums_of(const std::vector<TerrainTile>& tiles, double undulation_m) {
  std::set<VerticalDatum> datums;
  for (const TerrainTile& tile : tiles) datums.insert(tile.datum());
  std::string text;
  for (const VerticalDatum datum : datums) {
    text += fmt::format("{}{}", text.empty() ? "" : " and ", name_of(datum));
    if (datum == VerticalDatum::kEgm2008) text += " taken as EGM96, to about a metre";
    if (datum == VerticalDatum::kEllipsoid) text += fmt::format(" less {:.4g} m of geoid", undulation_m);
  }
  return text;
}

std::string words_of(TerrainKind asked, const std::vector<TerrainTile>& fine, bool coarse,
                     double undulation_m) {
  if (!fine.empty())
    return fmt::format("fine terrain ({} tile{}, {}){}", fine.size(), fine.size() == 1 ? "" : "s",
                       datums_of(fine, undulation_m), coarse ? fmt::format("; beyond: {}", kBackdrop) : "");
  if (coarse) return std::string(kBackdrop) + (asked == TerrainKind::fine ? "; no fine tile at hand" : "");
  return fmt::format("smooth earth; {}", asked == TerrainKind::fine
                                             ? "no fine tile at hand, and no backdrop here"
                                             : "the coarse backdrop does not reach here");
}

}  // namespace

NameList names_of(TerrainKind) {
  static constexpr const char* kNames[] = {"smooth", "coarse", "fine"};
  return kNames;
}

std::string shipped_backdrop() { return shipped_folder("terrain") + "/etopo5-turkey.cupola-tile"; }

void choose_terrain(Resolving& r) {
  Scenario& s = r.scenario;
  s.terrain_note = {};
  s.terrain_note.outside_hae_m = s.earth.ground_hae_m;
  const TerrainKind asked = r.terrain.kind            ? *r.terrain.kind
                            : r.terrain.tiles.empty() ? r.file.earth.terrain
                                                      : TerrainKind::fine;
  const std::optional<TerrainBox> area = area_of(r.file);
  if (asked == TerrainKind::smooth || !area) return;

  const Geoid geoid(s.earth.geoid_undulation_m);
  const std::size_t before = r.problems.all().size();
  const std::vector<TerrainTile> fine =
      asked == TerrainKind::fine ? fine_tiles(r, *area, geoid) : std::vector<TerrainTile>();
  std::vector<TerrainTile> tiles = backdrop_tiles(r, *area);
  if (r.problems.all().size() > before) return;

  TerrainNote& note = s.terrain_note;
  const bool coarse = !tiles.empty();
  note.kind = !fine.empty() ? TerrainKind::fine : coarse ? TerrainKind::coarse : TerrainKind::smooth;
  note.words = words_of(asked, fine, coarse, s.earth.geoid_undulation_m);
  note.tiles = static_cast<int>(fine.size());
  if (note.kind == TerrainKind::smooth) return;
  tiles.insert(tiles.end(), fine.begin(), fine.end());
  s.terrain = note.ground = std::make_shared<const Terrain>(std::move(tiles), geoid);
  note.content_hash = s.terrain->content_hash();
}

}  // namespace cupola
