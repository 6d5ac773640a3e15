#pragma once

#include <vector>

#include "core/random.hpp"
#include "study/variance_split.hpp"

namespace cupola {

/// Which share of what the inputs make a measure vary comes from one of them.
struct SobolIndices {
  Interval first;  ///< by itself: what would go if it were known
  Interval total;  ///< with all it does together with others: what would stay if everything else were known
};

/// Whose ignorance is it that makes a measure uncertain?
/// Model      variance-based indices: first order by Saltelli et al. (2010), total by Jansen (1999), about the mean of all;
///            what luck adds to the products of means that they are made of is taken out by the replicates' own
///            covariances; bootstrap intervals (bootstrap.hpp) over rows
/// Returns    by input, shares of 1; noise may bring estimates below 0 or above 1. Nothing where the measure does not vary
/// Holds for  `table`: a row for each of saltelli_points
/// Accurate   as SALib to 1e-9 where there is one replicate (tests/salib_sensitivity.csv)
/// Random     of the bootstrap: `luck`
/// Checked by tests/sensitivity_oracles.cpp (Ishigami's and Sobol's functions, with and without luck)
std::vector<SobolIndices> sobol_indices(const DrawTable& table, std::size_t inputs, ReplicateKey luck);

}  // namespace cupola
