#include "command/fire_control.hpp"

#include <gtest/gtest.h>

#include "command/reaction.hpp"
#include "command/tests/exercise.hpp"

namespace cupola {
namespace {

using testing::Exercise;
using testing::inbound;

/// A guidance radar that sees 90 deg at a time, facing east, and turns 90 deg in 15 s.
OrderOfBattle with_sector() {
  OrderOfBattle own = testing::lone_fire_unit();
  KnownRadar& radar = own.fire_units[0].guidance;
  radar.type.sector_width_rad = math::kPi / 2.0;
  radar.type.sector_turn_rate_rad_s = math::kPi / 30.0;
  radar.sector_centre_rad = math::kPi / 2.0;
  // A surveillance radar beside it sees all round.
  KnownRadar surveillance = testing::guidance_radar(1);
  surveillance.type.scan = ScanKind::rotating;
  own.radars = {radar, surveillance};
  return own;
}

std::vector<EmissionOrder> turns(const Exercise& exercise) { return exercise.all<EmissionOrder>(); }

TEST(FireControl, TurnsTheSectorToATargetOutsideItAndWaitsForTheTurn) {
  Exercise exercise({with_sector()});
  exercise.flights.push_back(inbound(0.0, 80'000.0));  // from the north
  exercise.run(150.0);
  ASSERT_EQ(turns(exercise).size(), 1u);
  EXPECT_NEAR(math::wrap_pi(turns(exercise)[0].sector_centre_rad), 0.0, 0.05);
  Time turned;
  for (const Envelope& envelope : exercise.sent)
    if (std::holds_alternative<EmissionOrder>(envelope.body)) turned = envelope.sent;
  ASSERT_EQ(exercise.orders(OrderKind::launch).size(), 1u);
  EXPECT_GE(exercise.orders(OrderKind::launch)[0].launch_time - turned, Duration::seconds(14.5));
}

TEST(FireControl, DoesNotTurnForATargetInsideTheSector) {
  Exercise exercise({with_sector()});
  exercise.flights.push_back(inbound(math::kPi / 2.0 + 0.3, 80'000.0));
  exercise.run(150.0);
  EXPECT_TRUE(turns(exercise).empty());
  EXPECT_EQ(exercise.orders(OrderKind::launch).size(), 1u);
}

TEST(FireControl, KeepsTheSectorWhileItIsNeeded) {
  Exercise exercise({with_sector()});
  exercise.flights.push_back(inbound(math::kPi / 2.0, 80'000.0));    // inside
  exercise.flights.push_back(inbound(-math::kPi / 2.0, 110'000.0));  // behind
  std::vector<std::string> happened;
  exercise.listener = [&happened](const Envelope& envelope) {
    if (std::holds_alternative<EmissionOrder>(envelope.body)) happened.push_back("turn");
    if (const auto* order = std::get_if<Order>(&envelope.body)) {
      if (order->kind == OrderKind::launch) happened.push_back("launch");
    }
  };
  exercise.run(400.0);
  EXPECT_EQ(happened, (std::vector<std::string>{"launch", "turn", "launch"}));
  EXPECT_NE(exercise.flights[0].broken_up, kNever);
  EXPECT_NE(exercise.flights[1].broken_up, kNever);
}

TEST(FireControl, CuesUntilTheEndAndNeverLaunchesWithoutAFirmTrackOfItsOwn) {
  OrderOfBattle own = with_sector();
  own.fire_units[0].guidance.type.sector_turn_rate_rad_s = math::kPi / 30.0;
  Exercise exercise({own});
  exercise.flights.push_back(inbound(0.3, 80'000.0));
  // The radar never obeys the turn: only the surveillance radar sees the target.
  std::size_t cues = 0;
  exercise.listener = [&](const Envelope& envelope) { cues += std::holds_alternative<Cue>(envelope.body); };
  exercise.radars_turn = false;
  exercise.run(200.0);
  EXPECT_GT(cues, 50u);
  EXPECT_TRUE(exercise.orders(OrderKind::launch).empty());
}

/// A guidance radar and one beside it that only looks; both see all round.
OrderOfBattle with_a_second_radar(GuidanceClass guidance) {
  OrderOfBattle own = testing::lone_fire_unit();
  own.radars.push_back(testing::guidance_radar(1));
  own.weapons[0].type.guidance = guidance;
  return own;
}

TEST(FireControl, LeadsSemiActiveRoundsByTheirOwnRadarOnly) {
  for (const GuidanceClass guidance : {GuidanceClass::semi_active, GuidanceClass::active}) {
    Exercise exercise({with_a_second_radar(guidance)});
    exercise.flights.push_back(inbound(0.5, 80'000.0));
    Time launched = kNever, last = kNever;
    exercise.listener = [&](const Envelope& envelope) {
      if (const auto* order = std::get_if<Order>(&envelope.body)) launched = order->launch_time;
      if (std::holds_alternative<Uplink>(envelope.body)) last = envelope.sent;
    };
    exercise.radiates = [&](RadarId radar) {
      return radar != RadarId{0} || launched == kNever || exercise.now() < launched;
    };
    exercise.run(200.0);
    ASSERT_EQ(exercise.orders(OrderKind::launch).size(), 1u);
    ASSERT_NE(last, kNever);
    const double flight_s = exercise.orders(OrderKind::launch)[0].time_of_flight_s;
    ASSERT_GT(flight_s, 15.0);
    // As long as the track counts as firm; the other radar sees the target all the way.
    if (guidance == GuidanceClass::semi_active)
      EXPECT_LT((last - launched).seconds(), 5.0);
    else
      EXPECT_GT((last - launched).seconds(), flight_s - 3.0);
  }
}

TEST(FireControl, TakesSilenceForAKillOnlyWhereItsRadarLooked) {
  for (const bool looks : {true, false}) {
    Exercise exercise({testing::lone_fire_unit()});
    exercise.flights.push_back(inbound(0.5, 80'000.0));
    exercise.sees = [](std::size_t, bool) { return EndGame::nothing; };
    Time launched = kNever;
    exercise.listener = [&](const Envelope& envelope) {
      if (const auto* order = std::get_if<Order>(&envelope.body)) launched = order->launch_time;
    };
    exercise.radiates = [&](RadarId) { return looks || launched == kNever || exercise.now() < launched; };
    exercise.run(200.0);
    EXPECT_EQ(exercise.orders(OrderKind::launch).size(), 1u);
    EXPECT_EQ(exercise.was_said(DecisionVerdict::believed_killed), looks);
  }
}

/// How many rounds leave at a target that is first seen in three looks, and then in one of `every`.
std::size_t launches_at_one_seen_in_one_of(int every, double looks_asked) {
  OrderOfBattle own = testing::lone_fire_unit();
  own.doctrine.fire.firing_track.looks = looks_asked;
  own.doctrine.fire.firing_track.held_least = 0.6;
  Exercise exercise({own});
  exercise.flights.push_back(inbound(0.5, 80'000.0));
  int looks = 0;
  exercise.detects = [&](std::size_t, bool) { return looks++ < 3 || looks % every == 0; };
  exercise.run(100.0);
  return exercise.orders(OrderKind::launch).size();
}

TEST(FireControl, HoldsItsShotWhileItsRadarHoldsTheTargetNowAndThenOnly) {
  EXPECT_GE(launches_at_one_seen_in_one_of(1, 6), 1u);  // steady
  EXPECT_EQ(launches_at_one_seen_in_one_of(3, 6), 0u);  // now and then
  EXPECT_GE(launches_at_one_seen_in_one_of(3, 0), 1u);  // the same, nothing asked
}

/// The radar falls silent before the round's hand-over, and comes back when it has passed.
std::size_t launches_at_one_lost_in_between(bool unguided_salvos_count) {
  OrderOfBattle own = testing::lone_fire_unit();
  own.doctrine.fire.unguided_salvos_count = unguided_salvos_count;
  own.weapons[0].type.handover_time_s = 6.0;
  Exercise exercise({own});
  exercise.flights.push_back(inbound(0.5, 80'000.0));
  exercise.breaks_up = [](std::size_t, int) { return false; };
  exercise.sees = [](std::size_t, bool) { return EndGame::nothing; };
  Time silent = kNever, back = kNever;
  exercise.listener = [&](const Envelope& envelope) {
    const auto* order = std::get_if<Order>(&envelope.body);
    if (order == nullptr || order->kind != OrderKind::launch || back != kNever) return;
    silent = order->launch_time + Duration::seconds(order->time_of_flight_s - 13.0);
    back = silent + Duration::seconds(14.0);
  };
  exercise.radiates = [&](RadarId) {
    return back == kNever || exercise.now() < silent || exercise.now() > back;
  };
  exercise.run(200.0);
  return exercise.orders(OrderKind::launch).size();
}

/// One salvo is all that its doctrine gives it.
TEST(FireControl, ASalvoItKnowsToHaveLedNowhereIsNoShotWhereTheDoctrineSaysSo) {
  EXPECT_EQ(launches_at_one_lost_in_between(true), 1u);
  EXPECT_GE(launches_at_one_lost_in_between(false), 2u);
}

class OrderedByHand : public ::testing::Test {
 protected:
  OrderedByHand() : own_(superior_known()), picture_(own_), control_(own_) {}

  static OrderOfBattle superior_known() {
    OrderOfBattle own = testing::lone_fire_unit(4, 2);
    own.superior = PostId{9};
    return own;
  }
  Order engage(TrackNumber number, std::uint32_t order_number) const {
    const testing::Flight flight = inbound(0.5, 60'000.0);
    Order order;
    order.number = order_number;
    order.from = PostId{9};
    order.fire_unit = FireUnitId{0};
    order.track.number = number;
    order.track.owner = PostId{9};
    order.track.p_ecef_m = flight.p_ecef_m;
    order.track.v_ecef_m_s = flight.v_ecef_m_s;
    for (int i = 0; i < 6; ++i) order.track.covariance(i, i) = i < 3 ? 1e4 : 100.0;
    order.weapon = WeaponTypeId{0};
    return order;
  }
  OrderOfBattle own_;
  Picture picture_;
  FireControl control_;
};

TEST_F(OrderedByHand, HoldsAChannelFromTheOrderOn) {
  control_.take_order(Time{0}, engage(77, 1), Time{0});
  EXPECT_EQ(control_.target_channels_free(0), 1);
  control_.take_order(Time{0}, engage(77, 1), Time{0});  // again: the same
  EXPECT_EQ(control_.target_channels_free(0), 1);
  control_.take_order(Time{0}, engage(78, 2), Time{0});
  EXPECT_EQ(control_.target_channels_free(0), 0);
  control_.take_order(Time{0}, engage(79, 3), Time{0});
  ASSERT_EQ(control_.ended().size(), 1u);
  EXPECT_EQ(control_.ended()[0].assessment.verdict, Verdict::refused);
  EXPECT_EQ(control_.ended()[0].assessment.track, 79u);
}

TEST_F(OrderedByHand, GivesTheChannelBackWhenCalledOff) {
  control_.take_order(Time{0}, engage(77, 1), Time{0});
  Order cease = engage(77, 2);
  cease.kind = OrderKind::cease;
  control_.take_order(Time{0}, cease, Time{0});
  EXPECT_EQ(control_.target_channels_free(0), 2);
  ASSERT_EQ(control_.ended().size(), 1u);
  // Asked again under the number of the first order it says again how that ended.
  control_.forget_news();
  control_.assess(Time{1'000'000'000}, picture_);
  control_.take_order(Time{1'000'000'000}, engage(77, 1), Time{0});
  ASSERT_EQ(control_.ended().size(), 1u);
  EXPECT_EQ(control_.ended()[0].order_number, 1u);
}

TEST_F(OrderedByHand, GivesUpWhatNobodySeesOrTellsOfAnyMore) {
  control_.take_order(Time{0}, engage(77, 1), Time{0});
  std::uint32_t number = 1;
  std::vector<Envelope> out;
  for (std::int64_t s = 1; s <= 25 && control_.ended().empty(); ++s) {
    const Time now{s * 1'000'000'000};
    picture_.update(now);
    control_.assess(now, picture_);
    control_.conduct(now, picture_, number, out);
    EXPECT_TRUE(s > 20 || control_.ended().empty()) << s;
  }
  ASSERT_EQ(control_.ended().size(), 1u);
  EXPECT_EQ(control_.ended()[0].assessment.verdict, Verdict::lost);
  // Its radar was cued with the told track, under the told number.
  ASSERT_FALSE(out.empty());
  const Cue& cue = std::get<Cue>(out[0].body);
  EXPECT_EQ(cue.track, 77u);
  EXPECT_LT(norm(cue.p_ecef_m - inbound(0.5, 60'000.0).at(cue.time)), 1.0);
}

/// Its crew will take longer than the target has: nobody knows that beforehand.
TEST_F(OrderedByHand, ForeseesNotHowLongItsCrewWillTake) {
  Figure& decide = own_.doctrine.fire.reaction.decide_s;
  decide = Figure(5.0);
  decide.low = 1.0;
  decide.high = 1e5;
  decide.distribution = Distribution::triangular;
  decide.reason = "for a test";
  ASSERT_GT(reaction_of(own_.doctrine, {}, own_.fire_units[0].name, 0), 300.0);
  FireControl crews(own_);
  crews.take_order(Time{0}, engage(77, 1), Time{0});
  for (std::int64_t s = 1; s <= 15; ++s) {
    const Time now{s * 1'000'000'000};
    picture_.update(now);
    crews.assess(now, picture_);
    EXPECT_TRUE(crews.ended().empty()) << s;
  }
}

TEST_F(OrderedByHand, AFireUnitWithoutALauncherThatCanFireGivesEveryOrderBack) {
  Status down;
  down.kind = StatusKind::launcher;
  down.fire_unit = FireUnitId{0};
  for (std::uint32_t i = 0; i < 4; ++i) {
    down.launcher = LauncherId{i};
    control_.take_status(down);
  }
  EXPECT_FALSE(control_.launchers_up(0));
  control_.take_order(Time{0}, engage(77, 1), Time{0});
  ASSERT_EQ(control_.ended().size(), 1u);
  EXPECT_EQ(control_.ended()[0].assessment.verdict, Verdict::refused);
  // Once one of them can, it takes the next.
  down.up = true;
  control_.take_status(down);
  control_.take_order(Time{0}, engage(77, 2), Time{0});
  EXPECT_EQ(control_.target_channels_free(0), 1);
}

TEST_F(OrderedByHand, AFireUnitGivesBackAnOrderForARoundThatItsRadarCannotGuide) {
  own_.weapons.push_back(testing::constant_speed_weapon(1, 1'000.0, 0.8));
  for (KnownLauncher& launcher : own_.fire_units[0].launchers) launcher.load.push_back({WeaponTypeId{1}, 4});
  own_.fire_units[0].not_guided = {WeaponTypeId{1}};
  FireControl mixed(own_);
  Order order = engage(77, 1);
  order.weapon = WeaponTypeId{1};
  mixed.take_order(Time{0}, order, Time{0});
  ASSERT_EQ(mixed.ended().size(), 1u);
  EXPECT_EQ(mixed.ended()[0].assessment.verdict, Verdict::refused);
  mixed.take_order(Time{0}, engage(77, 2), Time{0});  // with one that it guides
  EXPECT_EQ(mixed.ended().size(), 1u);
  EXPECT_EQ(mixed.target_channels_free(0), 1);
}

TEST_F(OrderedByHand, AFireUnitUnderHoldGivesEveryOrderBack) {
  own_.doctrine.weapons_control = WeaponsControl::hold;
  FireControl held(own_);
  held.take_order(Time{0}, engage(77, 1), Time{0});
  ASSERT_EQ(held.ended().size(), 1u);
  EXPECT_EQ(held.target_channels_free(0), 2);
}

}  // namespace
}  // namespace cupola
