#pragma once

#include <string>
#include <utility>
#include <vector>

#include "earth/geodetic.hpp"
#include "record/database.hpp"
#include "record/log.hpp"

namespace cupola {

/// A place of the lay-down, for maps.
struct RunSite {
  std::string kind, name;  ///< kind: radar, launcher, post, asset
  Geodetic place;
  double reach_m = 0.0;  ///< instrumented range, radius of an asset, or 0
};

struct RunPlatform {
  std::string name, side, target_class, type;
};

/// What a run file says of itself and of the scenario, beside the rows of the log.
struct RunHeader {
  std::vector<std::pair<std::string, std::string>> meta;  ///< version, scenario, seed, replicate, digest, ...
  std::vector<RunSite> sites;
  std::vector<RunPlatform> platforms;  ///< by PlatformId
};

/// Writes one replicate as an SQLite file that any tool can open: positions in degrees and metres, time in
/// seconds from the start, names instead of ids. The file appears whole or not at all (written beside,
/// synced, renamed). Returns an empty string, or what went wrong
std::string write_run_file(const std::string& path, const RunHeader& header, const Names& names, Time start,
                           const Log& log);

/// The number that `PRAGMA user_version` of a run file carries.
inline constexpr int kRunFileVersion = 1;

}  // namespace cupola
