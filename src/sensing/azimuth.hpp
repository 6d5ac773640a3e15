#pragma once

#include <cmath>

#include "core/math.hpp"

namespace cupola {

/// An azimuth brought into [0, 2 pi).
inline double full_turn(double azimuth_rad) {
  constexpr double kTurn = 2.0 * math::kPi;
  const double wrapped = azimuth_rad - kTurn * std::floor(azimuth_rad / kTurn);
  return wrapped < kTurn ? wrapped : 0.0;
}

}  // namespace cupola
