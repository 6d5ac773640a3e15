#pragma once

#include <string>
#include <vector>

#include "study/store.hpp"
#include "study/variance_split.hpp"

/// Luck and ignorance kept apart: what a study says of each, never of both as one unless it says so.
namespace cupola {

/// Where 5, 50 and 95 % of something lie below.
struct QuantileBand {
  double low = 0.0, middle = 0.0, high = 0.0;
};
QuantileBand band_of(std::vector<double> values);

/// One measure at one combination of levels.
struct MeasureBands {
  std::size_t point = 0;  ///< of the combination at its best guess
  std::string column;
  bool is_event = false;      ///< then one replicate is 0 or 1, and `luck` and `both` say no more than the means
  Interval best_guess;        ///< mean where all inputs are at best, with its interval over replicates
  QuantileBand luck;                  ///< of single replicates where all inputs are at best
  QuantileBand knowledge;             ///< of the means over draws of the inputs, luck taken out: the knowledge band
  QuantileBand means;                 ///< the same as they came, with what luck leaves in means of so few replicates
  QuantileBand both;                  ///< of single replicates over all draws
  VarianceSplit split;
};

/// One measure at two levels of a factor, draw by draw under the same luck.
struct DrawDifference {
  std::size_t factor = 0, point = 0, base = 0;  ///< points at the best guess; base has the first level
  std::string column;
  double higher = 0.0, lower = 0.0;  ///< shares of draws in which the mean at `point` is above, or below, that at `base`
  Interval share;                    ///< of the larger of the two, over draws (Wilson)
  QuantileBand knowledge;                    ///< of the difference, luck taken out
  VarianceSplit split;               ///< of the difference

  /// The share of draws from which one is said to be ahead (RULES 4).
  static constexpr double kAhead = 0.9;
  bool distinguishable() const { return higher >= kAhead || lower >= kAhead; }
};

/// Model      luck: replicates at the best guess; knowledge: means over draws, drawn together about their mean as
///            VarianceSplit::shrink says; both: all replicates of all draws. Quantiles of type 7
/// Holds for  draws that are a sample: a Latin hypercube, Sobol', rows A and B of Saltelli; not Morris, not a tornado.
///            As many replicates of each draw are used as every draw has, two at least
/// Checked by tests/ignorance.cpp
std::vector<MeasureBands> bands_of(const Study& study, StudyStore& store);
std::vector<DrawDifference> draw_differences_of(const Study& study, StudyStore& store);

/// What the draws of a combination of levels gave: a row for each draw from 1 on, as long as all of them are; empty where
/// some draw has less than two replicates.
DrawTable draws_of(const Study& study, StudyStore& store, std::size_t best_point, const std::string& column);

/// The rows of it that are a sample of what is not known; empty where the sampling is none.
DrawTable sample_of(const Uncertainty& uncertain, const DrawTable& draws);

/// The first `length` values of every row less those of the other table's.
DrawTable difference_of(const DrawTable& table, const DrawTable& base);

}  // namespace cupola
