#pragma once

#include "core/elementary.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

// Algorithm AS 241: numerator and denominator near the middle, in the tails, and far out in the tails.
inline constexpr double kMiddleAbove[] = {
    3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
    4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3};
inline constexpr double kMiddleBelow[] = {1.0,
                                          4.2313330701600911252e+1,
                                          6.8718700749205790830e+2,
                                          5.3941960214247511077e+3,
                                          2.1213794301586595867e+4,
                                          3.9307895800092710610e+4,
                                          2.8729085735721942674e+4,
                                          5.2264952788528545610e+3};
inline constexpr double kTailAbove[] = {1.42343711074968357734e0,  4.63033784615654529590e0,
                                        5.76949722146069140550e0,  3.64784832476320460504e0,
                                        1.27045825245236838258e0,  2.41780725177450611770e-1,
                                        2.27238449892691845833e-2, 7.74545014278341407640e-4};
inline constexpr double kTailBelow[] = {1.0,
                                        2.05319162663775882187e0,
                                        1.67638483018380384940e0,
                                        6.89767334985100004550e-1,
                                        1.48103976427480074590e-1,
                                        1.51986665636164571966e-2,
                                        5.47593808499534494600e-4,
                                        1.05075007164441684324e-9};
inline constexpr double kFarAbove[] = {6.65790464350110377720e0,  5.46378491116411436990e0,
                                       1.78482653991729133580e0,  2.96560571828504891230e-1,
                                       2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                       2.71155556874348757815e-5, 2.01033439929228813265e-7};
inline constexpr double kFarBelow[] = {1.0,
                                       5.99832206555887937690e-1,
                                       1.36929880922735805310e-1,
                                       1.48753612908506148525e-2,
                                       7.86869131145613259100e-4,
                                       1.84631831751005468180e-5,
                                       1.42151175831644588870e-7,
                                       2.04426310338993978564e-15};

/// The value that a standard normal variable stays below with probability p.
/// Model      algorithm AS 241, PPND16 (Wichura 1988, Applied Statistics 37, 477-484)
/// Holds for  0 < p < 1; -infinity at 0, infinity at 1, NaN outside
/// Accurate   1e-15 relative
/// Checked by tests/normal_quantile_test.cpp
template <class V>
inline V normal_quantile(V p) {
  const V q = p - V(0.5);
  const auto middle = abs(q) <= V(0.425);
  const V r = fma(-q, q, V(0.180625));
  V above = q * polynomial(r, kMiddleAbove), below = polynomial(r, kMiddleBelow);
  if (!all(middle)) {
    const V tail = min(p, V(1.0) - p);
    const V depth = sqrt(-log(tail));
    const V near = depth - V(1.6), far = depth - V(5.0);
    V tail_above = polynomial(near, kTailAbove), tail_below = polynomial(near, kTailBelow);
    const auto is_far = depth > V(5.0) && tail > V(0.0);
    if (any(is_far)) {
      tail_above = select(is_far, polynomial(far, kFarAbove), tail_above);
      tail_below = select(is_far, polynomial(far, kFarBelow), tail_below);
    }
    above = select(middle, above, copysign(select(tail == V(0.0), V(kInfinity), tail_above), q));
    below = select(middle, below, select(tail == V(0.0), V(1.0), tail_below));
  }
  return select(p >= V(0.0) && p <= V(1.0), above / below, V(kNan));
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
