#pragma once

#include <vector>

#include "record/scan_states.hpp"

namespace cupola {

/// When a track counts as being of a truth.
struct SiapRules {
  double threshold_m = 1000.0;  ///< nearer than this
  int pairs_to_confirm = 3;     ///< so many scans of the track running; at least 2
  int misses_to_end = 2;
};

/// The scans from one to another, both included.
struct ScanSpan {
  std::size_t first = 0, last = 0;
};

/// A track that was of a truth, and when.
struct TrackOfTruth {
  std::int32_t truth = 0, track = 0;
  std::vector<ScanSpan> spans;  ///< ascending, apart from each other
};

/// Which tracks are of which truths?
/// Model      Stone Soup 1.9's TrackToTruth, to the letter: a track is of the truth that is nearest to it and
///            nearer than a threshold, once it has been for some scans running, from the first of them; it
///            ceases with the last scan before some misses running. A truth may have several tracks, a track
///            one truth. As there, an association that follows straight upon another one ends at its first
///            miss unless a hit came before
/// Returns    by truth, then by track
/// Holds for  truth and tracks in the same scans
/// Random     none; of two truths equally near the one of the lower number
/// Checked by src/record/tests/siap.cpp, src/formats/tests/siap_test.cpp
std::vector<TrackOfTruth> tracks_of_truths(const ScanStates& truth, const ScanStates& tracks,
                                           const SiapRules& rules);

/// The attributes of a single integrated air picture.
struct Siap {
  double completeness = 0.0;           ///< share of the truths that have a track
  double ambiguity = 1.0;              ///< tracks per truth that has one
  double spuriousness = 0.0;           ///< share of the tracks that are of no truth
  double position_accuracy_m = 0.0;    ///< mean error of the tracks that are of a truth
  double velocity_accuracy_m_s = 0.0;  ///< likewise
  double track_changes_per_s = 0.0;    ///< changes of the track's number per second of tracked truth
  double longest_segment = 0.0;        ///< the longest that one track was of a truth, as share of its life
};

/// How complete, clear and continuous is the picture?
/// Model      Stone Soup 1.9's SIAPMetrics, after Votruba et al. (2001), "Single Integrated Air Picture
///            Metrics Implementation": sums over all scans of C = JT / J, A = NA / JT, S = (N - NA) / N, PA
///            and VA over the associations; R = sum (NU - 1) / sum TT over the truths tracked at all; LS =
///            sum TL / sum T. TL is the whole time that a track was of a truth, spans added up. NU goes from
///            the start of the truth's life from one association to the next, each time to the one that ends
///            last (of several the lowest track: there either); as there, it stops where the next one would
///            begin with its own last scan
/// Returns    shares in [0, 1], ambiguity from 1; where nothing can be divided by: 0, ambiguity 1
/// Holds for  truth and tracks in the same scans. A scan in which a truth or its track has no state while
///            they belong together (Stone Soup refuses it) counts for neither
/// Accurate   1e-9 relative against Stone Soup 1.9.1
/// Leaves out identity: identity_siap.hpp
/// Checked by src/record/tests/siap.cpp, src/formats/tests/siap_test.cpp
Siap siap(const ScanStates& truth, const ScanStates& tracks, const std::vector<TrackOfTruth>& pairs);

}  // namespace cupola
