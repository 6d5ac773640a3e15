#pragma once

#include <vector>

#include "tracking/conversion.hpp"
#include "tracking/kalman.hpp"
#include "tracking/track_columns.hpp"
#include "tracking/track_state.hpp"

namespace cupola {

/// That a plot may be a track's, and at what price.
struct Candidate {
  int track = 0;      ///< position among the tracks
  int plot = 0;       ///< position among the plots, in the order of what was measured
  double cost = 0.0;  ///< negative log likelihood ratio against "track missed, plot false or new"
  double dt_s = 0.0;  ///< of the plot after the track
  Innovation innovation;
};

/// Which plots may come from which tracks?
/// Model      chi-square gate with three degrees of freedom on the squared distance d2 of the plot from
///            the track at the plot's own time, by the covariance of both (Blackman and Popoli 1999,
///            chapter 6), after a coarse test on the distance by the traces. Cost d2/2 + ln((2 pi)^3
///            det S)/2 + ln(odds), odds = beta (1 - Pd) / Pd with beta the density of false and new
///            plots there; only costs below zero are kept
/// Returns    candidates by plot, then by track
/// Checked by tests/gating.cpp
class Gate {
 public:
  Gate(double probability, double q_m2_s3);

  double chi_square() const { return chi_square_; }

  /// Appends to `out`; leaves out plots that are taken. Odds by plot.
  void find(const SelectedTracks& selected, const std::vector<TrackState>& tracks,
            const MeasurementColumns& plots, const CoveredSpan& span, const std::vector<double>& odds_per_m3,
            std::vector<Candidate>& out);

  /// The same question about one pair; fills all of `pair` but the positions. False: it is not to be.
  bool weigh(const TrackState& state, Time t, const PositionMeasurement& z, double odds_per_m3,
             Candidate& pair) const;

 private:
  struct Near {
    int position, plot;
  };
  void find_near(const SelectedTracks& selected, const MeasurementColumns& plots, const CoveredSpan& span);

  double chi_square_, q_m2_s3_;
  std::vector<Near> near_;  // what passes the coarse test
};

}  // namespace cupola
