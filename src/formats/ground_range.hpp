#pragma once

namespace cupola {

/// A distance with what it is known to.
struct KnownTo {
  double value_m = 0.0, sd_m = 0.0;
};

/// How far along the ground is something whose slant range and height a radar knows?
/// Model      circle of `radius_m` through the ground: sin^2(angle/2) = (s^2 - (h - h0)^2) / (4 (r + h0)(r +
///            h)), with the errors of s and of h carried over to first order
/// Returns    m along the ground at height 0; within 6 degrees of the zenith, where height and slant range
///            say little, a tenth of the slant range with the error that goes with it
/// Holds for  straight rays: refraction bends the path, and lengthens it by less than 20 m at 400 km
/// Checked by tests/ground_range_test.cpp
KnownTo ground_range(KnownTo slant, KnownTo height, double radar_height_m, double radius_m);

inline constexpr double kMeanRadius_m = 6371008.8;  ///< of the earth, where the latitude is not known

}  // namespace cupola
