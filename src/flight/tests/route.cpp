#include "flight/route.hpp"

#include <gtest/gtest.h>

#include <GeographicLib/Geocentric.hpp>
#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <cmath>

namespace cupola {
namespace {

constexpr double kDegree = M_PI / 180.0;

Waypoint waypoint(double latitude_deg, double longitude_deg, double height_m, double speed_m_s) {
  return {{latitude_deg * kDegree, longitude_deg * kDegree, height_m}, speed_m_s};
}

struct Place {
  double latitude_deg, longitude_deg, height_m;
};

// GeographicLib is the oracle: none of its code is on the model path.
Place place_of(const Vec3& p_ecef_m) {
  Place p{};
  GeographicLib::Geocentric::WGS84().Reverse(p_ecef_m.x, p_ecef_m.y, p_ecef_m.z, p.latitude_deg,
                                             p.longitude_deg, p.height_m);
  return p;
}

Vec3 ecef_of(const Waypoint& w) {
  Vec3 p;
  GeographicLib::Geocentric::WGS84().Forward(w.place.latitude_rad / kDegree, w.place.longitude_rad / kDegree,
                                             w.place.height_hae_m, p.x, p.y, p.z);
  return p;
}

double seconds(const Route& r) { return (r.path.end() - r.path.begin()).seconds(); }

/// The point reached by going off from another (degrees, m).
Waypoint off(const Waypoint& from, double azimuth_deg, double distance_m, double height_m, double speed_m_s) {
  double lat, lon;
  GeographicLib::Geodesic::WGS84().Direct(from.place.latitude_rad / kDegree,
                                          from.place.longitude_rad / kDegree, azimuth_deg, distance_m, lat,
                                          lon);
  return waypoint(lat, lon, height_m, speed_m_s);
}

/// Farthest that a path strays sideways from the geodesic between its ends.
double worst_cross_track_m(const Path& path) {
  const Place a = place_of(path.at(path.begin()).p_ecef_m), b = place_of(path.at(path.end()).p_ecef_m);
  const auto& geodesic = GeographicLib::Geodesic::WGS84();
  double azimuth_deg, unused;
  geodesic.Inverse(a.latitude_deg, a.longitude_deg, b.latitude_deg, b.longitude_deg, azimuth_deg, unused);
  double worst = 0.0;
  for (int i = 1; i < 100; ++i) {
    const Duration part{(path.end() - path.begin()).ns / 100 * i};
    const Place p = place_of(path.at(path.begin() + part).p_ecef_m);
    double s12, azi1, azi2, m12;
    geodesic.Inverse(a.latitude_deg, a.longitude_deg, p.latitude_deg, p.longitude_deg, s12, azi1, azi2, m12);
    worst = std::max(worst, std::fabs(m12 * std::sin((azi1 - azimuth_deg) * kDegree)));
  }
  return worst;
}

/// Largest acceleration along a path as an observer on the rotating earth sees it.
double worst_acceleration_m_s2(const Path& path) {
  double worst = 0.0;
  for (const Path::Segment& s : path.segments()) {
    const double h_s = (s.end - s.begin).seconds();
    if (h_s < 1e-3) continue;  // a few nanoseconds of rounding over the step
    worst = std::max({worst, norm(2.0 * s.b), norm(6.0 * h_s * s.a + 2.0 * s.b)});
  }
  return worst;
}

bool finite(const Path& path) {
  return std::all_of(path.segments().begin(), path.segments().end(), [](const Path::Segment& s) {
    return std::isfinite(norm(s.a) + norm(s.b) + norm(s.c) + norm(s.d));
  });
}

TEST(Route, StraightLegsFollowTheGeodesic) {
  struct Case {
    double latitude_deg, longitude_deg, azimuth_deg, length_m, stray_m;
  };
  for (const Case& c : {Case{40.08, 32.57, 45.0, 3e5, 0.1}, Case{40.08, 32.57, 280.0, 3e5, 0.1},
                        Case{-60.0, 10.0, 100.0, 3e5, 0.1}, Case{0.0, 0.0, 33.0, 3e5, 0.1},
                        Case{36.0, 26.0, 70.0, 1e6, 3.0}}) {
    const Waypoint from = waypoint(c.latitude_deg, c.longitude_deg, 0.0, 250.0);
    const Route r = fly_route({}, {from, off(from, c.azimuth_deg, c.length_m, 0.0, 250.0)}, {});
    ASSERT_EQ(r.fault, RouteFault::none);
    EXPECT_NEAR(seconds(r) * 250.0 / c.length_m, 1.0, 1e-6) << c.azimuth_deg;
    EXPECT_LT(worst_cross_track_m(r.path), c.stray_m) << c.azimuth_deg;
  }
}

TEST(Route, GroundSpeedIsThatAtItsOwnHeight) {
  const Waypoint from = waypoint(40.0, 30.0, 1e4, 250.0);
  const Route r = fly_route({}, {from, off(from, 90.0, 3e5, 1e4, 250.0)}, {});
  // Along a parallel's prime vertical the way at 10 km is longer by 10 km over the normal radius, 6387 km.
  EXPECT_NEAR(seconds(r) * 250.0, 3e5 * (1.0 + 1e4 / 6.387e6), 1.0);
  for (const Path::Segment& s : r.path.segments()) EXPECT_NEAR(norm(s.c), 250.0, 1e-6);
}

TEST(Route, ArrivesAtTheLastWaypointAfterTurnsAndClimbs) {
  const std::vector<Waypoint> way = {waypoint(40.0, 30.0, 500.0, 230.0), waypoint(40.5, 31.0, 900.0, 250.0),
                                     waypoint(40.1, 31.4, 3000.0, 260.0), waypoint(40.6, 31.6, 3000.0, 200.0),
                                     waypoint(40.08, 32.57, 876.9, 210.0)};
  for (double turn_m_s2 : {10.0, 30.0, 70.0}) {
    const Route r = fly_route({}, way, {turn_m_s2, 0.58});
    ASSERT_EQ(r.fault, RouteFault::none);
    EXPECT_LT(norm(r.path.at(r.path.begin()).p_ecef_m - ecef_of(way.front())), 1e-6);
    EXPECT_LT(norm(r.path.at(r.path.end()).p_ecef_m - ecef_of(way.back())), 1e-3) << turn_m_s2;
    EXPECT_NEAR(norm(r.path.at(r.path.end()).v_ecef_m_s), 210.0, 1e-3);
  }
}

TEST(Route, TurnsHaveTheRadiusOfSpeedSquaredOverAcceleration) {
  // A right angle at 200 m/s and 20 m/s^2: radius 2 km, so the corner is passed at r (sqrt 2 - 1).
  const Waypoint corner = waypoint(0.0, 10.0, 0.0, 200.0);
  const Waypoint before = off(corner, 180.0, 3e4, 0.0, 200.0), after = off(corner, 90.0, 3e4, 0.0, 200.0);
  const Route r = fly_route({}, {before, corner, after}, {20.0, 0.58});
  ASSERT_EQ(r.fault, RouteFault::none);

  double nearest_m = 1e9;
  for (double t = 0.0; t < seconds(r); t += 0.05)
    nearest_m =
        std::min(nearest_m, norm(r.path.at(Time{} + Duration::seconds(t)).p_ecef_m - ecef_of(corner)));
  EXPECT_NEAR(nearest_m, 2000.0 * (std::sqrt(2.0) - 1.0), 1.0);

  // 60 km less the corner: two tangents of r replaced by a quarter circle.
  EXPECT_NEAR(seconds(r) * 200.0, 6e4 - 4000.0 + 1000.0 * M_PI, 2.0);
  EXPECT_NEAR(worst_acceleration_m_s2(r.path), 20.0, 0.1);
  // Rolled out on the leg: the last part is on the geodesic from corner to end.
  EXPECT_NEAR(place_of(r.path.at(Time{} + Duration::seconds(seconds(r) - 60.0)).p_ecef_m).latitude_deg, 0.0,
              1e-5);
}

TEST(Route, TurnsTheShorterWayAndFliesReversalsWide) {
  const Waypoint corner = waypoint(40.0, 30.0, 5e3, 220.0);
  for (double out_deg : {10.0, 75.0, 130.0, 170.0, 179.9, 180.0, 181.0, 200.0, 300.0}) {
    const Waypoint end = off(corner, out_deg, 5e4, 5e3, 220.0);
    const Route r = fly_route({}, {off(corner, 180.0, 5e4, 5e3, 220.0), corner, end}, {25.0, 0.58});
    ASSERT_EQ(r.fault, RouteFault::none) << out_deg;
    EXPECT_LT(norm(r.path.at(r.path.end()).p_ecef_m - ecef_of(end)), 1e-3) << out_deg;
    const double radius_m = 220.0 * 220.0 / 25.0;
    EXPECT_LT(seconds(r) * 220.0, 1e5 + 2.0 * M_PI * radius_m) << out_deg;
    EXPECT_LT(worst_acceleration_m_s2(r.path), 25.2) << out_deg;
  }
}

TEST(Route, SpeedChangesLinearlyWithDistance) {
  const Waypoint from = waypoint(40.0, 30.0, 0.0, 300.0);
  const Route r = fly_route({}, {from, off(from, 20.0, 1e5, 0.0, 150.0)}, {});
  // dt = ds / v(s): t = L ln(v1/v0) / (v1 - v0).
  EXPECT_NEAR(seconds(r), 1e5 * std::log(0.5) / -150.0, 1e-3);
  EXPECT_NEAR(norm(r.path.at(r.path.begin()).v_ecef_m_s), 300.0, 1e-6);
  EXPECT_NEAR(norm(r.path.at(r.path.end()).v_ecef_m_s), 150.0, 1e-6);
}

TEST(Route, ClimbsLinearlyWithRoundedEndsAndStaysBetweenItsHeights) {
  const Waypoint from = waypoint(40.0, 30.0, 900.0, 250.0);
  const Route r = fly_route({}, {from, off(from, 90.0, 4e4, 8900.0, 250.0)}, {});
  ASSERT_EQ(r.fault, RouteFault::none);
  double before_m = 900.0;
  for (double t = 0.0; t <= seconds(r); t += 0.5) {
    const double height_m = place_of(r.path.at(Time{} + Duration::seconds(t)).p_ecef_m).height_m;
    EXPECT_GE(height_m, before_m - 0.05) << t;
    EXPECT_LE(height_m, 8900.05);
    before_m = height_m;
  }
  const double half_m = place_of(r.path.at(Time{} + Duration::seconds(0.5 * seconds(r))).p_ecef_m).height_m;
  EXPECT_NEAR(half_m, 4900.0, 5.0);
  EXPECT_LT(worst_acceleration_m_s2(r.path), 30.0);
}

TEST(Route, CrossesAPoleAndTheAntimeridian) {
  const Waypoint south = waypoint(89.0, 20.0, 1e4, 250.0), beyond = waypoint(89.0, -160.0, 1e4, 250.0);
  const Route pole = fly_route({}, {south, beyond}, {});
  ASSERT_EQ(pole.fault, RouteFault::none);
  EXPECT_TRUE(finite(pole.path));
  EXPECT_LT(norm(pole.path.at(pole.path.end()).p_ecef_m - ecef_of(beyond)), 1e-3);
  const Route at_pole = fly_route(
      {},
      {waypoint(90.0, 0.0, 0.0, 250.0), waypoint(85.0, 50.0, 0.0, 250.0), waypoint(90.0, 0.0, 0.0, 250.0)},
      {});
  ASSERT_EQ(at_pole.fault, RouteFault::none);
  EXPECT_TRUE(finite(at_pole.path));

  // Longitude means nothing to the law: 170 degrees further on it takes the same time.
  const Route here = fly_route({}, {waypoint(50.0, 8.0, 0.0, 250.0), waypoint(51.0, 12.0, 0.0, 250.0)}, {});
  const Route there =
      fly_route({}, {waypoint(50.0, 178.0, 0.0, 250.0), waypoint(51.0, -178.0, 0.0, 250.0)}, {});
  EXPECT_TRUE(finite(there.path));
  EXPECT_NEAR(seconds(here), seconds(there), 1e-6);
}

// A turn of its own at one waypoint: the circle there is v^2 / a, the others stay.
TEST(Route, TurnsAsTightlyAsAWaypointSays) {
  std::vector<Waypoint> way = {waypoint(40.0, 30.0, 3000.0, 250.0), waypoint(40.5, 30.0, 3000.0, 250.0),
                               waypoint(40.5, 30.7, 3000.0, 250.0), waypoint(41.0, 30.7, 3000.0, 250.0)};
  const double limit_m_s2 = 20.0;
  const Route plain = fly_route({}, way, {limit_m_s2, 0.58});
  way[1].turn_m_s2 = 60.0;
  const Route hard = fly_route({}, way, {limit_m_s2, 0.58});
  const auto turning_s = [](const Route& r, std::size_t at) {
    return (r.passages[at].out - r.passages[at].in).seconds();
  };
  EXPECT_NEAR(turning_s(hard, 1) / turning_s(plain, 1), limit_m_s2 / 60.0, 0.01);
  EXPECT_NEAR(turning_s(hard, 2) / turning_s(plain, 2), 1.0, 0.01);
}

TEST(Route, SaysWhatIsWrongWithARouteAndWhere) {
  const Waypoint a = waypoint(40.0, 30.0, 0.0, 200.0), b = waypoint(41.0, 30.0, 0.0, 200.0);
  auto fault = [](const std::vector<Waypoint>& way) { return fly_route({}, way, {}).fault; };
  EXPECT_EQ(fault({a}), RouteFault::too_few_waypoints);
  EXPECT_EQ(fault({}), RouteFault::too_few_waypoints);
  EXPECT_EQ(fault({a, waypoint(41.0, 30.0, 0.0, 0.0)}), RouteFault::no_speed);
  EXPECT_EQ(fault({a, waypoint(41.0, 30.0, 0.0, NAN)}), RouteFault::no_speed);
  EXPECT_EQ(fault({a, a}), RouteFault::leg_too_short);
  EXPECT_EQ(fault({a, waypoint(-40.0, -150.0, 0.0, 200.0)}), RouteFault::leg_too_long);
  EXPECT_EQ(fault({a, b, off(b, 90.0, 300.0, 0.0, 200.0)}), RouteFault::turn_too_wide);
  EXPECT_EQ(fault({a, off(a, 0.0, 1e4, 9e3, 200.0)}), RouteFault::too_steep);
  EXPECT_EQ(fault({waypoint(0.0, 0.0, 0.0, 0.1), waypoint(50.0, 0.0, 0.0, 0.1)}), RouteFault::too_long);
  EXPECT_EQ(fly_route({}, {a, b, b}, {}).waypoint, 2u);
}

}  // namespace
}  // namespace cupola
