#pragma once

#include "core/matrix.hpp"
#include "core/vec3.hpp"

namespace cupola {

inline constexpr double kWgs84SemiMajor_m = 6378137.0;
inline constexpr double kWgs84Flattening = 1.0 / 298.257223563;

/// A place on the WGS-84 ellipsoid; height above the ellipsoid.
struct Geodetic {
  double latitude_rad = 0.0, longitude_rad = 0.0, height_hae_m = 0.0;
};

Vec3 to_ecef(const Geodetic& place);        ///< earth-centred, earth-fixed, m
Geodetic to_geodetic(const Vec3& p_ecef_m); ///< closed form (Vermeille) or iterated to 1e-9 m; everywhere but the centre

/// East, north, up at a place.
struct LocalFrame {
  Vec3 origin_ecef_m;
  Matrix<3, 3> ecef_to_enu;

  static LocalFrame at(const Geodetic& place);
  Vec3 enu_from_ecef(const Vec3& p_ecef_m) const { return ecef_to_enu * (p_ecef_m - origin_ecef_m); }
  Vec3 ecef_from_enu(const Vec3& p_enu_m) const { return origin_ecef_m + transpose(ecef_to_enu) * p_enu_m; }
};

/// Range, azimuth (from north, clockwise, [0, 2 pi)) and elevation of a point in a local frame.
struct Polar {
  double range_m = 0.0, azimuth_rad = 0.0, elevation_rad = 0.0;
};
Polar polar_from_enu(const Vec3& p_enu_m);
Vec3 enu_from_polar(const Polar& polar);

}  // namespace cupola
