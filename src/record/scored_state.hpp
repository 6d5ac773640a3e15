#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/time.hpp"
#include "core/vec3.hpp"

namespace cupola {

/// Where one target was, or one track believed it to be, at one time: a row of a truth or track file.
struct ScoredState {
  Time time;             ///< of the file: seconds of its own clock, from 1970 if it says nothing else
  std::int32_t who = 0;  ///< among StateRows::names
  Vec3 position_m;       ///< in a plane: east, north, 0; in space: x, y, z, earth-centred and earth-fixed
  Vec3 velocity_m_s;     ///< likewise; where the file has none, see StateRows::has_velocity
  std::int32_t identity = -1;  ///< among StateRows::identities: what it is, or is held to be; -1: not said
};

/// A truth or track file in memory.
///
/// The layouts, a header and a row a state; further columns may follow and are not read:
///   in a plane   time_s, target or track, east_m, north_m, v_east_mps, v_north_mps
///   in space     time_s, target or track, x_m, y_m, z_m, vx_mps, vy_mps, vz_mps
///   truth alone  t, id, x, y, z: seconds and metres in space, without velocities
/// Both may have a column `identity`: what the target is, or is held to be; an empty field says nothing.
/// A track file goes on with covariances, the upper triangle row by row (state_columns.hpp has their names).
struct StateRows {
  bool in_space = false;  ///< three dimensions, else two
  bool has_velocity = true;
  std::string who_column;               ///< `target`, `track` or `id`: how the file itself calls them
  std::vector<std::string> names;       ///< of targets or tracks, as written, in order of first appearance
  std::vector<std::string> identities;  ///< as written, likewise; none where the file has no such column
  std::vector<ScoredState> states;      ///< by time, then by who; no two of the same time and who
};

}  // namespace cupola
