#include "sensing/interrogation.hpp"

#include <gtest/gtest.h>

#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::at;
using testing::Scene;

Scene pair(Interrogator interrogator, Side side, Transponder transponder) {
  Scene scene;
  RadarType type = testing::search_radar();
  type.interrogator = interrogator;
  scene.add_radar("radar", type);
  Platform& platform = scene.add_still("platform", 1e5, 30.0, 3.0);
  platform.side = side;
  platform.type.transponder = transponder;
  return scene;
}

IffReply reply(const Scene& scene, double t_s = 0.0, std::uint64_t replicate = 0) {
  return Interrogation(scene.scenario, ReplicateKey::of(1, replicate))
      .ask(RadarId{0}, PlatformId{0}, at(t_s));
}

TEST(Interrogation, the_answer_depends_on_the_pair) {
  using enum Interrogator;
  using T = Transponder;
  using R = IffReply;
  const struct {
    Interrogator asks;
    Transponder answers;
    IffReply heard;
  } pairs[] = {
      {none, T::national, R::not_asked},    {civil, T::none, R::silence},    {civil, T::civil, R::civil},
      {civil, T::national, R::civil},       {national, T::none, R::silence}, {national, T::civil, R::civil},
      {national, T::national, R::national},
  };
  for (const auto& p : pairs)
    for (const Side side : {Side::friendly, Side::neutral})
      EXPECT_EQ(reply(pair(p.asks, side, p.answers)), p.heard);
}

TEST(Interrogation, a_hostile_is_silent_unless_it_has_a_valid_answer) {
  Scene scene = pair(Interrogator::national, Side::hostile, Transponder::civil);
  EXPECT_EQ(reply(scene), IffReply::silence);
  scene.scenario.doctrine_true.reply_false_hostile = 1.0;
  EXPECT_EQ(reply(scene), IffReply::national);
  scene.scenario.radars[0].type.interrogator = Interrogator::civil;
  EXPECT_EQ(reply(scene), IffReply::civil);
}

TEST(Interrogation, false_answers_are_drawn_once_for_each_hostile) {
  Scene scene = pair(Interrogator::national, Side::hostile, Transponder::none);
  scene.scenario.doctrine_true.reply_false_hostile = 0.3;
  int valid = 0;
  for (std::uint64_t r = 0; r < 4000; ++r) {
    const IffReply first = reply(scene, 0.0, r);
    valid += first == IffReply::national;
    for (const double t_s : {61.0, 500.0, 3000.0}) EXPECT_EQ(reply(scene, t_s, r), first);
  }
  EXPECT_NEAR(valid / 4000.0, 0.3, 3 * 0.00725);
}

TEST(Interrogation, a_friends_missing_answer_lasts_a_minute_and_is_as_likely_as_told) {
  Scene scene = pair(Interrogator::national, Side::friendly, Transponder::national);
  scene.scenario.doctrine_true.reply_missing_friend = 0.1;
  const Interrogation interrogation(scene.scenario, ReplicateKey::of(1, 0));
  int missing = 0;
  for (int minute = 0; minute < 10000; ++minute) {
    const auto ask = [&](double s) {
      return interrogation.ask(RadarId{0}, PlatformId{0}, at(60.0 * minute + s));
    };
    const IffReply first = ask(0.0);
    missing += first == IffReply::silence;
    EXPECT_EQ(ask(59.9), first);
  }
  EXPECT_NEAR(missing / 10000.0, 0.1, 3 * 0.003);
}

TEST(Interrogation, a_compromised_code_answers_for_every_hostile_of_a_replicate_and_only_nationally) {
  Scene scene = pair(Interrogator::national, Side::hostile, Transponder::none);
  Platform& second = scene.add_still("second", 1e5, 60.0, 3.0);
  second.side = Side::hostile;
  scene.scenario.doctrine_true.code_compromised = 0.25;
  int compromised = 0;
  for (std::uint64_t r = 0; r < 4000; ++r) {
    const Interrogation interrogation(scene.scenario, ReplicateKey::of(1, r));
    const IffReply first = interrogation.ask(RadarId{0}, PlatformId{0}, at(0.0));
    EXPECT_EQ(interrogation.ask(RadarId{0}, PlatformId{1}, at(90.0)), first);
    compromised += first == IffReply::national;
  }
  EXPECT_NEAR(compromised / 4000.0, 0.25, 3 * 0.00685);
  scene.scenario.doctrine_true.code_compromised = 1.0;
  scene.scenario.radars[0].type.interrogator = Interrogator::civil;
  EXPECT_EQ(reply(scene), IffReply::silence);
}

TEST(Interrogation, answers_are_garbled_as_often_as_told) {
  Scene scene = pair(Interrogator::national, Side::friendly, Transponder::national);
  EXPECT_FALSE(Interrogation(scene.scenario, ReplicateKey::of(1, 0)).garbles());
  scene.scenario.doctrine_true.reply_garbled = 0.4;
  const Interrogation interrogation(scene.scenario, ReplicateKey::of(1, 0));
  ASSERT_TRUE(interrogation.garbles());
  int lost = 0;
  for (std::uint64_t look = 0; look < 10000; ++look)
    lost += interrogation.garbled(RadarId{0}, PlatformId{0}, 4 * look);
  EXPECT_NEAR(lost / 10000.0, 0.4, 3 * 0.0049);
}

TEST(Interrogation, two_answers_from_one_beam_garble_each_other_when_close_in_range) {
  const auto heard = [](double apart_m, double azimuth_deg, Transponder of_second) {
    Scene scene = pair(Interrogator::national, Side::friendly, Transponder::national);
    Platform& second = scene.add_still("second", 1e5 + apart_m, azimuth_deg, 3.0);
    second.side = Side::friendly;
    second.type.transponder = of_second;
    scene.scenario.doctrine_true.reply_garbled = 1.0;
    scene.scenario.seeing.detection_least = 1.0;
    testing::Replay replay(scene.scenario, 0);
    replay.turn_slices(RadarId{0}, 0, 32);
    int answers = 0;
    for (std::size_t i = 0; i < replay.plots.size(); ++i)
      answers += replay.truth[i].platform == PlatformId{0} && replay.plots[i].iff == IffReply::national;
    return answers;
  };
  EXPECT_GT(heard(4000.0, 30.0, Transponder::national), 0);  // a reply lasts 3 km
  EXPECT_GT(heard(2000.0, 75.0, Transponder::national), 0);  // another beam
  EXPECT_GT(heard(2000.0, 30.0, Transponder::none), 0);      // the other is silent
  EXPECT_EQ(heard(2000.0, 30.0, Transponder::national), 0);
}

TEST(Interrogation, perfect_identity_tells_the_side) {
  Scene scene = pair(Interrogator::civil, Side::hostile, Transponder::none);
  scene.scenario.platforms[0].truthful_reply = true;
  EXPECT_EQ(reply(scene), IffReply::hostile);
  scene.scenario.platforms[0].side = Side::friendly;
  EXPECT_EQ(reply(scene), IffReply::national);
  scene.scenario.platforms[0].side = Side::neutral;
  EXPECT_EQ(reply(scene), IffReply::civil);
  scene.scenario.radars[0].type.interrogator = Interrogator::none;
  EXPECT_EQ(reply(scene), IffReply::not_asked);
}

}  // namespace
}  // namespace cupola
