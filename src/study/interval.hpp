#pragma once

#include <cstdint>

namespace cupola {

/// A two-sided interval for an estimate.
struct Interval {
  double estimate = 0.0, low = 0.0, high = 0.0;
};

/// How sure can one be of a proportion after `successes` in `trials` independent replicates?
/// Model      Wilson score interval (Wilson 1927; Brown, Cai & DasGupta 2001)
/// Returns    estimate and interval in [0, 1]; [0, 1] for no trials
/// Holds for  independent trials: replicates, never the entities of one replicate
/// Checked by study/tests/interval.cpp
Interval wilson(std::uint64_t successes, std::uint64_t trials, double confidence = 0.95);

/// Mean of independent values (one a replicate) with Student's t interval.
/// Model      mean +- t * s / sqrt(n); t by inverting the t distribution numerically
/// Returns    estimate and interval; the interval is infinite for fewer than two values
Interval mean_interval(const double* values, std::uint64_t count, double confidence = 0.95);

}  // namespace cupola
