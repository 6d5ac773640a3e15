#pragma once

#include <optional>
#include <vector>

#include "record/point_sets.hpp"
#include "record/scan_states.hpp"

namespace cupola {

/// What is compared by which metric.
struct ScoreRules {
  double cutoff_m = 1000.0;
  double ospa_order = 1.0, gospa_order = 2.0;
};

struct ScanScore {
  Time time;
  int truths = 0, tracks = 0;
  double ospa_m = 0.0, gospa_m = 0.0, localisation_m_p = 0.0;
  int missed = 0, spurious = 0;
  int switches = 0;  ///< identity switches that happened at this scan
};

/// A truth that goes on under another track's number.
struct IdentitySwitch {
  std::size_t scan = 0;
  std::int32_t truth = 0, from_track = 0, to_track = 0;
};

struct ScanScores {
  /// Too many tracks lie too near to too many truths in this scan (PointSets::can_compare): nothing is
  /// scored.
  std::optional<Time> refused;
  std::vector<ScanScore> scans;
  /// By state of the tracks, in the order of ScanStates::states: the truth it was paired with, or -1 (false).
  std::vector<std::int32_t> truth_of_state;
  std::vector<IdentitySwitch> switches;

  // Means over the scans; 0 without scans.
  double ospa_m = 0.0, gospa_m = 0.0;
  double localisation_m = 0.0;  ///< root of the mean square (order p) distance of all pairs; 0 without pairs
  double localisation_m_p = 0.0;  ///< mean over the scans of the sum of the pairs' distances to the power p
  double truths = 0.0, tracks = 0.0, missed = 0.0, spurious = 0.0;

  /// Of the scans in which tracks were on any truth, the share on the truth that each was on most often;
  /// 0 where no track ever was on one.
  double purity = 0.0;
  /// The same share of the tracks' whole lives, in which they may also have been on no truth.
  double purity_of_life = 0.0;
  int tracks_in_all = 0, tracks_never_on_a_truth = 0;
};

/// How far are the tracks from the truth, scan by scan, and whose track is whose?
/// Model      OSPA and GOSPA of the positions (record/point_sets.hpp). GOSPA's assignment says which track is
///            on which truth. An identity switch: a truth is assigned to another track than the one it was
///            last assigned to, however long ago (the switches of CLEAR MOT, Bernardin and Stiefelhagen 2008,
///            on GOSPA's assignment, which does not hold on to the assignment of the scan before). Purity: a
///            track's majority truth is the one it was on in most scans
/// Returns    m; missed and spurious (false) per scan; see ScanScores
/// Holds for  truth and tracks in the same scans
/// Checked by src/record/tests/scan_scores.cpp
ScanScores score_scans(const ScanStates& truth, const ScanStates& tracks, const ScoreRules& rules);

}  // namespace cupola
