#pragma once

#include <cstdint>
#include <string>

#include "core/problem.hpp"
#include "scenario/scenario.hpp"
#include "scenario/terrain_choice.hpp"

namespace cupola {

/// One row of a study's store.
struct StoredReplicate {
  std::uint64_t point = 0, replicate = 0;
  std::uint64_t seed = 0;  ///< out
  std::string digest;      ///< out
};

/// The scenario that this row was played of, from the files that the store holds and no others; tiles of terrain are not
/// in it, and come from `terrain`.
/// Returns    false where there is no such row or it cannot be read; then `problems` says why
/// Checked by tests/store.cpp
bool load_stored(const std::string& store, const TerrainChoice& terrain, StoredReplicate& row,
                 Scenario& scenario, Problems& problems);

}  // namespace cupola
