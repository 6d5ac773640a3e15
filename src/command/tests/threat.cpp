#include "command/threat.hpp"

#include <gtest/gtest.h>

#include "command/kinematics.hpp"
#include "command/tests/proving_ground.hpp"
#include "core/random.hpp"

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

const std::vector<KnownAsset> kSite = {{AssetId{0}, point(0.0, 0.0), 500.0, 1.0}};

ThreatEvaluation evaluation(const ThreatRules& rules = {}, const std::vector<KnownAsset>& assets = kSite) {
  return {rules, SmoothEarth{}, assets};
}

/// The law of M30 for a track that is known exactly and an asset of value 1, by hand.
double exact_score(double beyond_edge_m, double time_to_go_s) {
  const ThreatRules rules;
  const double nearness = beyond_edge_m / rules.near_m;
  return 1.0 / ((1.0 + nearness * nearness) * (1.0 + time_to_go_s / rules.soon_s));
}

/// Of one that passes so far off after such a time.
double score_of(double miss_m, double time_s, double value = 1.0) {
  ThreatRules rules;
  rules.reach_m = 1e5;
  const std::vector<KnownAsset> asset = {{AssetId{0}, point(0.0, 0.0), 500.0, value}};
  return evaluation(rules, asset).evaluate({point(250.0 * time_s, miss_m), velocity(-250.0, 0.0), {}}).score;
}

TEST(Threat, ScoreIsMonotoneInEachFactor) {
  double before = 1e9;
  for (double d = 1e3; d < 50e3; d += 1e3) {
    EXPECT_LT(score_of(d, 100.0), before);
    before = score_of(d, 100.0);
  }
  before = 1e9;
  for (double t = 1.0; t < 1000.0; t += 20.0) {
    EXPECT_LT(score_of(5e3, t), before);
    before = score_of(5e3, t);
  }
  EXPECT_NEAR(score_of(5e3, 100.0, 2.0) / score_of(5e3, 100.0), 2.0, 1e-12);
  const ThreatRules rules;
  EXPECT_NEAR(score_of(rules.near_m + 500.0, rules.soon_s), 0.25, 1e-9);
}

