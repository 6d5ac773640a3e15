#pragma once

#include <cmath>

#include "core/vec3.hpp"

namespace cupola {

inline constexpr double kMeanEarthRadius_m = 6371000.0;

/// The smooth earth of a scenario: a sphere at ground level, its radius stretched by refraction.
struct SmoothEarth {
  double ground_hae_m = 0.0;        ///< height of the ground above the ellipsoid, everywhere
  double geoid_undulation_m = 0.0;  ///< height of mean sea level above the ellipsoid, everywhere
  double k_factor = 4.0 / 3.0;      ///< effective earth radius over true radius
};

/// From a point not below ground to where its ray touches the ground; of one point or, in lanes, of several.
template <class V>
V horizon_leg_m(V height_agl_m, double k_factor) {
  using std::sqrt;
  return sqrt(2.0 * k_factor * kMeanEarthRadius_m * height_agl_m);
}

/// How far can two points see each other over the smooth earth?
/// Model      effective-radius horizon d = sqrt(2 k R h1) + sqrt(2 k R h2), R = 6371 km (Skolnik 3e, 8)
/// Returns    ground range, m; a height at or below the ground adds nothing
/// Holds for  heights small against the radius of the earth; k from about 1 to 2, or huge to wish the
///            horizon away
/// Accurate   the form leaves out h^2: 0.04 % long at 10 km; a constant k is about 1 % long there against
///            the CRPL exponential atmosphere
/// Leaves out terrain, ducting, diffraction
/// Checked by tests/horizon.cpp
double horizon_range_m(double antenna_agl_m, double target_agl_m, double k_factor);

/// Is there line of sight between two points of the given heights above ground, the given ground range apart?
/// Model      ground range within horizon_range_m
/// Checked by tests/horizon.cpp
bool line_of_sight(double antenna_agl_m, double target_agl_m, double ground_range_m, double k_factor);

}  // namespace cupola
