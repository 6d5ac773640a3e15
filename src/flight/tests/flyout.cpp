#include "flight/flyout.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/math.hpp"
#include "earth/geodetic.hpp"
#include "flight/drag.hpp"
#include "flight/flyout_table.hpp"
#include "flight/gravity.hpp"
#include "flight/tests/example_interceptor.hpp"

namespace cupola {
namespace {

using testing::example_interceptor;

const Geodetic kSite{0.68, 0.5, 200.0};

/// Jacobi's integral: kinetic energy less the potential of gravitation (with J2) and of the turning frame.
double energy_j_kg(const FlyoutState& s) {
  const Vec3& p = s.p_ecef_m;
  const double r2 = dot(p, p), r = std::sqrt(r2), sine2 = p.z * p.z / r2;
  const double a2 = kWgs84SemiMajor_m * kWgs84SemiMajor_m;
  const double potential = kEarthGravity_m3_s2 / r * (1.0 - kEarthJ2 * a2 / r2 * 0.5 * (3.0 * sine2 - 1.0));
  return 0.5 * dot(s.v_ecef_m_s, s.v_ecef_m_s) - potential -
         0.5 * kEarthRate_rad_s * kEarthRate_rad_s * (p.x * p.x + p.y * p.y);
}

/// Tsiolkovsky: specific impulse 250 s and half the mass burnt give 1699.36 m/s. Straight up, so short that
/// gravity takes 0.1 s of it.
TEST(Flyout, BurnsByTheRocketEquation) {
  InterceptorType type = example_interceptor();
  type.launch_mass_kg = 1000.0;
  type.boost_time_s = 0.06;
  type.boost_propellant_kg = 300.0;
  type.sustain_time_s = 0.04;
  type.sustain_propellant_kg = 200.0;
  type.drag_scale = 0.0;
  const FlyoutLaw law(type, 0.0);
  const Vec3 p = to_ecef(kSite);
  FlyoutState s = law.at_launch(p, p);
  const double start = norm(s.v_ecef_m_s);
  while (s.time_s < 0.1) law.step_straight(s, 0.001);
  EXPECT_EQ(s.time_s, 0.06 + 0.04);
  EXPECT_NEAR(s.mass_kg, 500.0, 1e-9);
  EXPECT_NEAR(norm(s.v_ecef_m_s) - start, 1699.36 - 9.8 * 0.1, 0.02);
}

/// Quadratic drag, constant coefficient: v = v0 exp(-k x), t = (exp(k x) - 1) / (k v0). Above Mach 10 the
/// standard curve is constant, and over 1.7 s so is the air: ten times the 1000 m/s of tests/ballistic.cpp, so a
/// tenth of its 17.183 s and ten times its 367.88 m/s.
TEST(Flyout, CoastsByQuadraticDrag) {
  InterceptorType type = example_interceptor();
  const Geodetic place{0.68, 0.5, 15000.0};
  const double area = 0.25 * math::kPi * 0.25;
  type.diameter_m = 0.5;
  type.drag_scale = 1.0;
  const double k = 1e-4, v0 = 10000.0;
  const double mass = 0.5 * standard_air(15000.0).density_kg_m3 * 0.16 * area / k;
  const FlyoutLaw law(type, 0.0);
  const LocalFrame frame = LocalFrame::at(place);
  FlyoutState s{frame.origin_ecef_m, transpose(frame.ecef_to_enu) * Vec3{0.0, v0, 0.0}, mass, 1000.0};
  const double time = (std::exp(1.0) - 1.0) / (k * v0);
  for (int i = 0; i < 100; ++i) law.step_straight(s, time / 100.0);
  EXPECT_NEAR(norm(s.v_ecef_m_s), v0 * std::exp(-1.0), 10.0);
  EXPECT_NEAR(norm(s.p_ecef_m - frame.origin_ecef_m), 10000.0, 10.0);
}

TEST(Flyout, KeepsItsEnergyWithoutThrustAndDrag) {
  InterceptorType type = example_interceptor();
  type.drag_scale = 0.0;
  const FlyoutLaw law(type, 0.0);
  const LocalFrame frame = LocalFrame::at(kSite);
  FlyoutState s{frame.origin_ecef_m, transpose(frame.ecef_to_enu) * Vec3{900.0, 700.0, 1300.0}, 500.0, 50.0};
  const double before = energy_j_kg(s);
  for (int i = 0; i < 1500; ++i) law.step_straight(s, 0.1);
  EXPECT_NEAR(energy_j_kg(s), before, 1e-10 * std::fabs(before));
}

/// The same flight by another road: not turning axes, the closed-form atmosphere and curve, steps of a
/// millisecond.
TEST(Flyout, AgreesWithAnInertialIntegrationOfThrustAndDrag) {
  const InterceptorType type = example_interceptor();
  const FlyoutLaw law(type, 30.0);
  const LocalFrame frame = LocalFrame::at(kSite);
  FlyoutState s{frame.origin_ecef_m, transpose(frame.ecef_to_enu) * Vec3{30.0, 20.0, 60.0}, 1800.0, 0.0};
  Vec3 p = s.p_ecef_m;
  Vec3 v = s.v_ecef_m_s + Vec3{-kEarthRate_rad_s * p.y, kEarthRate_rad_s * p.x, 0.0};
  const double h = 0.001, area = 0.25 * math::kPi * 0.25;

  const auto acceleration = [&](const Vec3& at, const Vec3& velocity, double t) {
    const double flow = t < 8.0 ? 700.0 / 8.0 : t < 13.5 ? 300.0 / 5.5 : 0.0;
    const double mass = 1800.0 - (t < 8.0 ? 87.5 * t : t < 13.5 ? 700.0 + (t - 8.0) * 300.0 / 5.5 : 1000.0);
    const Vec3 wind = velocity - Vec3{-kEarthRate_rad_s * at.y, kEarthRate_rad_s * at.x, 0.0};
    const double speed = norm(wind);
    // The height does not change when the axes turn about the pole.
    const Air air = standard_air(to_geodetic(at).height_hae_m - 30.0);
    const double drag = 0.5 * air.density_kg_m3 * speed * speed * area * 0.9 *
                        standard_drag_coefficient(speed / air.sound_speed_m_s);
    return gravitation_ecef_m_s2(at) + ((flow * 250.0 * 9.80665 - drag) / (mass * speed)) * wind;
  };
  for (int i = 0; i < 60000; ++i) {
    const double t = (i + 0.5) * h;  // midpoint rule
    const Vec3 a = acceleration(p, v, i * h);
    const Vec3 middle = acceleration(p + 0.5 * h * v, v + 0.5 * h * a, t);
    p = p + h * (v + 0.5 * h * a);
    v = v + h * middle;
  }
  while (s.time_s < 60.0 - 1e-9) law.step_straight(s, std::fmin(0.1, 60.0 - s.time_s));

  const double angle = kEarthRate_rad_s * 60.0;
  const Vec3 turned{std::cos(angle) * p.x + std::sin(angle) * p.y,
                    -std::sin(angle) * p.x + std::cos(angle) * p.y, p.z};
  EXPECT_GT(norm(s.p_ecef_m - frame.origin_ecef_m), 30e3);
  EXPECT_LT(norm(s.p_ecef_m - turned), 3.0);
}

TEST(Flyout, StepsStopAtChangesOfPhase) {
  const FlyoutLaw law(example_interceptor(), 0.0);
  const Vec3 p = to_ecef(kSite);
  FlyoutState s = law.at_launch(p, p);
  bool first = false, second = false;
  double total = 0.0;
  while (s.time_s < 20.0) {
    total += law.step_straight(s, 0.3);
    first = first || s.time_s == 8.0;
    second = second || s.time_s == 13.5;
  }
  EXPECT_TRUE(first);
  EXPECT_TRUE(second);
  EXPECT_NEAR(total, s.time_s, 1e-12);
  EXPECT_NEAR(s.mass_kg, 800.0, 1e-9);
}

TEST(Flyout, HalvingTheStepLeavesTheTimeOfFlight) {
  const InterceptorType type = example_interceptor();
  const FlyoutLaw law(type, 0.0);
  const LocalFrame frame = LocalFrame::at(kSite);
  for (const double range : {20e3, 60e3, 100e3, 150e3})
    for (const double height : {8e3, 15e3, 22e3}) {
      const Vec3 aim = point_over_ground_ecef_m(frame, 0.6, 0.8, range, height);
      const FlyoutState s = law.at_launch(frame.origin_ecef_m, aim);
      const Arrival whole = fly_to(law, s, aim, 300.0, 250.0, 0.1),
                    half = fly_to(law, s, aim, 300.0, 250.0, 0.05);
      ASSERT_TRUE(whole.reached && half.reached) << range << ' ' << height;
      EXPECT_NEAR(whole.time_s / half.time_s, 1.0, 1e-3) << range << ' ' << height;
    }
}

TEST(Flyout, LeavesStraightUpAndTurnsOverToTheAim) {
  const FlyoutLaw law(example_interceptor(), 0.0);
  const LocalFrame frame = LocalFrame::at(kSite);
  for (const double azimuth : {0.3, 2.0, 4.0, 5.5}) {
    const Vec3 aim = point_over_ground_ecef_m(frame, std::sin(azimuth), std::cos(azimuth), 50e3, 10e3);
    FlyoutState s = law.at_launch(frame.origin_ecef_m, aim);
    EXPECT_NEAR(polar_from_enu(frame.ecef_to_enu * s.v_ecef_m_s).elevation_rad, 0.5 * math::kPi, 1e-6);
    while (s.time_s < 12.0) law.step_midcourse(s, aim, 0.1);
    const Polar course = polar_from_enu(frame.ecef_to_enu * s.v_ecef_m_s);
    EXPECT_NEAR(math::wrap_pi(course.azimuth_rad - azimuth), 0.0, 0.01);
    EXPECT_LT(course.elevation_rad, 0.8);
    EXPECT_GT(course.elevation_rad, 0.1);
  }
}

/// Linear theory of proportional navigation against a target that begins to turn (Zarchan ch. 2): the round
/// pulls N / (N - 2) (1 - (1 - t/tf)^(N - 2)) times the target's acceleration, at t/tf = 0.9 with N = 3, 4, 5:
/// 2.70, 1.98, 1.665. The law's N is 4; its command goes with the square of the closing velocity that it is
/// told, so telling it sqrt(N / 4) of the true one asks for another N. Northward over the equator, where
/// neither gravity nor Coriolis acts across the plane of the turn.
TEST(Flyout, NavigatesByTheLinearTheory) {
  InterceptorType type = example_interceptor();
  type.drag_scale = 0.0;
  type.lift_coefficient_max = 1e7;
  type.lateral_limit_m_s2 = 1e6;
  const FlyoutLaw law(type, 0.0);
  const double closing = 2000.0, flight_s = 10.0, turn_m_s2 = 5.0, h = 0.01;
  const Vec3 p0 = to_ecef({0.0, 0.0, 12000.0});
  const double expected[] = {2.70, 1.98, 1.665};
  for (const int n : {3, 4, 5}) {
    const double told = std::sqrt(n / 4.0);
    FlyoutState s{p0, {0.0, 0.0, 0.5 * closing}, 500.0, 100.0};
    double before = 0.0;
    for (int i = 0; i < 905; ++i) {
      const double t = i * h;
      const double z = closing * flight_s - 0.5 * closing * t;
      const Vec3 target{p0.x, p0.y + 0.5 * turn_m_s2 * t * t, z}, rate{0.0, turn_m_s2 * t, -0.5 * closing};
      if (i == 895) before = s.v_ecef_m_s.y;
      law.step_terminal(s, target, s.v_ecef_m_s + told * (rate - s.v_ecef_m_s), h);
    }
    EXPECT_NEAR((s.v_ecef_m_s.y - before) / (10 * h) / turn_m_s2, expected[n - 3], 0.02) << n;
  }
}

/// Launched on the course of the constant-speed triangle, it meets a target that does not turn; climbing
/// costs speed.
TEST(Flyout, MeetsATargetThatFliesOn) {
  InterceptorType type = example_interceptor();
  type.drag_scale = 0.0;
  const FlyoutLaw law(type, 0.0);
  const LocalFrame frame = LocalFrame::at({0.4, 0.0, 8000.0});
  const auto ecef = [&](const Vec3& enu) { return transpose(frame.ecef_to_enu) * enu; };
  const Vec3 target0 = frame.ecef_from_enu({0.0, 60000.0, 2000.0}), rate = ecef({60.0, -250.0, 0.0});
  FlyoutState s{frame.origin_ecef_m, 1200.0 * ecef(unit(Vec3{0.0, 48000.0, 2000.0})), 500.0, 100.0};
  double nearest = 1e9;
  for (int i = 0; i < 6000; ++i) {
    const Vec3 target = target0 + (i * 0.01) * rate;
    nearest = std::fmin(nearest, norm(target - s.p_ecef_m));
    law.step_terminal(s, target, rate, 0.01);
  }
  EXPECT_LT(nearest, 15.0);
}

}  // namespace
}  // namespace cupola
