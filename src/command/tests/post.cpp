#include "command/post.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "command/tests/exercise.hpp"

namespace cupola {
namespace {

using testing::Exercise;
using testing::Flight;
using testing::inbound;
using testing::lone_fire_unit;
using testing::over_ground;

/// A target that flies along and threatens nothing that is low, fast or near: silent, it shows nothing
/// hostile.
Flight passing_by() {
  Flight flight;
  flight.p_ecef_m = over_ground(-60'000.0, 15'000.0, 4'000.0);
  flight.v_ecef_m_s = testing::level_velocity(flight.p_ecef_m, 200.0, 0.0);
  return flight;
}

OrderOfBattle with_interrogator(WeaponsControl control) {
  OrderOfBattle own = lone_fire_unit();
  own.radars[0].type.interrogator = Interrogator::national;
  own.doctrine.weapons_control = control;
  return own;
}

std::vector<DecisionVerdict> verdicts(const Exercise& exercise, PostId post = PostId{0}) {
  std::vector<DecisionVerdict> verdicts;
  for (const Exercise::Said& said : exercise.said)
    if (said.post == post && (verdicts.empty() || verdicts.back() != said.decision.verdict))
      verdicts.push_back(said.decision.verdict);
  return verdicts;
}

TEST(Post, OneOnOneGoesFromOrderToAssessment) {
  Exercise exercise({lone_fire_unit()});
  exercise.flights.push_back(inbound(0.5, 60'000.0));
  exercise.run(120.0);

  // One launch at a predicted intercept.
  const auto launches = exercise.orders(OrderKind::launch);
  ASSERT_EQ(launches.size(), 1u);
  const Order& launch = launches[0];
  const double range_at_launch_m =
      norm(exercise.flights[0].at(launch.launch_time) - over_ground(0.0, 0.0, 0.0));
  EXPECT_NEAR(launch.time_of_flight_s, range_at_launch_m / 1'250.0, 0.3);
  const Time meeting = launch.launch_time + Duration::seconds(launch.time_of_flight_s);
  // As far ahead as the flight takes, by a velocity that some plots give to within 10 m/s.
  EXPECT_LT(norm(launch.aim_ecef_m - exercise.flights[0].at(meeting)), 13.0 * launch.time_of_flight_s);

  // Cues before it until it is assessed, uplinks to the round all the way.
  Time first_cue = kNever, cancelled = kNever;
  for (const Cue& cue : exercise.all<Cue>()) {
    if (!cue.cancel) first_cue = std::min(first_cue, cue.time);
    if (cue.cancel) cancelled = std::min(cancelled, cue.time);
  }
  EXPECT_LT(first_cue, launch.launch_time);
  EXPECT_GT(cancelled, meeting);
  EXPECT_LE(cancelled - meeting, Duration::seconds(3.0));
  const auto uplinks = exercise.all<Uplink>();
  EXPECT_NEAR(static_cast<double>(uplinks.size()), launch.time_of_flight_s, 2.0);
  for (const Uplink& uplink : uplinks)
    EXPECT_LT(norm(uplink.p_ecef_m - exercise.flights[0].at(uplink.time)), 200.0);

  EXPECT_EQ(verdicts(exercise), (std::vector{DecisionVerdict::waiting, DecisionVerdict::engaged,
                                             DecisionVerdict::believed_killed}));
}

TEST(Post, ReactionRunsFromTheReleaseOfTheTrackToTheFirstLaunch) {
  for (const double reaction_s : {5.0, 10.0, 12.5}) {
    OrderOfBattle own = lone_fire_unit();
    own.doctrine.reaction_time_s = reaction_s;
    Exercise exercise({own});
    exercise.flights.push_back(inbound(0.5, 80'000.0));
    exercise.run(60.0);
    const auto launches = exercise.orders(OrderKind::launch);
    ASSERT_EQ(launches.size(), 1u);
    ASSERT_FALSE(exercise.said.empty());
    EXPECT_EQ(launches[0].launch_time - exercise.said[0].time, Duration::seconds(reaction_s));
  }
}

TEST(Post, ASalvoKeepsItsSpacingAndTheLaunchersTheirInterval) {
  OrderOfBattle own = lone_fire_unit(2);
  own.doctrine.salvo = 3;
  own.doctrine.salvo_spacing_s = 1.5;
  Exercise exercise({own});
  exercise.flights.push_back(inbound(0.5, 80'000.0));
  exercise.run(40.0);
  const auto launches = exercise.orders(OrderKind::launch);
  ASSERT_EQ(launches.size(), 3u);
  EXPECT_EQ(launches[1].launch_time - launches[0].launch_time, Duration::seconds(1.5));
  EXPECT_EQ(launches[2].launch_time - launches[1].launch_time, Duration::seconds(1.5));
  EXPECT_NE(launches[0].launcher, launches[1].launcher);
  EXPECT_EQ(launches[0].launcher, launches[2].launcher);  // free again after its 3 s
}

struct Tally {
  int killed = 0, rounds = 0;
};

/// `runs` single targets at single-shot probability `p`; each look at a shot goes wrong with probability
/// `error`.
Tally shoot_and_look(int runs, double p, double error, int shots_most) {
  Tally tally;
  for (int run = 0; run < runs; ++run) {
    OrderOfBattle own = lone_fire_unit();
    own.doctrine.shots_most = shots_most;
    Exercise exercise({own});
    exercise.flights.push_back(inbound(0.1 * run, 70'000.0));
    Draws draws(ReplicateKey::of(3, static_cast<std::uint64_t>(run)), stream_key(Purpose::kill, 1), 0);
    exercise.breaks_up = [&](std::size_t, int) { return draws.uniform() < p; };
    exercise.sees = [&](std::size_t, bool broken) {
      const bool wrong = draws.uniform() < error;
      return broken != wrong ? EndGame::broke_up : EndGame::intact;
    };
    exercise.run(250.0);
    tally.killed += exercise.flights[0].broken_up != kNever;
    tally.rounds += static_cast<int>(exercise.orders(OrderKind::launch).size());
  }
  return tally;
}

/// M33: p = .7, at most two: .91 with 1.30 rounds; at most three: .973 with 1.39.
TEST(Post, ShootLookShootCountsAsInTheBook) {
  constexpr int runs = 1500;
  const Tally two = shoot_and_look(runs, 0.7, 0.0, 2);
  EXPECT_NEAR(two.killed / double(runs), 0.91, 3.0 * std::sqrt(0.91 * 0.09 / runs));
  EXPECT_NEAR(two.rounds / double(runs), 1.30, 3.0 * std::sqrt(0.21 / runs));
  const Tally three = shoot_and_look(runs, 0.7, 0.0, 3);
  EXPECT_NEAR(three.killed / double(runs), 0.973, 3.0 * std::sqrt(0.973 * 0.027 / runs));
  EXPECT_NEAR(three.rounds / double(runs), 1.39, 3.0 * std::sqrt(0.42 / runs));
}

/// M33, at most three, 10 % / 10 %: .94003 killed with 1.4388 rounds, shots at the dead included.
TEST(Post, WrongLooksCostWhatTheBookSays) {
  constexpr int runs = 1500;
  const Tally tally = shoot_and_look(runs, 0.7, 0.1, 3);
  EXPECT_NEAR(tally.killed / double(runs), 0.94003, 3.0 * std::sqrt(0.94 * 0.06 / runs));
  EXPECT_NEAR(tally.rounds / double(runs), 1.4388, 3.0 * std::sqrt(0.46 / runs));
}

TEST(Post, WithoutEvidenceTheTrackDecides) {
  OrderOfBattle own = lone_fire_unit();
  own.doctrine.shots_most = 2;
  for (const bool kills : {true, false}) {
    Exercise exercise({own});
    exercise.flights.push_back(inbound(0.5, 80'000.0));
    exercise.breaks_up = [kills](std::size_t, int) { return kills; };
    exercise.sees = [](std::size_t, bool) { return EndGame::nothing; };
    exercise.run(300.0);
    const auto launches = exercise.orders(OrderKind::launch);
    ASSERT_EQ(launches.size(), kills ? 1u : 2u);
    EXPECT_EQ(exercise.was_said(DecisionVerdict::believed_killed), kills);
    EXPECT_EQ(exercise.was_said(DecisionVerdict::shots_taken), !kills);
    if (kills) continue;
    // The second shot waits out the time for an assessment.
    const Time first_meeting = launches[0].launch_time + Duration::seconds(launches[0].time_of_flight_s);
    EXPECT_GE(launches[1].launch_time - first_meeting, Duration::seconds(8.0));
    EXPECT_LE(launches[1].launch_time - first_meeting, Duration::seconds(10.0));
  }
}

TEST(Post, ARoundThatDoesNotLeaveIsReplacedAtOnce) {
  Exercise exercise({lone_fire_unit()});
  exercise.flights.push_back(inbound(0.5, 80'000.0));
  int asked = 0;
  exercise.leaves = [&asked](const Order&) { return ++asked > 1; };
  exercise.run(150.0);
  EXPECT_EQ(exercise.orders(OrderKind::launch).size(), 2u);
  EXPECT_TRUE(exercise.was_said(DecisionVerdict::believed_killed));
}

TEST(Post, ChannelsAreNeverExceeded) {
  OrderOfBattle own = lone_fire_unit(8, 3);
  own.doctrine.salvo = 2;
  own.doctrine.salvo_spacing_s = 1.0;
  own.fire_units[0].missile_channels = 5;
  Exercise exercise({own});
  for (int i = 0; i < 24; ++i) exercise.flights.push_back(inbound(0.26 * i, 60'000.0 + 3'000.0 * i));
  std::map<TrackNumber, DecisionVerdict> verdict;
  std::size_t most = 0;
  for (double t = 1.0; t < 500.0; t += 1.0) {
    const std::size_t known = exercise.said.size();
    exercise.run(t);
    for (std::size_t i = known; i < exercise.said.size(); ++i)
      verdict[exercise.said[i].decision.track] = exercise.said[i].decision.verdict;
    std::size_t held = 0;
    for (const auto& [number, v] : verdict)
      held += v == DecisionVerdict::waiting || v == DecisionVerdict::engaged;
    most = std::max(most, held);
  }
  EXPECT_EQ(most, 3u);
  EXPECT_LE(exercise.most_rounds_in_flight, 5);
  EXPECT_GE(exercise.most_rounds_in_flight, 4);
  EXPECT_TRUE(exercise.was_said(DecisionVerdict::no_channel));
  EXPECT_LE(exercise.orders(OrderKind::launch).size(), 32u);
}

TEST(Post, WhatIsNotWaitedForIsNeverTakenUpAgain) {
  for (const bool waits : {true, false}) {
    OrderOfBattle own = lone_fire_unit(8, 2);
    own.doctrine.wait_for_channel = waits;
    Exercise exercise({own});
    for (int i = 0; i < 5; ++i) exercise.flights.push_back(inbound(1.2 * i, 90'000.0));
    exercise.run(400.0);
    std::set<TrackNumber> taken;
    for (const Order& order : exercise.orders(OrderKind::launch)) taken.insert(order.track.number);
    EXPECT_EQ(taken.size(), waits ? 5u : 2u);
  }
}

/// RULES and M34: Poisson arrivals, no waiting: Erlang's loss formula, whatever the holding time is.
TEST(Post, LosesWhatErlangSays) {
  constexpr int channels = 3, arrivals = 500;
  OrderOfBattle own = lone_fire_unit(1, channels);
  own.doctrine.wait_for_channel = false;
  own.fire_units[0].launchers[0].interval_s = 0.0;
  own.fire_units[0].launchers[0].load = {{WeaponTypeId{0}, 10'000}};
  Exercise exercise({own});
  exercise.step_s = 1.0;
  Draws draws(ReplicateKey::of(11, 0), stream_key(Purpose::traffic, 1), 0);
  double t = 0.0;
  for (int i = 0; i < arrivals; ++i) {
    const double pause = draws.exponential();
    t += 18.0 * pause;
    exercise.flights.push_back(inbound(2.39996 * i, 50'000.0, 600.0, 250.0, std::floor(t)));
  }
  exercise.run(t + 300.0);

  std::map<TrackNumber, Time> begun, ended;
  std::set<TrackNumber> turned_away;
  for (const Exercise::Said& said : exercise.said) {
    const TrackNumber track = said.decision.track;
    if (said.decision.verdict == DecisionVerdict::waiting) begun.try_emplace(track, said.time);
    if (said.decision.verdict == DecisionVerdict::no_channel) turned_away.insert(track);
    if (said.decision.verdict == DecisionVerdict::believed_killed) ended.try_emplace(track, said.time);
  }
  double held_s = 0.0;
  for (const auto& [track, time] : ended) held_s += (time - begun.at(track)).seconds();
  const int served = static_cast<int>(ended.size()), lost = static_cast<int>(turned_away.size());
  ASSERT_NEAR(served + lost, arrivals, 3);  // tracks may change hands over the site, where all end
  const double load = held_s / served * arrivals / t;
  double blocked = 1.0;
  for (int c = 1; c <= channels; ++c) blocked = load * blocked / (c + load * blocked);
  EXPECT_GT(blocked, 0.15);
  // Blocked arrivals come in runs: somewhat more spread than independent ones.
  EXPECT_NEAR(lost / double(served + lost), blocked,
              3.0 * 1.3 * std::sqrt(blocked * (1.0 - blocked) / arrivals));
}

TEST(Post, SilenceAloneIsNotTakenUnderFireWhereFireIsTight) {
  Exercise exercise({with_interrogator(WeaponsControl::tight)});
  exercise.flights.push_back(passing_by());
  exercise.run(200.0);
  EXPECT_TRUE(exercise.orders(OrderKind::launch).empty());
  ASSERT_FALSE(exercise.said.empty());
  for (const Exercise::Said& said : exercise.said) {
    EXPECT_EQ(said.decision.category, Category::unknown);
    EXPECT_EQ(said.decision.verdict, DecisionVerdict::not_engageable);
  }
}

TEST(Post, AFriendThatAnswersIsNeverEngaged) {
  for (const WeaponsControl control : {WeaponsControl::tight, WeaponsControl::free}) {
    Exercise exercise({with_interrogator(control)});
    exercise.flights.push_back(inbound(0.5, 80'000.0));  // fast, low and straight at the asset
    exercise.flights.back().answer = IffReply::national;
    exercise.run(320.0);
    EXPECT_TRUE(exercise.orders(OrderKind::launch).empty());
    EXPECT_EQ(exercise.said.back().decision.category, Category::friendly);
    // The same silent is taken under fire: it is the answer that saves it.
    Exercise silent({with_interrogator(control)});
    silent.flights.push_back(inbound(0.5, 80'000.0));
    silent.run(320.0);
    EXPECT_FALSE(silent.orders(OrderKind::launch).empty());
  }
}

TEST(Post, HoldNeverFires) {
  Exercise exercise({with_interrogator(WeaponsControl::hold)});
  exercise.flights.push_back(inbound(0.5, 80'000.0));
  exercise.flights.back().answer = IffReply::hostile;
  exercise.run(320.0);
  EXPECT_TRUE(exercise.orders(OrderKind::launch).empty());
  EXPECT_TRUE(exercise.was_said(DecisionVerdict::held));
  EXPECT_EQ(exercise.said.back().decision.category, Category::hostile);
}

TEST(Post, SaysWhyItDoesNotShoot) {
  // Nothing left to shoot with.
  OrderOfBattle empty = lone_fire_unit();
  for (KnownLauncher& launcher : empty.fire_units[0].launchers) launcher.load = {{WeaponTypeId{0}, 0}};
  Exercise without_rounds({empty});
  without_rounds.flights.push_back(inbound(0.5, 80'000.0));
  without_rounds.run(100.0);
  EXPECT_EQ(verdicts(without_rounds), std::vector{DecisionVerdict::no_round});

  // Reaction longer than the target needs.
  OrderOfBattle slow = lone_fire_unit();
  slow.doctrine.reaction_time_s = 60.0;
  Exercise late({slow});
  late.flights.push_back(inbound(0.5, 14'000.0));
  late.run(60.0);
  EXPECT_EQ(verdicts(late), std::vector{DecisionVerdict::no_time});

  // Too far as yet; taken when it comes within 150 km.
  Exercise far({lone_fire_unit()});
  far.flights.push_back(inbound(0.5, 250'000.0, 9'000.0, 600.0));
  far.run(400.0);
  EXPECT_EQ(verdicts(far), (std::vector{DecisionVerdict::out_of_reach, DecisionVerdict::waiting,
                                        DecisionVerdict::engaged, DecisionVerdict::believed_killed}));

  // No harm in it.
  OrderOfBattle own = lone_fire_unit();
  Exercise harmless({own});
  Flight crossing;
  crossing.p_ecef_m = over_ground(-60'000.0, 60'000.0, 9'000.0);
  crossing.v_ecef_m_s = testing::level_velocity(crossing.p_ecef_m, 300.0, 0.0);
  harmless.flights.push_back(crossing);
  harmless.run(60.0);
  EXPECT_EQ(harmless.said.back().decision.verdict, DecisionVerdict::no_threat);
}

TEST(Post, KeepsOutOfItsOwnNeighbourhood) {
  OrderOfBattle own = lone_fire_unit();
  own.doctrine.keep_out_m = 8'000.0;
  Exercise exercise({own});
  exercise.flights.push_back(inbound(0.5, 9'500.0));
  exercise.run(40.0);
  EXPECT_TRUE(exercise.orders(OrderKind::launch).empty());
  EXPECT_EQ(exercise.said.back().decision.verdict, DecisionVerdict::no_time);
}

TEST(Post, TheReserveIsForBallisticTargets) {
  for (const bool ballistic : {false, true}) {
    OrderOfBattle own = lone_fire_unit(1);
    own.doctrine.stock_reserve = 4;  // all there is
    Exercise exercise({own});
    // The one that falls comes down near the asset.
    Flight flight = inbound(0.5, ballistic ? 30'000.0 : 40'000.0, 25'000.0, ballistic ? 1'200.0 : 400.0);
    if (ballistic)
      flight.v_ecef_m_s =
          testing::level_velocity(flight.p_ecef_m, -600.0 * math::sin(0.5), -600.0 * math::cos(0.5), -350.0);
    exercise.flights.push_back(flight);
    exercise.run(45.0);
    EXPECT_EQ(exercise.orders(OrderKind::launch).empty(), !ballistic);
    EXPECT_EQ(exercise.was_said(DecisionVerdict::no_round), !ballistic);
  }
}

/// Everything in a message that is a number.
void append(std::vector<double>& row, const Envelope& envelope) {
  const auto vec = [&row](const Vec3& v) { row.insert(row.end(), {v.x, v.y, v.z}); };
  row.insert(row.end(), {double(envelope.to.kind), double(envelope.to.id), double(envelope.sent.ns)});
  if (const auto* order = std::get_if<Order>(&envelope.body)) {
    row.insert(row.end(), {double(order->kind), double(order->number), double(order->track.number),
                           double(order->weapon.value), double(order->launch_time.ns),
                           double(order->launcher.value), order->time_of_flight_s});
    vec(order->aim_ecef_m);
  }
  if (const auto* cue = std::get_if<Cue>(&envelope.body)) vec(cue->p_ecef_m);
  if (const auto* uplink = std::get_if<Uplink>(&envelope.body)) vec(uplink->p_ecef_m);
}

TEST(Post, TheSameMessagesGiveTheSameOrdersBitForBit) {
  std::vector<double> first, second;
  for (std::vector<double>* rows : {&first, &second}) {
    OrderOfBattle own = lone_fire_unit(6, 4);
    own.doctrine.salvo = 2;
    Exercise exercise({own});
    for (int i = 0; i < 12; ++i) exercise.flights.push_back(inbound(0.5 * i, 60'000.0 + 5'000.0 * i));
    exercise.breaks_up = [](std::size_t flight, int met) {
      return (flight + static_cast<std::size_t>(met)) % 2 == 1;
    };
    exercise.run(300.0);
    for (const Envelope& envelope : exercise.sent) append(*rows, envelope);
  }
  EXPECT_GT(first.size(), 10'000u);
  EXPECT_EQ(first, second);
}

}  // namespace
}  // namespace cupola
