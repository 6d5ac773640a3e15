#pragma once

#include <cstdint>
#include <vector>

#include "study/ratio.hpp"

namespace cupola {

/// One measure of two alternatives that were played under the same luck, replicate by replicate.
/// Model      the difference within each replicate is one value (common random numbers: Law 2015, 11.2)
struct PairedMoments {
  JointMoments pairs;  ///< x: the first alternative, y: the second
  Moments difference;  ///< y - x
  void add(double x, double y);

  /// How far the same luck moves both the same way, in [-1, 1]; 0 where one of them never varies.
  double correlation() const;
  /// How many replicates both would have needed under luck of their own, over what they had: the variance of such a
  /// difference over that of this one. Infinite where the differences never vary, and 1 where nothing does.
  double saved() const;
};

/// What of yes-or-no outcomes two alternatives had under the same luck, in replicates.
struct PairedCounts {
  std::uint64_t both = 0, first_only = 0, second_only = 0, neither = 0;
  std::uint64_t count() const { return both + first_only + second_only + neither; }
  void add(bool first, bool second);
};

/// How surprising is it, if both alternatives were equally likely to have it, that they differ this unequally?
/// Model      exact test of McNemar (1947): of the replicates that differ, as many either way as a fair coin says
/// Returns    two-sided p in [0, 1]; 1 where none differ
/// Checked by tests/scipy_intervals.cpp
double mcnemar(const PairedCounts& counts);

/// How far do the two probabilities lie apart, second less first?
/// Model      square and add of Wilson's intervals with the correlation (Newcombe 1998, paired, method 10)
/// Returns    estimate and interval in [-1, 1]; [-1, 1] for no replicates; never of zero width
/// Checked by tests/paired.cpp
Interval newcombe(const PairedCounts& counts, double confidence = 0.95);

/// p-values of several comparisons at once, so that the chance of any false one stays what a single one's was.
/// Model      step-down method of Holm (1979)
/// Returns    adjusted, in the order given, each in [0, 1]
/// Checked by tests/paired.cpp
std::vector<double> holm(const std::vector<double>& p);

}  // namespace cupola
