#pragma once

#include <span>

#include "study/interval.hpp"

namespace cupola {

/// The value that a share of a sample stays below.
/// Model      linear between order statistics (Hyndman and Fan 1996, type 7)
/// Holds for  at least one value, in ascending order; share in [0, 1]
double sample_quantile(std::span<const double> ascending, double share);

/// Where does the quantile lie of the law that these values come from?
/// Model      order statistics: how many values lie below the quantile is binomial, whatever the law (David and
///            Nagaraja 2003, 7.1); the ends are values of the sample
/// Returns    sample_quantile and the interval; an end is infinite where the sample is too small to have one
/// Holds for  at least one value, independent, in ascending order; share in (0, 1)
/// Accurate   covers at least what it says; equals SciPy's quantile_test (tests/scipy_intervals.csv)
/// Checked by tests/scipy_intervals.cpp, tests/quantile_interval.cpp
Interval quantile_interval(std::span<const double> ascending, double share, double confidence = 0.95);

}  // namespace cupola
