#include "cli/coverage_least_heights.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "analysis/coverage_ground.hpp"
#include "analysis/least_heights.hpp"
#include "cli/coverage_out.hpp"
#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "cli/version.hpp"
#include "core/digest.hpp"
#include "core/math.hpp"
#include "report/geotiff.hpp"

namespace cupola {

namespace {

constexpr double kDegrees = 180.0 / math::kPi;
constexpr double kReach_m = 60e3, kCellsAcross = 1200.0, kCellsMost = 5e3;

int refuse(const std::string& file, const std::string& what, const std::string& hint) {
  complain(fmt::format("{}: error: {}\n  hint: {}\n", file, what, hint));
  return kBadInput;
}

std::string geotiff_of(const LeastHeights& heights, const Scenario& scenario, const RadarSite& radar) {
  GeoRaster raster;
  raster.centre_latitude_deg = heights.centre.latitude_rad * kDegrees;
  raster.centre_longitude_deg = heights.centre.longitude_rad * kDegrees;
  raster.west_m = heights.west_m;
  raster.north_m = heights.north_m;
  raster.cell_m = heights.cell_m;
  raster.columns = heights.columns;
  raster.rows = heights.rows;
  raster.nothing = LeastHeights::kNothing;
  raster.bands = {{"least height in sight, m above mean sea level", &heights.msl_m},
                  {"least height in sight, m above ground", &heights.agl_m}};
  raster.remarks = {{"radar", radar.name},
                    {"terrain", scenario.terrain_note.words},
                    {"k_factor", fmt::format("{:.4f}", scenario.earth.k_factor)},
                    {"cupola", version()}};
  return geotiff_bytes(raster);
}

constexpr double kAgl_m[] = {0.0, 100.0, 300.0, 1000.0};

/// The ground over which targets at kAgl_m are in sight, and all of the ground.
struct Sight {
  double seen_km2[std::size(kAgl_m)] = {}, known_km2 = 0.0;
};

Sight sight_of(const LeastHeights& heights) {
  std::size_t known = 0, seen[std::size(kAgl_m)] = {};
  for (const float agl_m : heights.agl_m) {
    if (agl_m == LeastHeights::kNothing) continue;
    ++known;
    for (std::size_t i = 0; i < std::size(kAgl_m); ++i) seen[i] += agl_m <= kAgl_m[i];
  }
  const double cell_km2 = heights.cell_m * heights.cell_m * 1e-6;
  Sight sight;
  sight.known_km2 = static_cast<double>(known) * cell_km2;
  for (std::size_t i = 0; i < std::size(kAgl_m); ++i)
    sight.seen_km2[i] = static_cast<double>(seen[i]) * cell_km2;
  return sight;
}

std::string digest_of(const LeastHeights& heights) {
  Digest digest;
  digest.add(heights.cell_m);
  digest.add(heights.columns);
  digest.add_bytes(heights.msl_m.data(), heights.msl_m.size() * sizeof(float));
  digest.add_bytes(heights.agl_m.data(), heights.agl_m.size() * sizeof(float));
  return digest.hex();
}

nlohmann::ordered_json as_json(const LeastHeights& heights, const Scenario& scenario, const RadarSite& radar,
                               const std::string& out) {
  const Sight sight = sight_of(heights);
  nlohmann::ordered_json in_sight = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < std::size(kAgl_m); ++i)
    in_sight.push_back({{"agl_m", kAgl_m[i]}, {"area_km2", sight.seen_km2[i]}});
  return {{"version", version()},
          {"digest", digest_of(heights)},
          {"seed", nullptr},
          {"radar", radar.name},
          {"earth", scenario.terrain_note.words},
          {"grid",
           {{"centre_latitude_deg", heights.centre.latitude_rad * kDegrees},
            {"centre_longitude_deg", heights.centre.longitude_rad * kDegrees},
            {"cell_m", heights.cell_m},
            {"columns", heights.columns},
            {"rows", heights.rows}}},
          {"ground_km2", sight.known_km2},
          {"in_sight", in_sight},
          {"out", out}};
}

std::string summary(const LeastHeights& heights, const Scenario& scenario, const RadarSite& radar,
                    const std::string& out) {
  const Sight sight = sight_of(heights);
  std::string text = fmt::format("Line of sight from {}, {:.0f} km each way, cells of {:.0f} m\n", radar.name,
                                 0.5 * heights.columns * heights.cell_m / 1e3, heights.cell_m);
  for (std::size_t i = 0; i < std::size(kAgl_m); ++i)
    text += fmt::format("  at {:>4.0f} m agl  {:>9.0f} km2 of {:.0f} km2\n", kAgl_m[i], sight.seen_km2[i],
                        sight.known_km2);
  return text + fmt::format("Earth: {}\nLeast heights: {}\n", scenario.terrain_note.words, out);
}

}  // namespace

int write_least_heights(const Scenario& scenario, const RadarSite& radar, const Terrain* terrain,
                        const std::string& out, const std::string& scenario_file, double reach_m,
                        double cell_m, bool json) {
  if (!terrain)
    return refuse(scenario_file, "no terrain: over the smooth earth the horizon says all",
                  "give --terrain, or ask for --horizon");
  if (radar_off_terrain(scenario, *terrain) == &radar)
    return refuse(scenario_file, fmt::format("the terrain does not reach the radar `{}`", radar.name),
                  "`cupola terrain get` fetches the tiles that a scenario needs");
  const GroundPlace foot{radar.antenna.latitude_rad, radar.antenna.longitude_rad};
  if (!(reach_m > 0.0)) reach_m = std::min(kReach_m, terrain_reach_m(*terrain, foot));
  if (!(cell_m > 0.0)) cell_m = std::max(2.0 * reach_m / kCellsAcross, 10.0);
  if (reach_m > kTerrainMost_m || 2.0 * reach_m / cell_m > kCellsMost)
    return refuse(scenario_file, "too many cells",
                  fmt::format("--reach up to {:.0f} km, {:.0f} cells across at the most",
                              kTerrainMost_m / 1e3, kCellsMost));
  const CoverageOut file{out, "tif"};
  std::string why = why_not_write(file, {scenario_file});
  if (why.empty()) {
    const LeastHeights heights = least_heights(radar, *terrain, scenario.earth.k_factor, reach_m, cell_m);
    const std::string error = write_text_file(file.path, geotiff_of(heights, scenario, radar));
    if (error.empty())
      return json ? put_json(as_json(heights, scenario, radar, out))
                  : put(summary(heights, scenario, radar, out));
    why = "error: " + error + "\n";
  }
  complain(why);
  return kCannotWrite;
}

}  // namespace cupola
