#include "command/threat.hpp"

#include <gtest/gtest.h>

#include "command/tests/proving_ground.hpp"

namespace cupola {
namespace {

using testing::site_frame;

Vec3 point(double east_m, double north_m, double up_m = 0.0) {
  return site_frame().ecef_from_enu({east_m, north_m, up_m});
}
Vec3 velocity(double east_m_s, double north_m_s, double up_m_s = 0.0) {
  return transpose(site_frame().ecef_to_enu) * Vec3{east_m_s, north_m_s, up_m_s};
}

TEST(Threat, ClosestApproachOfTheWorkedExample) {
  const ClosestApproach a =
      closest_approach(point(60'000.0, 8'000.0), velocity(-250.0, 0.0), point(0.0, 0.0));
  EXPECT_NEAR(a.time_s, 240.0, 1e-6);
  EXPECT_NEAR(a.distance_m, 8'000.0, 1e-3);
}

TEST(Threat, ClimbAndHeightDoNotCount) {
  const ClosestApproach a =
      closest_approach(point(60'000.0, 8'000.0, 9'000.0), velocity(-250.0, 0.0, -40.0), point(0.0, 0.0));
  EXPECT_NEAR(a.time_s, 240.0, 1e-6);
  EXPECT_NEAR(a.distance_m, 8'000.0, 1e-3);
}

TEST(Threat, WhatRecedesOrStandsIsNearestNow) {
  const ClosestApproach away =
      closest_approach(point(60'000.0, 8'000.0), velocity(250.0, 0.0), point(0.0, 0.0));
  EXPECT_EQ(away.time_s, 0.0);
  EXPECT_NEAR(away.distance_m, std::sqrt(60e3 * 60e3 + 8e3 * 8e3), 1e-3);
  const ClosestApproach still = closest_approach(point(60'000.0, 8'000.0), {}, point(0.0, 0.0));
  EXPECT_EQ(still.time_s, 0.0);
}

TEST(Threat, ScoreIsMonotoneInEachFactor) {
  double before = 1e9;
  for (double d = 0.0; d < 50e3; d += 1e3) {
    const double score = threat_score(1.0, d, 100.0);
    EXPECT_LT(score, before);
    before = score;
  }
  before = 1e9;
  for (double t = 0.0; t < 1000.0; t += 20.0) {
    const double score = threat_score(1.0, 5e3, t);
    EXPECT_LT(score, before);
    before = score;
  }
  EXPECT_LT(threat_score(1.0, 5e3, 100.0), threat_score(2.0, 5e3, 100.0));
}

TEST(Threat, PicksTheAssetThatMattersMost) {
  std::vector<KnownAsset> assets = {{AssetId{0}, point(0.0, 0.0), 500.0, 1.0},
                                    {AssetId{1}, point(5'000.0, 0.0), 500.0, 3.0}};
  const ThreatTrack track{point(60'000.0, 0.0), velocity(-250.0, 0.0)};
  const ThreatEstimate t = evaluate_threat(track, assets, 0.0);
  EXPECT_TRUE(t.threatens);
  EXPECT_NEAR(t.time_to_go_s, 220.0, 0.01);
  assets[1].value = 0.5;
  EXPECT_NEAR(evaluate_threat(track, assets, 0.0).time_to_go_s, 240.0, 0.01);
}

TEST(Threat, WhatPassesFarOffThreatensOnlyWhileItsCourseIsInDoubt) {
  const std::vector<KnownAsset> assets = {{AssetId{0}, point(0.0, 0.0), 500.0, 1.0}};
  ThreatTrack track{point(60'000.0, 20'000.0), velocity(-250.0, 0.0)};
  EXPECT_FALSE(evaluate_threat(track, assets, 0.0).threatens);
  track.velocity_sd_m_s = 45.0;  // 10.8 km in 240 s
  EXPECT_TRUE(evaluate_threat(track, assets, 0.0).threatens);
}

TEST(Threat, ABallisticTargetThreatensWhereItComesDown) {
  // From 20 km up, 600 m/s level towards the site: falls for 64 s, 38 km on.
  const Vec3 p = testing::over_ground(38'000.0, 0.0, 20'000.0);
  ThreatTrack track{p, testing::level_velocity(p, -600.0, 0.0)};
  track.ballistic = true;
  const std::vector<KnownAsset> assets = {{AssetId{0}, point(0.0, 0.0), 500.0, 1.0}};
  const ThreatEstimate t = evaluate_threat(track, assets, 0.0);
  EXPECT_TRUE(t.threatens);
  EXPECT_NEAR(t.time_to_go_s, std::sqrt(2.0 * 20'000.0 / 9.78), 0.5);
  EXPECT_LT(t.miss_distance_m, 1'500.0);
  const std::vector<KnownAsset> beyond = {{AssetId{0}, point(-40'000.0, 0.0), 500.0, 1.0}};
  EXPECT_FALSE(evaluate_threat(track, beyond, 0.0).threatens);  // straight flight would have passed over it
}

}  // namespace
}  // namespace cupola
