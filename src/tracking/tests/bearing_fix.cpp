#include "tracking/bearing_fix.hpp"

#include <gtest/gtest.h>

#include "tracking/tests/bearing_scene.hpp"

namespace cupola {
namespace {

using namespace testing;

struct Rays {
  std::vector<Listener> sites;
  std::vector<Bearing> bearings;
  std::vector<Ray> rays;

  Rays(const std::vector<Listener>& listeners, const Vec3& p_ecef_m, Draws* draws) : sites(listeners) {
    for (const Listener& l : sites) bearings.push_back(l.bearing(p_ecef_m, Time{0}, draws));
    for (std::size_t i = 0; i < sites.size(); ++i) rays.push_back({&bearings[i], &sites[i].book.frame, 0.0});
  }
};

/// The covariance in east, north, up of the place.
Matrix<3, 3> local(const Symmetric3& c, const Vec3& p_ecef_m) {
  const Matrix<3, 3> turn = LocalFrame::at(to_geodetic(p_ecef_m)).ecef_to_enu;
  return turn * full(c) * transpose(turn);
}

Listener with(Listener l, double sd_deg, bool elevation) {
  l.sd_rad = sd_deg * kDegree;
  l.elevation = elevation;
  return l;
}

// One site south of the target, one east of it: each says what lies across its own line.
TEST(BearingFix, at_right_angles_has_the_covariance_of_the_closed_form) {
  const Vec3 p = target_enu({0.0, 100e3, 9e3}, {}).p_ecef_m;
  for (const bool elevation : {false, true}) {
    const Rays r({with(Listener::at(0.0, 0.0, 0), 0.2, elevation),
                  with(Listener::at(150e3, 100e3, 1), 0.3, elevation)},
                 p, nullptr);
    const BearingFix fix = cross(r.rays);
    ASSERT_TRUE(fix.good);
    if (elevation) {
      EXPECT_LT(norm(fix.position.z_ecef_m - p), 1.0);
    }
    const Matrix<3, 3> c = local(fix.position.covariance_m2, p);
    const double across_south = 100e3 * 0.2 * kDegree, across_east = 150e3 * 0.3 * kDegree;
    EXPECT_NEAR(std::sqrt(c(0, 0)) / across_south, 1.0, 0.01);
    EXPECT_NEAR(std::sqrt(c(1, 1)) / across_east, 1.0, 0.01);
    const double up2 = 1.0 / (1.0 / (across_south * across_south) + 1.0 / (across_east * across_east));
    EXPECT_NEAR(std::sqrt(c(2, 2)) / (elevation ? std::sqrt(up2) : 5000.0), 1.0, elevation ? 0.03 : 0.001);
    EXPECT_EQ(fix.freedom, elevation ? 1 : 0);
  }
}

// The area of the ellipse is r1 s1 r2 s2 / sin(angle between the lines).
TEST(BearingFix, has_the_area_of_the_closed_form_at_any_angle) {
  for (const double east_m : {40e3, 80e3, 160e3}) {
    const Vec3 p = target_enu({0.0, 120e3, 8e3}, {}).p_ecef_m;
    const Rays r(
        {with(Listener::at(-east_m, 0.0, 0), 0.1, false), with(Listener::at(east_m, 0.0, 1), 0.1, false)}, p,
        nullptr);
    const BearingFix fix = cross(r.rays);
    ASSERT_TRUE(fix.good);
    const Matrix<3, 3> c = local(fix.position.covariance_m2, p);
    const double range_m = std::hypot(east_m, 120e3), half = std::atan2(east_m, 120e3);
    const double area = std::sqrt(c(0, 0) * c(1, 1) - c(0, 1) * c(0, 1));
    EXPECT_NEAR(area / (std::pow(range_m * 0.1 * kDegree, 2) / std::sin(2.0 * half)), 1.0, 0.02) << east_m;
    EXPECT_NEAR(c(0, 1) / std::sqrt(c(0, 0) * c(1, 1)), 0.0, 0.02);  // the sites lie alike
  }
}

TEST(BearingFix, errs_as_it_says) {
  for (const double sd_deg : {0.1, 1.0}) {
    for (const bool elevation : {false, true}) {
      const Vec3 p = target_enu({30e3, 120e3, 8e3}, {}).p_ecef_m;
      const std::vector<Listener> sites = {with(Listener::at(-60e3, 0.0, 0), sd_deg, elevation),
                                           with(Listener::at(70e3, 20e3, 1), sd_deg, elevation),
                                           with(Listener::at(20e3, -50e3, 2), sd_deg, elevation)};
      double sum = 0.0;
      int count = 0;
      for (std::uint64_t seed = 0; seed < 4000; ++seed) {
        Draws draws(ReplicateKey{seed}, stream_key(Purpose::measurement_noise, 1), 0);
        const Rays r(sites, p, &draws);
        const BearingFix fix = cross(r.rays, {.probability = 1.0 - 1e-9});
        if (!fix.good) continue;
        ++count;
        const Vec3 error = fix.position.z_ecef_m - p;
        const Vec3 level = LocalFrame::at(to_geodetic(p)).ecef_to_enu * error;
        const Matrix<3, 3> c = local(fix.position.covariance_m2, p);
        const double det = c(0, 0) * c(1, 1) - c(0, 1) * c(0, 1);
        sum += elevation ? dot(error, invert(fix.position.covariance_m2).inverse * error)
                         : (level.x * level.x * c(1, 1) - 2.0 * level.x * level.y * c(0, 1) +
                            level.y * level.y * c(0, 0)) /
                               det;
      }
      EXPECT_GT(count, 3950);
      const double freedom = elevation ? 3.0 : 2.0;
      EXPECT_NEAR(sum / count, freedom,
                  sd_deg < 0.5 ? 4.0 * std::sqrt(2.0 * freedom / count) : 0.05 * freedom)
          << sd_deg << elevation;
    }
  }
}

TEST(BearingFix, is_refused_where_lines_do_not_cross_well) {
  const Listener a = Listener::at(0.0, 0.0, 0), b = Listener::at(20e3, 0.0, 1);
  const auto good = [](const Listener& l, double azimuth_l, const Listener& m, double azimuth_m) {
    Bearing x, y;
    x.azimuth_rad = azimuth_l * kDegree;
    y.azimuth_rad = azimuth_m * kDegree;
    x.azimuth_sd_rad = y.azimuth_sd_rad = 0.1 * kDegree;
    return cross({{&x, &l.book.frame, 0.0}, {&y, &m.book.frame, 0.0}}).good;
  };
  EXPECT_TRUE(good(a, 30.0, b, 330.0));
  EXPECT_FALSE(good(a, 10.0, b, 5.0));    // five degrees apart
  EXPECT_FALSE(good(a, 0.0, b, 0.0));     // side by side
  EXPECT_FALSE(good(a, 330.0, b, 30.0));  // away from each other
  EXPECT_FALSE(good(a, 30.0, b, 150.0));  // one looks the other way
  EXPECT_FALSE(good(a, 90.0, b, 270.0));  // at each other
}

// Lines of different sources cross on the map, and pass each other in height.
TEST(BearingFix, of_two_sources_is_refused_by_their_elevations) {
  const Listener a = with(Listener::at(-60e3, 0.0, 0), 0.1, true),
                 b = with(Listener::at(60e3, 0.0, 1), 0.1, true);
  const Bearing one = a.bearing(target_enu({-20e3, 100e3, 9e3}, {}).p_ecef_m, Time{0}, nullptr);
  const Bearing other = b.bearing(target_enu({20e3, 60e3, 9e3}, {}).p_ecef_m, Time{0}, nullptr);
  EXPECT_FALSE(cross({{&one, &a.book.frame, 0.0}, {&other, &b.book.frame, 0.0}}).good);
  Bearing level_one = one, level_other = other;
  level_one.has_elevation = level_other.has_elevation = false;
  EXPECT_TRUE(cross({{&level_one, &a.book.frame, 0.0}, {&level_other, &b.book.frame, 0.0}}).good);
}

TEST(BearingFix, knows_that_the_source_has_moved) {
  const Listener a = Listener::at(0.0, 0.0, 0), b = Listener::at(100e3, 100e3, 1);
  const Vec3 p = target_enu({0.0, 100e3, 8e3}, {}).p_ecef_m;
  Rays r({a, b}, p, nullptr);
  r.rays[1].motion_sd_m = 1000.0;
  const Matrix<3, 3> c = local(cross(r.rays).position.covariance_m2, p);
  EXPECT_NEAR(std::sqrt(c(0, 0)), 100e3 * 0.1 * kDegree, 5.0);
  EXPECT_NEAR(std::sqrt(c(1, 1)), std::hypot(100e3 * 0.1 * kDegree, 1000.0), 20.0);
}

}  // namespace
}  // namespace cupola
