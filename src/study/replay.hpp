#pragma once

#include <cstdint>
#include <string>

#include "core/problem.hpp"
#include "scenario/scenario.hpp"
#include "scenario/terrain_choice.hpp"
#include "study/study.hpp"

namespace cupola {

/// One row of a study's store.
struct StoredReplicate {
  std::uint64_t point = 0, replicate = 0;
  std::uint64_t seed = 0;  ///< out
  std::string digest;      ///< out
};

/// The files that a store holds, laid out for as long as this is there in a folder of this process alone, and read.
/// Checked by tests/store.cpp
class StoredInputs {
 public:
  StoredInputs(const std::string& store, Problems& problems);
  ~StoredInputs();
  StoredInputs(const StoredInputs&) = delete;
  StoredInputs& operator=(const StoredInputs&) = delete;

  const Catalogue& catalogue() const { return catalogue_; }
  /// The scenario of a point; tiles of terrain are not in the store, and come from `terrain`.
  bool load(std::uint64_t point, const TerrainChoice& terrain, Scenario& scenario, Problems& problems) const;
  /// The study as it was to be played.
  bool load(const TerrainChoice& terrain, Study& study, Problems& problems) const;

 private:
  std::string store_, folder_;  // folder_: empty where nothing could be laid out
  Catalogue catalogue_;
};

/// The scenario that this row was played of, from the files that the store holds and no others; tiles of terrain are not
/// in it, and come from `terrain`.
/// Returns    false where there is no such row or it cannot be read; then `problems` says why
/// Checked by tests/store.cpp
bool load_stored(const std::string& store, const TerrainChoice& terrain, StoredReplicate& row,
                 Scenario& scenario, Problems& problems);

}  // namespace cupola
