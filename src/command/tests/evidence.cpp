#include "command/evidence.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "catalogue/catalogue.hpp"
#include "catalogue/load.hpp"
#include "command/identification.hpp"
#include "command/tests/proving_ground.hpp"

namespace cupola {
namespace {

Doctrine with_sources() {
  Doctrine d = testing::plain_doctrine();
  d.flight_plans = {{{0.02, 0.7, 0.01}, "civil"}, {{0.6, 0.02, 0.01}, "own"}};
  d.origins = {{{0.6, 0.4, 0.05}, "own area"}, {{0.1, 0.1, 0.6}, "hostile area"}};
  d.emitters = {{{0.3, 0.001, 0.02}, "own fighter radar"}, {{0.02, 0.001, 0.3}, "jammer"}};
  d.words = {{{0.9, 0.01, 0.02}, "friend"}, {{0.02, 0.01, 0.3}, "hostile"}};
  return d;
}

Identity seen(const Identifier& identifier, const Evidence& evidence) {
  Identity identity;
  identifier.update(identity, evidence);
  return identity;
}

TEST(Evidence, every_source_counts_once_by_bayes_rule) {
  Doctrine d = with_sources();
  const Identifier identifier(d, Interrogator::national);
  Evidence e;
  e.iff = IffEvidence::silent;
  e.behaviour = Behaviour::fast_low;
  e.origin = OriginEvidence::hostile;
  e.emitter = EmitterName::jammer;
  // By hand: friend .4 * .02 * .1 * .1 * .02, neutral .3 * .05 * .1 * .001, hostile .3 * .7 * .6 * .3.
  const double f = 0.4 * 0.02 * 0.1 * 0.1 * 0.02, n = 0.3 * 0.05 * 0.1 * 0.001, h = 0.3 * 0.7 * 0.6 * 0.3;
  const Identity identity = seen(identifier, e);
  EXPECT_NEAR(identity.belief.is_hostile, h / (f + n + h), 1e-12);
  EXPECT_NEAR(identity.belief.is_friend, f / (f + n + h), 1e-12);
  EXPECT_EQ(identity.category, Category::hostile);
}

TEST(Evidence, beliefs_sum_to_one_whatever_is_seen) {
  const Identifier identifier(with_sources(), Interrogator::national);
  for (int i = 0; i < kIffEvidenceCount; ++i)
    for (int b = 0; b < kBehaviourCount; ++b)
      for (int p = 0; p < 3; ++p)
        for (int o = 0; o < 3; ++o)
          for (int m = 0; m < kEmitterNameCount; ++m)
            for (int w = 0; w < kIdentityWordCount; ++w) {
              const Evidence e{static_cast<IffEvidence>(i),  static_cast<Behaviour>(b),
                               static_cast<PlanEvidence>(p), static_cast<OriginEvidence>(o),
                               static_cast<EmitterName>(m),  static_cast<IdentityWord>(w)};
              const IdentityBelief belief = seen(identifier, e).belief;
              EXPECT_NEAR(belief.is_friend + belief.is_neutral + belief.is_hostile, 1.0, 1e-12);
            }
}

TEST(Evidence, the_order_in_which_sources_come_leaves_no_trace) {
  const Identifier identifier(with_sources(), Interrogator::national);
  Identity one, other;
  Evidence e;
  e.origin = OriginEvidence::hostile;
  identifier.update(one, e);
  e.behaviour = Behaviour::fast_low;
  identifier.update(one, e);
  e.emitter = EmitterName::jammer;
  identifier.update(one, e);
  Evidence f;
  f.emitter = EmitterName::jammer;
  identifier.update(other, f);
  f.behaviour = Behaviour::fast_low;
  identifier.update(other, f);
  f.origin = OriginEvidence::hostile;
  for (int again = 0; again < 5; ++again) identifier.update(other, f);
  EXPECT_EQ(one.belief.is_hostile, other.belief.is_hostile);
  EXPECT_EQ(one.category, other.category);
}

const Doctrine& shipped_doctrine() {
  static const Catalogue catalogue = [] {
    Catalogue read;
    Problems problems;
    EXPECT_TRUE(load_catalogue(std::string(CUPOLA_SOURCE_DIR) + "/catalogue", read, problems))
        << problems.text();
    return read;
  }();
  return catalogue.doctrines.at("standard");
}

/// How much silence moves the odds of friend, and of neutral, against hostile: the same whatever else is seen.
struct Moves {
  double of_friend, of_neutral;
};
Moves moves_on_silence(const Doctrine& doctrine, Interrogator asks) {
  const Identifier identifier(doctrine, asks);
  const auto odds = [&](IffEvidence iff, Behaviour behaviour) {
    const IdentityBelief& p = identifier.belief(iff, behaviour);
    return Moves{p.is_friend / p.is_hostile, p.is_neutral / p.is_hostile};
  };
  const Moves asked = odds(IffEvidence::silent, Behaviour::none),
              not_asked = odds(IffEvidence::none, Behaviour::none);
  for (int b = 0; b < kBehaviourCount; ++b) {
    const auto behaviour = static_cast<Behaviour>(b);
    const Moves now = odds(IffEvidence::silent, behaviour), before = odds(IffEvidence::none, behaviour);
    EXPECT_NEAR(now.of_friend / before.of_friend, asked.of_friend / not_asked.of_friend, 1e-12);
    EXPECT_NEAR(now.of_neutral / before.of_neutral, asked.of_neutral / not_asked.of_neutral, 1e-12);
  }
  return {asked.of_friend / not_asked.of_friend, asked.of_neutral / not_asked.of_neutral};
}

/// Each pair speaks for itself: P(no reply) of a class is below 1 only where its own transponders can answer what
/// is asked.
TEST(Evidence, silence_moves_only_those_whose_pair_can_reply) {
  Doctrine d = shipped_doctrine();
  const double missing = d.reply_missing_friend, equipped = d.neutrals_equipped;
  ASSERT_EQ(double{d.friends_equipped}, 1.0);
  ASSERT_GT(equipped, 0.0);
  const double neutral = 1.0 - equipped * (1.0 - missing);
  const auto expect_moves = [&d](Interrogator asks, double of_friend, double of_neutral) {
    const Moves moves = moves_on_silence(d, asks);
    EXPECT_NEAR(moves.of_friend, of_friend, 1e-12);
    EXPECT_NEAR(moves.of_neutral, of_neutral, 1e-12);
  };
  expect_moves(Interrogator::national, missing, neutral);
  expect_moves(Interrogator::civil, 1.0, neutral);  // nobody asks friends in their mode
  expect_moves(Interrogator::none, 1.0, 1.0);
  d.friends_equipped = 0.5;
  expect_moves(Interrogator::national, 1.0 - 0.5 * (1.0 - missing), neutral);
  d.friends_equipped = 0.0;  // own aircraft cannot answer: neutrals still do
  expect_moves(Interrogator::national, 1.0, neutral);
  d.friends_equipped = 1.0;
  d.neutrals_equipped = 0.0;
  expect_moves(Interrogator::national, missing, 1.0);
}

TEST(Evidence, where_no_pair_can_reply_silence_moves_nothing) {
  Doctrine silent = shipped_doctrine();
  silent.friends_equipped = silent.neutrals_equipped = 0.0;
  for (const auto& [doctrine, asks] : {std::pair{silent, Interrogator::national},
                                       {silent, Interrogator::civil},
                                       {shipped_doctrine(), Interrogator::none}}) {
    const Identifier identifier(doctrine, asks);
    for (int b = 0; b < kBehaviourCount; ++b) {
      const auto behaviour = static_cast<Behaviour>(b);
      const IdentityBelief &asked = identifier.belief(IffEvidence::silent, behaviour),
                           &not_asked = identifier.belief(IffEvidence::none, behaviour);
      EXPECT_EQ(asked.is_friend, not_asked.is_friend);
      EXPECT_EQ(asked.is_neutral, not_asked.is_neutral);
      EXPECT_EQ(asked.is_hostile, not_asked.is_hostile);
    }
  }
}

TEST(Evidence, a_compromised_code_weakens_a_national_reply_against_enemies_only) {
  Doctrine d = with_sources();
  d.reply_false_hostile = 0.01;
  d.code_compromised = 0.2;
  const IdentityLikelihood reply = Identifier(d, Interrogator::national).likelihood(IffEvidence::national);
  EXPECT_NEAR(reply.given_hostile, 0.2 + 0.8 * 0.01, 1e-12);
  EXPECT_NEAR(reply.given_neutral, 0.01, 1e-12);
  EXPECT_NEAR(Identifier(d, Interrogator::national).likelihood(IffEvidence::civil).given_hostile, 0.01,
              1e-12);
}

TEST(Evidence, a_plan_and_its_corridor_are_not_two_sources) {
  const Identifier identifier(with_sources(), Interrogator::national);
  Evidence plan, both;
  plan.plan = both.plan = PlanEvidence::civil;
  both.behaviour = Behaviour::in_corridor;
  EXPECT_EQ(seen(identifier, both).belief.is_neutral, seen(identifier, plan).belief.is_neutral);
  EXPECT_EQ(seen(identifier, both).behaviour, Behaviour::in_corridor);  // for the rules of fire it is in one
}

TEST(Evidence, a_word_counts_only_where_the_own_sensors_have_heard_nothing) {
  const Identifier identifier(with_sources(), Interrogator::national);
  Evidence own, both;
  own.iff = both.iff = IffEvidence::national;
  both.word = IdentityWord::friendly;
  EXPECT_EQ(seen(identifier, both).belief.is_friend, seen(identifier, own).belief.is_friend);
  Evidence silent;
  silent.iff = IffEvidence::silent;
  Evidence told = silent;
  told.word = IdentityWord::friendly;
  EXPECT_GT(seen(identifier, told).belief.is_friend, seen(identifier, silent).belief.is_friend);
}

TEST(Evidence, a_word_rests_on_what_was_heard) {
  EXPECT_EQ(word_on(IffEvidence::none, EmitterName::none), IdentityWord::none);
  EXPECT_EQ(word_on(IffEvidence::silent, EmitterName::none), IdentityWord::none);
  EXPECT_EQ(word_on(IffEvidence::national, EmitterName::jammer), IdentityWord::friendly);
  EXPECT_EQ(word_on(IffEvidence::civil, EmitterName::none), IdentityWord::neutral);
  EXPECT_EQ(word_on(IffEvidence::silent, EmitterName::jammer), IdentityWord::hostile);
}

TEST(Evidence, what_a_doctrine_does_not_list_says_nothing) {
  const SourceTables tables(testing::plain_doctrine());
  for (const IdentityLikelihood& l : {tables.of(PlanEvidence::own), tables.of(OriginEvidence::hostile),
                                      tables.of(EmitterName::jammer), tables.of(IdentityWord::friendly)}) {
    EXPECT_EQ(l.given_friend, 1.0);
    EXPECT_EQ(l.given_hostile, 1.0);
  }
}

TEST(Evidence, it_changes_back) {
  const Identifier identifier(with_sources(), Interrogator::national);
  Identity identity;
  Evidence e;
  e.behaviour = Behaviour::fast_low;
  e.origin = OriginEvidence::hostile;
  identifier.update(identity, e);
  ASSERT_EQ(identity.category, Category::hostile);
  e.emitter = EmitterName::own_fighter_radar;
  e.plan = PlanEvidence::own;
  e.behaviour = Behaviour::other;
  identifier.update(identity, e);
  EXPECT_EQ(identity.category, Category::assumed_friend);
}

}  // namespace
}  // namespace cupola
