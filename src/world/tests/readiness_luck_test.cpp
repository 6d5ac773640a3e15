#include "world/readiness_luck.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace cupola {
namespace {

constexpr Time kStart{1'780'000'000'000'000'000};

Figure spread(double low, double best, double high) {
  Figure f(best);
  f.low = low;
  f.high = high;
  f.distribution = Distribution::triangular;
  return f;
}

TEST(ActivationLuck, is_the_sum_of_steps_within_their_intervals) {
  Activation a;
  a.name = "set/FU1";
  a.steps_s = {spread(10.0, 20.0, 60.0), spread(100.0, 200.0, 300.0)};
  a.crew_delay_s = spread(2.0, 4.0, 9.0);
  double sum = 0.0, least = 1e9, most = 0.0, delay = 0.0;
  constexpr int kReplicates = 20000;
  for (int r = 0; r < kReplicates; ++r) {
    const ActivationLuck luck = draw_activation(a, ReplicateKey::of(1, std::uint64_t(r)));
    const double wait_s = luck.wait.seconds();
    sum += wait_s;
    least = std::min(least, wait_s);
    most = std::max(most, wait_s);
    delay += luck.crew_delay_s;
  }
  EXPECT_GE(least, 110.0);
  EXPECT_LE(most, 360.0);
  // The mean of a triangle is that of its three corners.
  EXPECT_NEAR(sum / kReplicates, 30.0 + 200.0, 1.0);
  EXPECT_NEAR(delay / kReplicates, 5.0, 0.05);
}

/// Whoever sets up a mast, or marches from a place that is known, has the same luck in all else.
TEST(ActivationLuck, a_mast_or_a_known_march_shifts_the_luck_of_no_other_step) {
  Activation plain;
  plain.name = "set/FU1";
  const Figure unpack = spread(10.0, 20.0, 60.0), set_up = spread(5.0, 9.0, 30.0);
  plain.steps_s = {unpack, Figure(0.0), set_up};
  plain.crew_delay_s = spread(2.0, 4.0, 9.0);
  Activation with_mast = plain, marching = plain;
  with_mast.steps_s.push_back(Figure(100.0));
  marching.march_m = 1000.0;
  marching.road_speed_m_s = Figure(10.0);
  marching.road_detour = Figure(1.0);
  for (int r = 0; r < 20; ++r) {
    const ReplicateKey key = ReplicateKey::of(1, std::uint64_t(r));
    const ActivationLuck luck = draw_activation(plain, key);
    for (const Activation& other : {with_mast, marching}) {
      const ActivationLuck more = draw_activation(other, key);
      EXPECT_NEAR((more.wait - luck.wait).seconds(), 100.0, 1e-6);
      EXPECT_EQ(more.crew_delay_s, luck.crew_delay_s);
    }
  }
  // And each step has luck of its own.
  Activation one = plain, twins = plain;
  one.steps_s = {unpack};
  twins.steps_s = {unpack, unpack};
  const ReplicateKey key = ReplicateKey::of(1, 0);
  const double one_s = draw_activation(one, key).wait.seconds();
  EXPECT_GT(std::fabs(draw_activation(twins, key).wait.seconds() - 2.0 * one_s), 1e-3);
}

TEST(ActivationLuck, a_march_is_way_over_speed) {
  Activation a;
  a.name = "set/FU1";
  a.steps_s = {Figure(60.0)};
  a.march_m = 26e3;
  a.road_speed_m_s = Figure(13.0);
  a.road_detour = Figure(1.5);
  EXPECT_NEAR(draw_activation(a, ReplicateKey::of(1, 0)).wait.seconds(), 60.0 + 3000.0, 1e-6);
}

TEST(ActivationLuck, turns_come_to_all_alike_and_so_many_are_on) {
  constexpr int kReplicates = 3000, kTurns = 5, kOn = 2;
  int on[kTurns] = {};
  for (int r = 0; r < kReplicates; ++r) {
    int now = 0;
    for (int i = 0; i < kTurns; ++i) {
      Activation a;
      a.name = "FU" + std::to_string(i);
      a.rota = "set";
      a.turn = i;
      a.turns = kTurns;
      a.on_at_once = kOn;
      const bool is_on = is_its_turn(a, ReplicateKey::of(9, std::uint64_t(r)));
      on[i] += is_on;
      now += is_on;
    }
    ASSERT_EQ(now, kOn);
  }
  const double expected = double(kOn) / kTurns;
  for (const int count : on)
    EXPECT_NEAR(double(count) / kReplicates, expected,
                4.0 * std::sqrt(expected * (1.0 - expected) / kReplicates));
}

TEST(DutyPhase, is_on_for_its_share_of_every_period_from_any_phase) {
  double first_on = 0.0;
  constexpr int kReplicates = 2000;
  for (int r = 0; r < kReplicates; ++r) {
    const DutyPhase duty({0.3, 100.0}, name_key("radar"), ReplicateKey::of(2, std::uint64_t(r)), kStart);
    first_on += duty.on(kStart);
    // From change to change over ten periods.
    double on_s = 0.0;
    const Time end = kStart + Duration::seconds(1000.0);
    for (Time now = kStart; now < end;) {
      const Time next = std::min(duty.next_change(now), end);
      ASSERT_GT(next, now);
      if (duty.on(now)) on_s += (next - now).seconds();
      now = next;
    }
    ASSERT_NEAR(on_s, 300.0, 1e-5);
  }
  EXPECT_NEAR(first_on / kReplicates, 0.3, 4.0 * std::sqrt(0.21 / kReplicates));
}

TEST(DutyPhase, all_or_nothing_never_changes) {
  const DutyPhase always({1.0, 60.0}, 1, ReplicateKey::of(1, 1), kStart);
  const DutyPhase never({0.0, 60.0}, 1, ReplicateKey::of(1, 1), kStart);
  EXPECT_TRUE(always.on(kStart));
  EXPECT_FALSE(never.on(kStart));
  EXPECT_EQ(always.next_change(kStart), kNever);
  EXPECT_EQ(never.next_change(kStart), kNever);
}

}  // namespace
}  // namespace cupola
