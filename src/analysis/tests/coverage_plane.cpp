#include "analysis/coverage_plane.hpp"

#include <gtest/gtest.h>

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>

#include "analysis/tests/coverage_scene.hpp"

namespace cupola {
namespace {

using testing::kDegree;

TEST(EqualAreaPlane, comes_back_to_the_same_place) {
  for (const double latitude : {-70.0, -10.0, 0.0, 40.0, 75.0})
    for (const double longitude : {-179.9, 0.0, 32.57, 179.5}) {
      const EqualAreaPlane plane({latitude * kDegree, longitude * kDegree});
      for (const double east_m : {-400e3, -1e3, 0.0, 1.0, 250e3})
        for (const double north_m : {-300e3, 0.0, 2e3, 400e3}) {
          const PlanePoint there = plane.at(plane.place({east_m, north_m}));
          EXPECT_NEAR(there.east_m, east_m, 1e-2);
          EXPECT_NEAR(there.north_m, north_m, 1e-2);
        }
    }
}

TEST(EqualAreaPlane, is_true_to_scale_in_its_middle) {
  const EqualAreaPlane plane({40.0 * kDegree, 32.5 * kDegree});
  for (const double azimuth_deg : {0.0, 90.0, 200.0}) {
    double latitude = 0.0, longitude = 0.0;
    GeographicLib::Geodesic::WGS84().Direct(40.0, 32.5, azimuth_deg, 1000.0, latitude, longitude);
    const PlanePoint at = plane.at({latitude * kDegree, longitude * kDegree});
    EXPECT_NEAR(at.east_m, 1000.0 * math::sin(azimuth_deg * kDegree), 0.01);
    EXPECT_NEAR(at.north_m, 1000.0 * math::cos(azimuth_deg * kDegree), 0.01);
  }
}

/// Whatever else a map distorts, this one keeps areas: against the area of the geodesic polygon.
TEST(EqualAreaPlane, keeps_areas) {
  const EqualAreaPlane plane({40.0 * kDegree, 32.5 * kDegree});
  const double side_m = 50e3;
  for (const PlanePoint corner :
       {PlanePoint{0.0, 0.0}, PlanePoint{-400e3, 300e3}, PlanePoint{350e3, -400e3}}) {
    GeographicLib::PolygonArea polygon(GeographicLib::Geodesic::WGS84());
    const auto add = [&](double east_m, double north_m) {
      const GroundPlace place = plane.place({corner.east_m + east_m, corner.north_m + north_m});
      polygon.AddPoint(place.latitude_rad / kDegree, place.longitude_rad / kDegree);
    };
    constexpr int kSteps = 50;
    for (int i = 0; i < kSteps; ++i) add(side_m * i / kSteps, 0.0);
    for (int i = 0; i < kSteps; ++i) add(side_m, side_m * i / kSteps);
    for (int i = 0; i < kSteps; ++i) add(side_m * (kSteps - i) / kSteps, side_m);
    for (int i = 0; i < kSteps; ++i) add(0.0, side_m * (kSteps - i) / kSteps);
    double perimeter_m = 0.0, area_m2 = 0.0;
    polygon.Compute(false, true, perimeter_m, area_m2);
    EXPECT_NEAR(area_m2, side_m * side_m, 1e-6 * side_m * side_m);
  }
}

}  // namespace
}  // namespace cupola
