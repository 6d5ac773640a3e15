#include "engine/invariants.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "support/lay_down.hpp"

namespace cupola::testing {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Which law it is; empty: none.
std::string law(BrokenLaw broken) { return broken == nullptr ? "" : broken; }
bool says(BrokenLaw broken, const char* part) { return law(broken).find(part) != std::string::npos; }

Track sound_track() {
  Track t;
  t.p_ecef_m = {6.4e6, 1.0, 2.0};
  t.v_ecef_m_s = {10.0, 200.0, 0.0};
  for (int i = 0; i < 6; ++i) t.covariance(i, i) = i < 3 ? 1e4 : 1e2;
  t.covariance(0, 3) = t.covariance(3, 0) = 500.0;
  return t;
}

TEST(Invariants, AMessageThatIsTooQuickBreaksTheLaw) {
  const Time sent{1000};
  EXPECT_EQ(law(broken_by_arrival(sent, Time{1500}, Duration{500})), "");
  EXPECT_TRUE(says(broken_by_arrival(sent, Time{1499}, Duration{500}), "latency"));
  EXPECT_TRUE(says(broken_by_arrival(sent, Time{999}, Duration{0}), "latency"));
}

TEST(Invariants, ARadarThatIsNotThereMaySayNothing) {
  LayDown l;
  l.add_raider("raider", 50.0, 0.0, 5000.0, 250.0);
  l.scenario.radars[0].carrier = PlatformId{0};
  World world(l.scenario, ReplicateKey::of(1, 0));
  Envelope e{
      {AddressKind::radar, 0}, {AddressKind::post, 0}, l.scenario.start + Duration::seconds(5.0), Status{}};
  EXPECT_EQ(law(broken_by_sender(world, e)), "");
  world.kill(PlatformId{0}, l.scenario.start + Duration::seconds(2.0));
  EXPECT_TRUE(says(broken_by_sender(world, e), "while it is there"));
  e.from = {AddressKind::post, 0};
  EXPECT_EQ(law(broken_by_sender(world, e)), "");
}

TEST(Invariants, ATrackThatIsNoTrackBreaksTheLaw) {
  EXPECT_EQ(law(broken_by_track(sound_track())), "");
  Track t = sound_track();
  t.p_ecef_m.y = kNan;
  EXPECT_TRUE(says(broken_by_track(t), "numbers"));
  t = sound_track();
  t.v_ecef_m_s.x = std::numeric_limits<double>::infinity();
  EXPECT_TRUE(says(broken_by_track(t), "numbers"));
  t = sound_track();
  t.covariance(0, 3) += 1.0;
  EXPECT_TRUE(says(broken_by_track(t), "symmetric"));
  t = sound_track();
  t.covariance(4, 4) = -1.0;
  EXPECT_TRUE(says(broken_by_track(t), "positive"));
  t = sound_track();
  t.covariance(0, 3) = t.covariance(3, 0) = 1001.0;  // more than its variances bear
  EXPECT_TRUE(says(broken_by_track(t), "positive"));
  t.covariance(0, 3) = t.covariance(3, 0) = kNan;
  EXPECT_NE(law(broken_by_track(t)), "");
}

TEST(Invariants, BeliefsThatAreNoProbabilitiesBreakTheLaw) {
  EXPECT_EQ(law(broken_by_belief(0.2, 0.3, 0.5)), "");
  EXPECT_TRUE(says(broken_by_belief(0.2, 0.3, 0.5 + 2e-12), "sums to 1"));
  EXPECT_TRUE(says(broken_by_belief(-0.1, 0.6, 0.5), "[0, 1]"));
  EXPECT_TRUE(says(broken_by_belief(kNan, 0.5, 0.5), "[0, 1]"));
  EXPECT_EQ(law(broken_by_decision({1, Category::hostile, 1.0})), "");
  EXPECT_TRUE(says(broken_by_decision({1, Category::hostile, 1.0 + 1e-15 * 4}), "[0, 1]"));
}

TEST(Invariants, ALaunchThatCannotBeBreaksTheLaw) {
  EXPECT_EQ(law(broken_by_launch({true, 0, 2, 2})), "");
  EXPECT_TRUE(says(broken_by_launch({false, 3, 1, 2}), "works"));
  EXPECT_TRUE(says(broken_by_launch({true, -1, 1, 2}), "negative"));
  EXPECT_TRUE(says(broken_by_launch({true, 3, 3, 2}), "channels"));
}

TEST(Invariants, AFireOrderOutsideTheZoneBreaksTheLaw) {
  const LayDown l;
  Geodetic here = LayDown::place(0.0, 0.0);
  InterceptorType weapon = LayDown::weapon("arrow");  // 3 to 100 km, up to 27 km
  Order order;
  order.time_of_flight_s = 40.0;
  const auto at = [&](double north_km, double height_m) {
    order.aim_ecef_m = to_ecef(LayDown::place(north_km, 0.0, height_m));
    return broken_by_fire_order(order, here, weapon, l.scenario.earth);
  };
  EXPECT_EQ(law(at(60.0, 5000.0)), "");
  EXPECT_TRUE(says(at(101.0, 5000.0), "zone"));
  EXPECT_TRUE(says(at(2.0, 5000.0), "zone"));
  EXPECT_TRUE(says(at(60.0, 28e3), "zone"));
  EXPECT_TRUE(says(at(60.0, -1.0), "zone"));
  // The lowest height is one above the launcher's ground, the highest one above the sea.
  weapon.altitude_min_m = 100.0;
  EXPECT_TRUE(says(at(60.0, 99.0), "zone"));
  EXPECT_EQ(law(at(60.0, 101.0)), "");
  here.height_hae_m = 840.0;
  EXPECT_TRUE(says(at(60.0, 939.0), "zone"));
  EXPECT_EQ(law(at(60.0, 941.0)), "");
  EXPECT_TRUE(says(at(60.0, 27.1e3), "zone"));
  order.time_of_flight_s = kNan;
  EXPECT_TRUE(says(at(60.0, 5000.0), "numbers"));
}

TEST(Invariants, ThePlotOfADeadManBreaksTheLaw) {
  EXPECT_EQ(law(broken_by_detection(Time{5}, kNever)), "");
  EXPECT_EQ(law(broken_by_detection(Time{5}, Time{6})), "");
  EXPECT_TRUE(says(broken_by_detection(Time{6}, Time{6}), "death"));
}

TEST(Invariants, ARoundThatEndsTwiceOrTooLateBreaksTheLaw) {
  Round round;
  round.state.p_ecef_m = {6.4e6, 0.0, 0.0};
  round.launched = Time{0};
  EXPECT_EQ(law(broken_by_round_end(round, 100.0, false)), "");  // still flying
  round.ended = true;
  round.ended_at = Time{} + Duration::seconds(50.0);
  EXPECT_EQ(law(broken_by_round_end(round, 100.0, false)), "");
  EXPECT_TRUE(says(broken_by_round_end(round, 100.0, true), "one end"));
  round.ended_at = Time{} + Duration::seconds(150.0);
  EXPECT_TRUE(says(broken_by_round_end(round, 100.0, false), "life"));
  round.ended_at = Time{-1};
  EXPECT_TRUE(says(broken_by_round_end(round, 100.0, false), "life"));
  round.state.p_ecef_m.x = kNan;
  EXPECT_TRUE(says(broken_by_round_end(round, 100.0, false), "numbers"));
}

TEST(Invariants, RoundsFromNowhereBreakTheLaw) {
  EXPECT_EQ(law(broken_by_rounds({8, 3, 5})), "");
  EXPECT_TRUE(says(broken_by_rounds({8, 4, 5}), "loaded"));
  EXPECT_TRUE(says(broken_by_rounds({8, 3, 4}), "loaded"));
  EXPECT_EQ(law(broken_by_rounds({8, 3, 4, 1})), "");
  EXPECT_TRUE(says(broken_by_rounds({8, 3, 5, 1}), "loaded"));
}

TEST(Invariants, AnAccountThatDoesNotAddUpBreaksTheLaw) {
  ReplicateResult sound;
  sound.hostiles = 5;
  sound.killed = 3;
  sound.leaked = 2;
  sound.ledger.threats[0] = 3;
  sound.ledger.threats[4] = 2;
  sound.ledger.rounds[0] = 3;
  sound.ledger.rounds[1] = 1;
  sound.rounds_fired = {3, 1};
  sound.ready_share = {0.0, 1.0};
  EXPECT_EQ(law(broken_by_result(sound, 4)), "");
  ReplicateResult r = sound;
  r.leaked = 1;
  EXPECT_TRUE(says(broken_by_result(r, 4), "fate"));
  r = sound;
  r.ledger.threats[4] = 3;
  EXPECT_TRUE(says(broken_by_result(r, 4), "hostile once"));
  r = sound;
  r.ledger.rounds[1] = 0;
  EXPECT_TRUE(says(broken_by_result(r, 4), "round once"));
  r = sound;
  r.rounds_fired = {3, 2};
  EXPECT_TRUE(says(broken_by_result(r, 4), "has an end"));
  r = sound;
  r.ready_share = {1.01};
  EXPECT_TRUE(says(broken_by_result(r, 4), "no longer"));
}

TEST(Invariants, TheLeastLatencyIsThatOfTheQuickestLink) {
  LayDown l;
  l.scenario.internal_latency_s = 0.05;
  l.add_post("other", LayDown::place(1.0, 0.0));
  EXPECT_EQ(least_latency(l.scenario, false), Duration::seconds(0.05));
  l.add_superior("above", LayDown::place(2.0, 0.0));  // 0.1 s each
  l.scenario.links[0].latency_s = 4.0;
  EXPECT_EQ(least_latency(l.scenario, true), Duration::seconds(0.1));
}

/// A program that meets a broken law ends there, and says which.
TEST(InvariantsDeathTest, ABrokenLawEndsTheProgram) {
  ::testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_EXIT(CUPOLA_INSIST(broken_by_rounds({8, 4, 5})), ::testing::ExitedWithCode(70),
              "rounds launched, left and destroyed");
  CUPOLA_INSIST(broken_by_rounds({8, 3, 5}));
}

}  // namespace
}  // namespace cupola::testing
