#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/replicate.hpp"

namespace cupola {

/// How far a series of replicates came.
struct Series {
  std::uint64_t done = 0;    ///< replicates, from the first one on without a gap, failed ones among them
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
  /// In its place among those taken: a replicate that broke a check, and which. Where nobody listens the first such ends
  /// the program, as it does a single run.
  std::function<void(std::uint64_t replicate, const std::string& what)> failed;

  // For tests.
  std::function<void(std::uint64_t replicate)> begin;  ///< in the worker, before it plays: may break a check
  std::function<std::uint64_t(std::uint64_t i, std::uint64_t count)>
      order;  ///< which of them is handed out as the i-th
};

/// Plays `count` replicates of one scenario from `first` on, under one seed and on `jobs` workers. What is taken does not
/// depend on `jobs`, and no result is kept longer than until those before it are there.
Series play_series(const Plan& plan, std::uint64_t seed, std::uint64_t count, int jobs,
                   const Listener& listener, std::uint64_t first = 0,
                   std::uint64_t most_events = kMostEvents);

/// What stands for the digest of a replicate that failed, in those of series and studies.
inline constexpr const char* kFailedDigest = "failed";

/// A short series with all its results.
struct Many {
  std::vector<ReplicateResult> replicates;  ///< by replicate number
  std::string digest;
};
Many play_many(const Plan& plan, std::uint64_t seed, std::uint64_t count, int jobs);

}  // namespace cupola
