#include "formats/local_plane.hpp"

#include <gtest/gtest.h>

#include <GeographicLib/AzimuthalEquidistant.hpp>
#include <cmath>

#include "core/math.hpp"

namespace cupola {
namespace {

constexpr double kDegree = math::kPi / 180.0;

Geodetic place(double latitude_deg, double longitude_deg, double height_m = 0.0) {
  return {latitude_deg * kDegree, longitude_deg * kDegree, height_m};
}

struct Error {
  double distance_m = 0.0, direction_rad = 0.0, convergence_rad = 0.0;
};

/// The worst over origins and directions, against GeographicLib's projection.
Error worst_at(double distance_m) {
  const GeographicLib::AzimuthalEquidistant oracle(GeographicLib::Geodesic::WGS84());
  Error worst;
  for (const double latitude : {-60.0, 0.0, 38.0, 55.0})
    for (int azimuth = 0; azimuth < 360; azimuth += 20) {
      double lat = 0, lon = 0, x = 0, y = 0, azi = 0, scale = 0;
      const double a = azimuth * kDegree;
      oracle.Reverse(latitude, 30.0, distance_m * std::sin(a), distance_m * std::cos(a), lat, lon);
      oracle.Forward(latitude, 30.0, lat, lon, x, y, azi, scale);
      const LocalPlane plane(place(latitude, 30.0));
      const Vec3 p = plane.east_north_m(place(lat, lon, 9000.0));
      worst.distance_m = std::fmax(worst.distance_m, std::fabs(norm(p) - distance_m));
      const double turn = math::wrap_pi(std::atan2(p.x, p.y) - a);
      worst.direction_rad = std::fmax(worst.direction_rad, std::fabs(turn));
      // azi is the true azimuth there of the ray from the origin, which lies at `azimuth` in the plane.
      const double convergence = math::wrap_pi(azi * kDegree - a);
      // The plane stretches across the ray: a direction along it keeps its angle, true north leans a little
      // more.
      const double lean = math::wrap_pi(plane.convergence_rad(place(lat, lon)) - convergence);
      worst.convergence_rad = std::fmax(worst.convergence_rad, std::fabs(lean));
    }
  return worst;
}

TEST(LocalPlane, is_the_azimuthal_equidistant_projection_nearly) {
  const Error near = worst_at(200e3), far = worst_at(500e3);
  EXPECT_LT(near.distance_m, 3e-3);
  EXPECT_LT(near.direction_rad, 6e-7);
  EXPECT_LT(far.distance_m, 0.1);
  EXPECT_LT(far.direction_rad, 4e-6);
  EXPECT_LT(near.convergence_rad, 2e-4);
}

TEST(LocalPlane, its_origin_is_zero_and_heights_do_not_enter) {
  const LocalPlane plane(place(38.4, 27.2, 500.0));
  EXPECT_EQ(plane.east_north_m(place(38.4, 27.2, 9000.0)), Vec3{});
  EXPECT_NEAR(plane.convergence_rad(place(38.4, 27.2)), 0.0, 1e-9);
}

TEST(PlacesMiddle, lies_between) {
  PlacesMiddle middle;
  middle.add(place(39, 179.0, 1e4));
  middle.add(place(39, -179.0));
  EXPECT_NEAR(std::fabs(middle.middle().longitude_rad), math::kPi, 1e-9);
  EXPECT_NEAR(middle.middle().latitude_rad, 39 * kDegree, 1e-3);
  EXPECT_EQ(middle.middle().height_hae_m, 0.0);
}

}  // namespace
}  // namespace cupola
