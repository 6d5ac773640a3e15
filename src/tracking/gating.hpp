#pragma once

#include <span>
#include <vector>

#include "tracking/conversion.hpp"
#include "tracking/mixture_lanes.hpp"
#include "tracking/track_columns.hpp"
#include "tracking/track_table.hpp"

namespace cupola {

/// That a plot may be a track's, and at what price.
struct Candidate {
  int track = 0;                ///< position among the tracks
  int plot = 0;                 ///< position among the plots, in the order of what was measured
  double cost = 0.0;            ///< negative log likelihood ratio against "track missed, plot false or new"
  double density_per_m3 = 0.0;  ///< of the plot, by all modes of the track
  int lane = -1;                ///< where the track lies among those predicted
  double dt_s = 0.0;            ///< of the plot after the track
};

/// Which plots may come from which tracks?
/// Model      chi-square gate with three degrees of freedom on the squared distance of the plot from where
///            the nearest mode of the track expects it, at the plot's own time, by the covariance of both
///            (Blackman and Popoli 1999, chapter 6), after a coarse test on the distance that holds the gates
///            of all modes. Cost ln(odds / density), odds = beta (1 - Pd) / Pd with beta the density of false
///            and new plots there, density that of the plot by all modes and their probabilities; only costs
///            below zero are kept. Where many pairs are near, a track is predicted once for all plots within
///            half a second, and carried on to each straight
/// Returns    candidates by plot, then by track
/// Checked by tests/gating.cpp
class Gate {
 public:
  Gate(double probability, const ImmModel& model);

  double chi_square() const { return rule_.chi_square; }
  const CoarseRule& rule() const { return rule_; }

  /// Appends to `out`; leaves out plots that are taken. Odds by plot. The lanes are begun anew.
  void find(const SelectedTracks& selected, const TrackTable& tracks, const MeasurementColumns& plots,
            const CoveredSpan& span, const std::vector<double>& odds_per_m3, MixtureLanes& lanes,
            std::vector<Candidate>& out);

  /// The same of one question that was weighed, wherever it came from; fills cost and density. False: it is not to be.
  bool judge(const MixtureLanes& lanes, std::size_t question, double odds_per_m3, Candidate& pair) const;

 private:
  struct Near {
    int selected, plot, lane;
    double distance2, dt_s;
  };
  struct Lanes {
    double nearest2 = 1e300, nearest_s = 0.0;  ///< its nearest plot
    int of_nearest = -1, of_others = -1;
  };
  void find_near(const SelectedTracks& selected, const MeasurementColumns& plots, const CoveredSpan& span);
  void give_lanes(const SelectedTracks& selected, const TrackTable& tracks, MixtureLanes& lanes);
  std::span<Near> near() { return {near_.data(), near_count_}; }

  CoarseRule rule_;
  std::vector<Near> near_;  // the first so many: what passes the coarse test
  std::size_t near_count_ = 0;
  std::vector<Lanes> lanes_of_;      // by selected track
  std::vector<std::size_t> within_;  // near pairs within the gate
};

}  // namespace cupola
