#include "world/signature.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cupola {
namespace {

TEST(Signature, a_sphere_is_the_same_from_all_sides) {
  const AspectRcs rcs = aspect_rcs({1.0, 1.0, 1.0});
  for (double degrees = 0.0; degrees <= 180.0; degrees += 1.0)
    EXPECT_EQ(ln_rcs(rcs, std::cos(degrees * M_PI / 180.0)), 0.0);
}

TEST(Signature, is_halfway_in_decibels_at_45_degrees) {
  const AspectRcs rcs = aspect_rcs({0.1, 10.0, 1.0});
  EXPECT_NEAR(std::exp(ln_rcs(rcs, std::cos(M_PI / 4))), 1.0, 1e-12);
  EXPECT_NEAR(std::exp(ln_rcs(rcs, std::cos(3 * M_PI / 4))), std::sqrt(10.0), 1e-12);
}

TEST(Signature, is_smooth_and_has_no_kink_at_nose_beam_and_tail) {
  const AspectRcs rcs = aspect_rcs({0.01, 30.0, 0.3});
  const auto at = [&](double angle) { return ln_rcs(rcs, std::cos(angle)); };
  constexpr double h = 1e-4;
  for (const double angle : {0.0, M_PI / 2, M_PI, 3 * M_PI / 2}) {
    const double left = (at(angle) - at(angle - h)) / h, right = (at(angle + h) - at(angle)) / h;
    EXPECT_NEAR(left, 0.0, 20 * h);
    EXPECT_NEAR(right, 0.0, 20 * h);
  }
  for (double angle = 0.0; angle < M_PI; angle += 0.01) EXPECT_NEAR(at(angle), at(2 * M_PI - angle), 1e-12);
}

constexpr double kDegree = M_PI / 180.0;
constexpr double kRadius_m = 6371e3;

/// A body over the equator at 0 E, in east, north, up there: x is up, y east, z north.
Vec3 ecef(double east, double north, double up) { return {up, east, north}; }
const Vec3 kPlace = ecef(0.0, 0.0, kRadius_m);

BodyAspect seen_from(const Vec3& observer_enu_m, const Vec3& v_enu_m_s, const Vec3& a_enu_m_s2 = {}) {
  return body_aspect(kPlace, ecef(v_enu_m_s.x, v_enu_m_s.y, v_enu_m_s.z),
                     ecef(a_enu_m_s2.x, a_enu_m_s2.y, a_enu_m_s2.z),
                     kPlace + ecef(observer_enu_m.x, observer_enu_m.y, observer_enu_m.z));
}

/// dBsm every 5 degrees of azimuth (both sides), every 30 of elevation.
template <class Dbsm>
RcsTable table_of(Dbsm dbsm) {
  RcsTable table;
  for (int az = -180; az <= 180; az += 5) table.azimuths_rad.push_back(az * kDegree);
  for (int el = -90; el <= 90; el += 30) {
    RcsCut cut{el * kDegree, {}};
    for (int az = -180; az <= 180; az += 5) cut.rcs_m2.push_back(std::pow(10.0, 0.1 * dbsm(az, el)));
    table.cuts.push_back(cut);
  }
  return table;
}

double dbsm_of(const RcsTable& table, double az_deg, double el_deg, double added_m2 = 0.0) {
  return 10.0 / std::log(10.0) * ln_rcs(table, added_m2, {az_deg * kDegree, el_deg * kDegree});
}

TEST(BodyAspect, is_measured_from_the_nose_to_the_right_and_up) {
  const Vec3 north{0.0, 200.0, 0.0};
  EXPECT_NEAR(seen_from({0.0, 9e3, 0.0}, north).azimuth_rad, 0.0, 1e-12);
  EXPECT_NEAR(seen_from({9e3, 0.0, 0.0}, north).azimuth_rad, 90 * kDegree, 1e-12);
  EXPECT_NEAR(seen_from({-9e3, 0.0, 0.0}, north).azimuth_rad, -90 * kDegree, 1e-12);
  EXPECT_NEAR(std::fabs(seen_from({0.0, -9e3, 0.0}, north).azimuth_rad), M_PI, 1e-12);
  EXPECT_NEAR(seen_from({0.0, 9e3, 9e3}, north).elevation_rad, 45 * kDegree, 1e-12);
  EXPECT_NEAR(seen_from({0.0, 0.0, -9e3}, north).elevation_rad, -90 * kDegree, 1e-7);
  // Climbing at 45 degrees, seen from straight ahead on the level: from below.
  EXPECT_NEAR(seen_from({0.0, 9e3, 0.0}, {0.0, 200.0, 200.0}).elevation_rad, -45 * kDegree, 1e-12);
}

TEST(BodyAspect, a_turn_banks_the_body) {
  // v omega = g to the right: 45 degrees. Who stands to the right is seen by the top, to the left by the
  // belly.
  const Vec3 north{0.0, 250.0, 0.0}, g_right{9.80665, 0.0, 0.0};
  EXPECT_NEAR(seen_from({9e3, 0.0, 0.0}, north, g_right).elevation_rad, 45 * kDegree, 1e-12);
  EXPECT_NEAR(seen_from({-9e3, 0.0, 0.0}, north, g_right).elevation_rad, -45 * kDegree, 1e-12);
  EXPECT_NEAR(seen_from({0.0, 9e3, 0.0}, north, g_right).azimuth_rad, 0.0, 1e-12);
  EXPECT_NEAR(seen_from({0.0, 9e3, 0.0}, north, g_right).elevation_rad, 0.0, 1e-12);
  EXPECT_NEAR(seen_from({9e3, 0.0, 0.0}, north, {-3.0 * 9.80665, 0.0, 0.0}).elevation_rad, -std::atan(3.0),
              1e-12);
  // Speeding up banks nobody; at rest nothing is lost.
  EXPECT_NEAR(seen_from({9e3, 0.0, 0.0}, north, {0.0, 20.0, 0.0}).elevation_rad, 0.0, 1e-12);
  EXPECT_TRUE(std::isfinite(seen_from({9e3, 0.0, 1.0}, {}).azimuth_rad));
}

TEST(BodyAspect, nose_and_tail_change_places_when_it_flies_the_other_way) {
  const RcsTable table = table_of([](int az, int) { return 10.0 * std::cos(az * kDegree); });
  const Vec3 observer{3e3, 8e3, 500.0};
  for (const double heading : {0.3, 1.7, 4.0}) {
    const Vec3 v{200 * std::sin(heading), 200 * std::cos(heading), 0.0};
    const double ahead = ln_rcs(table, 0.0, seen_from(observer, v));
    const double behind = ln_rcs(table, 0.0, seen_from(observer, {-v.x, -v.y, 0.0}));
    EXPECT_NEAR(ahead, -behind, 2e-3);
    EXPECT_GT(std::fabs(ahead), 0.1);
  }
}

TEST(RcsTable, a_constant_one_is_a_sphere) {
  const RcsTable table = table_of([](int, int) { return 3.0; });
  for (double az = -180.0; az <= 180.0; az += 7.3)
    for (double el = -90.0; el <= 90.0; el += 11.7) EXPECT_NEAR(dbsm_of(table, az, el), 3.0, 1e-12);
}

TEST(RcsTable, goes_in_straight_lines_of_decibels_over_a_null) {
  const RcsTable table = table_of([](int az, int el) { return az == 40 && el == 0 ? -30.0 : 0.0; });
  EXPECT_NEAR(dbsm_of(table, 40.0, 0.0), -30.0, 1e-9);
  EXPECT_NEAR(dbsm_of(table, 42.5, 0.0), -15.0, 1e-9);  // in m2 it would be -3.01
  EXPECT_NEAR(dbsm_of(table, 40.0, 15.0), -15.0, 1e-9);
  EXPECT_NEAR(dbsm_of(table, 45.0, 0.0), 0.0, 1e-9);
  for (double az = 30.0; az <= 50.0; az += 0.1) {
    EXPECT_LE(dbsm_of(table, az, 0.0), 1e-9);
    EXPECT_GE(dbsm_of(table, az, 0.0), -30.0 - 1e-9);
  }
}

TEST(RcsTable, is_periodic_and_ends_hold_beyond_the_cuts) {
  RcsTable table = table_of([](int az, int el) { return 10.0 * std::cos(az * kDegree) + el / 30.0; });
  EXPECT_NEAR(dbsm_of(table, 179.999, 0.0), dbsm_of(table, -179.999, 0.0), 1e-6);
  table.cuts = {table.cuts[3]};  // the level one alone
  EXPECT_EQ(dbsm_of(table, 20.0, 80.0), dbsm_of(table, 20.0, 0.0));

  // One side given: the other is its mirror.
  RcsTable half;
  for (int az = 0; az <= 180; az += 5) half.azimuths_rad.push_back(az * kDegree);
  half.cuts = {{0.0, std::vector<double>(37)}};
  for (int i = 0; i <= 36; ++i) half.cuts[0].rcs_m2[static_cast<std::size_t>(i)] = 1.0 + i;
  for (double az = 0.0; az <= 180.0; az += 3.1) EXPECT_EQ(dbsm_of(half, az, 0.0), dbsm_of(half, -az, 0.0));
  EXPECT_GT(dbsm_of(half, 100.0, 0.0), dbsm_of(half, 90.0, 0.0));
}

TEST(RcsTable, level_multiplies_and_reflectors_add) {
  RcsTable table = table_of([](int, int) { return -20.0; });
  table.level = 2.0;
  EXPECT_NEAR(dbsm_of(table, 10.0, 0.0), -20.0 + 10 * std::log10(2.0), 1e-9);
  EXPECT_NEAR(dbsm_of(table, 10.0, 0.0, 2.0), 10 * std::log10(2.02), 1e-9);
}

TEST(Signature, is_augmented_where_its_reflectors_are_out) {
  PlatformType type;
  type.rcs[static_cast<std::size_t>(Band::s)] = {0.01, 0.1, 0.02};
  type.augmented_rcs_m2 = 3.0;
  EXPECT_NEAR(std::exp(aspect_rcs(type, Band::s).ln_side), 0.1, 1e-12);
  EXPECT_EQ(augmented_rcs_m2(type), 0.0);
  type.signature = Signature::augmented;
  EXPECT_NEAR(std::exp(aspect_rcs(type, Band::s).ln_front), 3.01, 1e-12);
  EXPECT_NEAR(std::exp(aspect_rcs(type, Band::s).ln_rear), 3.02, 1e-12);
}

TEST(Signature, cosine_of_a_body_at_rest_is_that_of_its_side) {
  EXPECT_EQ(aspect_cosine({0, 0, 0}, {1, 0, 0}, {2, 0, 0}), 0.0);
  EXPECT_NEAR(aspect_cosine({3, 0, 0}, {1, 0, 0}, {9, 0, 0}), 1.0, 1e-15);
  EXPECT_NEAR(aspect_cosine({3, 0, 0}, {1, 0, 0}, {1, 5, 0}), 0.0, 1e-15);
}

TEST(Signature, a_band_without_a_figure_is_next_to_nothing_but_finite) {
  EXPECT_NEAR(aspect_rcs({}).ln_front, std::log(1e-12), 1e-12);
}

}  // namespace
}  // namespace cupola
