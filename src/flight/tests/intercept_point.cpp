#include "flight/intercept_point.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "flight/gravity.hpp"
#include "flight/tests/example_interceptor.hpp"

namespace cupola {
namespace {

using testing::example_interceptor;

const LocalFrame& launcher() {
  static const LocalFrame frame = LocalFrame::at({0.0, 0.0, 0.0});
  return frame;
}

/// A table of flight at constant speed along the chord: the triangle of interception in closed form.
FlyoutTable straight_table(double speed_m_s, double range_m, double height_m) {
  FlyoutTable t = FlyoutTable::even_grid(193, range_m / 192, 97, height_m / 96);
  for (int j = 0; j < t.height_count; ++j)
    for (int i = 0; i < t.range_count; ++i) {
      const Vec3 p = point_over_ground_ecef_m(launcher(), 0.0, 1.0, t.range_m(i), t.height_m(j));
      t.time_s.push_back(static_cast<float>(norm(p - launcher().origin_ecef_m) / speed_m_s));
      t.speed_m_s.push_back(static_cast<float>(speed_m_s));
    }
  return t;
}

InterceptorType wide_zone() {
  InterceptorType type = example_interceptor();
  type.range_min_m = 0.0;
  type.range_max_m = type.range_max_ballistic_m = 200e3;
  type.altitude_min_m = 0.0;
  type.altitude_max_m = 40e3;
  return type;
}

Vec3 ecef(const Vec3& enu) { return transpose(launcher().ecef_to_enu) * enu; }

/// Models M36: target at (60 km, 8 km up) flying in at 250 m/s against 1000 m/s meets at 48.5311 s.
TEST(InterceptPoint, SolvesTheConstantSpeedTriangle) {
  const FlyoutTable table = straight_table(1000.0, 200e3, 40e3);
  const auto p =
      predict_intercept(table, wide_zone(), launcher(), 0.0, launcher().ecef_from_enu({0.0, 60e3, 8e3}),
                        ecef({0.0, -250.0, 0.0}), false, 0.0);
  ASSERT_TRUE(p);
  EXPECT_NEAR(p->time_of_flight_s, 48.5311, 0.01);
  EXPECT_LT(norm(p->p_ecef_m - launcher().ecef_from_enu({0.0, 60e3 - 250.0 * 48.5311, 8e3})), 5.0);
}

/// On one line: 100 km away, 1000 m/s against 300 m/s, head-on 100 / 1.3 and tail chase 100 / 0.7 seconds;
/// after 10 s of delay the distance is less, or more, by 3 km.
TEST(InterceptPoint, SolvesHeadOnAndTailChase) {
  const FlyoutTable table = straight_table(1000.0, 200e3, 40e3);
  const Vec3 start = launcher().ecef_from_enu({0.0, 100e3, 10e3});
  const Vec3 line = unit(start - launcher().origin_ecef_m);
  const double range = norm(start - launcher().origin_ecef_m);
  for (const double delay : {0.0, 10.0}) {
    const auto head =
        predict_intercept(table, wide_zone(), launcher(), 0.0, start, -300.0 * line, false, delay);
    const auto tail =
        predict_intercept(table, wide_zone(), launcher(), 0.0, start, 300.0 * line, false, delay);
    ASSERT_TRUE(head && tail);
    EXPECT_NEAR(head->time_of_flight_s, (range - 300.0 * delay) / 1300.0, 0.01);
    EXPECT_NEAR(tail->time_of_flight_s, (range + 300.0 * delay) / 700.0, 0.01);
    EXPECT_EQ(head->time_to_intercept_s, head->time_of_flight_s + delay);
  }
}

TEST(InterceptPoint, OutrunsNobodyFasterThanTheRound) {
  const FlyoutTable table = straight_table(1000.0, 200e3, 40e3);
  const Vec3 start = launcher().ecef_from_enu({0.0, 50e3, 10e3});
  EXPECT_FALSE(
      predict_intercept(table, wide_zone(), launcher(), 0.0, start, ecef({0.0, 1100.0, 0.0}), false, 0.0));
}

TEST(InterceptPoint, FastTargetsHeadOnConvergeToo) {
  const FlyoutTable table = straight_table(1000.0, 200e3, 40e3);
  const Vec3 start = launcher().ecef_from_enu({0.0, 180e3, 30e3});
  const Vec3 line = unit(start - launcher().origin_ecef_m);
  const auto p = predict_intercept(table, wide_zone(), launcher(), 0.0, start, -2900.0 * line, false, 5.0);
  ASSERT_TRUE(p);
  EXPECT_NEAR(p->time_of_flight_s, (norm(start - launcher().origin_ecef_m) - 14500.0) / 3900.0, 0.01);
}

/// Whatever is found is where the target will be, when the table says the round gets there.
TEST(InterceptPoint, IsConsistentWithTargetAndTable) {
  const InterceptorType type = example_interceptor();
  const FlyoutTable table = fly_table(type, 0.0);
  int found = 0;
  for (int k = 0; k < 4000; ++k) {
    const double azimuth = k * 0.77, range = 5e3 + (k * 7919) % 250 * 1e3,
                 height = 50.0 + (k * 104729) % 26000;
    const Vec3 p = point_over_ground_ecef_m(launcher(), std::sin(azimuth), std::cos(azimuth), range, height);
    const double course = k * 1.3, speed = 50.0 + k % 29 * 40.0;
    const Vec3 v = ecef({0.0, speed * std::sin(course), speed * std::cos(course)});
    const double delay = k % 20;
    const auto at = predict_intercept(table, type, launcher(), 0.0, p, v, false, delay);
    if (!at) continue;
    ++found;
    EXPECT_NEAR(at->time_of_flight_s, table.time_of_flight_s(at->ground_range_m, at->height_msl_m), 1e-9);
    EXPECT_LT(norm(at->p_ecef_m - (p + at->time_to_intercept_s * v)), 0.002 * speed + 1e-6);
    EXPECT_GE(at->ground_range_m, type.range_min_m);
    EXPECT_LE(at->ground_range_m, type.range_max_m);
    EXPECT_LE(at->height_msl_m, type.altitude_max_m);
    EXPECT_NEAR(at->height_msl_m, height_hae_m(at->p_ecef_m), 1e-4);
  }
  EXPECT_GT(found, 500);
}

/// Models M37: of a target that stands still the zone is the flyout envelope cut by the advertised limits, and the
/// delay changes nothing.
TEST(InterceptPoint, OfAStandingTargetTheZoneIsTheFlyoutEnvelope) {
  InterceptorType type = example_interceptor();
  type.life_s = 130.0;  // ends it inside the advertised zone
  const FlyoutTable table = fly_table(type, 0.0);
  int inside = 0, too_far = 0, outside_limits = 0;
  for (double range = 1.3e3; range < 160e3; range += 3.1e3)
    for (double height = 20.0; height < 27e3; height += 940.0) {
      const Vec3 p = point_over_ground_ecef_m(launcher(), 0.6, 0.8, range, height);
      const double there_m = ground_range_m(launcher().enu_from_ecef(p)), up_m = height_hae_m(p);
      const bool allowed = there_m >= type.range_min_m && there_m <= type.range_max_m &&
                           up_m >= type.altitude_min_m && up_m <= type.altitude_max_m;
      const double flight_s = table.time_of_flight_s(there_m, up_m);
      for (const double delay : {0.0, 25.0}) {
        const auto at = predict_intercept(table, type, launcher(), 0.0, p, {}, false, delay);
        ASSERT_EQ(at.has_value(), allowed && flight_s >= 0.0) << range << ' ' << height;
        if (!at) continue;
        EXPECT_NEAR(at->time_of_flight_s, flight_s, 1e-6) << range << ' ' << height;
        EXPECT_EQ(norm(at->p_ecef_m - p), 0.0);
      }
      ++(!allowed ? outside_limits : flight_s >= 0.0 ? inside : too_far);
    }
  EXPECT_GT(inside, 300);
  EXPECT_GT(too_far, 50);
  EXPECT_GT(outside_limits, 50);
}

/// Models M37: whoever a round meets, a faster one meets too, and sooner; some only the faster one meets.
TEST(InterceptPoint, AFasterRoundMeetsMoreAndSooner) {
  int met[4] = {};
  const double speeds_m_s[4] = {250.0, 400.0, 700.0, 1200.0};
  std::vector<FlyoutTable> tables;
  for (const double speed : speeds_m_s) tables.push_back(straight_table(speed, 200e3, 40e3));
  for (int k = 0; k < 600; ++k) {
    const double azimuth = k * 0.77, range = 5e3 + k * 7919 % 90 * 1e3, course = k * 1.3;
    const Vec3 p = point_over_ground_ecef_m(launcher(), std::sin(azimuth), std::cos(azimuth), range, 9e3);
    const Vec3 v = 350.0 * ecef({std::sin(course), std::cos(course), 0.0});
    double last_s = 1e9;
    bool before = false;
    for (int i = 0; i < 4; ++i) {
      const auto at =
          predict_intercept(tables[std::size_t(i)], wide_zone(), launcher(), 0.0, p, v, false, 4.0);
      EXPECT_TRUE(at || !before) << k << ", not met at " << speeds_m_s[i];
      if (!at) continue;
      EXPECT_LT(at->time_to_intercept_s, last_s) << k << ' ' << speeds_m_s[i];
      last_s = at->time_to_intercept_s;
      before = true;
      ++met[i];
    }
  }
  EXPECT_GT(met[0], 50);
  EXPECT_GT(met[1], met[0]);
  EXPECT_GT(met[2], met[1]);
}

/// Models M37: a point of the target's way taken as the meeting gives the time to launch before; launched then, the
/// meeting is that point. And a launch that waits is a launch at where the target has gone meanwhile.
TEST(InterceptPoint, LaunchedBeforeByTheTimeOfFlightItMeetsWhereItWasMeant) {
  const InterceptorType type = example_interceptor();
  const FlyoutTable table = fly_table(type, 0.0);
  int met = 0;
  for (int k = 0; k < 800; ++k) {
    const double azimuth = k * 0.77, range = 15e3 + k * 7919 % 120 * 1e3, height = 2e3 + k * 104729 % 16000;
    const double course = k * 1.3, speed = 100.0 + k % 7 * 50.0;
    const Vec3 meant =
        point_over_ground_ecef_m(launcher(), std::sin(azimuth), std::cos(azimuth), range, height);
    const Vec3 v = speed * ecef({std::sin(course), std::cos(course), 0.0});
    const double flight_s =
        table.time_of_flight_s(ground_range_m(launcher().enu_from_ecef(meant)), height_hae_m(meant));
    if (flight_s < 0.0) continue;
    const double passes_s = flight_s + k % 40;  // from now
    const Vec3 now = meant - passes_s * v;
    const auto at = predict_intercept(table, type, launcher(), 0.0, now, v, false, passes_s - flight_s);
    ASSERT_TRUE(at) << k;
    EXPECT_LT(norm(at->p_ecef_m - meant), 0.01 * speed) << k;
    EXPECT_NEAR(at->time_to_intercept_s, passes_s, 0.01) << k;

    const double delay = k % 23;
    const auto waits = predict_intercept(table, type, launcher(), 0.0, now, v, false, delay);
    const auto later = predict_intercept(table, type, launcher(), 0.0, now + delay * v, v, false, 0.0);
    if (!waits || !later) continue;
    EXPECT_NEAR(waits->time_of_flight_s, later->time_of_flight_s, 0.01) << k;
    EXPECT_LT(norm(waits->p_ecef_m - later->p_ecef_m), 0.01 * speed) << k;
    ++met;
  }
  EXPECT_GT(met, 300);
}

TEST(InterceptPoint, LimitsHoldAtInterceptNotBefore) {
  const FlyoutTable table = straight_table(1000.0, 200e3, 40e3);
  InterceptorType type = wide_zone();
  const auto meets = [&](const Vec3& p_enu, const Vec3& v_enu, bool ballistic = false) {
    return predict_intercept(table, type, launcher(), 0.0, launcher().ecef_from_enu(p_enu), ecef(v_enu),
                             ballistic, 0.0)
        .has_value();
  };
  type.range_max_m = 90e3;
  EXPECT_TRUE(meets({0.0, 100e3, 10e3}, {0.0, -300.0, 0.0}));  // outside now, inside when met
  EXPECT_FALSE(meets({0.0, 85e3, 10e3}, {0.0, 300.0, 0.0}));   // inside now, outside when met
  type.altitude_max_m = 9e3;
  EXPECT_FALSE(meets({0.0, 80e3, 10e3}, {0.0, -300.0, 0.0}));
  EXPECT_TRUE(meets({0.0, 80e3, 10e3}, {0.0, -300.0, -40.0}));
  type.altitude_min_m = 8.9e3;
  EXPECT_FALSE(meets({0.0, 80e3, 10e3}, {0.0, -300.0, -40.0}));
  type = wide_zone();
  type.target_speed_max_m_s = 299.0;
  EXPECT_FALSE(meets({0.0, 80e3, 10e3}, {0.0, -300.0, 0.0}));
  type = wide_zone();
  type.range_min_m = 30e3;
  EXPECT_FALSE(meets({0.0, 30e3, 10e3}, {0.0, -300.0, 0.0}));
  type = wide_zone();
  type.range_max_ballistic_m = 40e3;
  EXPECT_TRUE(meets({0.0, 90e3, 30e3}, {0.0, -300.0, 0.0}));
  EXPECT_FALSE(meets({0.0, 90e3, 30e3}, {0.0, -300.0, 0.0}, true));
}

/// The series against a stepwise integration of free fall.
TEST(InterceptPoint, BallisticTargetsFallAsTheyShould) {
  const FlyoutTable table = straight_table(400.0, 200e3, 80e3);
  InterceptorType type = wide_zone();
  type.altitude_max_m = 80e3;
  const Vec3 p0 = launcher().ecef_from_enu({20e3, 130e3, 60e3}), v0 = ecef({-50.0, -1200.0, 100.0});
  const auto at = predict_intercept(table, type, launcher(), 0.0, p0, v0, true, 0.0);
  ASSERT_TRUE(at);
  EXPECT_GT(at->time_to_intercept_s, 60.0);
  Vec3 p = p0, v = v0;
  const int steps = 2000;
  const double h = at->time_to_intercept_s / steps;
  for (int i = 0; i < steps; ++i) {
    const Vec3 a = free_fall_ecef_m_s2(p, v);
    const Vec3 middle = free_fall_ecef_m_s2(p + 0.5 * h * v, v + 0.5 * h * a);
    p = p + h * (v + 0.5 * h * a);
    v = v + h * middle;
  }
  EXPECT_LT(norm(p - at->p_ecef_m), 20.0);
  EXPECT_GT(norm(p0 + at->time_to_intercept_s * v0 - p), 10e3);  // a straight line is far off
}

}  // namespace
}  // namespace cupola
