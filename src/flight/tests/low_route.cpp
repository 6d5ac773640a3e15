#include "flight/low_route.hpp"

#include <gtest/gtest.h>

#include <GeographicLib/Geocentric.hpp>
#include <algorithm>
#include <chrono>
#include <cmath>

#include "core/tests/reference_data.hpp"
#include "earth/hgt_reader.hpp"
#include "earth/terrain.hpp"

namespace cupola {
namespace {

constexpr double kDegree = M_PI / 180.0;

struct Spot {
  double latitude_deg, longitude_deg, height_m;
};
Spot spot_of(const Vec3& p) {
  Spot s{};
  GeographicLib::Geocentric::WGS84().Reverse(p.x, p.y, p.z, s.latitude_deg, s.longitude_deg, s.height_m);
  return s;
}

LowWaypoint agl(double latitude_deg, double longitude_deg, double height_m, double speed_m_s = 250.0) {
  return {{{latitude_deg * kDegree, longitude_deg * kDegree, 0.0}, speed_m_s}, height_m};
}
LowWaypoint hae(double latitude_deg, double longitude_deg, double height_m, double speed_m_s = 250.0) {
  return {{{latitude_deg * kDegree, longitude_deg * kDegree, height_m}, speed_m_s}, std::nullopt};
}

struct Flown {
  double lowest_agl_m = 1e9, mean_agl_m = 0.0, steepest = 0.0, sharpest_m_s2 = 0.0, jump_m = 0.0;
};

/// Heights by GeographicLib; accelerations of the cubics against the vertical there.
Flown measure(const Path& path, const RouteGround& ground, Time from, Time to) {
  Flown f;
  const int samples = static_cast<int>((to - from).seconds() / 0.05);
  std::size_t cursor = 0;
  for (int i = 0; i <= samples; ++i) {
    const Time t = from + Duration::seconds(0.05 * i);
    const Motion m = path.at(t, cursor);
    const Spot s = spot_of(m.p_ecef_m);
    const double agl_m =
        s.height_m - ground.height_hae_m(s.latitude_deg * kDegree, s.longitude_deg * kDegree);
    f.lowest_agl_m = std::min(f.lowest_agl_m, agl_m);
    f.mean_agl_m += agl_m / (samples + 1);
    const Vec3 up{std::cos(s.latitude_deg * kDegree) * std::cos(s.longitude_deg * kDegree),
                  std::cos(s.latitude_deg * kDegree) * std::sin(s.longitude_deg * kDegree),
                  std::sin(s.latitude_deg * kDegree)};
    const double climb_m_s = dot(m.v_ecef_m_s, up);
    const double level_m_s = norm(m.v_ecef_m_s - climb_m_s * up);
    f.steepest = std::max(f.steepest, std::fabs(climb_m_s) / level_m_s);
    const Path::Segment& segment = path.segments()[path.find(t, cursor)];
    const double into_s = (t - segment.begin).seconds();
    const Vec3 a = 6.0 * into_s * segment.a + 2.0 * segment.b;
    // Along the round earth the vertical turns.
    f.sharpest_m_s2 = std::max(f.sharpest_m_s2, std::fabs(dot(a, up) + level_m_s * level_m_s / 6.371e6));
  }
  return f;
}

double knot_jump_m(const Path& path) {
  double worst_m = 0.0;
  for (std::size_t i = 0; i + 1 < path.segments().size(); ++i) {
    const Path::Segment& s = path.segments()[i];
    worst_m = std::max(worst_m, norm(Path::evaluate(s, s.end).p_ecef_m - path.segments()[i + 1].d));
  }
  return worst_m;
}

RouteGround hills() {
  return {[](double latitude_rad, double longitude_rad) {
            return 600.0 + 300.0 * std::sin(longitude_rad * 2500.0) * std::cos(latitude_rad * 1700.0);
          },
          30.0};
}

RouteGround level(double height_m) {
  return {[height_m](double, double) { return height_m; }, 30.0};
}

TEST(LowRoute, IsThatOfTheSmoothEarthOverLevelGround) {
  const RouteLimits limits{30.0, 0.58};
  const std::vector<LowWaypoint> way = {agl(40.0, 32.0, 100.0), agl(40.1, 32.5, 300.0),
                                        hae(40.4, 32.6, 3000.0), agl(40.5, 33.0, 60.0),
                                        agl(40.3, 33.2, 60.0)};
  std::vector<Waypoint> plain;
  for (const LowWaypoint& w : way) {
    plain.push_back(w.at);
    if (w.height_agl_m) plain.back().place.height_hae_m = 840.0 + *w.height_agl_m;
  }
  const LowRoute low = fly_low_route(Time{}, way, limits, level(840.0));
  const Route smooth = fly_route(Time{}, plain, limits);
  ASSERT_EQ(low.route.fault, RouteFault::none);
  EXPECT_FALSE(low.hit);
  ASSERT_EQ(low.route.path.segments().size(), smooth.path.segments().size());
  for (std::size_t i = 0; i < smooth.path.segments().size(); ++i) {
    const Path::Segment &a = low.route.path.segments()[i], &b = smooth.path.segments()[i];
    EXPECT_EQ(a.begin, b.begin);
    EXPECT_EQ(norm(a.d - b.d), 0.0);
    EXPECT_EQ(norm(a.a - b.a), 0.0);
  }
}

TEST(LowRoute, KeepsClearOfHillsWithinItsLimits) {
  for (const auto& [speed_m_s, turn_m_s2] : {std::pair{250.0, 30.0}, {50.0, 10.0}, {680.0, 40.0}}) {
    const RouteLimits limits{turn_m_s2, 0.58};
    const RouteGround ground = hills();
    const LowRoute low = fly_low_route(Time{},
                                       {agl(40.0, 32.0, 60.0, speed_m_s), agl(40.2, 32.3, 60.0, speed_m_s),
                                        agl(39.9, 32.8, 60.0, speed_m_s)},
                                       limits, ground);
    ASSERT_EQ(low.route.fault, RouteFault::none);
    ASSERT_FALSE(low.hit);
    const Path& path = low.route.path;
    const Flown f = measure(path, ground, path.begin(), path.end());
    std::printf("hills at %.0f m/s: lowest %.2f m, mean %.0f m, slope %.3f, %.1f m/s2, %zu knots\n",
                speed_m_s, f.lowest_agl_m, f.mean_agl_m, f.steepest, f.sharpest_m_s2, path.segments().size());
    EXPECT_GE(f.lowest_agl_m, 59.8);
    EXPECT_LE(f.steepest, 0.581);
    EXPECT_LE(f.sharpest_m_s2, turn_m_s2 * 1.02);
    EXPECT_LT(knot_jump_m(path), 1e-6);
  }
}

TEST(LowRoute, JoinsLegsOfTheirOwnHeightLevel) {
  const RouteLimits limits{30.0, 0.58};
  const RouteGround ground = hills();
  const LowRoute low = fly_low_route(Time{},
                                     {hae(40.0, 31.0, 5000.0), agl(40.0, 31.6, 60.0), agl(40.2, 32.0, 60.0),
                                      agl(40.2, 32.4, 100.0), hae(40.1, 33.0, 6000.0)},
                                     limits, ground);
  ASSERT_EQ(low.route.fault, RouteFault::none);
  ASSERT_FALSE(low.hit);
  const Path& path = low.route.path;
  EXPECT_LT(knot_jump_m(path), 1e-6);
  const Flown whole = measure(path, ground, path.begin(), path.end());
  EXPECT_LE(whole.sharpest_m_s2, 30.0 * 1.05);
  EXPECT_LE(whole.steepest, 0.585);
  const Flown f = measure(path, ground, low.route.passages[1].in, low.route.passages[3].out);
  EXPECT_GE(f.lowest_agl_m, 59.8);
  EXPECT_NEAR(spot_of(path.at(path.begin()).p_ecef_m).height_m, 5000.0, 1e-3);
  EXPECT_NEAR(spot_of(path.at(path.end()).p_ecef_m).height_m, 6000.0, 1e-3);
}

TEST(LowRoute, SaysWhereALegRunsIntoTheGround) {
  const RouteGround ridge = {[](double, double longitude_rad) {
                               return 2000.0 - 4000.0 * std::fabs(longitude_rad / kDegree - 32.5);
                             },
                             30.0};
  const LowRoute low = fly_low_route(
      Time{}, {hae(40.0, 31.0, 3000.0), hae(40.0, 32.0, 1880.0), hae(40.0, 33.0, 1880.0)}, {}, ridge);
  ASSERT_TRUE(low.hit);
  EXPECT_EQ(low.route.waypoint, 2U);
  EXPECT_NEAR(low.hit->depth_m, 120.0, 1.0);
  EXPECT_NEAR(low.hit->place.longitude_rad / kDegree, 32.5, 1e-3);
  EXPECT_NEAR(low.hit->before_m, 42.7e3, 300.0);
  EXPECT_FALSE(fly_low_route(Time{}, {hae(40.0, 31.0, 3000.0), hae(40.0, 33.0, 2100.0)}, {}, ridge).hit);
}

/// One of a real tile: from the coast into the mountains and back, as fast as a fighter.
TEST(LowRoute, FollowsTheMountainsBehindNice) {
  CUPOLA_REFERENCE_FILE(packed, "terrain/srtm/graphhopper/N43E007.hgt.zip");
  const std::string folder = ::testing::TempDir();
  ASSERT_EQ(std::system(("python3 -m zipfile -e '" + packed + "' '" + folder + "'").c_str()), 0);
  Problems problems;
  auto tile = read_hgt(folder + "/N43E007.hgt", problems);
  ASSERT_TRUE(tile) << problems.text();
  const Terrain terrain({std::move(*tile)});
  const RouteGround ground{[&](double latitude_rad, double longitude_rad) {
                             return terrain.height_hae_m(latitude_rad, longitude_rad).value_or(0.0);
                           },
                           30.0};
  for (const auto& [speed_m_s, turn_m_s2] : {std::pair{250.0, 30.0}, {250.0, 15.0}, {60.0, 10.0}}) {
    const auto begin = std::chrono::steady_clock::now();
    const LowRoute low = fly_low_route(Time{},
                                       {agl(43.2, 7.5, 60.0, speed_m_s), agl(43.75, 7.35, 60.0, speed_m_s),
                                        agl(43.95, 7.1, 90.0, speed_m_s), agl(43.6, 7.05, 60.0, speed_m_s)},
                                       {turn_m_s2, 0.58}, ground);
    const double took_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    ASSERT_EQ(low.route.fault, RouteFault::none);
    const Path& path = low.route.path;
    const Flown f = measure(path, ground, path.begin(), path.end());
    std::printf(
        "Nice at %.0f m/s, %.0f m/s2: lowest %.2f m, mean %.0f m, slope %.3f, %.1f m/s2, %zu knots, %.0f "
        "ms\n",
        speed_m_s, turn_m_s2, f.lowest_agl_m, f.mean_agl_m, f.steepest, f.sharpest_m_s2,
        path.segments().size(), took_s * 1e3);
    EXPECT_GE(f.lowest_agl_m, 58.0);
    EXPECT_LE(f.steepest, 0.581);
    EXPECT_LE(f.sharpest_m_s2, turn_m_s2 * 1.02);
  }
}

}  // namespace
}  // namespace cupola
