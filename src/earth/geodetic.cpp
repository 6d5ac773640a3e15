#include "earth/geodetic.hpp"

#include "core/check.hpp"
#include "core/math.hpp"

namespace cupola {
namespace {

constexpr double kA = kWgs84SemiMajor_m;
constexpr double kB = kA * (1.0 - kWgs84Flattening);
constexpr double kE2 = kWgs84Flattening * (2.0 - kWgs84Flattening);
constexpr double kSecondE2 = kE2 / (1.0 - kE2);

/// A direction in the meridian plane by its (not normalised) sine and cosine.
struct Direction {
  double sine, cosine;
};

/// Bowring's iteration on the reduced latitude; three rounds leave nothing above rounding outside 1000 km.
Direction normal_of_far_point(double rho, double z) {
  double sb = z * kA, cb = rho * kB;
  Direction normal{};
  for (int round = 0; round < 3; ++round) {
    const double n = 1.0 / std::sqrt(sb * sb + cb * cb);
    const double s = sb * n, c = cb * n;
    normal = {z + kSecondE2 * kB * s * s * s, rho - kE2 * kA * c * c * c};
    sb = kB * normal.sine;
    cb = kA * normal.cosine;
  }
  return normal;
}

/// Deep inside the earth: the multiplier t of the nearest point, (a rho / (a^2 + t))^2 + (b z / (b^2 + t))^2
/// = 1, found by bisection, which nothing there can lead astray.
Direction normal_of_deep_point(double rho, double z) {
  constexpr double axes2 = kA * kA - kB * kB;
  double low = 0.0, high = kB * kB;  // of u = b^2 + t, which may be tiny
  for (int round = 0; round < 200; ++round) {
    const double u = 0.5 * (low + high);
    const double x = kA * rho / (axes2 + u), y = kB * z / u;
    (x * x + y * y > 1.0 ? low : high) = u;
  }
  const double foot_rho = kA * kA * rho / (axes2 + high);
  const double inside = 1.0 - (foot_rho / kA) * (foot_rho / kA);
  const double foot_z = kB * std::sqrt(inside > 0.0 ? inside : 0.0);
  return {(z < 0.0 ? -foot_z : foot_z) / (kB * kB), foot_rho / (kA * kA)};
}

}  // namespace

Vec3 to_ecef(const Geodetic& place) {
  const double s = math::sin(place.latitude_rad), c = math::cos(place.latitude_rad);
  const double normal_radius_m = kA / std::sqrt(1.0 - kE2 * s * s);
  const double rho = (normal_radius_m + place.height_hae_m) * c;
  return {rho * math::cos(place.longitude_rad), rho * math::sin(place.longitude_rad),
          ((1.0 - kE2) * normal_radius_m + place.height_hae_m) * s};
}

Geodetic to_geodetic(const Vec3& p) {
  const double rho = std::sqrt(p.x * p.x + p.y * p.y);
  const double distance2 = rho * rho + p.z * p.z;
  CUPOLA_CHECK(distance2 > 0.0);
  const Direction normal = distance2 > 1e12 ? normal_of_far_point(rho, p.z) : normal_of_deep_point(rho, p.z);
  const double n = 1.0 / std::sqrt(normal.sine * normal.sine + normal.cosine * normal.cosine);
  const double s = normal.sine * n, c = normal.cosine * n;

  // From the foot on the ellipsoid along the normal. A small error of the normal only enters squared.
  const double normal_radius_m = kA / std::sqrt(c * c + (1.0 - kE2) * (s * s));
  const double up_m = (rho - normal_radius_m * c) * c + (p.z - (1.0 - kE2) * normal_radius_m * s) * s;
  return {math::atan2(normal.sine, normal.cosine), math::atan2(p.y, p.x), up_m};
}

double height_hae_m(const Vec3& p) {
  const double r2 = dot(p, p);
  const double r = std::sqrt(r2);
  return detail::height_from_radius_m(r, p.z * p.z / r2);
}

LocalFrame LocalFrame::at(const Geodetic& place) {
  const double sp = math::sin(place.latitude_rad), cp = math::cos(place.latitude_rad);
  const double sl = math::sin(place.longitude_rad), cl = math::cos(place.longitude_rad);
  LocalFrame frame;
  frame.origin_ecef_m = to_ecef(place);
  frame.ecef_to_enu = {{-sl, cl, 0.0, -sp * cl, -sp * sl, cp, cp * cl, cp * sl, sp}};
  return frame;
}

Polar polar_from_enu(const Vec3& p) {
  const double ground = std::sqrt(p.x * p.x + p.y * p.y);
  double azimuth = math::atan2(p.x, p.y);
  if (azimuth < 0.0) azimuth += 2.0 * math::kPi;
  if (azimuth >= 2.0 * math::kPi) azimuth = 0.0;  // a hair west of north rounds up to a full turn
  return {norm(p), azimuth, math::atan2(p.z, ground)};
}

Vec3 enu_from_polar(const Polar& polar) {
  const double ground = polar.range_m * math::cos(polar.elevation_rad);
  return {ground * math::sin(polar.azimuth_rad), ground * math::cos(polar.azimuth_rad),
          polar.range_m * math::sin(polar.elevation_rad)};
}

}  // namespace cupola
