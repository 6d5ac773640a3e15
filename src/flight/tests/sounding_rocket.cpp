#include "flight/sounding_rocket.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cupola {
namespace {

constexpr double kDegree = M_PI / 180.0;
constexpr double kThin_kg_m3 = 1.225;

Air even_air(double) { return {288.15, 101325.0, kThin_kg_m3, 340.0}; }

/// Nothing pulls and nothing turns; air of one density brakes where there is a drag area.
BallisticField empty_space() {
  BallisticField field;
  field.gm_m3_s2 = field.j2 = field.rotation_rad_s = 0.0;
  field.air = even_air;
  return field;
}

/// 1 kg of propellant in 2 s at 250 s of specific impulse, on 1 kg; straight up.
SoundingRocket example() {
  SoundingRocket r;
  r.empty_mass_kg = r.propellant_kg = 1.0;
  r.thrust_n = {{0.0, 2.0}, {250.0 * 9.80665 / 2.0, 250.0 * 9.80665 / 2.0}};
  r.drag_coefficient = {{0.0}, {0.0}};
  r.rail_elevation_rad = 90.0 * kDegree;
  return r;
}

const Geodetic kSite{40.0 * kDegree, 32.0 * kDegree, 100.0};

TEST(PointCurve, joins_its_points_and_is_held_outside) {
  const PointCurve curve{{1.0, 2.0, 2.0, 4.0}, {10.0, 20.0, 30.0, 10.0}};
  EXPECT_EQ(curve.at(0.0), 10.0);
  EXPECT_EQ(curve.at(1.5), 15.0);
  EXPECT_EQ(curve.at(2.0), 30.0);  // of two points at one place the later
  EXPECT_EQ(curve.at(3.0), 20.0);
  EXPECT_EQ(curve.at(9.0), 10.0);
  EXPECT_EQ(curve.integral(), 15.0 + 40.0);
}

// dv = c ln(m0 / m1): 1699.36 m/s, whatever the shape of the thrust.
TEST(SoundingRocket, gains_what_the_rocket_equation_says) {
  SoundingRocket rocket = example();
  EXPECT_NEAR(fly_up(rocket, kSite, empty_space()).top_speed_m_s, 1699.36, 0.01);
  const double level_n = rocket.thrust_n.y[0];
  rocket.thrust_n = {{0.0, 1.0, 3.0}, {0.0, 4.0 / 3.0 * level_n, 0.0}};
  EXPECT_NEAR(fly_up(rocket, kSite, empty_space()).top_speed_m_s, 1699.36, 0.01);
}

// Braking by the square of the speed: dv/ds = -k v. Thrust against it ends at the speed where both are equal.
TEST(SoundingRocket, is_braked_by_coefficient_times_area) {
  SoundingRocket rocket = example();
  rocket.propellant_kg = 0.0;
  rocket.thrust_n = {{0.0, 60.0}, {100.0, 100.0}};
  rocket.area_m2 = 0.01;
  rocket.drag_coefficient = {{0.0, 0.5, 0.5, 5.0},
                             {9.0, 9.0, 0.4, 0.4}};  // of no use below Mach 0.5: stuck there
  const double stuck_m_s = std::sqrt(100.0 / (0.5 * kThin_kg_m3 * 9.0 * 0.01));
  EXPECT_NEAR(fly_up(rocket, kSite, empty_space()).top_speed_m_s, stuck_m_s, 1e-3);
  rocket.drag_coefficient = {{0.0}, {0.4}};
  const double level_m_s = std::sqrt(100.0 / (0.5 * kThin_kg_m3 * 0.4 * 0.01));
  EXPECT_NEAR(fly_up(rocket, kSite, empty_space()).top_speed_m_s, level_m_s, 1e-3);
}

// Up and coasting without air: h = v^2 / 2 g past the burn, by the even pull of a sphere near its surface.
TEST(SoundingRocket, rises_as_a_stone_does_without_air) {
  BallisticField field;
  field.j2 = field.rotation_rad_s = 0.0;
  SoundingRocket rocket = example();
  rocket.propellant_kg = 0.0;
  rocket.thrust_n = {{0.0, 1.0}, {50.0, 50.0}};
  const Ascent ascent = fly_up(rocket, kSite, field);
  const double r_m = norm(to_ecef(kSite)), g_m_s2 = field.gm_m3_s2 / (r_m * r_m);
  const double speed_m_s = 50.0 - g_m_s2;
  EXPECT_NEAR(ascent.top_speed_m_s, speed_m_s, 0.01);
  EXPECT_NEAR(ascent.apogee_m, 0.5 * speed_m_s + speed_m_s * speed_m_s / (2.0 * g_m_s2), 0.05);
  EXPECT_NEAR(ascent.apogee_time_s, 1.0 + speed_m_s / g_m_s2, 0.02);
}

// On the rail a = T/m - g sin(elevation): v^2 = 2 a L. It waits until the thrust lifts it.
TEST(SoundingRocket, leaves_the_rail_along_it) {
  BallisticField field;
  field.j2 = field.rotation_rad_s = 0.0;
  SoundingRocket rocket = example();
  rocket.propellant_kg = 0.0;
  rocket.rail_m = 5.0;
  rocket.rail_elevation_rad = 60.0 * kDegree;
  rocket.thrust_n = {{0.0, 3.0, 3.0, 6.0}, {1.0, 1.0, 50.0, 50.0}};
  const double r_m = norm(to_ecef(kSite)), g_m_s2 = field.gm_m3_s2 / (r_m * r_m);
  const double along_m_s2 = 50.0 - g_m_s2 * std::sin(60.0 * kDegree);
  const Ascent ascent = fly_up(rocket, kSite, field, 1e-3);
  EXPECT_NEAR(ascent.rail_exit_m_s, std::sqrt(2.0 * along_m_s2 * rocket.rail_m), 0.05);
  // Held down for 3 s and pushed for 3.
  EXPECT_LT(ascent.top_speed_m_s, 3.0 * (50.0 - g_m_s2 * std::sin(30.0 * kDegree)));
  EXPECT_GT(ascent.top_speed_m_s, 3.0 * (50.0 - g_m_s2));
}

TEST(SoundingRocket, does_not_hang_on_the_step) {
  SoundingRocket rocket = example();
  rocket.empty_mass_kg = 8.0;
  rocket.thrust_n = {{0.0, 0.05, 1.0, 2.0}, {0.0, 1200.0, 900.0, 0.0}};
  rocket.area_m2 = 0.005;
  rocket.drag_coefficient = {{0.0, 0.8, 1.0, 2.0}, {0.6, 0.6, 0.9, 0.7}};
  rocket.rail_m = 5.0;
  rocket.rail_elevation_rad = 84.0 * kDegree;
  const double once_m = fly_up(rocket, kSite, {}).apogee_m,
               half_m = fly_up(rocket, kSite, {}, 0.005).apogee_m;
  EXPECT_GT(once_m, 500.0);
  EXPECT_NEAR(half_m / once_m, 1.0, 3e-4);
}

}  // namespace
}  // namespace cupola
