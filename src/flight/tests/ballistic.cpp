#include "flight/ballistic.hpp"

#include <gtest/gtest.h>

#include <GeographicLib/Geocentric.hpp>
#include <algorithm>
#include <cmath>

namespace cupola {
namespace {

constexpr double kDegree = M_PI / 180.0;
const Geodetic kMurted{40.08 * kDegree, 32.57 * kDegree, 876.9};

Geodetic place(double latitude_deg, double longitude_deg, double height_m = 0.0) {
  return {latitude_deg * kDegree, longitude_deg * kDegree, height_m};
}

/// Only a point mass pulls; no rotation, no air.
BallisticField central_field() {
  BallisticField field;
  field.j2 = field.rotation_rad_s = 0.0;
  return field;
}

struct Place {
  double latitude_deg, longitude_deg, height_m;
};
Place place_of(const Vec3& p) {
  Place at{};
  GeographicLib::Geocentric::WGS84().Reverse(p.x, p.y, p.z, at.latitude_deg, at.longitude_deg, at.height_m);
  return at;
}

TEST(MinimumEnergyArc, GivesThePublishedTable) {
  struct Row {
    double range_km, speed_m_s, angle_deg, apogee_km, time_s;
  };
  // Speeds, apogees and times to six figures, angles where a table has them.
  for (const Row& row : {Row{120, 1080.47, 0, 29.858, 157.31}, Row{300, 1696.48, 44.33, 74.110, 251.03},
                         Row{500, 2173.4, 43.88, 122.5, 327}, Row{600, 2371.75, 0, 146.414, 360.39},
                         Row{1000, 3016.12, 42.75, 239.938, 474.36}, Row{2500, 4518.2, 39.38, 559.9, 801},
                         Row{3000, 4865.00, 0, 655.206, 895.04}, Row{3500, 5167.1, 37.13, 744.6, 985}}) {
    const MinimumEnergyArc arc = minimum_energy_arc(1e3 * row.range_km);
    EXPECT_NEAR(arc.burnout_speed_m_s / row.speed_m_s, 1.0, 1e-4) << row.range_km;
    EXPECT_NEAR(arc.apogee_m / (1e3 * row.apogee_km), 1.0, 5e-4) << row.range_km;
    EXPECT_NEAR(arc.time_s, row.time_s, row.time_s == std::floor(row.time_s) ? 0.5 : 0.01) << row.range_km;
    if (row.angle_deg > 0) {
      EXPECT_NEAR(arc.burnout_angle_rad / kDegree, row.angle_deg, 0.006) << row.range_km;
    }
  }
}

TEST(BallisticField, KeepsEnergyAndAngularMomentumInACentralField) {
  const BallisticField field = central_field();
  for (double speed_m_s : {1500.0, 3000.0, 5000.0}) {
    Motion m{{6.40e6, 0.0, 0.0}, {0.7 * speed_m_s, 0.5 * speed_m_s, 0.4 * speed_m_s}};
    auto energy = [&] { return 0.5 * dot(m.v_ecef_m_s, m.v_ecef_m_s) - field.gm_m3_s2 / norm(m.p_ecef_m); };
    auto momentum = [&] { return cross(m.p_ecef_m, m.v_ecef_m_s); };
    const double energy_before = energy();
    const Vec3 momentum_before = momentum();
    for (int i = 0; i < 300; ++i) m = field.step(m, 1.0);
    EXPECT_NEAR(energy() / energy_before, 1.0, 1e-9) << speed_m_s;
    EXPECT_NEAR(norm(momentum() - momentum_before) / norm(momentum_before), 0.0, 1e-9) << speed_m_s;
  }
}

TEST(BallisticField, FliesTheEllipseOfTheClosedForm) {
  const BallisticField field = central_field();
  for (double range_m : {120e3, 300e3, 1000e3, 3000e3}) {
    const MinimumEnergyArc arc = minimum_energy_arc(range_m);
    const double radius_m = 6371e3, v = arc.burnout_speed_m_s;
    Motion m{{radius_m, 0.0, 0.0},
             {v * std::sin(arc.burnout_angle_rad), v * std::cos(arc.burnout_angle_rad), 0.0}};
    for (int i = 0; i < 1000; ++i) m = field.step(m, arc.time_s / 1000);
    EXPECT_NEAR(norm(m.p_ecef_m), radius_m, 0.5) << range_m;
    EXPECT_NEAR(std::atan2(m.p_ecef_m.y, m.p_ecef_m.x) * radius_m, range_m, 0.5) << range_m;
  }
}

TEST(BallisticField, AgreesWithTheDroppedSphereOfNasaCheckCase6) {
  // From 30 000 ft at 0 N 0 E, at rest on the rotating WGS-84 earth, J2, 30 s. Without drag: altitude 28
  // 400.204, 23 600.328, 15 598.904 ft and 5.7455e-5 degrees of longitude (NASA/TM-2015-218675, case 1: six
  // simulators within 0.002 ft).
  BallisticField field;
  Motion m{{kWgs84SemiMajor_m + 9144.0, 0.0, 0.0}, {}};
  const double altitude_ft[] = {28400.204, 23600.328, 15598.904};
  for (int k = 0; k < 30; ++k) {
    m = field.step(m, 1.0);
    if (k % 10 == 9) {
      EXPECT_NEAR(place_of(m.p_ecef_m).height_m / 0.3048, altitude_ft[k / 10], 0.005);
    }
  }
  EXPECT_NEAR(place_of(m.p_ecef_m).longitude_deg, 5.7455e-5, 2e-8);
}

/// An earth so large that it is flat, that neither turns nor pulls.
BallisticField flat_field(Air (*air)(double), double ballistic_coefficient_kg_m2) {
  BallisticField field;
  field.gm_m3_s2 = field.j2 = field.rotation_rad_s = field.flattening = 0.0;
  field.semi_major_m = 1e10;
  field.ballistic_coefficient_kg_m2 = ballistic_coefficient_kg_m2;
  field.air = air;
  return field;
}

/// Quadratic drag in even air, k = density / (2 beta) = 1e-4 / m: v = v0 exp(-k x), t = (exp(k x) - 1) / (k v0).
TEST(BallisticField, CoastsByQuadraticDrag) {
  const BallisticField field = flat_field([](double) { return Air{288.15, 101325.0, 1.2, 340.0}; }, 6000.0);
  Motion m{{field.semi_major_m, 0.0, 0.0}, {0.0, 1000.0, 0.0}};
  for (int i = 0; i < 17183; ++i) m = field.step(m, 1e-3);
  EXPECT_NEAR(m.p_ecef_m.y, 10e3, 0.2);  // half a millisecond at that speed
  EXPECT_NEAR(norm(m.v_ecef_m_s), 367.88, 0.01);
}

/// Straight entry at 1500 m/s, 45 degrees, into air that thins by e in 7 km: Allen and Eggers' peak is
/// v^2 sin / (2 e H) at v / sqrt(e), whatever the ballistic coefficient.
TEST(BallisticField, DragInExponentialAirPeaksWhereAllenAndEggersSay) {
  for (const double beta_kg_m2 : {1000.0, 4000.0}) {
    const BallisticField field = flat_field(
        [](double height_m) { return Air{288.15, 101325.0, 1.225 * std::exp(-height_m / 7000.0), 340.0}; },
        beta_kg_m2);
    const double along_m_s = 1500.0 * std::sqrt(0.5);
    Motion m{{field.semi_major_m + 99e3, 0.0, 0.0}, {-along_m_s, along_m_s, 0.0}};
    double peak_m_s2 = 0.0, speed_at_peak_m_s = 0.0;
    double drag_m_s2 = 0.0;
    for (int i = 0; i < 100'000 && drag_m_s2 >= 0.5 * peak_m_s2; ++i) {  // until well past the peak
      drag_m_s2 = norm(field.acceleration_ecef_m_s2(m));
      if (drag_m_s2 > peak_m_s2) peak_m_s2 = drag_m_s2, speed_at_peak_m_s = norm(m.v_ecef_m_s);
      m = field.step(m, 2e-3);
    }
    EXPECT_NEAR(peak_m_s2 / 9.80665, 4.263, 6e-4) << beta_kg_m2;
    EXPECT_NEAR(speed_at_peak_m_s, 909.8, 0.15) << beta_kg_m2;
  }
}

TEST(BallisticField, DragInStandardAirPeaksNearby) {
  // Straight entry at 1500 m/s, 45 degrees, into an exponential atmosphere of scale height H: the peak is
  // v^2 sin / (2 e H) at v / sqrt(e). The standard atmosphere is no exponential: its local scale height where
  // the peak lies, and gravity, leave a few per cent.
  BallisticField field = central_field();
  field.ballistic_coefficient_kg_m2 = 1000.0;
  const double v0 = 1500.0, angle = 45.0 * kDegree;
  Motion m{{kWgs84SemiMajor_m + 79e3, 0.0, 0.0}, {-v0 * std::sin(angle), v0 * std::cos(angle), 0.0}};
  field.gm_m3_s2 = 0.0;
  double peak_m_s2 = 0.0, speed_at_peak_m_s = 0.0;
  while (place_of(m.p_ecef_m).height_m > 0.0) {
    const double drag_m_s2 = norm(field.acceleration_ecef_m_s2(m));
    if (drag_m_s2 > peak_m_s2) peak_m_s2 = drag_m_s2, speed_at_peak_m_s = norm(m.v_ecef_m_s);
    m = field.step(m, 0.1);
  }
  const double scale_m = 6900.0;  // the air thins by e in 6.3 to 7.5 km between 8 and 25 km
  EXPECT_NEAR(peak_m_s2 / (v0 * v0 * std::sin(angle) / (2.0 * std::exp(1.0) * scale_m)), 1.0, 0.10);
  EXPECT_NEAR(speed_at_peak_m_s / (v0 / std::sqrt(std::exp(1.0))), 1.0, 0.05);
}

TEST(BallisticField, TurnsTheBodyToTheRightInTheNorthernHemisphere) {
  BallisticField field;
  const LocalFrame here = LocalFrame::at(kMurted);
  Motion m{here.origin_ecef_m, transpose(here.ecef_to_enu) * Vec3{0.0, 1000.0, 1000.0}};
  for (int i = 0; i < 200; ++i) m = field.step(m, 1.0);
  // East by w t^2 (v_north sin - v_up cos) + w g cos t^3 / 3, to first order in the rotation.
  const double w = field.rotation_rad_s, t = 200.0, sin_lat = std::sin(kMurted.latitude_rad);
  const double cos_lat = std::cos(kMurted.latitude_rad);
  const double east_m = w * t * t * 1000.0 * (sin_lat - cos_lat) + w * 9.7 * cos_lat * t * t * t / 3.0;
  EXPECT_NEAR(here.enu_from_ecef(m.p_ecef_m).x / east_m, 1.0, 0.05);
}

TEST(Ballistic, HitsItsTargetFromEveryDirection) {
  BallisticField field;
  field.geoid_undulation_m = 36.9;
  for (double beta_kg_m2 : {0.0, 1500.0, 5000.0})
    for (const Geodetic& from :
         {place(42.4, 34.0), place(38.0, 35.0, 1200.0), place(40.0, 30.0), place(37.5, 32.5),
          place(42.6, 33.0), place(34.0, 40.0), place(40.1, 32.9, 900.0)}) {
      field.ballistic_coefficient_kg_m2 = beta_kg_m2;
      const BallisticFlight flight = fly_ballistic({Time{}, from, kMurted}, field);
      ASSERT_EQ(flight.fault, BallisticFault::none);
      EXPECT_LT(norm(flight.path.at(flight.path.end()).p_ecef_m - to_ecef(kMurted)), 1.0);
      EXPECT_LT(norm(flight.path.at(flight.path.begin()).p_ecef_m - to_ecef(from)), 1e-6);
    }
}

TEST(Ballistic, WithoutRotationAirAndBoostItIsTheClosedForm) {
  // Along the equator both ends lie at the same radius: the same arc, larger by that radius over the
  // sphere's.
  const Geodetic from = place(0.0, 10.0), to = place(0.0, 10.0 + 300.0 / 6371.0 / kDegree);
  const BallisticFlight flight = fly_ballistic({Time{}, from, to, 1e7}, central_field());
  const MinimumEnergyArc arc = minimum_energy_arc(300e3);
  const double size = 6378137.0 / 6371000.0;
  EXPECT_NEAR(flight.burnout_speed_m_s / arc.burnout_speed_m_s * std::sqrt(size), 1.0, 1e-5);
  EXPECT_NEAR((flight.path.end() - flight.path.begin()).seconds() / arc.time_s / std::pow(size, 1.5), 1.0,
              1e-5);
  double apogee_m = 0.0;
  for (const Path::Segment& s : flight.path.segments()) apogee_m = std::max(apogee_m, norm(s.d) - 6378137.0);
  EXPECT_NEAR(apogee_m / (arc.apogee_m * size), 1.0, 1e-4);
  EXPECT_NEAR(flight.apogee_hae_m, apogee_m, 1.0);
}

TEST(Ballistic, ThreeHundredKilometresLookLikeThePublicFigures) {
  BallisticField field;
  field.ballistic_coefficient_kg_m2 = 5000.0;
  const BallisticFlight flight = fly_ballistic({Time{}, place(42.5, 34.2), kMurted}, field);
  EXPECT_GT(flight.burnout_speed_m_s, 1400.0);
  EXPECT_LT(flight.burnout_speed_m_s, 1700.0);
  EXPECT_GT(flight.apogee_hae_m, 75e3);
  EXPECT_LT(flight.apogee_hae_m, 100e3);
}

TEST(Ballistic, HalfTheStepChangesNothingThatMatters) {
  BallisticField field;
  field.ballistic_coefficient_kg_m2 = 2000.0;
  const BallisticFlight flight = fly_ballistic({Time{}, place(42.4, 34.0), kMurted}, field);
  // The same free flight again from burn-out, at a tenth of the step.
  Motion m = flight.path.at(flight.burnout);
  const double fall_s = (flight.path.end() - flight.burnout).seconds();
  const int steps = static_cast<int>(fall_s / 0.025);
  for (int i = 0; i < steps; ++i) m = field.step(m, fall_s / steps);
  EXPECT_LT(norm(m.p_ecef_m - flight.path.at(flight.path.end()).p_ecef_m), 0.1);
}

TEST(Ballistic, SaysWhatItCannotThrow) {
  EXPECT_EQ(fly_ballistic({Time{}, place(40.0, 32.5), place(40.1, 32.5)}, {}).fault,
            BallisticFault::too_near);
  EXPECT_EQ(fly_ballistic({Time{}, kMurted, kMurted}, {}).fault, BallisticFault::too_near);
  EXPECT_EQ(fly_ballistic({Time{}, place(40.0, 32.5), place(-40.1, 32.5)}, {}).fault,
            BallisticFault::too_far);
  BallisticField weightless;
  weightless.gm_m3_s2 = 0.0;
  EXPECT_EQ(fly_ballistic({Time{}, place(42.4, 34.0), kMurted}, weightless).fault,
            BallisticFault::no_solution);
}

}  // namespace
}  // namespace cupola
