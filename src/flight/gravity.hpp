#pragma once

#include "core/vec3.hpp"
#include "earth/geodetic.hpp"

namespace cupola {

// WGS-84 (NGA.STND.0036); J2 as in the NASA check cases (TM-2015-218675).
inline constexpr double kEarthGravity_m3_s2 = 3.986004418e14;
inline constexpr double kEarthJ2 = 1.08262982e-3;
inline constexpr double kEarthRate_rad_s = 7.292115e-5;

namespace detail {

/// gravitation_ecef_m_s2 for a caller who already has 1 / |p| and the squared sine of the geocentric
/// latitude.
inline Vec3 gravitation_ecef_m_s2(const Vec3& p, double inverse_r, double sine2) {
  const double inverse_r2 = inverse_r * inverse_r;
  const double pull = kEarthGravity_m3_s2 * inverse_r2 * inverse_r;
  const double k = 1.5 * kEarthJ2 * kWgs84SemiMajor_m * kWgs84SemiMajor_m * inverse_r2;
  const double across = -pull * (1.0 + k * (1.0 - 5.0 * sine2));
  const double along = -pull * (1.0 + k * (3.0 - 5.0 * sine2));
  return {across * p.x, across * p.y, along * p.z};
}

/// What the turning frame adds at rest and in motion: centrifugal and Coriolis acceleration.
inline Vec3 turning_frame_ecef_m_s2(const Vec3& p, const Vec3& v) {
  constexpr double w = kEarthRate_rad_s;
  return {w * (w * p.x + 2.0 * v.y), w * (w * p.y - 2.0 * v.x), 0.0};
}

}  // namespace detail

/// How strongly does the mass of the earth pull?
/// Model      point mass and oblateness (J2)
/// Returns    m/s2, earth-fixed axes
/// Accurate   1.3e-4 m/s2 at the surface against Somigliana's normal gravity (J4 and up)
/// Checked by tests/gravity.cpp
inline Vec3 gravitation_ecef_m_s2(const Vec3& p_ecef_m) {
  const double r2 = dot(p_ecef_m, p_ecef_m);
  return detail::gravitation_ecef_m_s2(p_ecef_m, 1.0 / std::sqrt(r2), p_ecef_m.z * p_ecef_m.z / r2);
}

/// How does a free body accelerate, seen in the earth-fixed frame?
/// Model      gravitation, centrifugal and Coriolis acceleration
/// Returns    m/s2
/// Checked by tests/gravity.cpp (NASA check case 1)
inline Vec3 free_fall_ecef_m_s2(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s) {
  return gravitation_ecef_m_s2(p_ecef_m) + detail::turning_frame_ecef_m_s2(p_ecef_m, v_ecef_m_s);
}

}  // namespace cupola
