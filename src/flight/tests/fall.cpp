#include "flight/fall.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

#include "core/wide_lanes.hpp"
#include "earth/atmosphere.hpp"
#include "earth/geodetic.hpp"
#include "flight/ballistic.hpp"
#include "flight/fall_rows.hpp"

namespace cupola {
namespace {

const Geodetic kMurted{0.6995, 0.5685, 876.9};

BallisticShot shot_over(double range_m) {
  BallisticShot shot;
  shot.from = kMurted;
  shot.from.latitude_rad += range_m / 6371e3;
  shot.from.height_hae_m = 0.0;
  shot.to = kMurted;
  return shot;
}

/// Heights from GeographicLib-checked to_geodetic; fixed steps of 0.05 s; another form of the field, another air.
FallTask::End slow_fall(const BallisticField& field, Motion body, double ground_hae_m) {
  constexpr double kStep_s = 0.05;
  double t = 0.0, height_m = to_geodetic(body.p_ecef_m).height_hae_m - ground_hae_m;
  for (;;) {
    const Motion next = field.step(body, kStep_s);
    const double next_m = to_geodetic(next.p_ecef_m).height_hae_m - ground_hae_m;
    if (next_m <= 0.0) {
      const double share = height_m / (height_m - next_m);
      return {body.p_ecef_m + share * (next.p_ecef_m - body.p_ecef_m), t + share * kStep_s};
    }
    body = next;
    height_m = next_m;
    t += kStep_s;
  }
}

TEST(Fall, ComesDownWhereTheMissileDoes) {
  for (const double beta : {0.0, 1000.0, 3000.0, 8000.0})
    for (const double range_m : {120e3, 300e3, 1000e3}) {
      BallisticField field;
      field.ballistic_coefficient_kg_m2 = beta;
      field.geoid_undulation_m = 36.9;
      const BallisticFlight flight = fly_ballistic(shot_over(range_m), field);
      ASSERT_EQ(flight.fault, BallisticFault::none) << range_m << ' ' << beta;
      FallTask task;
      task.bodies = 5;
      task.ground_hae_m = kMurted.height_hae_m;
      task.geoid_undulation_m = 36.9;
      const double falls_s = (flight.path.end() - flight.burnout).seconds();
      for (int i = 0; i < task.bodies; ++i) {
        const Motion m = flight.path.at(flight.burnout + Duration::seconds(0.2 * i * falls_s));
        task.start[i] = {m.p_ecef_m, m.v_ecef_m_s, beta > 0.0 ? 1.0 / beta : 0.0};
      }
      fall_to_ground(task);
      EXPECT_TRUE(task.all_down);
      for (int i = 0; i < task.bodies; ++i) {
        EXPECT_LT(norm(task.end[i].p_ecef_m - to_ecef(kMurted)), 20.0) << range_m << ' ' << beta << ' ' << i;
        EXPECT_NEAR(task.end[i].time_s, (1.0 - 0.2 * i) * falls_s, 0.05);
      }
    }
}

TEST(Fall, ABodyIsAloneInItsLane) {
  // Whatever flies beside it may shorten its steps, but does not move it by more than the steps' error.
  FallTask task;
  task.ground_hae_m = 840.0;
  for (int i = 0; i < FallTask::kBodies; ++i) {
    const Geodetic at{0.70 + 0.002 * i, 0.57, 5'000.0 + 9'000.0 * i};
    const LocalFrame here = LocalFrame::at(at);
    task.start[i] = {here.origin_ecef_m,
                     transpose(here.ecef_to_enu) * Vec3{150.0 * i, 400.0, 100.0 * (i - 3)},
                     1.0 / (1000.0 + 1000.0 * i)};
  }
  fall_to_ground(task);
  EXPECT_TRUE(task.all_down);
  for (int i = 0; i < FallTask::kBodies; ++i) {
    BallisticField field;
    field.ballistic_coefficient_kg_m2 = 1.0 / task.start[i].drag_area_m2_kg;
    const FallTask::End slow = slow_fall(field, {task.start[i].p_ecef_m, task.start[i].v_ecef_m_s}, 840.0);
    EXPECT_LT(norm(task.end[i].p_ecef_m - slow.p_ecef_m), 20.0) << i;
    EXPECT_NEAR(task.end[i].time_s, slow.time_s, 0.05) << i;
  }
}

TEST(Fall, TwoGroupsAbreastFallAsEachAlone) {
  const FallKernel abreast = has_wide_lanes() ? fall_v4 : fall_v3;
  for (const double highest_m : {40e3, 400e3, 40'000e3}) {  // the last one does not come down in time
    FallRows one{}, both{};
    for (int k = 0; k < kFallWidth; ++k) {
      const Geodetic at{0.70 + 0.002 * k, 0.57, k == 6 ? highest_m : 3'000.0 + 2'000.0 * k};
      const Vec3 p = to_ecef(at);
      const double column[7] = {p.x, p.y, p.z, 150.0 * k, -400.0, 90.0 * (k - 3), 1.0 / (1000.0 + 900.0 * k)};
      for (int r = 0; r < 7; ++r) one.row[r][k] = column[r];
    }
    one.air = AirTable::standard().samples();
    one.ground_hae_m = 840.0;
    one.geoid_undulation_m = 36.9;
    one.groups = kFallWidth / kFallGroup;
    both = one;
    one.groups = 1;
    fall_v3(one);
    FallRows second = both;
    for (int r = 0; r < 7; ++r)
      std::rotate(second.row[r], second.row[r] + kFallGroup, second.row[r] + kFallWidth);
    second.groups = 1;
    fall_v3(second);
    for (int k = 0; k < kFallGroup; ++k) {
      for (int r = 0; r < 7; ++r) one.row[r][kFallGroup + k] = second.row[r][k];
      one.time_s[kFallGroup + k] = second.time_s[k];
    }
    one.all_down &= second.all_down;
    abreast(both);
    EXPECT_EQ(one.all_down, highest_m < 1e6);
    EXPECT_EQ(both.all_down, one.all_down);
    EXPECT_EQ(std::memcmp(both.row, one.row, sizeof one.row), 0) << highest_m;
    EXPECT_EQ(std::memcmp(both.time_s, one.time_s, sizeof one.time_s), 0) << highest_m;
  }
}

TEST(Fall, WhatIsBelowGroundIsDownAndWhatNeverFallsIsNot) {
  FallTask task;
  task.bodies = 1;
  task.start[0] = {to_ecef(kMurted), {100.0, 0.0, 0.0}, 0.0};
  task.ground_hae_m = 900.0;
  fall_to_ground(task);
  EXPECT_TRUE(task.all_down);
  EXPECT_EQ(task.end[0].time_s, 0.0);
  EXPECT_EQ(task.end[0].p_ecef_m, to_ecef(kMurted));
  task.start[0] = {{8e6, 0.0, 0.0}, {0.0, 7'400.0, 0.0}, 0.0};
  fall_to_ground(task);
  EXPECT_FALSE(task.all_down);
}

}  // namespace
}  // namespace cupola
