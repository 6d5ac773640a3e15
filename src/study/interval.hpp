#pragma once

#include <cstdint>

namespace cupola {

/// A two-sided interval for an estimate.
struct Interval {
  double estimate = 0.0, low = 0.0, high = 0.0;
};

/// Count, mean and squared deviations of numbers taken one at a time.
/// Model      Welford (1962)
struct Moments {
  std::uint64_t count = 0;
  double mean = 0.0, squares = 0.0;
  void add(double value);
};

/// How sure can one be of a proportion after `successes` in `trials` independent replicates?
/// Model      Wilson score interval (Wilson 1927; Brown, Cai & DasGupta 2001)
/// Returns    estimate and interval in [0, 1]; [0, 1] for no trials; never of zero width
/// Holds for  independent trials: replicates, never the entities of one replicate
/// Checked by tests/interval.cpp
Interval wilson(std::uint64_t successes, std::uint64_t trials, double confidence = 0.95);

/// The same, guaranteed: wider than Wilson's, and never covering less than it says.
/// Model      exact interval of Clopper and Pearson (1934), by quantiles of the beta distribution
/// Checked by tests/scipy_intervals.cpp
Interval clopper_pearson(std::uint64_t successes, std::uint64_t trials, double confidence = 0.95);

/// How many standard errors the mean of `count` values may lie off on either side.
/// Model      quantile of Student's t with count - 1 degrees of freedom, inverted numerically
/// Holds for  count > 1
double student_t(std::uint64_t count, double confidence);

/// Mean of independent values (one a replicate) with Student's t interval.
/// Model      mean +- t * s / sqrt(n); t by inverting the t distribution numerically
/// Returns    estimate and interval; the interval is infinite for fewer than two values
Interval mean_interval(const Moments& values, double confidence = 0.95);

/// How sure can one be of the mean of a quantity that has limits: a share, a count out of so many?
/// Model      Student's t, cut off at the limits. Where all values are the same (or there is but one), they
/// say
///            nothing of their spread, and t would claim certainty: then Wilson with the mean as the
///            proportion of the range and n = the number of values. That is the widest law: no law between
///            these limits with this mean has a larger variance than the one that takes the limits alone, m
///            (1 - m) of the range squared (Bhatia & Davis 2000), and that one is Wilson's
/// Returns    estimate and interval in [least, most]; never of zero width unless least = most
/// Holds for  independent values: one a replicate, never one an entity
/// Accurate   for means of few, skewed values t covers less than it says (one leak in a hundred replicates);
/// where
///            the question is whether something happens at all, ask for its probability instead
/// Checked by tests/interval.cpp
Interval bounded_mean_interval(const Moments& values, double least, double most, double confidence = 0.95);

}  // namespace cupola
