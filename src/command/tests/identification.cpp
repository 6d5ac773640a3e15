#include "command/identification.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "command/tests/proving_ground.hpp"

namespace cupola {
namespace {

/// M27: prior hostile, friend, neutral .3 .4 .3; no reply, P(. | friend) = .02; then kinematics .7 .1 .05.
TEST(Identification, ReproducesTheWorkedExample) {
  Doctrine doctrine = testing::plain_doctrine();
  doctrine.reply_false_hostile = 0.0;
  const Identifier identifier(doctrine, Interrogator::national);

  const IdentityBelief& silent = identifier.belief(IffEvidence::silent, Behaviour::none);
  EXPECT_NEAR(silent.is_hostile, 0.4934, 5e-5);
  EXPECT_NEAR(silent.is_friend, 0.0132, 5e-5);
  EXPECT_NEAR(silent.is_neutral, 0.4934, 5e-5);

  const IdentityBelief& both = identifier.belief(IffEvidence::silent, Behaviour::fast_low);
  EXPECT_NEAR(both.is_hostile, 0.9300, 5e-5);
  EXPECT_NEAR(both.is_friend, 0.0035, 5e-5);  // .00355
  EXPECT_NEAR(both.is_neutral, 0.0664, 5e-5);
}

/// Prior .4 .3 .3 of friend, neutral, hostile; nine neutrals in ten answer, 98 times in a hundred.
TEST(Identification, ANeutralThatWouldAnswerIsLessLikelyWhenItIsSilent) {
  Doctrine doctrine = testing::plain_doctrine();
  doctrine.reply_false_hostile = 0.0;
  doctrine.neutrals_equipped = 0.9;
  const Identifier identifier(doctrine, Interrogator::national);
  const double friendly = 0.4 * 0.02, neutral = 0.3 * (1.0 - 0.9 * 0.98), hostile = 0.3;
  const IdentityBelief& silent = identifier.belief(IffEvidence::silent, Behaviour::none);
  EXPECT_NEAR(silent.is_neutral, neutral / (friendly + neutral + hostile), 1e-12);
  Identity identity;
  identifier.update(identity, IffEvidence::silent, Behaviour::none);
  EXPECT_EQ(identity.category, Category::unknown);  // silence alone
  identifier.update(identity, IffEvidence::civil, Behaviour::none);
  EXPECT_EQ(identity.category, Category::neutral);
}

TEST(Identification, BeliefsSumToOne) {
  for (const Interrogator asks : {Interrogator::none, Interrogator::civil, Interrogator::national}) {
    const Identifier identifier(testing::plain_doctrine(), asks);
    for (int i = 0; i < kIffEvidenceCount; ++i)
      for (int b = 0; b < kBehaviourCount; ++b) {
        const IdentityBelief& p = identifier.belief(static_cast<IffEvidence>(i), static_cast<Behaviour>(b));
        EXPECT_NEAR(p.is_friend + p.is_neutral + p.is_hostile, 1.0, 1e-12);
        EXPECT_GE(std::min({p.is_friend, p.is_neutral, p.is_hostile}), 0.0);
      }
  }
}

TEST(Identification, CombinesInAnyOrder) {
  const IdentityBelief prior{0.4, 0.3, 0.3};
  const std::array<IdentityLikelihood, 3> seen = {{{0.02, 1.0, 1.0}, {0.1, 0.05, 0.7}, {0.5, 0.8, 0.1}}};
  std::array<int, 3> order = {0, 1, 2};
  do {
    IdentityBelief p = prior;
    for (const int i : order) p = combine(p, seen[static_cast<std::size_t>(i)]);
    // By hand: friend .4 * .02 * .1 * .5, neutral .3 * .05 * .8, hostile .3 * .7 * .1.
    EXPECT_NEAR(p.is_hostile, 0.021 / (0.0004 + 0.012 + 0.021), 1e-12);
    EXPECT_NEAR(p.is_friend, 0.0004 / (0.0004 + 0.012 + 0.021), 1e-12);
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(Identification, TheOrderOfWhatWasSeenLeavesNoTrace) {
  const Identifier identifier(testing::plain_doctrine(), Interrogator::national);
  Identity one, other;
  identifier.update(one, IffEvidence::silent, Behaviour::none);
  identifier.update(one, IffEvidence::silent, Behaviour::fast_low);
  identifier.update(other, IffEvidence::none, Behaviour::fast_low);
  for (int again = 0; again < 10; ++again) identifier.update(other, IffEvidence::silent, Behaviour::fast_low);
  EXPECT_EQ(one.belief.is_hostile,
            other.belief.is_hostile);  // ten times silent is still one source, counted once
  EXPECT_EQ(one.category, other.category);
}

TEST(Identification, SilenceAloneNeverRaisesAboveUnknown) {
  for (const double hostile : {0.1, 0.5, 0.9, 0.999}) {
    Doctrine doctrine = testing::plain_doctrine();
    doctrine.prior_hostile = hostile;
    doctrine.prior_friend = doctrine.prior_neutral = 0.5 * (1.0 - hostile);
    const Identifier identifier(doctrine, Interrogator::national);
    Identity identity;
    for (int asked = 0; asked < 1000; asked += 50)
      identifier.update(identity, iff_evidence({asked, 0, 0, 0}), Behaviour::none);
    EXPECT_EQ(identity.category, Category::unknown) << "prior " << hostile;
    // Nor do behaviours that say nothing for an enemy.
    identifier.update(identity, IffEvidence::silent, Behaviour::other);
    EXPECT_EQ(identity.category, Category::unknown);
  }
}

TEST(Identification, SilenceMeansNothingWhereNobodyAsksInTheNationalMode) {
  const Identifier identifier(testing::plain_doctrine(), Interrogator::civil);
  EXPECT_NEAR(identifier.belief(IffEvidence::silent, Behaviour::none).is_friend, 0.4, 1e-12);
}

TEST(Identification, RepliesAndBehaviourNameTheCategory) {
  const Identifier identifier(testing::plain_doctrine(), Interrogator::national);
  const auto category = [&identifier](IffEvidence iff, Behaviour behaviour) {
    Identity identity;
    identifier.update(identity, iff, behaviour);
    return identity.category;
  };
  EXPECT_EQ(category(IffEvidence::national, Behaviour::none), Category::friendly);
  EXPECT_EQ(category(IffEvidence::civil, Behaviour::airliner_like), Category::neutral);
  EXPECT_EQ(category(IffEvidence::silent, Behaviour::fast_low), Category::hostile);
  EXPECT_EQ(category(IffEvidence::none, Behaviour::fast_low), Category::suspect);  // .21 / .265 = .79
  EXPECT_EQ(category(IffEvidence::hostile, Behaviour::airliner_like), Category::hostile);
  EXPECT_EQ(category(IffEvidence::none, Behaviour::none), Category::unknown);
}

TEST(Identification, ChangesBackWhenTheEvidenceGoes) {
  const Identifier identifier(testing::plain_doctrine(), Interrogator::national);
  Identity identity;
  identifier.update(identity, IffEvidence::silent, Behaviour::fast_low);
  ASSERT_EQ(identity.category, Category::hostile);
  identifier.update(identity, IffEvidence::silent, Behaviour::airliner_like);
  EXPECT_EQ(identity.category, Category::neutral);
  identifier.update(identity, IffEvidence::national, Behaviour::fast_low);
  EXPECT_EQ(identity.category, Category::friendly);
}

TEST(Identification, ACategoryIsKeptUntilTheBeliefIsWellBelowItsThreshold) {
  Doctrine doctrine = testing::plain_doctrine();
  // silent: .02 friend. fast low gives .93 hostile; slow low .6/.06/.05 about .83: between .80 and .85.
  doctrine.behaviours.push_back({"slow low", 0.1, 0.09, 0.45});
  const Identifier identifier(doctrine, Interrogator::national);
  const double between = identifier.belief(IffEvidence::silent, Behaviour::slow_low).is_hostile;
  ASSERT_GT(between, 0.80);
  ASSERT_LT(between, 0.85);
  Identity fresh, before;
  identifier.update(fresh, IffEvidence::silent, Behaviour::slow_low);
  EXPECT_EQ(fresh.category, Category::suspect);
  identifier.update(before, IffEvidence::silent, Behaviour::fast_low);
  identifier.update(before, IffEvidence::silent, Behaviour::slow_low);
  EXPECT_EQ(before.category, Category::hostile);
}

TEST(Identification, TalliesAreReadAsOneSource) {
  EXPECT_EQ(iff_evidence({0, 0, 0, 0}), IffEvidence::none);
  EXPECT_EQ(iff_evidence({2, 0, 0, 0}), IffEvidence::none);
  EXPECT_EQ(iff_evidence({3, 0, 0, 0}), IffEvidence::silent);
  EXPECT_EQ(iff_evidence({1, 0, 1, 0}), IffEvidence::national);
  EXPECT_EQ(iff_evidence({6, 0, 2, 0}), IffEvidence::national);
  EXPECT_EQ(iff_evidence({7, 0, 2, 0}), IffEvidence::silent);  // another's, whose plots it took
  EXPECT_EQ(iff_evidence({50, 0, 1, 0}), IffEvidence::silent);
  EXPECT_EQ(iff_evidence({50, 1, 0, 0}), IffEvidence::silent);
  EXPECT_EQ(iff_evidence({5, 5, 0, 0}), IffEvidence::civil);
  EXPECT_EQ(iff_evidence({5, 0, 0, 5}), IffEvidence::hostile);
  EXPECT_EQ(iff_evidence({9, 0, 6, 3}), IffEvidence::national);
  EXPECT_EQ(iff_evidence({9, 0, 3, 6}), IffEvidence::hostile);
}

TEST(Identification, EvidenceThatExcludesEverybodyIsLeftOut) {
  const IdentityBelief p = combine({0.5, 0.5, 0.0}, {0.0, 0.0, 1.0});
  EXPECT_EQ(p.is_friend, 0.5);
}

}  // namespace
}  // namespace cupola
