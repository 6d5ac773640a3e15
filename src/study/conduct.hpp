#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "engine/replicate.hpp"
#include "study/interval.hpp"
#include "study/store.hpp"

namespace cupola {

/// How much is asked for.
struct StudyOrder {
  std::uint64_t replicates = 0;  ///< of every point, at most
  int jobs = 1;
  std::optional<std::size_t> only = {};     ///< this point, and no other
  std::uint64_t most_events = kMostEvents;  ///< of a replicate: more, and it has failed
};

/// What is known of a measure at the point being played.
struct PointWatch {
  std::size_t point = 0;
  const ReplicateMeasure* measure = nullptr;
  Moments moments;
};

/// Hears of a study being played, between replicates.
struct StudyListener {
  std::function<void(std::uint64_t played)>
      progress;  ///< from any worker: replicates since the beginning of this call
  std::function<bool()> stop;
  /// After each replicate, one at a time: the measure of `precision`, or else the first one.
  std::function<void(const PointWatch&)> watch;

  // For tests: as those of Listener.
  std::function<void(std::size_t point, std::uint64_t replicate)> begin;
  std::function<std::uint64_t(std::uint64_t i, std::uint64_t count)> order;
};

/// How often a point's interval is looked at, and from when on, where a study stops on precision.
inline constexpr std::uint64_t kLookEvery = 50, kLookFrom = 100;

/// More replicates than this fail, in the order of the index, and their point is given up.
inline constexpr std::uint64_t kMostFailures = 3;

/// Plays what the store does not hold yet, all points in turn, until each has all its replicates or is sure enough.
/// Model      sequential stopping in the order of the index (models of statistics, section 4): looks after every 50
///            replicates from 100 on, whoever played them and however often the study was stopped
/// Returns    whether nothing is left to play; false after a stop or an error of the store
/// Holds for  a death at any instant: what was played more than a second ago is stored. A replicate that breaks a check
///            is stored as failed, counts nowhere, and the others go on; a fault that ends the process is not caught
/// Random     as play(): keyed by (seed, replicate), the same at every point
/// Checked by tests/store.cpp, tests/failures.cpp
bool conduct(const Study& study, StudyStore& store, const StudyOrder& order, const StudyListener& listener);

/// Replicates that are left to play, if no point stops before.
std::uint64_t left_to_play(const Study& study, const StudyStore& store, const StudyOrder& order);

}  // namespace cupola
