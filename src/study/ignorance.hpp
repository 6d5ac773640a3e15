#pragma once

#include <string>
#include <vector>

#include "study/variance_split.hpp"

/// Luck and ignorance kept apart: what a study says of each, never of both as one unless it says so.
namespace cupola {

struct Study;
class StudyStore;
struct Uncertainty;

/// Where 5, 50 and 95 % of something lie below.
struct QuantileBand {
  double low = 0.0, middle = 0.0, high = 0.0;
};
QuantileBand band_of(std::vector<double> values);

/// One measure at one combination of levels.
struct MeasureBands {
  std::size_t point = 0;  ///< of the combination at its best guess
  std::string column;
  bool is_event = false;   ///< then one replicate is 0 or 1, and `luck` and `both` say no more than the means
  Interval best_guess;     ///< mean where all inputs are at best, with its interval over replicates
  QuantileBand luck;       ///< of single replicates where all inputs are at best
  QuantileBand knowledge;  ///< of the means over draws of the inputs, luck taken out: the knowledge band
  QuantileBand means;      ///< the same as they came, with what luck leaves in means of so few replicates
  QuantileBand both;       ///< of single replicates over all draws
  VarianceSplit split;
};

/// One measure at two levels of a factor, draw by draw under the same luck.
struct DrawDifference {
  std::size_t factor = 0, point = 0, base = 0;  ///< points at the best guess; base has the first level
  std::string column;
  double higher = 0.0,
         lower = 0.0;  ///< shares of draws in which the mean at `point` is above, or below, that at `base`
  Interval share;      ///< of the larger of the two, over draws (Wilson)
  QuantileBand knowledge;  ///< of the difference, luck taken out
  VarianceSplit split;     ///< of the difference

  /// The share of draws from which one is said to be ahead (RULES 4).
  static constexpr double kAhead = 0.9;
  bool distinguishable() const { return higher >= kAhead || lower >= kAhead; }
};

/// Model      luck: replicates at the best guess; knowledge: means over draws, drawn together about their mean as
///            VarianceSplit::shrink says; both: all replicates of all draws. Quantiles of type 7
/// Holds for  draws that are a sample: a Latin hypercube, Sobol', rows A and B of Saltelli; not Morris, not a tornado.
///            Replicates that every draw has, two at least
/// Checked by tests/uncertain.cpp, tests/variance_split.cpp
std::vector<MeasureBands> bands_of(const Study& study, StudyStore& store);
std::vector<DrawDifference> draw_differences_of(const Study& study, StudyStore& store);

/// What combinations of levels gave: of each the best guess and then its draws, a row each, one combination after the
/// other. Only the luck of which every row has a value is kept; empty where that is less than twice.
DrawTable rows_of(const Study& study, StudyStore& store, const std::vector<std::size_t>& best_points,
                  const std::string& column);

/// The draws among the rows of one combination that are a sample of what is not known; empty where the sampling is none.
DrawTable sample_of(const Uncertainty& uncertain, const DrawTable& rows, std::size_t combination = 0);

/// Row by row, the first combination's less the second's.
DrawTable difference_of(const DrawTable& rows);

}  // namespace cupola
