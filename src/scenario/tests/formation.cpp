#include "scenario/formation.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cupola {
namespace {

constexpr double kDegree = M_PI / 180.0;

Waypoint at(double east_m, double north_m) {
  const LocalFrame origin = LocalFrame::at({40.0 * kDegree, 32.0 * kDegree, 0.0});
  Geodetic place = to_geodetic(origin.ecef_from_enu({east_m, north_m, 0.0}));
  place.height_hae_m = 1000.0;
  return {place, 200.0};
}

/// Level offset of a shifted waypoint from the original, east and north.
Vec3 offset(const Waypoint& from, const Waypoint& to) {
  return LocalFrame::at(from.place).enu_from_ecef(to_ecef(to.place));
}

TEST(Formation, KeepsItsDistanceOnEveryLeg) {
  // North, then east: a member 100 m to the right flies 100 m east of the first leg and 100 m south of the
  // second.
  const std::vector<Waypoint> way{at(0, 0), at(0, 20e3), at(30e3, 20e3)};
  const std::vector<Waypoint> right = beside(way, 100.0, false);
  EXPECT_NEAR(offset(way[0], right[0]).x, 100.0, 0.5);
  EXPECT_NEAR(offset(way[0], right[0]).y, 0.0, 0.5);
  EXPECT_NEAR(offset(way[1], right[1]).x, 100.0, 0.5);
  EXPECT_NEAR(offset(way[1], right[1]).y, -100.0, 0.5);
  EXPECT_NEAR(offset(way[2], right[2]).x, 0.0, 0.5);
  EXPECT_NEAR(offset(way[2], right[2]).y, -100.0, 0.5);
  for (const Waypoint& w : right) EXPECT_DOUBLE_EQ(w.place.height_hae_m, 1000.0);
}

TEST(Formation, ClosesUpAtTheLastWaypointWhereItStrikes) {
  const std::vector<Waypoint> way{at(0, 0), at(0, 20e3)};
  const std::vector<Waypoint> left = beside(way, -500.0, true);
  EXPECT_NEAR(offset(way[0], left[0]).x, -500.0, 0.5);
  EXPECT_EQ(left[1].place.latitude_rad, way[1].place.latitude_rad);
  EXPECT_EQ(left[1].place.longitude_rad, way[1].place.longitude_rad);
}

TEST(Formation, CutsTheMitreOfAReversal) {
  const std::vector<Waypoint> way{at(0, 0), at(0, 20e3), at(10.0, 0)};
  const std::vector<Waypoint> right = beside(way, 300.0, false);
  EXPECT_LT(norm(offset(way[1], right[1])), 600.1);
}

TEST(Formation, OfOneIsTheRoute) {
  const std::vector<Waypoint> way{at(0, 0), at(0, 20e3)};
  EXPECT_EQ(beside(way, 0.0, false)[0].place.latitude_rad, way[0].place.latitude_rad);
}

TEST(Formation, PutsALauncherBesideTheWay) {
  const Geodetic moved = right_of_way(at(0, 0).place, at(50e3, 0).place, 400.0);
  const Vec3 shift = offset(at(0, 0), {moved, 0.0});
  EXPECT_NEAR(shift.x, 0.0, 2.0);
  EXPECT_NEAR(shift.y, -400.0, 0.5);
}

}  // namespace
}  // namespace cupola
