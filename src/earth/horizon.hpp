#pragma once

#include "core/vec3.hpp"

namespace cupola {

inline constexpr double kMeanEarthRadius_m = 6371000.0;

/// The smooth earth of a scenario: a sphere at ground level, its radius stretched by refraction.
struct SmoothEarth {
  double ground_hae_m = 0.0;        ///< height of the ground above the ellipsoid, everywhere
  double geoid_undulation_m = 0.0;  ///< height of mean sea level above the ellipsoid, everywhere
  double k_factor = 4.0 / 3.0;      ///< effective earth radius over true radius
};

/// How far can two points see each other over the smooth earth?
/// Model   effective-radius horizon d = sqrt(2 k R h1) + sqrt(2 k R h2), R = 6371 km (Skolnik 3e, 8)
double horizon_range_m(double antenna_agl_m, double target_agl_m, double k_factor);

/// Is there line of sight between two points of the given heights above ground, the given ground range apart?
bool line_of_sight(double antenna_agl_m, double target_agl_m, double ground_range_m, double k_factor);

}  // namespace cupola
