#include "catalogue/kill_law.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/math.hpp"

namespace cupola {
namespace {

KillFactor table(std::vector<double> at, std::vector<double> factor, double strength = 1.0) {
  return {std::move(at), std::move(factor), strength};
}

/// 0.6 against everything, between 0.3 and 0.8.
InterceptorType weapon() {
  InterceptorType w;
  for (Figure& p : w.kill_probability) {
    p = 0.6;
    p.low = 0.3;
    p.high = 0.8;
  }
  w.range_max_m = 100e3;
  return w;
}

/// One that asks for all that a shot's geometry has.
InterceptorType weapon_with_tables() {
  InterceptorType w = weapon();
  w.kill_factors.range = table({0.0, 1.0}, {1.0, 0.8});
  w.kill_factors.crossing = table({0.0, math::kPi}, {1.1, 0.9});
  return w;
}

double of_aircraft(const InterceptorType& w, const ShotGeometry& geometry) {
  return kill_probability(w, TargetClass::aircraft, geometry);
}

TEST(KillFactor, is_linear_between_points_and_holds_at_the_ends) {
  const KillFactor t = table({0.2, 0.6, 1.0}, {0.9, 1.1, 0.5});
  EXPECT_DOUBLE_EQ(kill_factor(t, 0.0), 0.9);
  EXPECT_DOUBLE_EQ(kill_factor(t, 0.2), 0.9);
  EXPECT_DOUBLE_EQ(kill_factor(t, 0.5), 1.05);
  EXPECT_DOUBLE_EQ(kill_factor(t, 0.7), 0.95);
  EXPECT_DOUBLE_EQ(kill_factor(t, 1.0), 0.5);
  EXPECT_DOUBLE_EQ(kill_factor(t, 3.0), 0.5);
  EXPECT_EQ(kill_factor({}, 0.5), 1.0);
}

TEST(KillFactor, holds_as_much_as_its_strength_says) {
  EXPECT_DOUBLE_EQ(kill_factor(table({0.0}, {0.4}, 0.5), 1.0), 0.7);
  EXPECT_DOUBLE_EQ(kill_factor(table({0.0}, {0.4}, 0.0), 1.0), 1.0);
  EXPECT_DOUBLE_EQ(kill_factor(table({0.0}, {0.4}, 2.0), 1.0), 0.0);  // and never below
}

TEST(KillProbability, is_that_of_the_class_without_tables) {
  EXPECT_EQ(of_aircraft(weapon(), {0.9, 3.0, 80.0}), 0.6);
}

TEST(KillProbability, multiplies_what_is_known_of_the_shot) {
  InterceptorType w = weapon();
  w.kill_factors.range = table({0.0, 1.0}, {1.0, 0.8});
  w.kill_factors.crossing = table({0.0, math::kPi}, {1.1, 0.9});
  w.kill_factors.manoeuvre = table({0.0, 100.0}, {1.0, 0.5});
  EXPECT_NEAR(of_aircraft(w, {0.5, math::kPi / 2.0, {}}), 0.6 * 0.9 * 1.0, 1e-15);
  EXPECT_NEAR(of_aircraft(w, {0.5, 0.0, 50.0}), 0.6 * 0.9 * 1.1 * 0.75, 1e-15);
}

TEST(KillProbability, stays_between_low_and_high_of_its_class) {
  InterceptorType w = weapon();
  w.kill_factors.range = table({0.0, 1.0}, {3.0, 0.0});
  EXPECT_EQ(of_aircraft(w, {0.0, 0.0, {}}), 0.8);
  EXPECT_EQ(of_aircraft(w, {1.0, 0.0, {}}), 0.3);
}

TEST(ShotGeometry, tells_head_on_from_crossing_and_behind) {
  const Vec3 launcher{0.0, 0.0, 0.0}, target{50e3, 0.0, 0.0};
  const auto met = [&](const Vec3& v) {
    return shot_geometry(weapon_with_tables(), TargetClass::aircraft, launcher, target, v);
  };
  EXPECT_NEAR(met({-250.0, 0.0, 0.0}).crossing_rad, 0.0, 1e-7);
  EXPECT_NEAR(met({0.0, 250.0, 0.0}).crossing_rad, math::kPi / 2.0, 1e-12);
  EXPECT_NEAR(met({250.0, 0.0, 0.0}).crossing_rad, math::kPi, 1e-7);
  EXPECT_DOUBLE_EQ(met({1.0, 0.0, 0.0}).range_share, 0.5);
  EXPECT_EQ(met({0.0, 0.0, 0.0}).crossing_rad, 0.0);
}

TEST(ShotGeometry, measures_a_ballistic_target_by_the_ballistic_range) {
  InterceptorType w = weapon_with_tables();
  const auto share = [&w] {
    return shot_geometry(w, TargetClass::ballistic_missile, {}, {50e3, 0.0, 0.0}, {-1.0, 0.0, 0.0})
        .range_share;
  };
  EXPECT_DOUBLE_EQ(share(), 0.5);  // none is given
  w.range_max_ballistic_m = 60e3;
  EXPECT_DOUBLE_EQ(share(), 50.0 / 60.0);
}

TEST(ShotGeometry, is_not_worked_out_where_no_table_asks_for_it) {
  const ShotGeometry g =
      shot_geometry(weapon(), TargetClass::aircraft, {}, {50e3, 0.0, 0.0}, {0.0, 250.0, 0.0});
  EXPECT_EQ(g.range_share, 0.0);
  EXPECT_EQ(g.crossing_rad, 0.0);
}

TEST(SalvoKill, is_that_of_independent_rounds_without_common_cause) {
  for (int n = 1; n <= 4; ++n)
    EXPECT_NEAR(salvo_kill_probability(0.7, 0.9, 0.0, n), 1.0 - std::pow(1.0 - 0.63, n), 1e-15);
}

/// Both miss with rho q + (1 - rho) q^2, where both work.
TEST(SalvoKill, of_two_rounds_has_the_correlation_that_is_asked_for) {
  for (const double rho : {0.1, 0.3, 0.8})
    for (const double r : {1.0, 0.85}) {
      const double p = 0.7, q = 1.0 - p, both = rho * q + (1.0 - rho) * q * q;
      const double none = (1.0 - r) * (1.0 - r) + 2.0 * r * (1.0 - r) * q + r * r * both;
      EXPECT_NEAR(salvo_kill_probability(p, r, rho, 2), 1.0 - none, 1e-15) << rho << ' ' << r;
      EXPECT_NEAR(salvo_kill_probability(p, r, rho, 1), r * p, 1e-15);
    }
}

/// All that four rounds may do, one by one: which of them share the draw, and whether that is a kill.
TEST(SalvoKill, of_four_rounds_is_the_sum_over_all_that_may_happen) {
  const double p = 0.6, q = 1.0 - p, rho = 0.25, s = 0.5;
  double none = 0.0;
  for (int sharing = 0; sharing < 16; ++sharing) {
    double way = 1.0;
    for (int i = 0; i < 4; ++i) way *= sharing >> i & 1 ? s : (1.0 - s) * q;
    none += sharing != 0 ? way * q : way;
  }
  EXPECT_NEAR(salvo_kill_probability(p, 1.0, rho, 4), 1.0 - none, 1e-15);
}

TEST(SalvoKill, of_rounds_with_one_fate_is_that_of_one) {
  EXPECT_NEAR(salvo_kill_probability(0.7, 1.0, 1.0, 5), 0.7, 1e-15);
}

}  // namespace
}  // namespace cupola
