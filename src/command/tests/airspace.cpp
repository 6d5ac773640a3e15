#include "command/airspace.hpp"

#include <gtest/gtest.h>

#include "command/tests/proving_ground.hpp"

namespace cupola {
namespace {

using testing::level_velocity;
using testing::over_ground;

constexpr double kSpeed_m_s = 200.0, kHeight_m = 9000.0;
constexpr Time kEnters{1'000'000'000'000};

Time after(double s) { return kEnters + Duration::seconds(s); }

/// An airway 100 km long from west to east through the site, and a flight along it.
OrderOfBattle airway(bool own_flight, bool reverse = false) {
  OrderOfBattle own;
  own.doctrine.flight_plan_tolerance_s = 60.0;
  KnownCorridor corridor;
  corridor.points_ecef_m = {over_ground(-50e3, 0.0, 0.0), over_ground(0.0, 0.0, 0.0),
                            over_ground(50e3, 0.0, 0.0)};
  corridor.half_width_m = 5e3;
  corridor.floor_hae_m = 8e3;
  corridor.ceiling_hae_m = 12e3;
  corridor.flights = {{own_flight, kEnters, kSpeed_m_s, reverse}};
  own.corridors.push_back(corridor);
  return own;
}

PlanEvidence plan(const OrderOfBattle& own, double east_m, double north_m, double east_m_s, double t_s,
                  double height_m = kHeight_m) {
  const Vec3 p = over_ground(east_m, north_m, height_m);
  return plan_of(p, level_velocity(p, east_m_s, 0.0), after(t_s), own);
}

TEST(Airspace, a_track_keeps_to_a_flight_by_place_course_and_time) {
  const OrderOfBattle own = airway(false);
  EXPECT_EQ(plan(own, 0.0, 0.0, 200.0, 250.0), PlanEvidence::civil);      // 50 km at 200 m/s
  EXPECT_EQ(plan(own, 0.0, 3e3, 200.0, 300.0), PlanEvidence::civil);      // late, within the tolerance
  EXPECT_EQ(plan(own, 0.0, 0.0, 200.0, 320.0), PlanEvidence::none);       // too late
  EXPECT_EQ(plan(own, 0.0, 0.0, 200.0, 180.0), PlanEvidence::none);       // too early
  EXPECT_EQ(plan(own, 0.0, 0.0, -200.0, 250.0), PlanEvidence::none);      // the wrong way
  EXPECT_EQ(plan(own, 0.0, 8e3, 200.0, 250.0), PlanEvidence::none);       // beside the corridor
  EXPECT_EQ(plan(own, 0.0, 0.0, 200.0, 250.0, 5e3), PlanEvidence::none);  // below it
  EXPECT_EQ(plan(own, 25e3, 0.0, 200.0, 375.0), PlanEvidence::civil);
}

TEST(Airspace, a_flight_may_come_from_the_other_end_and_be_an_own_one) {
  const OrderOfBattle own = airway(true, true);
  EXPECT_EQ(plan(own, 25e3, 0.0, -200.0, 125.0), PlanEvidence::own);
  EXPECT_EQ(plan(own, 25e3, 0.0, 200.0, 125.0), PlanEvidence::none);
}

TEST(Airspace, one_odd_reading_turns_no_plan) {
  SteadyPlan plan;
  EXPECT_EQ(plan.read(PlanEvidence::civil), PlanEvidence::none);
  EXPECT_EQ(plan.read(PlanEvidence::civil), PlanEvidence::none);
  EXPECT_EQ(plan.read(PlanEvidence::civil), PlanEvidence::civil);
  EXPECT_EQ(plan.read(PlanEvidence::none), PlanEvidence::civil);
  EXPECT_EQ(plan.read(PlanEvidence::civil), PlanEvidence::civil);
  plan.read(PlanEvidence::none);
  plan.read(PlanEvidence::none);
  EXPECT_EQ(plan.read(PlanEvidence::none), PlanEvidence::none);
}

/// A square in latitude and longitude.
KnownArea square(double latitude_deg, double longitude_deg, double half_deg, bool hostile) {
  constexpr double kDeg = math::kPi / 180.0;
  KnownArea area{hostile, {}};
  for (const auto& [a, b] : {std::pair{-1, -1}, {-1, 1}, {1, 1}, {1, -1}})
    area.corners.emplace_back((latitude_deg + a * half_deg) * kDeg, (longitude_deg + b * half_deg) * kDeg);
  return area;
}

TEST(Airspace, a_place_is_over_the_area_that_holds_it) {
  constexpr double kDeg = math::kPi / 180.0;
  const std::vector<KnownArea> areas = {square(40.0, 32.0, 1.0, false), square(42.5, 32.0, 2.0, true)};
  const auto origin = [&](double latitude_deg, double longitude_deg) {
    return origin_of(to_ecef({latitude_deg * kDeg, longitude_deg * kDeg, 5000.0}), areas);
  };
  EXPECT_EQ(origin(40.0, 32.0), OriginEvidence::own);
  EXPECT_EQ(origin(42.0, 32.5), OriginEvidence::hostile);
  EXPECT_EQ(origin(40.8, 32.0), OriginEvidence::none);  // in both
  EXPECT_EQ(origin(38.0, 32.0), OriginEvidence::none);
  EXPECT_EQ(origin(40.0, 35.0), OriginEvidence::none);
  EXPECT_EQ(origin_of(to_ecef({40.0 * kDeg, 32.0 * kDeg, 0.0}), {}), OriginEvidence::none);
}

}  // namespace
}  // namespace cupola
