#pragma once

#include <cmath>

#include "core/vec3.hpp"

namespace cupola {

/// How does a free body accelerate in the frame that turns with the earth?
/// Model      point-mass gravity, Coriolis and centrifugal terms (Montenbruck and Gill 2000)
/// Returns    m/s^2, earth-fixed frame
/// Holds for  constant over the ten seconds or so between two looks
/// Accurate   0.03 m/s^2 (the earth's flattening)
/// Leaves out drag
/// Checked by tests/free_fall.cpp
inline Vec3 track_free_fall_ecef_m_s2(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s) {
  constexpr double mu_m3_s2 = 3.986004418e14, turn_rad_s = 7.292115e-5;
  const double r = norm(p_ecef_m);
  const double g = -mu_m3_s2 / (r * r * r);
  const double c = turn_rad_s * turn_rad_s;
  // The fma are written out: gcc 12 fuses such a sum and difference side by side though contraction is off.
  return {std::fma(2.0 * turn_rad_s, v_ecef_m_s.y, (g + c) * p_ecef_m.x),
          std::fma(-2.0 * turn_rad_s, v_ecef_m_s.x, (g + c) * p_ecef_m.y), g * p_ecef_m.z};
}

/// Does the tracker take it for a falling body rather than one that flies?
/// Model      our rule: above 20 km, where little flies on wings, or faster than 1500 m/s, which
///            nothing on wings sustains; the height is taken above an ellipsoid of the earth's
///            flattening (50 m near enough)
/// Leaves out aircraft above 20 km: each prediction over 10 s puts them 490 m too low
inline bool falls_freely(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s) {
  constexpr double height_m = 20'000.0, speed_m_s = 1'500.0;
  constexpr double semi_major_m = 6378137.0, flattening = 1.0 / 298.257223563;
  if (dot(v_ecef_m_s, v_ecef_m_s) > speed_m_s * speed_m_s) return true;
  const double r2 = dot(p_ecef_m, p_ecef_m);
  const double surface_m = semi_major_m * (1.0 - flattening * (p_ecef_m.z * p_ecef_m.z / r2));
  return r2 > (surface_m + height_m) * (surface_m + height_m);
}

}  // namespace cupola
