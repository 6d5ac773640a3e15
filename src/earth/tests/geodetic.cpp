#include "earth/geodetic.hpp"

#include <gtest/gtest.h>

#include <GeographicLib/Geocentric.hpp>
#include <GeographicLib/LocalCartesian.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <sstream>
#include <vector>

#include "core/math.hpp"
#include "core/tests/reference_data.hpp"

namespace cupola {
namespace {

constexpr double kDegree = math::kPi / 180.0;

const GeographicLib::Geocentric& oracle() { return GeographicLib::Geocentric::WGS84(); }

/// Places spread evenly in latitude and longitude, with poles, equator and the date line, at the given
/// height.
std::vector<Geodetic> places(double height_hae_m) {
  std::vector<Geodetic> result;
  for (int i = -90; i <= 90; i += 3)
    for (int j = -180; j < 180; j += 7) {
      const double shift = (i * 31 + j * 17) % 100 * 0.0097;
      const double latitude = std::clamp(i + shift, -90.0, 90.0);
      result.push_back({latitude * kDegree, (j + shift) * kDegree, height_hae_m});
    }
  result.push_back({90.0 * kDegree, 0.0, height_hae_m});
  result.push_back({0.0, 0.0, height_hae_m});
  return result;
}

Vec3 oracle_ecef(const Geodetic& g) {
  Vec3 p;
  oracle().Forward(g.latitude_rad / kDegree, g.longitude_rad / kDegree, g.height_hae_m, p.x, p.y, p.z);
  return p;
}

TEST(Geodetic, GoesToEcefAsGeographicLibDoes) {
  double worst_m = 0.0;
  for (const double h : {-5000.0, 0.0, 840.0, 11000.0, 100e3, 1000e3})
    for (const Geodetic& g : places(h)) worst_m = std::max(worst_m, norm(to_ecef(g) - oracle_ecef(g)));
  RecordProperty("worst_nm", std::to_string(worst_m * 1e9));
  EXPECT_LT(worst_m, 4e-9);
}

TEST(Geodetic, ComesBackFromEcefAsGeographicLibDoes) {
  double height = 0.0, latitude = 0.0, longitude = 0.0;
  for (const double h : {-5000.0, 0.0, 840.0, 11000.0, 100e3, 1000e3})
    for (const Geodetic& g : places(h)) {
      const Vec3 p = oracle_ecef(g);
      const Geodetic got = to_geodetic(p);
      double latitude_deg, longitude_deg, height_m;
      oracle().Reverse(p.x, p.y, p.z, latitude_deg, longitude_deg, height_m);
      height = std::max(height, std::fabs(got.height_hae_m - height_m));
      latitude = std::max(latitude, std::fabs(got.latitude_rad - latitude_deg * kDegree));
      const double turn = math::wrap_pi(got.longitude_rad - longitude_deg * kDegree);
      longitude = std::max(longitude, std::fabs(turn) * std::cos(got.latitude_rad));
    }
  EXPECT_LT(height, 5e-9);
  EXPECT_LT(latitude * kWgs84SemiMajor_m, 3e-9);
  EXPECT_LT(longitude * kWgs84SemiMajor_m, 6e-9);  // near 180 degrees one unit in the last place is 2.8e-9 m
}

TEST(Geodetic, RoundTripHoldsToAFewUnitsInTheLastPlace) {
  double worst_m = 0.0;
  for (const double h : {-5000.0, 0.0, 840.0, 30e3, 100e3})
    for (const Geodetic& g : places(h)) {
      const Vec3 p = to_ecef(g);
      worst_m = std::max(worst_m, norm(to_ecef(to_geodetic(p)) - p));
    }
  EXPECT_LT(worst_m, 4e-9);
}

TEST(Geodetic, HoldsFarOutAndDeepInside) {
  for (const double scale : {1e-3, 0.01, 0.1, 0.15, 0.2, 0.5, 5.0, 50.0})
    for (const Geodetic& g : places(0.0)) {
      const Vec3 p = scale * oracle_ecef(g);
      const Vec3 back = to_ecef(to_geodetic(p));
      EXPECT_LT(norm(back - p), 1e-6) << scale << ' ' << g.latitude_rad << ' ' << g.longitude_rad;
    }
}

TEST(Geodetic, FastHeightAgreesWithTheFullConversion) {
  double low_m = 0.0, high_m = 0.0;
  for (const double h : {-1000.0, 0.0, 500.0, 11000.0, 30e3, 60e3, 100e3})
    for (const Geodetic& g : places(h)) low_m = std::max(low_m, std::fabs(height_hae_m(oracle_ecef(g)) - h));
  for (const double h : {200e3, 500e3})
    for (const Geodetic& g : places(h))
      high_m = std::max(high_m, std::fabs(height_hae_m(oracle_ecef(g)) - h));
  EXPECT_LT(low_m, 2e-3);
  EXPECT_LT(high_m, 0.05);
}

TEST(Geodetic, LocalFrameIsGeographicLibsLocalCartesian) {
  for (const Geodetic& origin : places(840.0)) {
    const LocalFrame frame = LocalFrame::at(origin);
    const GeographicLib::LocalCartesian local(origin.latitude_rad / kDegree, origin.longitude_rad / kDegree,
                                              840.0);
    const Geodetic target{origin.latitude_rad * 0.97, origin.longitude_rad + 0.02, 12e3};
    Vec3 expected;
    local.Forward(target.latitude_rad / kDegree, target.longitude_rad / kDegree, 12e3, expected.x, expected.y,
                  expected.z);
    const Vec3 got = frame.enu_from_ecef(to_ecef(target));
    EXPECT_LT(norm(got - expected), 1e-8);
    EXPECT_LT(norm(frame.ecef_from_enu(got) - to_ecef(target)), 1e-8);
  }
}

/// The reference columns are rounded to 1e-9 m, the angles to 1e-9 degrees: 1.1e-4 m, exact as written.
TEST(Geodetic, ReproducesTheReferencePairs) {
  CUPOLA_REFERENCE_FILE(path, "geodesy/generated/geodesy_shared.csv");
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  int count = 0;
  for (; std::getline(file, line); ++count) {
    std::array<double, 15> v{};
    std::istringstream row(line);
    std::string cell;
    for (double& value : v) {
      ASSERT_TRUE(std::getline(row, cell, ','));
      value = std::stod(cell);
    }
    const Geodetic one{v[0] * kDegree, v[1] * kDegree, v[2]}, two{v[3] * kDegree, v[4] * kDegree, v[5]};
    EXPECT_LT(norm(to_ecef(two) - Vec3{v[9], v[10], v[11]}), 3e-9) << line;
    EXPECT_LT(norm(LocalFrame::at(one).enu_from_ecef(to_ecef(two)) - Vec3{v[12], v[13], v[14]}), 1e-8)
        << line;
  }
  EXPECT_EQ(count, 300);
}

TEST(Polar, CardinalPointsAndBack) {
  EXPECT_EQ(polar_from_enu({0.0, 5.0, 0.0}).azimuth_rad, 0.0);
  EXPECT_DOUBLE_EQ(polar_from_enu({5.0, 0.0, 0.0}).azimuth_rad, 0.5 * math::kPi);
  EXPECT_DOUBLE_EQ(polar_from_enu({-5.0, 0.0, 0.0}).azimuth_rad, 1.5 * math::kPi);
  EXPECT_DOUBLE_EQ(polar_from_enu({0.0, 0.0, 5.0}).elevation_rad, 0.5 * math::kPi);
  EXPECT_LT(polar_from_enu({-1e-300, 1.0, 0.0}).azimuth_rad, 2.0 * math::kPi);
  for (int i = 0; i < 1000; ++i) {
    const Vec3 p{std::sin(i * 1.1) * 1e5, std::cos(i * 2.3) * 1e5, std::sin(i * 0.7) * 3e4};
    const Polar polar = polar_from_enu(p);
    EXPECT_GE(polar.azimuth_rad, 0.0);
    EXPECT_LT(polar.azimuth_rad, 2.0 * math::kPi);
    EXPECT_NEAR(polar.range_m, norm(p), 1e-9);
    EXPECT_LT(norm(enu_from_polar(polar) - p), 1e-9 * 1e2);
  }
}

}  // namespace
}  // namespace cupola
