#include <gtest/gtest.h>

#include <set>

#include "command/fire_control.hpp"
#include "command/post.hpp"
#include "command/tests/exercise.hpp"
#include "command/track_belief.hpp"

namespace cupola {
namespace {

using testing::Exercise;
using testing::inbound;
using testing::over_ground;

/// A command post (0) with a surveillance radar (0) and `units` fire units with a post (1...) and guidance
/// radar (1...) each.
std::vector<OrderOfBattle> regiment(int units, bool surveillance = true) {
  OrderOfBattle above = testing::lone_fire_unit();
  const KnownFireUnit pattern = above.fire_units[0];
  above.own_fire_units.clear();
  above.fire_units.clear();
  above.radars[0].type.scan = ScanKind::rotating;
  above.radars[0].book.look_interval_s = 5.0;
  if (!surveillance) above.radars.clear();
  std::vector<OrderOfBattle> posts = {above};
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(units); ++i) {
    KnownFireUnit unit = pattern;
    unit.id = FireUnitId{i};
    unit.post = PostId{i + 1};
    unit.guidance = testing::guidance_radar(i + 1);
    for (std::size_t l = 0; l < unit.launchers.size(); ++l)
      unit.launchers[l].id = LauncherId{i * 100 + static_cast<std::uint32_t>(l)};
    OrderOfBattle below = testing::lone_fire_unit();
    below.self = unit.post;
    below.superior = PostId{0};
    below.radars = {unit.guidance};
    below.fire_units = {unit};
    below.own_fire_units = {unit.id};
    posts[0].fire_units.push_back(unit);
    posts.push_back(below);
  }
  return posts;
}

TEST(NetworkOfPosts, OrdersGoDownAndAssessmentsComeUp) {
  std::vector<OrderOfBattle> posts = regiment(1);
  posts[1].radars[0].type.instrumented_range_m = 80'000.0;  // the command post sees it first
  Exercise exercise(posts);
  exercise.flights.push_back(inbound(0.5, 90'000.0));
  exercise.run(150.0);
  const auto engage = exercise.orders(OrderKind::engage), launch = exercise.orders(OrderKind::launch);
  ASSERT_EQ(engage.size(), 1u);
  ASSERT_EQ(launch.size(), 1u);
  EXPECT_EQ(engage[0].from, PostId{0});
  EXPECT_EQ(launch[0].from, PostId{1});
  EXPECT_NE(engage[0].track.number, launch[0].track.number);  // each post has its own numbers
  const auto assessments = exercise.all<Assessment>();
  ASSERT_EQ(assessments.size(), 1u);
  EXPECT_EQ(assessments[0].verdict, Verdict::killed);
  EXPECT_EQ(assessments[0].track, engage[0].track.number);
  EXPECT_TRUE(exercise.was_said(DecisionVerdict::engaged, PostId{0}));
  EXPECT_TRUE(exercise.was_said(DecisionVerdict::believed_killed, PostId{0}));
  EXPECT_TRUE(exercise.was_said(DecisionVerdict::believed_killed, PostId{1}));
}

TEST(NetworkOfPosts, APostBelowDoesNotShootOnItsOwn) {
  std::vector<OrderOfBattle> posts = regiment(1);
  posts[0].doctrine.weapons_control = WeaponsControl::hold;
  Exercise exercise(posts);
  exercise.flights.push_back(inbound(0.5, 90'000.0));
  exercise.run(150.0);
  EXPECT_TRUE(exercise.orders(OrderKind::launch).empty());
}

TEST(NetworkOfPosts, WhatOnlyAPostBelowSeesIsTakenUpToo) {
  Exercise exercise(regiment(2, false));
  exercise.flights.push_back(inbound(0.5, 90'000.0));
  exercise.run(150.0);
  EXPECT_EQ(exercise.orders(OrderKind::engage).size(), 1u);  // two fire units tell of it: one target
  EXPECT_EQ(exercise.orders(OrderKind::launch).size(), 1u);
  EXPECT_TRUE(exercise.was_said(DecisionVerdict::believed_killed, PostId{0}));
}

/// Both targets come up at one decision: the second gets what the first has left.
TEST(NetworkOfPosts, OrdersOfOneDecisionDoNotOverdrawTheStock) {
  std::vector<OrderOfBattle> posts = regiment(1);
  for (OrderOfBattle& post : posts) {
    post.fire_units[0].launchers.resize(1);  // four rounds
    post.doctrine.salvo = 2;
    post.doctrine.stock_reserve = 1;
  }
  Exercise exercise(posts);
  exercise.flights = {inbound(0.5, 90'000.0), inbound(0.9, 90'000.0)};
  exercise.breaks_up = [](std::size_t, int) { return false; };
  exercise.run(150.0);
  const auto engage = exercise.orders(OrderKind::engage);
  ASSERT_EQ(engage.size(), 2u);
  EXPECT_EQ(engage[0].rounds, 2);
  EXPECT_EQ(engage[1].rounds, 1);
  EXPECT_EQ(exercise.orders(OrderKind::launch).size(), 3u);
}

/// A salvo of the last chance is one salvo to the superior, too, however many rounds it had.
TEST(NetworkOfPosts, ASuperiorCountsTheSalvosThatItsUnitsFired) {
  std::vector<OrderOfBattle> posts = regiment(1);
  for (OrderOfBattle& post : posts) {
    post.doctrine.fire.salvos = {1.0, 1.0};
    post.doctrine.fire.last_chance_salvo = 3;
  }
  Exercise exercise(posts);
  exercise.flights.push_back(inbound(0.5, 4'200.0));
  exercise.breaks_up = [](std::size_t, int) { return false; };
  exercise.sees = [](std::size_t, bool) { return EndGame::nothing; };  // the look takes its time
  exercise.run(60.0);
  ASSERT_EQ(exercise.orders(OrderKind::launch).size(), 3u);
  ASSERT_FALSE(exercise.all<Assessment>().empty());
  EXPECT_EQ(exercise.all<Assessment>()[0].salvos, 1);
  EXPECT_FALSE(exercise.was_said(DecisionVerdict::shots_taken, PostId{0}));
}

/// RULES 16, perfect sharing: ten shooters and ten targets, each shooter takes another target.
TEST(NetworkOfPosts, SharedTargetsAreNotShotAtTwice) {
  std::vector<OrderOfBattle> posts = regiment(10);
  for (KnownFireUnit& unit : posts[0].fire_units) unit.target_channels = 1;
  for (std::size_t i = 1; i < posts.size(); ++i) posts[i].fire_units[0].target_channels = 1;
  Exercise exercise(posts);
  for (int i = 0; i < 10; ++i) exercise.flights.push_back(inbound(0.6 * i, 90'000.0));
  int met = 0;
  exercise.breaks_up = [&met](std::size_t, int) { return ++met % 5 != 0; };  // eight of ten
  exercise.run(180.0);
  std::set<std::uint32_t> units;
  std::set<TrackNumber> targets;
  const auto engage = exercise.orders(OrderKind::engage);
  ASSERT_EQ(engage.size(), 10u);
  for (const Order& order : engage) {
    units.insert(order.fire_unit.value);
    targets.insert(order.track.number);
  }
  EXPECT_EQ(units.size(), 10u);
  EXPECT_EQ(targets.size(), 10u);
  int killed = 0;
  for (const testing::Flight& flight : exercise.flights) killed += flight.broken_up != kNever;
  EXPECT_EQ(killed, 8);
}

TEST(NetworkOfPosts, AnotherUnitTakesUpWhatOneGaveUp) {
  std::vector<OrderOfBattle> posts = regiment(2);
  // The first unit's post knows that it must not fire; the command post does not.
  posts[1].doctrine.weapons_control = WeaponsControl::hold;
  Exercise exercise(posts);
  exercise.flights.push_back(inbound(0.5, 90'000.0));
  exercise.run(200.0);
  const auto assessments = exercise.all<Assessment>();
  ASSERT_GE(assessments.size(), 2u);
  EXPECT_EQ(assessments[0].verdict, Verdict::refused);
  EXPECT_EQ(assessments.back().verdict, Verdict::killed);
  EXPECT_EQ(exercise.orders(OrderKind::launch).size(), 1u);
  EXPECT_EQ(exercise.orders(OrderKind::launch)[0].fire_unit, FireUnitId{1});
}

TEST(NetworkOfPosts, TheWordFromAboveOnIdentityCounts) {
  std::vector<OrderOfBattle> posts = regiment(1);
  posts[0].radars[0].type.interrogator = Interrogator::national;
  for (OrderOfBattle& post : posts) post.doctrine.weapons_control = WeaponsControl::tight;
  Exercise exercise(posts);
  exercise.flights.push_back(inbound(0.5, 90'000.0));
  exercise.flights[0].answer = IffReply::hostile;
  exercise.run(150.0);
  EXPECT_EQ(exercise.orders(OrderKind::launch).size(), 1u);
  for (const Exercise::Said& said : exercise.said)
    EXPECT_TRUE(said.post != PostId{1} || said.decision.category == Category::hostile);
}

TEST(NetworkOfPosts, ATargetThatAnswersAfterTheOrderIsCalledOff) {
  std::vector<OrderOfBattle> posts = regiment(1);
  posts[0].radars[0].type.interrogator = Interrogator::national;
  // Time for the answers to outweigh the silence before: some four looks.
  for (OrderOfBattle& post : posts) post.doctrine.reaction_time_s = 60.0;
  Exercise exercise(posts);
  exercise.flights.push_back(inbound(0.5, 120'000.0));
  exercise.run(30.0);
  ASSERT_EQ(exercise.orders(OrderKind::engage).size(), 1u);
  exercise.flights[0].answer = IffReply::national;
  exercise.run(200.0);
  EXPECT_EQ(exercise.orders(OrderKind::cease).size(), 1u);
  EXPECT_TRUE(exercise.orders(OrderKind::launch).empty());
  ASSERT_EQ(exercise.all<Assessment>().size(), 1u);
  EXPECT_EQ(exercise.all<Assessment>()[0].verdict, Verdict::called_off);
}

bool is_order(const Envelope& envelope, OrderKind kind) {
  const Order* order = std::get_if<Order>(&envelope.body);
  return order != nullptr && order->kind == kind && envelope.to.kind == AddressKind::post;
}

/// A target that answers as a friend 30 s after it came in sight; its fire unit would fire after a minute.
Exercise exercise_with_a_late_answer() {
  std::vector<OrderOfBattle> posts = regiment(1);
  posts[0].radars[0].type.interrogator = Interrogator::national;
  for (OrderOfBattle& post : posts) post.doctrine.reaction_time_s = 60.0;
  Exercise exercise(posts);
  exercise.flights.push_back(inbound(0.5, 120'000.0));
  return exercise;
}

TEST(NetworkOfPosts, ACalledOffTargetIsNotOrderedAgainThoughTheFirstOrderWasLost) {
  Exercise exercise = exercise_with_a_late_answer();
  exercise.arrives = [&exercise](const Envelope& e) {
    return exercise.now() >= Time{30'000'000'000} || !is_order(e, OrderKind::engage);
  };
  exercise.run(29.0);
  ASSERT_FALSE(exercise.orders(OrderKind::engage).empty());
  const std::size_t ordered = exercise.orders(OrderKind::engage).size();
  exercise.flights[0].answer = IffReply::national;
  exercise.run(200.0);
  EXPECT_GE(exercise.orders(OrderKind::cease).size(), 1u);
  EXPECT_LE(exercise.orders(OrderKind::engage).size(),
            ordered + 1);  // at the most one more before it answers
  EXPECT_TRUE(exercise.orders(OrderKind::launch).empty());
  ASSERT_EQ(exercise.all<Assessment>().size(), 1u);
  EXPECT_EQ(exercise.all<Assessment>()[0].verdict, Verdict::called_off);
}

TEST(NetworkOfPosts, ACeaseThatWasLostIsSaidAgain) {
  Exercise exercise = exercise_with_a_late_answer();
  int lost = 0;
  exercise.arrives = [&lost](const Envelope& e) { return !is_order(e, OrderKind::cease) || ++lost > 2; };
  exercise.run(30.0);
  ASSERT_EQ(exercise.orders(OrderKind::engage).size(), 1u);
  exercise.flights[0].answer = IffReply::national;
  exercise.run(200.0);
  EXPECT_EQ(exercise.orders(OrderKind::cease).size(), 3u);
  EXPECT_TRUE(exercise.orders(OrderKind::launch).empty());
  ASSERT_EQ(exercise.all<Assessment>().size(), 1u);
  EXPECT_EQ(exercise.all<Assessment>()[0].verdict, Verdict::called_off);
}

/// What ended is told again when the cease comes, the end having been lost.
TEST(NetworkOfPosts, ACeaseOfWhatHasEndedIsAnsweredWithThatEnd) {
  const std::vector<OrderOfBattle> posts = regiment(1);
  FireControl fire_control(posts[1]);
  Order order;
  order.from = PostId{0};
  order.fire_unit = FireUnitId{0};
  order.number = 7;
  order.track.number = 33;
  fire_control.take_order(Time{0}, order, Time{0});
  order.kind = OrderKind::cease;
  for (int again = 0; again < 2; ++again) {
    fire_control.forget_news();
    fire_control.take_order(Time{again}, order, Time{again});
    ASSERT_EQ(fire_control.ended().size(), 1u);
    EXPECT_EQ(fire_control.ended()[0].assessment.verdict, Verdict::called_off);
    EXPECT_EQ(fire_control.ended()[0].assessment.track, 33u);
  }
  order.kind = OrderKind::engage;  // overtaken by its own cease
  fire_control.forget_news();
  fire_control.take_order(Time{2}, order, Time{2});
  ASSERT_EQ(fire_control.ended().size(), 1u);
  EXPECT_EQ(fire_control.target_channels_free(0), 6);
}

TEST(NetworkOfPosts, ALineOnChannelsNamesNoWeapon) {
  Exercise exercise(regiment(1));
  exercise.flights.push_back(inbound(0.5, 90'000.0));
  exercise.run(150.0);
  ASSERT_EQ(exercise.orders(OrderKind::launch).size(), 1u);
  for (const Status& status : exercise.all<Status>())
    if (status.kind == StatusKind::channels) {
      EXPECT_FALSE(status.weapon.valid());
      EXPECT_EQ(status.rounds, 0);
    }
}

/// The post above hears who it is; the one below decides for itself, and cannot ask.
std::vector<OrderOfBattle> joined_for_the_picture(bool picture) {
  std::vector<OrderOfBattle> posts = regiment(1);
  posts[0].radars[0].type.interrogator = Interrogator::national;
  posts[0].fire_units.clear();
  posts[0].below = {PostId{1}};
  posts[1].doctrine.command.mode = CommandMode::decentralised;
  posts[0].links.push_back({PostId{1}, {}, true, false});
  posts[0].links[0].shares.picture = picture;
  posts[1].radars[0].type.instrumented_range_m = 60'000.0;  // the post above sees it first
  return posts;
}

TEST(NetworkOfPosts, APostThatDecidesForItselfIsToldWhoIsWho) {
  for (const bool picture : {false, true}) {
    Exercise exercise(joined_for_the_picture(picture));
    exercise.flights.push_back(inbound(0.5, 90'000.0));
    exercise.flights[0].answer = IffReply::national;
    exercise.run(150.0);
    EXPECT_EQ(exercise.orders(OrderKind::launch).empty(), picture);
    EXPECT_EQ(exercise.all<FusedTrack>().empty(), !picture);
  }
}

TEST(NetworkOfPosts, WhoHasNotHeardTheAnswerIsNotBelievedAgainstIt) {
  TrackBelief belief;
  belief.told_from_below = Category::hostile;
  EXPECT_EQ(belief.category(), Category::hostile);
  belief.word = IdentityWord::friendly;
  EXPECT_EQ(belief.category(), Category::unknown);
  belief.word = IdentityWord::none;
  belief.identity.iff = IffEvidence::silent;
  EXPECT_EQ(belief.category(), Category::hostile);
  belief.identity.iff = IffEvidence::national;
  EXPECT_EQ(belief.category(), Category::unknown);
}

TEST(NetworkOfPosts, NobodyIsToldOfWhatIsKnownFromHimAlone) {
  std::vector<OrderOfBattle> posts = joined_for_the_picture(true);
  posts[0].radars.clear();
  Exercise exercise(posts);
  exercise.flights.push_back(inbound(0.5, 90'000.0));
  exercise.run(150.0);
  EXPECT_FALSE(exercise.all<Track>().empty());
  EXPECT_TRUE(exercise.all<FusedTrack>().empty());
}

/// Only the post below hears the answer: its own word does not come back to it as a finding of the post above.
TEST(NetworkOfPosts, NobodyIsToldHisOwnWord) {
  for (const bool above_asks : {false, true}) {
    std::vector<OrderOfBattle> posts = joined_for_the_picture(true);
    posts[0].radars[0].type.interrogator = above_asks ? Interrogator::national : Interrogator::none;
    posts[1].radars[0].type.interrogator = Interrogator::national;
    posts[1].radars[0].type.instrumented_range_m = 0.0;
    for (OrderOfBattle& post : posts) post.doctrine.words = {{{0.9, 0.01, 0.02}, "friend"}};
    Exercise exercise(posts);
    exercise.flights.push_back(inbound(0.5, 90'000.0));
    exercise.flights[0].answer = IffReply::national;
    exercise.run(60.0);
    const auto up = exercise.all<Track>();
    EXPECT_TRUE(
        std::any_of(up.begin(), up.end(), [](const Track& t) { return t.word == IdentityWord::friendly; }));
    const auto down = exercise.all<FusedTrack>();
    ASSERT_FALSE(down.empty());
    EXPECT_EQ(std::any_of(down.begin(), down.end(),
                          [](const FusedTrack& t) {
                            return t.track.category == Category::friendly ||
                                   t.track.category == Category::assumed_friend;
                          }),
              above_asks);
  }
}

TEST(NetworkOfPosts, AnAlertThatWasLostIsSaidAgain) {
  std::vector<OrderOfBattle> posts = regiment(1);
  posts[0].radars[0].type.interrogator = Interrogator::national;
  posts[0].to_alert = {PostId{1}};
  posts[1].on_warning = {RadarId{1}};
  posts[1].radars[0].type.instrumented_range_m = 1'000.0;
  Exercise exercise(posts);
  int lost = 0;
  exercise.arrives = [&lost](const Envelope& e) {
    if (e.to.kind != AddressKind::post) return true;
    // An order, or a hostile track, would be an alert too.
    return std::holds_alternative<ReadinessOrder>(e.body) && ++lost > 2;
  };
  exercise.flights.push_back(inbound(0.5, 90'000.0));
  exercise.flights[0].answer = IffReply::hostile;
  exercise.run(60.0);
  EXPECT_TRUE(std::any_of(exercise.sent.begin(), exercise.sent.end(), [](const Envelope& e) {
    return std::holds_alternative<ReadinessOrder>(e.body) && e.to.kind == AddressKind::radar;
  }));
}

TEST(NetworkOfPosts, ThePictureEndsWithItsTracks) {
  Exercise exercise(joined_for_the_picture(true));
  exercise.flights.push_back(inbound(0.5, 90'000.0));
  exercise.flights[0].answer = IffReply::national;
  exercise.run(60.0);
  exercise.flights.clear();
  exercise.run(160.0);
  const auto told = exercise.all<FusedTrack>();
  ASSERT_FALSE(told.empty());
  EXPECT_FALSE(told.back().track.confirmed);
}

}  // namespace
}  // namespace cupola
