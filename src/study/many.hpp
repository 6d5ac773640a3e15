#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/replicate.hpp"

namespace cupola {

/// Many replicates of one scenario under one seed.
struct Many {
  std::vector<ReplicateResult> replicates;  ///< by replicate number
  std::string digest;                       ///< of the replicates' digests in index order
  bool interrupted = false;                 ///< then `replicates` ends at the first one not played
};

/// Plays replicates 0 .. count-1 on `jobs` workers. The result does not depend on `jobs`.
/// `progress`, if given, is called from any worker with the number done so far; `stop` is polled between
/// replicates.
Many play_many(const Plan& plan, std::uint64_t seed, std::uint64_t count, int jobs,
               const std::function<void(std::uint64_t)>& progress = {},
               const std::function<bool()>& stop = {});

}  // namespace cupola
