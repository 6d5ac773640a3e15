#include "tracking/bias_filter.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/math.hpp"
#include "core/random.hpp"
#include "earth/geodetic.hpp"

namespace cupola {
namespace {

constexpr double kDegree = math::kPi / 180.0;
constexpr SensorBias kPrior{200.0, 0.5 * kDegree, 0.3 * kDegree};

SensorSite site(double east_m) { return {{east_m, 0.0, 0.0}, Matrix<3, 3>::identity(), true}; }

/// Where a radar out of line puts a target.
Vec3 misplaced(const SensorSite& from, const Vec3& p_m, const SensorBias& b, double azimuth_noise_rad = 0.0) {
  Polar z = polar_from_enu(p_m - from.origin_m);
  z = {z.range_m + b.range_m, z.azimuth_rad + b.azimuth_rad + azimuth_noise_rad,
       z.elevation_rad + b.elevation_rad};
  return from.origin_m + enu_from_polar(z);
}

/// With what is believed by now taken off, as alignment.hpp does it.
BiasMeeting meeting(const BiasFilter& filter, const SensorSite (&sites)[2], const Vec3 (&p_m)[2],
                    double sd_m) {
  BiasMeeting m;
  m.second = 1;
  Vec3 put[2];
  for (std::size_t i = 0; i < 2; ++i) {
    Polar z = polar_from_enu(p_m[i] - sites[i].origin_m);
    const SensorBias b = filter.bias(i);
    z = {z.range_m - b.range_m, z.azimuth_rad - b.azimuth_rad, z.elevation_rad - b.elevation_rad};
    put[i] = sites[i].origin_m + enu_from_polar(z);
  }
  const Vec3 common_m = 0.5 * (put[0] + put[1]);
  m.first_slope = Registration::slopes(sites[0], common_m);
  m.second_slope = Registration::slopes(sites[1], common_m);
  m.difference_m = put[0] - put[1];
  for (int i = 0; i < 3; ++i) m.covariance_m2(i, i) = sd_m * sd_m;
  return m;
}

Vec3 somewhere(int i) { return {-120e3 + 31e3 * (i % 9), 40e3 + 17e3 * (i % 7), 2e3 + 1.3e3 * (i % 8)}; }

TEST(BiasFilter, FindsTheErrorsOfTwoRadarsApart) {
  const SensorSite sites[2] = {site(-40e3), site(40e3)};
  const SensorBias truth[2] = {{130.0, 0.4 * kDegree, -0.2 * kDegree},
                               {-90.0, -0.35 * kDegree, 0.1 * kDegree}};
  BiasFilter filter({kPrior, kPrior});
  for (int i = 0; i < 500; ++i) {
    const Vec3 p = somewhere(i);
    const Vec3 put[2] = {misplaced(sites[0], p, truth[0]), misplaced(sites[1], p, truth[1])};
    EXPECT_TRUE(filter.take(meeting(filter, sites, put, 5.0)));
  }
  EXPECT_EQ(filter.used(), 500u);
  for (std::size_t r = 0; r < 2; ++r) {
    EXPECT_NEAR(filter.bias(r).range_m, truth[r].range_m, 3.0 * filter.sd(r).range_m + 0.5);
    EXPECT_NEAR(filter.bias(r).azimuth_rad, truth[r].azimuth_rad, 3.0 * filter.sd(r).azimuth_rad + 1e-5);
    EXPECT_NEAR(filter.bias(r).elevation_rad, truth[r].elevation_rad,
                3.0 * filter.sd(r).elevation_rad + 1e-5);
    EXPECT_LT(filter.sd(r).azimuth_rad, 0.01 * kPrior.azimuth_rad);
  }
}

/// Two radars side by side cannot tell a common error from none; against each other they are soon known.
TEST(BiasFilter, KeepsWhatCannotBeSeen) {
  const SensorSite sites[2] = {site(0.0), site(1.0)};
  const SensorBias truth[2] = {{0.0, 0.5 * kDegree, 0.0}, {0.0, -0.3 * kDegree, 0.0}};
  BiasFilter filter({kPrior, kPrior});
  for (int i = 0; i < 500; ++i) {
    const Vec3 p = somewhere(i);
    const Vec3 put[2] = {misplaced(sites[0], p, truth[0]), misplaced(sites[1], p, truth[1])};
    filter.take(meeting(filter, sites, put, 5.0));
  }
  EXPECT_NEAR(filter.bias(0).azimuth_rad - filter.bias(1).azimuth_rad, 0.8 * kDegree, 1e-4);
  // Of two equal priors the common half is left: each is known to 1 / sqrt(2) of it.
  for (std::size_t r = 0; r < 2; ++r)
    EXPECT_NEAR(filter.sd(r).azimuth_rad, kPrior.azimuth_rad / std::sqrt(2.0), 2e-5);
  const Matrix<3, 3> mine = filter.covariance(0, 0), both = filter.covariance(0, 1),
                     theirs = filter.covariance(1, 1);
  EXPECT_LT(std::sqrt(mine(1, 1) + theirs(1, 1) - 2.0 * both(1, 1)), 1e-4);
}

TEST(BiasFilter, HoldsARadarToOneThatIsKnownToBeAligned) {
  const SensorSite sites[2] = {site(0.0), site(30e3)};
  const SensorBias truth[2] = {{}, {60.0, 0.45 * kDegree, -0.15 * kDegree}};
  BiasFilter filter({SensorBias{}, kPrior});
  for (int i = 0; i < 100; ++i) {
    const Vec3 p = somewhere(i);
    const Vec3 put[2] = {misplaced(sites[0], p, truth[0]), misplaced(sites[1], p, truth[1])};
    filter.take(meeting(filter, sites, put, 20.0));
  }
  EXPECT_EQ(filter.bias(0).azimuth_rad, 0.0);
  EXPECT_EQ(filter.sd(0).azimuth_rad, 0.0);
  EXPECT_NEAR(filter.bias(1).azimuth_rad, truth[1].azimuth_rad, 2e-4);
  EXPECT_NEAR(filter.bias(1).range_m, truth[1].range_m, 10.0);
}

TEST(BiasFilter, LeavesOutWhatCannotBeOneTarget) {
  BiasFilter filter({kPrior, kPrior});
  const SensorSite sites[2] = {site(-40e3), site(40e3)};
  const Vec3 apart[2] = {{0.0, 100e3, 5e3}, {0.0, 112e3, 5e3}};
  EXPECT_FALSE(filter.take(meeting(filter, sites, apart, 100.0)));
  EXPECT_EQ(filter.discarded(), 1u);
  EXPECT_EQ(filter.bias(0).azimuth_rad, 0.0);
  EXPECT_EQ(filter.sd(0).azimuth_rad, kPrior.azimuth_rad);
}

/// Errors drawn from the prior, meetings with noise: the claimed standard deviations are right.
TEST(BiasFilter, ClaimsWhatItErrs) {
  const SensorSite sites[2] = {site(-40e3), site(40e3)};
  double squares = 0.0;
  constexpr int kSeeds = 200;
  for (int seed = 0; seed < kSeeds; ++seed) {
    Draws draws(ReplicateKey::of(3, std::uint64_t(seed)), 1, 0);
    SensorBias truth[2];
    for (SensorBias& b : truth) {
      b.range_m = kPrior.range_m * draws.normal();
      b.azimuth_rad = kPrior.azimuth_rad * draws.normal();
      b.elevation_rad = kPrior.elevation_rad * draws.normal();
    }
    BiasFilter filter({kPrior, kPrior});
    for (int i = 0; i < 60; ++i) {
      const Vec3 p = somewhere(i);
      Vec3 put[2];
      for (int r = 0; r < 2; ++r) {
        put[r] = misplaced(sites[r], p, truth[r]);
        put[r].x += 200.0 * draws.normal();
        put[r].y += 200.0 * draws.normal();
        put[r].z += 200.0 * draws.normal();
      }
      filter.take(meeting(filter, sites, put, 200.0 * std::sqrt(2.0)));
    }
    for (std::size_t r = 0; r < 2; ++r) {
      const double e = (filter.bias(r).azimuth_rad - truth[r].azimuth_rad) / filter.sd(r).azimuth_rad;
      squares += e * e;
    }
  }
  // Chi-square of 400, were the two of a seed independent; of 200 at the least: 1 within four standard errors.
  EXPECT_NEAR(squares / (2.0 * kSeeds), 1.0, 4.0 * std::sqrt(2.0 / kSeeds));
}

}  // namespace
}  // namespace cupola
