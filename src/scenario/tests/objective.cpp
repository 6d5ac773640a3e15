#include "scenario/objective.hpp"

#include <gtest/gtest.h>

#include <GeographicLib/Geodesic.hpp>
#include <cmath>

namespace cupola {
namespace {

constexpr double kDegree = M_PI / 180.0;
const Geodetic kDepot{40.0 * kDegree, 32.0 * kDegree, 877.0};

/// A body that moves straight from one place to another, with knots so far apart.
Path straight(const Vec3& from_ecef_m, const Vec3& to_ecef_m, double duration_s, double spacing_s) {
  Path path;
  const Vec3 v = (to_ecef_m - from_ecef_m) / duration_s;
  for (double t = 0.0; t <= duration_s + 1e-9; t += spacing_s)
    path.add_knot(Time{} + Duration::seconds(t), {from_ecef_m + t * v, v});
  return path;
}

TEST(GroundRange, AgreesWithTheGeodesic) {
  const LocalFrame depot = LocalFrame::at(kDepot);
  for (double azimuth_deg : {0.0, 60.0, 135.0, 270.0})
    for (double range_m : {300.0, 10e3, 60e3, 100e3})
      for (double height_m : {0.0, 900.0, 10e3, 80e3}) {
        double lat, lon;
        GeographicLib::Geodesic::WGS84().Direct(40.0, 32.0, azimuth_deg, range_m, lat, lon);
        const double got_m = ground_range_m(depot, to_ecef({lat * kDegree, lon * kDegree, height_m}));
        // The mean sphere against the ellipsoid: a third of a per cent of the height's part, no more.
        EXPECT_NEAR(got_m, range_m, 1.0 + 2e-4 * range_m + 3e-3 * height_m * range_m / 100e3) << azimuth_deg;
      }
}

TEST(FirstWithin, FindsTheInstantOfEntry) {
  const LocalFrame depot = LocalFrame::at(kDepot);
  // Level along the tangent plane through the depot at 200 m/s: 300 m away 98.5 s after the start at 20 km.
  const Path path =
      straight(depot.ecef_from_enu({20e3, 0.0, 0.0}), depot.ecef_from_enu({-20e3, 0.0, 0.0}), 200.0, 10.0);
  const Time t = first_within(path, depot, 300.0);
  EXPECT_NEAR((t - Time{}).seconds(), 98.5, 1e-3);
  EXPECT_LE(ground_range_m(depot, path.at(t).p_ecef_m), 300.0);
  EXPECT_GT(ground_range_m(depot, path.at(t - Duration{1000}).p_ecef_m), 300.0);
}

TEST(FirstWithin, FindsAVisitBetweenTwoKnots) {
  const LocalFrame depot = LocalFrame::at(kDepot);
  // One segment of 40 km that passes 250 m beside the depot.
  const Path path = straight(depot.ecef_from_enu({20e3, 250.0, 0.0}),
                             depot.ecef_from_enu({-20e3, 250.0, 0.0}), 200.0, 200.0);
  const Time t = first_within(path, depot, 300.0);
  EXPECT_NEAR((t - Time{}).seconds(), (20e3 - std::sqrt(300.0 * 300.0 - 250.0 * 250.0)) / 200.0, 1e-2);
  EXPECT_EQ(first_within(path, depot, 249.0), kNever);
}

TEST(FirstWithin, IsTheStartInsideAndNeverFarAway) {
  const LocalFrame depot = LocalFrame::at(kDepot);
  const Path path =
      straight(depot.ecef_from_enu({100.0, 0.0, 0.0}), depot.ecef_from_enu({9e3, 0.0, 0.0}), 30.0, 1.0);
  EXPECT_EQ(first_within(path, depot, 300.0), path.begin());
  const LocalFrame far = LocalFrame::at({41.0 * kDegree, 35.0 * kDegree, 0.0});
  EXPECT_EQ(first_within(path, far, 300.0), kNever);
}

TEST(FirstWithin, CountsWhatStandsOverThePlaceAsThere) {
  const LocalFrame depot = LocalFrame::at(kDepot);
  const Vec3 high = depot.ecef_from_enu({0.0, 0.0, 11e3}), off = depot.ecef_from_enu({5e3, 0.0, 11e3});
  EXPECT_NE(first_within(straight(off, high, 25.0, 5.0), depot, 300.0), kNever);
}

}  // namespace
}  // namespace cupola
