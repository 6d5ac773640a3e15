#include "weapons/weapons.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "weapons/tests/small_fight.hpp"

namespace cupola {
namespace {

using testing::at;
using testing::fly_out;
using testing::SmallFight;

const ReplicateKey kKey = ReplicateKey::of(7, 3);

/// A target 90 km north, 9 km up, coming in at 250 m/s.
PlatformId add_bomber(SmallFight& fight, const std::string& name = "bomber") {
  return fight.add_platform(name, {0.0, 90e3, 9e3}, {0.0, -250.0, 0.0});
}

struct Fight {
  explicit Fight(const SmallFight& f) : world(f.s, kKey), weapons(f.s, kKey) {}
  World world;
  Weapons weapons;
};

Status launch_at(SmallFight& f, Fight& fight, PlatformId target, std::uint32_t launcher = 0, double s = 0.0) {
  Order order = f.order(fight.world.motion(target, at(s)), launcher);
  order.track.time = at(s);
  return fight.weapons.launch(order, at(s));
}

TEST(Weapons, HitsWhatItIsGuidedAt) {
  SmallFight f;
  const PlatformId bomber = add_bomber(f);
  Fight fight(f);
  const Status left = launch_at(f, fight, bomber);
  ASSERT_TRUE(left.up);
  const Round& round = fly_out(fight.world, fight.weapons, left.interceptor, bomber);
  EXPECT_EQ(round.end, RoundEnd::hit);
  EXPECT_EQ(round.engaged, bomber);
  EXPECT_LT(round.miss_m, 10.0);
  EXPECT_EQ(fight.world.death_time(bomber), round.ended_at);
  EXPECT_EQ(fight.weapons.shots_at(bomber), 1U);
}

/// The flight takes what the table of the fire unit says it takes.
TEST(Weapons, ArrivesWhenTheTableSays) {
  SmallFight f;
  const PlatformId bomber = add_bomber(f);
  Fight fight(f);
  const FlyoutTable table = fly_table(f.s.weapons_true[0], 0.0);
  const Round& round = fly_out(fight.world, fight.weapons, launch_at(f, fight, bomber).interceptor, bomber);
  ASSERT_EQ(round.end, RoundEnd::hit);
  const Vec3 where = f.frame.enu_from_ecef(round.state.p_ecef_m);
  const double expected_s = table.time_of_flight_s(ground_range_m(where), height_hae_m(round.state.p_ecef_m));
  EXPECT_NEAR((round.ended_at - round.launched).seconds() / expected_s, 1.0, 0.02);
}

TEST(Weapons, MissesByLuck) {
  SmallFight f;
  for (Figure& p : f.s.weapons_true[0].kill_probability) p = 0.0;
  const PlatformId bomber = add_bomber(f);
  Fight fight(f);
  const Round& round = fly_out(fight.world, fight.weapons, launch_at(f, fight, bomber).interceptor, bomber);
  EXPECT_EQ(round.end, RoundEnd::missed);
  EXPECT_FALSE(fight.world.dead(bomber));
  EXPECT_EQ(fight.weapons.shots_at(bomber), 1U);
}

TEST(Weapons, FindsNobodyWhereTheTrackIsFalse) {
  SmallFight f;
  const PlatformId bomber = add_bomber(f);
  Fight fight(f);
  Order order = f.order(fight.world.motion(bomber, at(0.0)));
  order.track.p_ecef_m = order.track.p_ecef_m + transpose(f.frame.ecef_to_enu) * Vec3{3000.0, 0.0, 0.0};
  const Round& round =
      fly_out(fight.world, fight.weapons, fight.weapons.launch(order, at(0.0)).interceptor, {});
  EXPECT_EQ(round.end, RoundEnd::handover_missed);
  EXPECT_FALSE(round.handed_over);
}

TEST(Weapons, EngagesTheNearestWhoeverItIs) {
  SmallFight f;
  const PlatformId bomber = add_bomber(f);
  const PlatformId airliner = f.add_platform("airliner", {400.0, 90e3, 9e3}, {0.0, -250.0, 0.0});
  f.s.platforms[airliner.index()].side = Side::neutral;
  Fight fight(f);
  Order order = f.order(fight.world.motion(bomber, at(0.0)));
  order.track.p_ecef_m = order.track.p_ecef_m + transpose(f.frame.ecef_to_enu) * Vec3{300.0, 0.0, 0.0};
  const Round& round =
      fly_out(fight.world, fight.weapons, fight.weapons.launch(order, at(0.0)).interceptor, {});
  EXPECT_EQ(round.end, RoundEnd::hit);
  EXPECT_EQ(round.engaged, airliner);
}

TEST(Weapons, SemiActiveRoundsNeedTheirRadarAtHandOver) {
  for (const GuidanceClass guidance : {GuidanceClass::semi_active, GuidanceClass::active}) {
    SmallFight f(guidance);
    const PlatformId bomber = add_bomber(f);
    Fight fight(f);
    const InterceptorId id = launch_at(f, fight, bomber).interceptor;
    fight.weapons.fly(fight.world, id, at(20.0));
    fight.world.set_readiness({0}, Readiness::off, at(20.0));
    const Round& round = fly_out(fight.world, fight.weapons, id, bomber);
    EXPECT_EQ(round.end, guidance == GuidanceClass::active ? RoundEnd::hit : RoundEnd::guidance_lost);
  }
}

TEST(Weapons, SemiActiveRoundsNeedTheirRadarAtIntercept) {
  SmallFight f;
  const PlatformId bomber = add_bomber(f);
  Fight fight(f);
  const InterceptorId id = launch_at(f, fight, bomber).interceptor;
  double s = 1.0;
  while (!fight.weapons.rounds()[0].handed_over) {
    fight.weapons.fly(fight.world, id, at(s));
    s += 1.0;
    ASSERT_LT(s, 200.0);
  }
  fight.world.set_readiness({0}, Readiness::off, at(s));
  const Round& round = fly_out(fight.world, fight.weapons, id, bomber);
  EXPECT_EQ(round.end, RoundEnd::guidance_lost);
  EXPECT_EQ(fight.weapons.shots_at(bomber), 0U);
}

TEST(Weapons, SemiActiveRoundsNeedTheSector) {
  SmallFight f;
  f.s.radars[0].sector_centre_rad = 2.0;
  const PlatformId bomber = add_bomber(f);
  Fight fight(f);
  EXPECT_EQ(fly_out(fight.world, fight.weapons, launch_at(f, fight, bomber).interceptor, bomber).end,
            RoundEnd::guidance_lost);
}

TEST(Weapons, RunsOutOfEnergyBehindATargetThatRunsAway) {
  SmallFight f;
  const PlatformId runner = f.add_platform("runner", {0.0, 90e3, 9e3}, {0.0, 900.0, 40.0});
  Fight fight(f);
  const Round& round = fly_out(fight.world, fight.weapons, launch_at(f, fight, runner).interceptor, runner);
  EXPECT_EQ(round.end, RoundEnd::out_of_energy);
  EXPECT_FALSE(fight.world.dead(runner));
}

TEST(Weapons, UnreliableRoundsEndSoon) {
  SmallFight f;
  f.s.weapons_true[0].reliability = 0.0;
  const PlatformId bomber = add_bomber(f);
  Fight fight(f);
  const Round& round = fly_out(fight.world, fight.weapons, launch_at(f, fight, bomber).interceptor, bomber);
  EXPECT_EQ(round.end, RoundEnd::unreliable);
  EXPECT_GE(round.ended_at, at(1.0));
  EXPECT_LE(round.ended_at, at(10.0));
  EXPECT_EQ(fight.weapons.missiles_in_guidance({0}), 0);
}

TEST(Weapons, FindsAWreckWhereTheTargetDiedBefore) {
  SmallFight f;
  const PlatformId bomber = add_bomber(f);
  Fight fight(f);
  const InterceptorId id = launch_at(f, fight, bomber).interceptor;
  fight.weapons.fly(fight.world, id, at(20.0));
  fight.world.kill(bomber, at(20.0));
  const Round& round = fly_out(fight.world, fight.weapons, id, {});
  EXPECT_EQ(round.end, RoundEnd::target_already_dead);
  EXPECT_FALSE(round.handed_over);
}

TEST(Weapons, TheSecondOfASalvoFindsTheTargetDeadOnTheWay) {
  SmallFight f;
  const PlatformId bomber = add_bomber(f);
  Fight fight(f);
  const InterceptorId first = launch_at(f, fight, bomber, 0).interceptor;
  const InterceptorId second = launch_at(f, fight, bomber, 1, 0.0).interceptor;
  fight.weapons.fly(fight.world, first, at(10.0));
  fly_out(fight.world, fight.weapons, first, bomber);
  ASSERT_EQ(fight.weapons.rounds()[0].end, RoundEnd::hit);
  const Round& round = fly_out(fight.world, fight.weapons, second, bomber);
  EXPECT_EQ(round.end, RoundEnd::target_already_dead);
  EXPECT_EQ(fight.weapons.shots_at(bomber), 1U);
}

TEST(Weapons, FliesPastATargetThatIsThroughWithItsRoute) {
  SmallFight f(GuidanceClass::active);
  f.s.weapons_true[0].handover_time_s = 30.0;
  const PlatformId bomber = f.add_platform("bomber", {0.0, 90e3, 9e3}, {0.0, -250.0, 0.0}, 45.0);
  Fight fight(f);
  const InterceptorId id = launch_at(f, fight, bomber).interceptor;
  const Round& round = fly_out(fight.world, fight.weapons, id, bomber);
  EXPECT_EQ(round.end, RoundEnd::missed);
  EXPECT_EQ(fight.weapons.shots_at(bomber), 0U);
}

TEST(Weapons, CountsStockChannelsAndIntervals) {
  SmallFight f;
  const PlatformId bomber = add_bomber(f);
  Fight fight(f);
  int launched = 0;
  double s = 0.0;
  const Status first = launch_at(f, fight, bomber, 0, s);
  EXPECT_TRUE(first.up);
  EXPECT_EQ(first.rounds, 7);
  EXPECT_EQ(first.missile_channels_free, 5);
  EXPECT_FALSE(launch_at(f, fight, bomber, 0, 3.9).up);  // the same launcher too soon
  EXPECT_EQ(fight.weapons.stock({0}, {0}), 7);
  launched = 1;
  for (s = 4.0; s < 40.0; s += 4.0)
    for (const std::uint32_t launcher : {0U, 1U}) launched += launch_at(f, fight, bomber, launcher, s).up;
  EXPECT_EQ(launched, 6);  // channels
  EXPECT_EQ(fight.weapons.missiles_in_guidance({0}), 6);
  EXPECT_EQ(fight.weapons.stock({0}, {0}) + launched, 8);
  for (std::uint32_t i = 0; i < 6; ++i) fly_out(fight.world, fight.weapons, {i}, {});
  EXPECT_EQ(fight.weapons.missiles_in_guidance({0}), 0);
  for (; s < 1000.0; s += 4.0)
    for (const std::uint32_t launcher : {0U, 1U}) launched += launch_at(f, fight, bomber, launcher, s).up;
  EXPECT_EQ(launched, 8);  // stock
  EXPECT_EQ(fight.weapons.stock({0}, {0}), 0);
  EXPECT_FALSE(launch_at(f, fight, bomber, 0, s).up);
  EXPECT_EQ(fight.weapons.rounds().size(), 8U);
}

/// How the engine slices time is nobody's business: the same bits.
TEST(Weapons, FliesTheSameHoweverItIsCalled) {
  Round ends[3];
  int i = 0;
  for (const double step_s : {1.0, 0.37, 0.011}) {
    SmallFight f;
    const PlatformId bomber = add_bomber(f);
    Fight fight(f);
    ends[i++] = fly_out(fight.world, fight.weapons, launch_at(f, fight, bomber).interceptor, bomber, step_s);
  }
  for (const Round& round : ends) {
    EXPECT_EQ(round.ended_at, ends[0].ended_at);
    EXPECT_EQ(round.state.p_ecef_m, ends[0].state.p_ecef_m);
    EXPECT_EQ(round.miss_m, ends[0].miss_m);
  }
}

/// Another platform, launcher or shot elsewhere shifts nobody's luck and nobody's flight.
TEST(Weapons, LuckBelongsToNames) {
  int hits = 0;
  for (std::uint64_t replicate = 0; replicate < 40; ++replicate) {
    RoundEnd ends[2];
    Time when[2];
    for (const bool crowded : {false, true}) {
      SmallFight f;
      for (Figure& p : f.s.weapons_true[0].kill_probability) p = 0.6;
      f.s.weapons_true[0].reliability = 0.8;
      f.add_platform(crowded ? "another" : "bomber", {crowded ? 30e3 : 0.0, 90e3, 9e3}, {0.0, -250.0, 0.0});
      if (crowded) {
        add_bomber(f);
        f.add_launcher("launcher 3");
      }
      const ReplicateKey key = ReplicateKey::of(11, replicate);
      World world(f.s, key);
      Weapons weapons(f.s, key);
      const PlatformId bomber{crowded ? 1U : 0U};
      if (crowded) {
        weapons.launch(f.order(world.motion({0}, at(0.0)), 2), at(0.0));
        fly_out(world, weapons, {0}, {0});
      }
      const InterceptorId id = weapons.launch(f.order(world.motion(bomber, at(0.0)), 0), at(0.0)).interceptor;
      const Round& round = fly_out(world, weapons, id, bomber);
      ends[crowded] = round.end;
      when[crowded] = round.ended_at;
    }
    EXPECT_EQ(ends[0], ends[1]);
    EXPECT_EQ(when[0], when[1]);
    hits += ends[0] == RoundEnd::hit;
  }
  EXPECT_NEAR(hits, 40 * 0.8 * 0.6, 10.0);
}

TEST(Weapons, RecordsFlightsOnlyWhenAsked) {
  SmallFight f;
  const PlatformId bomber = add_bomber(f);
  Fight quiet(f), kept(f);
  kept.weapons.record_flights();
  for (Fight* fight : {&quiet, &kept})
    fly_out(fight->world, fight->weapons, launch_at(f, *fight, bomber).interceptor, bomber);
  EXPECT_TRUE(quiet.weapons.flight({0}).empty());
  const std::vector<FlightKnot>& flight = kept.weapons.flight({0});
  ASSERT_GT(flight.size(), 30U);
  EXPECT_EQ(flight.front().time, at(0.0));
  EXPECT_EQ(flight.back().time, kept.weapons.rounds()[0].ended_at);
  for (std::size_t i = 1; i < flight.size(); ++i) EXPECT_GT(flight[i].time, flight[i - 1].time);
}

/// Fast and falling: 1500 m/s against the constant-velocity extrapolation of midcourse.
TEST(Weapons, MeetsAFastDivingTarget) {
  SmallFight f;
  const PlatformId diver = f.add_platform("diver", {5e3, 95e3, 45e3}, {-60.0, -1300.0, -500.0}, 88.0);
  Fight fight(f);
  const Round& round = fly_out(fight.world, fight.weapons, launch_at(f, fight, diver).interceptor, diver);
  EXPECT_EQ(round.end, RoundEnd::hit) << static_cast<int>(round.end) << ' ' << round.miss_m;
}

/// What becomes of one round at a target, if its kill probability depends on how it is met.
RoundEnd end_with(const KillFactors& factors, const Vec3& p_enu_m, const Vec3& v_enu_m_s) {
  SmallFight f;
  f.s.weapons_true[0].kill_factors = factors;
  for (Figure& p : f.s.weapons_true[0].kill_probability) p.low = 0.0;
  const PlatformId target = f.add_platform("bomber", p_enu_m, v_enu_m_s);
  Fight fight(f);
  return fly_out(fight.world, fight.weapons, launch_at(f, fight, target).interceptor, target).end;
}

KillFactor step_down(double at) { return {{0.99 * at, 1.01 * at}, {1.0, 0.0}, 1.0}; }

TEST(Weapons, FarShotsMissWhereTheCardSaysSo) {
  const Vec3 near{0.0, 60e3, 9e3}, far{0.0, 120e3, 9e3}, in{0.0, -250.0, 0.0};
  const KillFactors beyond_half{step_down(0.5), {}, {}};
  EXPECT_EQ(end_with(beyond_half, near, in), RoundEnd::hit);
  EXPECT_EQ(end_with(beyond_half, far, in), RoundEnd::missed);
  EXPECT_EQ(end_with({}, far, in), RoundEnd::hit);
}

TEST(Weapons, CrossingShotsMissWhereTheCardSaysSo) {
  const KillFactors head_on_only{{}, step_down(0.8), {}};
  EXPECT_EQ(end_with(head_on_only, {0.0, 80e3, 9e3}, {0.0, -250.0, 0.0}), RoundEnd::hit);
  EXPECT_EQ(end_with(head_on_only, {-5e3, 50e3, 9e3}, {250.0, 0.0, 0.0}), RoundEnd::missed);
}

/// A target that flies a circle at `lateral_m_s2`, 60 km out.
RoundEnd end_with_turn(const KillFactors& factors, double lateral_m_s2) {
  SmallFight f;
  f.s.weapons_true[0].kill_factors = factors;
  for (Figure& p : f.s.weapons_true[0].kill_probability) p.low = 0.0;
  Platform platform;
  platform.id = {0};
  platform.name = "bomber";
  const double speed_m_s = 200.0, turn_rad_s = lateral_m_s2 / speed_m_s, radius_m = speed_m_s / turn_rad_s;
  for (int i = 0; i <= 1200; ++i) {
    const double angle = turn_rad_s * 0.5 * i;
    const Vec3 p{radius_m * std::cos(angle), 60e3 + radius_m * std::sin(angle), 9e3};
    const Vec3 v{-speed_m_s * std::sin(angle), speed_m_s * std::cos(angle), 0.0};
    platform.path.add_knot(at(0.5 * i), {f.frame.ecef_from_enu(p), transpose(f.frame.ecef_to_enu) * v});
  }
  f.s.platforms.push_back(platform);
  Fight fight(f);
  return fly_out(fight.world, fight.weapons, launch_at(f, fight, platform.id).interceptor, platform.id).end;
}

TEST(Weapons, ShotsAtWhatTurnsHardMissWhereTheCardSaysSo) {
  const KillFactors below_2_g{{}, {}, step_down(20.0)};
  EXPECT_EQ(end_with_turn(below_2_g, 18.0), RoundEnd::hit);
  EXPECT_EQ(end_with_turn(below_2_g, 22.0), RoundEnd::missed);
  EXPECT_EQ(end_with_turn({}, 22.0), RoundEnd::hit);
}

/// Two rounds of one salvo, and two that are ordered apart: with a common cause of 1 the first two share one fate.
TEST(Weapons, RoundsOfASalvoShareTheirLuck) {
  const auto fates_differ = [](std::uint32_t second_salvo) {
    int differ = 0;
    for (std::uint64_t replicate = 0; replicate < 40; ++replicate) {
      SmallFight f;
      for (Figure& p : f.s.weapons_true[0].kill_probability) p = 0.5;
      f.s.weapons_true[0].common_cause = 1.0;
      const PlatformId bomber = add_bomber(f);
      World world(f.s, ReplicateKey::of(5, replicate));
      Weapons weapons(f.s, ReplicateKey::of(5, replicate));
      RoundEnd ends[2];
      for (std::uint32_t round = 0; round < 2; ++round) {
        Order order = f.order(world.motion(bomber, at(0.0)), round);
        order.from = PostId{0};
        order.salvo = round == 0 ? 0 : second_salvo;
        const InterceptorId id = weapons.launch(order, at(0.0)).interceptor;
        // Nobody dies, so that both are drawn.
        for (int second = 1; !weapons.rounds()[id.index()].ended; ++second) {
          weapons.fly(world, id, at(second));
          const Motion m = world.motion(bomber, at(second));
          if (!weapons.rounds()[id.index()].ended) weapons.uplink({id, at(second), m.p_ecef_m, m.v_ecef_m_s});
        }
        ends[round] = weapons.rounds()[id.index()].end;
      }
      differ += ends[0] != ends[1];
    }
    return differ;
  };
  EXPECT_EQ(fates_differ(0), 0);
  EXPECT_NEAR(fates_differ(1), 20, 4 * 3.2);
}

}  // namespace
}  // namespace cupola
