#pragma once

#include <cstddef>
#include <vector>

#include "study/sampling.hpp"
#include "study/variance_split.hpp"

namespace cupola {

/// What one input does to a measure, by walks through all inputs.
struct ElementaryEffects {
  Interval mean;       ///< mu: of the measure, for the whole way from low to high
  Interval mean_size;  ///< mu*: of its absolute value
  double spread =
      0.0;  ///< sigma: how differently it works from place to place (not straight, or together with others)
  double noise =
      0.0;  ///< what luck adds to one effect, a standard deviation; taken out of sigma, not out of mu*
};

/// Which inputs matter at all, and do they work in a straight line?
/// Model      elementary effects of Morris (1991) with the mean size of Campolongo, Cariboni and Saltelli (2007); mean and
///            spread over trajectories; intervals: Student's t, and for mu* the bootstrap (bootstrap.hpp)
/// Returns    by input
/// Holds for  `points` of morris_trajectories, `table` a row for each
/// Accurate   as SALib to 1e-9 where luck adds nothing (tests/salib_sensitivity.csv)
/// Random     of the bootstrap: `luck`
/// Checked by tests/sensitivity_oracles.cpp
std::vector<ElementaryEffects> elementary_effects(const UnitPoints& points, const DrawTable& table,
                                                  ReplicateKey luck);

}  // namespace cupola