/// As uncertain as the velocity makes it: 10 m/s across for 240 s, and along.
TEST(Threat, AnUncertainApproachIsAsUncertainAsItsCovarianceCarriedThere) {
  Matrix<6, 6> c;
  for (int i = 0; i < 6; ++i) c(i, i) = i < 3 ? 300.0 * 300.0 : 100.0;
  const UncertainApproach a =
      uncertain_approach({point(60'000.0, 8'000.0), velocity(-250.0, 0.0), c}, point(0.0, 0.0));
  EXPECT_NEAR(a.time_s, 240.0, 1e-6);
  EXPECT_NEAR(a.distance_m, 8'000.0, 1e-3);
  EXPECT_NEAR(a.sd_m, std::hypot(300.0, 2'400.0), 1e-6);
  EXPECT_NEAR(a.time_sd_s, a.sd_m / 250.0, 1e-6);
}

/// A covariance with the same standard deviations on all axes.
Matrix<6, 6> even(double position_sd_m, double velocity_sd_m_s) {
  Matrix<6, 6> c;
  for (int i = 0; i < 3; ++i) {
    c(i, i) = position_sd_m * position_sd_m;
    c(i + 3, i + 3) = velocity_sd_m_s * velocity_sd_m_s;
  }
  return c;
}

TEST(Threat, OfATrackKnownExactlyItIsTheScoreOfItsClosestApproach) {
  const ThreatEstimate t = evaluation().evaluate({point(60'000.0, 8'000.0), velocity(-250.0, 0.0), {}});
  EXPECT_NEAR(t.time_to_go_s, 240.0, 1e-6);
  EXPECT_NEAR(t.miss_distance_m, 8'000.0, 1e-3);
  EXPECT_NEAR(t.score, exact_score(7'500.0, 240.0), 1e-6);
}

TEST(Threat, ScoreIsTheExpectationOverTheCrossingError) {
  // By brute force: velocities drawn on a grid of their normal density, each flown and scored.
  for (const double offset_m : {0.0, 5'000.0, 12'000.0})
    for (const double sd_m : {1'000.0, 3'000.0, 10'000.0, 15'000.0, 20'000.0}) {
      const Vec3 p = point(60'000.0, offset_m), v = velocity(-250.0, 0.0);
      Matrix<6, 6> c;
      const double sd_m_s = sd_m / 240.0;
      const Vec3 north = transpose(site_frame().ecef_to_enu) * Vec3{0.0, 1.0, 0.0};
      const double n[3] = {north.x, north.y, north.z};
      for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) c(i + 3, j + 3) = sd_m_s * sd_m_s * n[i] * n[j];
      double sum = 0.0, all = 0.0;
      for (double z = -7.0; z <= 7.0; z += 0.01) {
        const ClosestApproach a = closest_approach(p, v + (z * sd_m_s) * north, point(0.0, 0.0));
        const double weight = std::exp(-0.5 * z * z);
        sum += weight * exact_score(std::max(a.distance_m - 500.0, 0.0), a.time_s);
        all += weight;
      }
      const ThreatEstimate t = evaluation().evaluate({p, v, c});
      const double allowed =  // as the header says
          sd_m <= 3'000.0    ? 0.005
          : sd_m <= 10'000.0 ? 0.025
          : sd_m <= 15'000.0 ? 0.05
                             : 0.09;
      EXPECT_NEAR(t.score / (sum / all), 1.0, allowed) << offset_m << ' ' << sd_m;
    }
}

/// The expected nearness over an ellipse, on a fine grid of its principal axes.
double nearness_over(const ImpactForecast& impact, const Vec3& p_asset_ecef_m, double radius_m) {
  const Vec3 to = impact.p_ecef_m - p_asset_ecef_m;
  const double half = 0.5 * (impact.east_m2 - impact.north_m2);
  const double turned = std::hypot(half, impact.east_north_m2),
               middle = 0.5 * (impact.east_m2 + impact.north_m2);
  const double angle = 0.5 * std::atan2(impact.east_north_m2, half);
  const double major_m = std::sqrt(middle + turned), minor_m = std::sqrt(std::max(middle - turned, 0.0));
  double sum = 0.0, all = 0.0;
  for (double a = -6.0; a <= 6.0; a += 0.02)
    for (double b = -6.0; b <= 6.0; b += 0.05) {
      const double along_m = a * major_m, across_m = b * minor_m;
      const double east_m =
          dot(to, impact.east_ecef) + along_m * std::cos(angle) - across_m * std::sin(angle);
      const double north_m =
          dot(to, impact.north_ecef) + along_m * std::sin(angle) + across_m * std::cos(angle);
      const double beyond_m = std::max(std::hypot(east_m, north_m) - radius_m, 0.0);
      const double weight = std::exp(-0.5 * (a * a + b * b));
      sum += weight * exact_score(beyond_m, 0.0);
      all += weight;
    }
  return sum / all;
}

TEST(Threat, ScoreOfWhatFallsIsTheExpectationOverItsEllipse) {
  // From 30 km up, 90 s of fall: the error of the velocity is that of the impact.
  const Vec3 p = testing::over_ground(30'000.0, 20'000.0, 30'000.0),
             v = testing::level_velocity(p, -500.0, -250.0);
  const ThreatRules rules;
  struct Case {
    double east_m_s, north_m_s, along, allowed;
  };
  for (const Case& c :
       {Case{50.0, 40.0, 0.3, 0.005}, Case{100.0, 60.0, -0.5, 0.005}, Case{150.0, 50.0, 0.6, 0.02},
        Case{60.0, 220.0, 0.0, 0.08}, Case{300.0, 100.0, -0.3, 0.17}}) {
    ThreatState track{p, v, even(50.0, 5.0), true};
    const Vec3 east = transpose(site_frame().ecef_to_enu) * Vec3{1.0, 0.0, 0.0};
    const Vec3 north = transpose(site_frame().ecef_to_enu) * Vec3{0.0, 1.0, 0.0};
    const double e[3] = {east.x, east.y, east.z}, n[3] = {north.x, north.y, north.z};
    for (int i = 0; i < 3; ++i)
      for (int j = 0; j < 3; ++j)
        track.covariance(i + 3, j + 3) += c.east_m_s * c.east_m_s * e[i] * e[j] +
                                          c.north_m_s * c.north_m_s * n[i] * n[j] +
                                          c.along * c.east_m_s * c.north_m_s * (e[i] * n[j] + n[i] * e[j]);
    const ImpactForecast impact = forecast_impact(p, v, track.covariance, fall_book(rules, SmoothEarth{}));
    ASSERT_TRUE(impact.comes_down);
    const double sd_m = std::sqrt(std::max(impact.east_m2, impact.north_m2));
    const ThreatEstimate t = evaluation(rules).evaluate(track);
    ASSERT_TRUE(t.threatens);
    const double expected =
        nearness_over(impact, kSite[0].p_ecef_m, kSite[0].radius_m) / (1.0 + impact.time_s / rules.soon_s);
    EXPECT_NEAR(t.score / expected, 1.0, c.allowed) << sd_m;
    // The cases are what they stand for.
    EXPECT_LE(sd_m, c.allowed <= 0.005 ? 10e3 : c.allowed <= 0.02 ? 15e3 : c.allowed <= 0.08 ? 20e3 : 30e3);
    EXPECT_GE(sd_m, c.allowed <= 0.005 ? 3e3 : c.allowed <= 0.02 ? 10e3 : c.allowed <= 0.08 ? 15e3 : 20e3);
  }
}

/// Faster than the escape: nobody knows of a place where it will come down.
TEST(Threat, WhatDoesNotComeDownThreatensNothing) {
  const Vec3 p = testing::over_ground(0.0, 0.0, 200'000.0), v = 12'000.0 * vertical_at(p);
  for (const Matrix<6, 6>& covariance : {Matrix<6, 6>{}, even(100.0, 10.0)}) {
    const ThreatState track{p, v, covariance, true};
    EXPECT_FALSE(evaluation().evaluate(track).threatens);
    EXPECT_TRUE(std::isinf(evaluation().time_to_go_s(track)));
  }
}

TEST(Threat, AWiderCovarianceMovesTheScoreSmoothly) {
  double before = 0.0;
  for (double sd_m_s = 0.0; sd_m_s <= 60.0; sd_m_s += 0.5) {
    const ThreatEstimate t =
        evaluation().evaluate({point(60'000.0, 3'000.0), velocity(-250.0, 0.0), even(50.0, sd_m_s)});
    ASSERT_TRUE(t.threatens);
    if (before > 0.0) {
      EXPECT_NEAR(t.score / before, 1.0, 0.02) << sd_m_s;
    }
    before = t.score;
  }
  // In the end it is worth less than if it were known to come near.
  EXPECT_LT(before, 0.7 * exact_score(2'500.0, 240.0));
}

TEST(Threat, NoRecedingOrStandingTrackDividesByZero) {
  for (const Vec3& v : {velocity(250.0, 0.0), Vec3{}, velocity(0.0, 1e-300)}) {
    const ThreatEstimate t = evaluation().evaluate({point(6'000.0, 0.0), v, even(100.0, 10.0)});
    EXPECT_TRUE(t.threatens);
    EXPECT_EQ(t.time_to_go_s, 0.0);
    EXPECT_TRUE(std::isfinite(t.score));
  }
  const ThreatEstimate over = evaluation().evaluate({point(0.0, 0.0), {}, even(100.0, 10.0)});
  EXPECT_TRUE(std::isfinite(over.score));
}

TEST(Threat, LethalityIsExpectedOverTheClassesThatBehaveSo) {
  Doctrine doctrine;
  doctrine.threat.lethality = {0.8, 0.0, 0.9, 1.0, 0.3, 0.0};
  EXPECT_DOUBLE_EQ(expected_lethality(doctrine, Behaviour::slow_low), 0.3);  // as it is planned for
  EXPECT_DOUBLE_EQ(expected_lethality(doctrine, Behaviour::none), 0.8);
  ClassShares row{"fast low", {}};
  row.share[0] = 0.25;
  row.share[2] = 0.5;
  row.share[4] = 0.25;
  doctrine.threat.classes.push_back(row);
  EXPECT_DOUBLE_EQ(expected_lethality(doctrine, Behaviour::fast_low), 0.25 * 0.8 + 0.5 * 0.9 + 0.25 * 0.3);
}

/// How often the first of two changes, by their scores and by steady ones; noise of 4 % on both scores.
struct Turns {
  int of_scores = 0, of_ranks = 0;
};
Turns turns(double trend_each) {
  SteadyScore first, second;
  Turns count;
  bool ahead = false, ahead_steady = false;
  for (int i = 0; i < 400; ++i) {
    const double trend = 1.0 + trend_each * i;
    Draws draws({12}, 3, static_cast<std::uint64_t>(i));
    const double noise_a = draws.uniform() - 0.5, noise_b = draws.uniform() - 0.5;
    const double a = trend * (1.05 + 0.08 * noise_a), b = trend * (1.03 + 0.08 * noise_b);
    const double steady_a = first.read(a, 0.1), steady_b = second.read(b, 0.1);
    if (i > 100) {
      count.of_scores += (a > b) != ahead;
      count.of_ranks += (steady_a > steady_b) != ahead_steady;
    }
    ahead = a > b;
    ahead_steady = steady_a > steady_b;
    EXPECT_NEAR(steady_a / a, 1.0, 0.11);
  }
  return count;
}

TEST(Threat, RanksDoNotFlicker) {
  const Turns still = turns(0.0);
  EXPECT_GT(still.of_scores, 80);
  EXPECT_EQ(still.of_ranks, 0);
  const Turns rising = turns(0.01);  // while both come nearer a rank may turn, but not with every plot
  EXPECT_GT(rising.of_scores, 80);
  EXPECT_LT(rising.of_ranks, rising.of_scores / 3);
}

TEST(Threat, PicksTheAssetThatMattersMost) {
  std::vector<KnownAsset> assets = {{AssetId{0}, point(0.0, 0.0), 500.0, 1.0},
                                    {AssetId{1}, point(5'000.0, 0.0), 500.0, 3.0}};
  const ThreatState track{point(60'000.0, 0.0), velocity(-250.0, 0.0), {}, false};
  const ThreatEstimate t = ThreatEvaluation({}, {}, assets).evaluate(track);
  EXPECT_TRUE(t.threatens);
  EXPECT_NEAR(t.time_to_go_s, 220.0, 0.01);
  assets[1].value = 0.5;
  EXPECT_NEAR(ThreatEvaluation({}, {}, assets).time_to_go_s(track), 240.0, 0.01);
  assets.clear();
  EXPECT_TRUE(std::isinf(ThreatEvaluation({}, {}, assets).time_to_go_s(track)));
}

TEST(Threat, WhatPassesFarOffThreatensOnlyWhileItsCourseIsInDoubt) {
  const std::vector<KnownAsset> assets = {{AssetId{0}, point(0.0, 0.0), 500.0, 1.0}};
  const ThreatEvaluation evaluation({}, {}, assets);
  ThreatState track{point(60'000.0, 20'000.0), velocity(-250.0, 0.0), {}, false};
  EXPECT_FALSE(evaluation.evaluate(track).threatens);
  for (int i = 3; i < 6; ++i) track.covariance(i, i) = 45.0 * 45.0;  // 10.8 km in 240 s
  EXPECT_TRUE(evaluation.evaluate(track).threatens);
}

TEST(Threat, AnEllipseStandsWhileItsTrackFallsAsForeseen) {
  const Vec3 p = testing::over_ground(38'000.0, 0.0, 60'000.0), v = testing::level_velocity(p, -600.0, 0.0);
  const FallSeen seen{Time{}, p, v, 100.0, 10.0};
  const auto later = [&](double dt_s, double off_m_s, double sd_m_s) {
    const Vec3 fall = fall_acceleration(p, v);
    return FallSeen{Time{} + Duration::seconds(dt_s), p + dt_s * v + 0.5 * dt_s * dt_s * fall,
                    v + dt_s * fall + Vec3{off_m_s, 0.0, 0.0}, 100.0, sd_m_s};
  };
  EXPECT_TRUE(seen.foresaw(later(5.0, 0.0, 9.0)));
  EXPECT_TRUE(seen.foresaw(later(5.0, 37.0, 9.0)));
  EXPECT_FALSE(seen.foresaw(later(5.0, 38.0, 9.0)));  // it did not only fall
  EXPECT_FALSE(seen.foresaw(later(5.0, 0.0, 4.0)));   // known better by now
  EXPECT_TRUE(seen.foresaw(later(59.5, 0.0, 9.0)));
  FallSeen aside = later(5.0, 0.0, 9.0);
  aside.p_ecef_m = aside.p_ecef_m + Vec3{3.7 * (100.0 + 5.0 * 10.0), 0.0, 0.0};
  EXPECT_TRUE(seen.foresaw(aside));
  aside.p_ecef_m = aside.p_ecef_m + Vec3{0.1 * (100.0 + 5.0 * 10.0), 0.0, 0.0};
  EXPECT_FALSE(seen.foresaw(aside));
  EXPECT_FALSE(seen.foresaw(later(60.5, 0.0, 9.0)));  // too long ago
  EXPECT_FALSE(FallSeen{}.foresaw(seen));
}

TEST(Threat, ABallisticTargetThreatensWhereItComesDown) {
  // From 20 km up, 600 m/s level towards the site: without drag it falls for 64 s, 38 km on.
  const Vec3 p = testing::over_ground(38'000.0, 0.0, 20'000.0);
  const ThreatState track{p, testing::level_velocity(p, -600.0, 0.0), {}, true};
  ThreatRules rules;
  rules.ballistic_coefficient_kg_m2 = 1e6;
  const ThreatEstimate t = evaluation(rules).evaluate(track);
  EXPECT_TRUE(t.threatens);
  EXPECT_NEAR(t.time_to_go_s, std::sqrt(2.0 * 20'000.0 / 9.78), 0.5);
  EXPECT_LT(t.miss_distance_m, 1'500.0);
  // Straight flight would have passed over this one.
  const std::vector<KnownAsset> beyond = {{AssetId{0}, point(-40'000.0, 0.0), 500.0, 1.0}};
  EXPECT_FALSE(evaluation(rules, beyond).evaluate(track).threatens);
  // With drag it falls short of the site, and later.
  rules.ballistic_coefficient_kg_m2 = 2'000.0;
  const std::vector<KnownAsset> before = {{AssetId{0}, point(10'000.0, 0.0), 5'000.0, 1.0}};
  EXPECT_FALSE(evaluation(rules).evaluate(track).threatens);
  EXPECT_GT(evaluation(rules, before).evaluate(track).time_to_go_s, 70.0);
}

}  // namespace
}  // namespace cupola
