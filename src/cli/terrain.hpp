#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "earth/terrain_folder.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// What the verbs of `cupola terrain` share.
struct TerrainOptions {
  std::string out;  ///< folder of tiles; the user's cache by default
  std::string catalogue;
  std::optional<double> range_m;
  bool json = false, quiet = false;

  // import
  std::vector<std::string> files;
  std::string datum, deep_voids, for_scenario;

  // get
  std::string scenario, from;
  std::optional<TerrainBox> box;
  bool dry_run = false;

  std::string folder() const { return out.empty() ? terrain_cache_folder() : out; }
};

/// How far round a radar terrain is wanted where nobody says: low flyers beyond are below the horizon of the
/// plain.
inline constexpr double kTerrainRange_m = 150e3;

int import_terrain(const TerrainOptions& options);
int get_terrain(const TerrainOptions& options);
int list_terrain(const TerrainOptions& options);

/// How far round a radar ground counts: its instrumented range, at most --range.
double terrain_range_m(const RadarSite& radar, const TerrainOptions& options);

}  // namespace cupola
