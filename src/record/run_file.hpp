#pragma once

#include <string>
#include <utility>
#include <vector>

#include "earth/geodetic.hpp"
#include "record/database.hpp"
#include "record/log.hpp"
#include "record/wrong_engagements.hpp"

namespace cupola {

/// A place of the lay-down, for maps.
struct RunSite {
  std::string kind, name;  ///< kind: radar, launcher, post, asset
  Geodetic place;
  double reach_m = 0.0;  ///< instrumented range, radius of an asset, or 0
};

struct RunPlatform {
  std::string name, side, target_class, type, group;
};

/// Something worth telling, seconds from the start.
struct RunMoment {
  double time_s = 0.0;
  std::string what;
};

/// What a run file says of itself and of the scenario, beside the rows of the log.
struct RunHeader {
  std::vector<std::pair<std::string, std::string>> meta;  ///< version, scenario, seed, replicate, digest, ...
  std::vector<RunSite> sites;
  std::vector<RunPlatform> platforms;                                       ///< by PlatformId
  std::vector<RunMoment> timeline;                                          ///< in order of time
  std::vector<std::pair<std::string, WrongEngagements>> wrong_engagements;  ///< by side
};

/// Writes one replicate as an SQLite file that any tool can open: positions in degrees and metres, time in
/// seconds from the start, names instead of ids. The file appears whole or not at all (written beside under
/// WAL, folded into one file, synced, renamed: docs/decisions/run-file.md).
/// Returns    an empty string, or what went wrong
std::string write_run_file(const std::string& path, const RunHeader& header, const Names& names, Time start,
                           const Log& log);

/// The numbers that `PRAGMA user_version` and `PRAGMA application_id` of a run file carry.
inline constexpr int kRunFileVersion = 3;
inline constexpr int kRunFileApplication = 0x43555041;  // CUPA

/// What keeps this database from being read as a run file of this version; empty: nothing.
std::string not_a_run_file(Database& database);

/// Whether there is a run file of any version at this path.
bool is_run_file(const std::string& path);

}  // namespace cupola
