#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/replicate.hpp"

namespace cupola {

/// How far a series of replicates came.
struct Series {
  std::uint64_t done = 0;    ///< replicates, from the first one on without a gap
  std::string digest;        ///< of their digests in index order
  bool interrupted = false;  ///< then fewer than asked for
};

/// What to do while replicates are played. `take` gets every result, one at a time and in index order,
/// whoever finished first; `progress` is called from any worker with the number done so far; `stop` is polled
/// between replicates.
struct Listener {
  std::function<void(const ReplicateResult&)> take;
  std::function<void(std::uint64_t)> progress;
  std::function<bool()> stop;
};

/// Plays `count` replicates of one scenario from `first` on, under one seed and on `jobs` workers. What is taken does not
/// depend on `jobs`, and no result is kept longer than until those before it are there.
Series play_series(const Plan& plan, std::uint64_t seed, std::uint64_t count, int jobs,
                   const Listener& listener, std::uint64_t first = 0);

/// A short series with all its results.
struct Many {
  std::vector<ReplicateResult> replicates;  ///< by replicate number
  std::string digest;
};
Many play_many(const Plan& plan, std::uint64_t seed, std::uint64_t count, int jobs);

}  // namespace cupola
