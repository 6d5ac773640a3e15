#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "record/scored_state.hpp"

namespace cupola {

/// Truths, or tracks, at the times at which they are scored.
struct ScanStates {
  std::vector<Time> times;          ///< ascending
  std::vector<ScoredState> states;  ///< by scan, then by who
  std::vector<std::size_t> begin;   ///< states begin[k] up to begin[k + 1] are of scan k
  int whos = 0;                     ///< all `who` are below it
  bool has_velocity = true, has_identity = false;

  std::size_t scans() const { return times.size(); }
  std::span<const ScoredState> at(std::size_t scan) const {
    return std::span(states).subspan(begin[scan], begin[scan + 1] - begin[scan]);
  }
  /// The state of one of them in a scan; none: nullptr.
  const ScoredState* find(std::size_t scan, std::int32_t who) const;
};

/// How truths and tracks are brought to the same times.
struct ScanRules {
  Duration tolerance = Duration::seconds(1e-3);  ///< a row within it of a scan's time is of that scan
  Duration every{0};                             ///< 0: by the files' own times
  Time from{INT64_MIN}, until{INT64_MAX};        ///< scans before and behind are left out
  int skip = 0;                                  ///< further scans left out, the first ones
};

/// Truth and tracks in the same scans.
struct ScanPair {
  ScanStates truth, tracks;
  // A track's identity is the number that the truth's file has for the same word.
  bool at_truth_times = false;  ///< else the truth is read at the tracks' times
  bool tracks_interpolated = false;
  std::size_t scans_left_out = 0;       ///< before the first one that counts
  std::size_t scans_without_truth = 0;  ///< of tracks before the truth's first row or behind its last one
  std::size_t rows_without_scan = 0;    ///< of tracks: at no scan's time
};

/// What was true, and what was believed, at the same times?
/// Model      The scans are the times of the truth where the tracks' rows stand at those (as far as the truth
///            goes) and the truth is no denser. Else they are the times of the tracks, with the usual step
///            between them where some are missing, and before and behind them as far as there is truth; the
///            truth is read between its rows by cubic Hermite interpolation with its velocities (without:
///            those of the parabola through three rows). Times of tracks before and behind all truth are
///            scans, too: nobody is there. With `every` the scans are those steps from the first row of the
///            truth to the last, and tracks are read between their rows likewise. Nobody is taken to exist
///            where two rows are more than two and a half usual steps apart, before the first row or behind
///            the last one
/// Returns    states in the same scans; nobody stands twice in one
/// Holds for  states by time as StateRows has them
/// Accurate   at a row exact; between rows of 1 s in a 7 g turn 0.3 m
/// Checked by src/record/tests/scan_states.cpp
ScanPair scan_states(const StateRows& truth, const StateRows& tracks, const ScanRules& rules);

/// More scans than these are not made, however small the step.
inline constexpr std::size_t kMostScans = 1'000'000;

}  // namespace cupola
