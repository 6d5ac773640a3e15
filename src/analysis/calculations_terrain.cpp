// Sight over terrain, by earth/line_of_sight.hpp.
#include <memory>

#include "analysis/calculation.hpp"
#include "core/quantity.hpp"
#include "earth/hgt_reader.hpp"
#include "earth/line_of_sight.hpp"
#include "earth/terrain_file.hpp"

namespace cupola {

namespace {

double radians(double degrees) { return to_si(degrees, units_for(Dimension::angle).front()); }

/// The tiles that the options name; none, and the reasons, where one cannot be used.
std::shared_ptr<const Terrain> read_terrain(const std::vector<std::string>& files, Problems& problems) {
  std::vector<TerrainTile> tiles;
  for (const std::string& file : files) {
    std::optional<TerrainTile> tile =
        file.ends_with(".hgt") ? read_hgt(file, problems) : read_terrain_file(file, problems);
    if (tile) tiles.push_back(std::move(*tile));
  }
  return tiles.size() == files.size() && !tiles.empty() ? std::make_shared<const Terrain>(std::move(tiles))
                                                        : nullptr;
}

RowLaw line_of_sight_law(const CalculationOptions& options, Problems& problems) {
  const std::shared_ptr<const Terrain> terrain = read_terrain(options.terrain, problems);
  if (!terrain) return {};
  return [terrain](std::span<const double> in, std::span<double> out) {
    SightPoint ends[2];
    for (std::size_t i = 0; i < 2; ++i) {
      ends[i].place = {radians(in[3 * i]), radians(in[3 * i + 1])};
      const auto ground_m = terrain->height_msl_m(ends[i].place.latitude_rad, ends[i].place.longitude_rad);
      if (!ground_m) return RowFault{3 * i, "a place on the terrain", "more files of terrain may be given"};
      ends[i].height_msl_m = *ground_m + in[3 * i + 2];
    }
    const Sight sight = march_sight(*terrain, ends[0], ends[1], {.k_factor = in[6]});
    out[0] = sight.visible;
    out[1] = sight.minimum_agl_m;
    out[2] = sight.mask_distance_m;
    out[3] = sight.complete;
    return RowFault();
  };
}

}  // namespace

std::vector<Calculation> terrain_calculations() {
  return {{.name = "line-of-sight",
           .doc = "Do two points see each other over the terrain?",
           .in = {{"obs_lat", "deg", "latitude of the observer", -90, 90},
                  {"obs_lon", "deg", "longitude of the observer", -360, 360},
                  {"obs_agl_m", "m", "its height above ground", 0, 100e3},
                  {"tgt_lat", "deg", "latitude of the target", -90, 90},
                  {"tgt_lon", "deg", "longitude of the target", -360, 360},
                  {"tgt_agl_m", "m", "its height above ground", 0, 100e3},
                  {"k", "", "effective earth radius over true radius", 0.5, 1e6, false, 4.0 / 3.0}},
           .out = {{"visible", "", "1: they do; 0: they do not"},
                   {"minimum_agl_m", "m", "least height above ground at which the target is seen"},
                   {"mask_distance_m", "m", "from the observer to the ground that sets it"},
                   {"complete", "", "0: the way leaves the terrain, where nothing masks"}},
           .law = line_of_sight_law,
           .example = "obs_lat,obs_lon,obs_agl_m,tgt_lat,tgt_lon,tgt_agl_m\n43.70,7.30,20,43.90,7.50,3000\n",
           .uses_terrain = true}};
}

}  // namespace cupola
