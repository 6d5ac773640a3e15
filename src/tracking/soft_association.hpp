#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace cupola {

/// That a plot (column) may come from a track (row), and how likely that is.
struct SoftCandidate {
  std::int32_t row = 0;
  std::int32_t column = 0;
  /// ln(Pd p(z | track) / ((1 - Pd) beta)): against "the track was missed and the plot is false or new", with
  /// beta the density of those. A track that exists with probability r only has r Pd for Pd.
  double log_ratio = 0.0;
};

/// With what probability does each plot come from each track, if a track causes at most one plot and a plot
/// has at most one cause?
/// Model      marginals of the assignment by loopy belief propagation (Williams and Lau 2014, IEEE Trans. AES
///            50, 2942-2959, equations 30 and 31), each cluster of tracks and plots that hang together by
///            itself; closed forms for one track, one plot, and two by two
/// Returns    by candidate, in the order given: probability in [0, 1]; by row: that of a miss. The sum over a
///            row with its miss is one, to rounding.
///            The order of candidates does not matter to a bit, nor do the numbers of rows and columns where
///            no two ratios of a row or column are equal
/// Holds for  finite ratios; each pair once at most. Ratios beyond exp(+-300) count as that
/// Accurate   exact (rounding) for closed forms and clusters without loops. With loops the marginals are
/// those
///            of the Bethe approximation (error in tests/soft_association.cpp); each cluster stops once its
///            probabilities are within `tolerance` of that fixed point, as extrapolated from the last two
///            changes, or after `iterations_most`, which unsettled() counts
/// Random     none
/// Checked by tests/soft_association.cpp
class SoftAssociation {
 public:
  struct Settings {
    double tolerance = 1e-4;
    int iterations_most = 500;
  };
  SoftAssociation() = default;
  explicit SoftAssociation(Settings settings);

  /// The results stand until the next call; nothing is allocated once the largest problem has been seen.
  std::span<const double> solve(int rows, int columns, std::span<const SoftCandidate> candidates);
  std::span<const double> miss() const { return miss_; }  ///< by row
  std::span<const double> free() const { return free_; }  ///< by column: that it comes from no row

  int unsettled() const { return unsettled_; }         ///< clusters that were stopped
  int clusters() const { return clusters_; }           ///< with at least one candidate
  int most_iterations() const { return iterations_; }  ///< of any cluster

 private:
  Settings settings_;
  std::vector<double> probability_, miss_, free_;
  int unsettled_ = 0, clusters_ = 0, iterations_ = 0;
};

}  // namespace cupola
