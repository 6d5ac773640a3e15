#pragma once

#include "core/math.hpp"

namespace cupola {

/// Ten times the decimal logarithm of a ratio of powers.
inline double decibels_of_power(double ratio) { return (10.0 / 2.302585092994045684) * math::log(ratio); }

/// Twenty times the decimal logarithm of a ratio of field strengths.
inline double decibels_of_field(double ratio) { return (20.0 / 2.302585092994045684) * math::log(ratio); }

inline double power_of_decibels(double decibels) {
  return math::exp(decibels * (2.302585092994045684 / 10.0));
}
inline double field_of_decibels(double decibels) {
  return math::exp(decibels * (2.302585092994045684 / 20.0));
}

}  // namespace cupola
