#include "tracking/registration.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/tests/linear_congruence.hpp"
#include "earth/geodetic.hpp"

namespace cupola {
namespace {

using testing::LinearCongruence;

constexpr double kDegree = 3.14159265358979323846 / 180.0;

std::vector<SensorSite> two_in_a_plane() {
  SensorSite west, east;
  west.origin_m = {-60e3, 0.0, 0.0};
  east.origin_m = {60e3, -20e3, 0.0};
  west.elevation = east.elevation = false;
  return {west, east};
}

std::vector<SensorSite> three_over_the_ellipsoid() {
  std::vector<SensorSite> sites;
  for (const Geodetic& place :
       {Geodetic{0.70, 0.57, 900.0}, Geodetic{0.71, 0.59, 1200.0}, Geodetic{0.695, 0.6, 800.0}}) {
    const LocalFrame frame = LocalFrame::at(place);
    sites.push_back({frame.origin_ecef_m, frame.ecef_to_enu, true});
  }
  return sites;
}

Matrix<3, 3> variance_m2(double value) {
  Matrix<3, 3> c;
  for (int i = 0; i < 3; ++i) c(i, i) = value;
  return c;
}

/// What a sensor with that bias would make of a target.
Vec3 seen_with(const SensorSite& site, const SensorBias& bias, const Vec3& p_m) {
  return Registration::corrected_m(site, {-bias.range_m, -bias.azimuth_rad, -bias.elevation_rad}, p_m);
}

CommonTarget common(const std::vector<SensorSite>& sites, const std::vector<SensorBias>& bias, int a, int b,
                    const Vec3& p_m) {
  return {a, b, seen_with(sites[a], bias[a], p_m), seen_with(sites[b], bias[b], p_m), variance_m2(1e4)};
}

Vec3 anywhere_in_plane(LinearCongruence& luck) {
  const double x = luck.in(-150e3, 150e3);
  return {x, luck.in(-150e3, 150e3), 0.0};
}

void expect_near(const SensorBias& got, const SensorBias& expected, double tolerance) {
  EXPECT_NEAR(got.range_m, expected.range_m, tolerance);
  EXPECT_NEAR(got.azimuth_rad, expected.azimuth_rad, tolerance);
  EXPECT_NEAR(got.elevation_rad, expected.elevation_rad, tolerance);
}

TEST(Registration, FindsTwoRadarsBiasesWithoutNoise) {
  const std::vector<SensorSite> sites = two_in_a_plane();
  const std::vector<SensorBias> bias = {{40.0, 0.15 * kDegree, 0.0}, {-25.0, -0.15 * kDegree, 0.0}};
  LinearCongruence luck(1);
  Registration registration(sites);
  for (int i = 0; i < 40; ++i) registration.add(common(sites, bias, 0, 1, anywhere_in_plane(luck)));
  const RegistrationEstimate estimate = registration.estimate();
  EXPECT_TRUE(estimate.all_observable);
  EXPECT_EQ(estimate.used, 40u);
  for (int s = 0; s < 2; ++s) expect_near(estimate.bias[s], bias[s], 1e-9);
}

TEST(Registration, FindsThreeRadarsBiasesInSpace) {
  const std::vector<SensorSite> sites = three_over_the_ellipsoid();
  const std::vector<SensorBias> bias = {{120.0, 1.0 * kDegree, -0.1 * kDegree},
                                        {0.0, -0.3 * kDegree, 0.2 * kDegree},
                                        {-60.0, 0.0, 0.05 * kDegree}};
  LinearCongruence luck(2);
  Registration registration(sites);
  for (int i = 0; i < 90; ++i) {
    const double latitude_rad = luck.in(0.69, 0.72), longitude_rad = luck.in(0.56, 0.62);
    const Vec3 p = to_ecef({latitude_rad, longitude_rad, luck.in(3e3, 15e3)});
    registration.add(common(sites, bias, i % 3, (i + 1) % 3, p));
  }
  const RegistrationEstimate estimate = registration.estimate();
  EXPECT_TRUE(estimate.all_observable);
  for (int s = 0; s < 3; ++s) {
    EXPECT_NEAR(estimate.bias[s].range_m, bias[s].range_m, 1e-6);  // earth-fixed coordinates round at 1e-9 m
    EXPECT_NEAR(estimate.bias[s].azimuth_rad, bias[s].azimuth_rad, 1e-9);
    EXPECT_NEAR(estimate.bias[s].elevation_rad, bias[s].elevation_rad, 1e-9);
  }
}

/// One degree at 200 km: a ghost 3.49 km beside.
TEST(Registration, KnowsWhatABiasDoes) {
  const SensorSite site = two_in_a_plane()[0];
  const Vec3 p = site.origin_m + Vec3{200e3, 0.0, 0.0};
  const Vec3 ghost = seen_with(site, {0.0, 1.0 * kDegree, 0.0}, p);
  EXPECT_NEAR(std::sqrt(dot(ghost - p, ghost - p)), 3490.6, 0.1);
}

TEST(Registration, BearsWrongPairs) {
  const std::vector<SensorSite> sites = two_in_a_plane();
  const std::vector<SensorBias> bias = {{0.0, 0.15 * kDegree, 0.0}, {0.0, -0.15 * kDegree, 0.0}};
  LinearCongruence luck(3);
  Registration registration(sites);
  for (int i = 0; i < 100; ++i) {
    const Vec3 p = anywhere_in_plane(luck);
    CommonTarget target = common(sites, bias, 0, 1, p);
    if (i % 4 == 0) {
      const double off_m = luck.in(5e3, 9e3);
      target.p_second_m = target.p_second_m + Vec3{off_m, -off_m, 0.0};
    }
    registration.add(target);
  }
  const RegistrationEstimate estimate = registration.estimate();
  EXPECT_EQ(estimate.discarded, 25u);
  for (int s = 0; s < 2; ++s) expect_near(estimate.bias[s], bias[s], 1e-9);
}

/// With noise: errors as the standard deviations say.
TEST(Registration, KnowsItsError) {
  const std::vector<SensorSite> sites = two_in_a_plane();
  const std::vector<SensorBias> bias = {{30.0, 2e-3, 0.0}, {-30.0, -1e-3, 0.0}};
  double sum2 = 0.0;
  int count = 0;
  for (int run = 0; run < 200; ++run) {
    LinearCongruence luck(run);
    const auto noise = [&] {
      double sum = 0.0;
      for (int i = 0; i < 12; ++i) sum += luck.uniform();
      return 100.0 * (sum - 6.0);
    };
    Registration registration(sites);
    for (int i = 0; i < 60; ++i) {
      CommonTarget target = common(sites, bias, 0, 1, anywhere_in_plane(luck));
      target.p_first_m.x += noise();
      target.p_first_m.y += noise();
      registration.add(target);
    }
    const RegistrationEstimate estimate = registration.estimate();
    for (int s = 0; s < 2; ++s) {
      const double range = (estimate.bias[s].range_m - bias[s].range_m) / estimate.sd[s].range_m;
      const double azimuth =
          (estimate.bias[s].azimuth_rad - bias[s].azimuth_rad) / estimate.sd[s].azimuth_rad;
      sum2 += range * range + azimuth * azimuth;
      count += 2;
    }
  }
  EXPECT_NEAR(sum2 / count, 1.0, 0.15);
}

/// Targets in line with both radars: ranges add up to one and the same, whatever each is.
TEST(Registration, SaysWhatCannotBeSeen) {
  std::vector<SensorSite> sites = two_in_a_plane();
  sites[1].origin_m.y = 0.0;
  const std::vector<SensorBias> bias = {{40.0, 0.15 * kDegree, 0.0}, {0.0, 0.0, 0.0}};
  Registration in_line(sites);
  for (int i = 0; i < 30; ++i) in_line.add(common(sites, bias, 0, 1, {80e3 + 4e3 * i, 0.0, 0.0}));
  const RegistrationEstimate estimate = in_line.estimate();
  EXPECT_FALSE(estimate.all_observable);
  for (int s = 0; s < 2; ++s) {
    EXPECT_FALSE(estimate.observable[s].range);
    EXPECT_GT(estimate.sd[s].range_m, 500.0);
    EXPECT_TRUE(estimate.observable[s].azimuth);
    EXPECT_LT(estimate.sd[s].azimuth_rad, 0.01);
  }
  EXPECT_NEAR(estimate.bias[0].azimuth_rad, bias[0].azimuth_rad, 1e-4);
  EXPECT_NEAR(estimate.bias[0].range_m - estimate.bias[1].range_m, 40.0, 1.0);

  const RegistrationEstimate single = Registration({sites[0]}).estimate();
  EXPECT_FALSE(single.all_observable);
  EXPECT_FALSE(single.observable[0].azimuth);
  EXPECT_DOUBLE_EQ(single.sd[0].azimuth_rad, Registration::kPresumed.azimuth_rad);
  EXPECT_EQ(single.bias[0].azimuth_rad, 0.0);
}

}  // namespace
}  // namespace cupola
