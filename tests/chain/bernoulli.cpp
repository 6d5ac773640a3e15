// Independent shots of one kill probability: the leakage is that of Bernoulli trials.

#include <gtest/gtest.h>

#include "chain/block_of_raiders.hpp"
#include "chain/estimates.hpp"
#include "study/many.hpp"
#include "support/lay_down.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr int kRaiders = 100, kReplicates = 1000;
constexpr double kPk = 0.7;

LayDown block(int salvo, int shots_most, double seconds) {
  LayDown l = block_of_raiders(kRaiders, kPk, seconds);
  l.change_doctrines([=](Doctrine& d) {
    d.salvo = salvo;
    d.shots_most = shots_most;
    d.salvo_spacing_s = 1.0;
  });
  return l;
}

struct Outcome {
  Sample leakage, rounds;
  Ledger ledger;
};

Outcome play_block(const LayDown& l) {
  Outcome out;
  for (const ReplicateResult& r : play_many(*make_plan(l.scenario), 1, kReplicates, 1).replicates) {
    out.leakage.add(double(r.leaked) / kRaiders);
    out.rounds.add(double(r.rounds_fired[0]) / kRaiders);
    for (std::size_t i = 0; i < r.ledger.rounds.size(); ++i) out.ledger.rounds[i] += r.ledger.rounds[i];
    EXPECT_EQ(r.leaked + r.killed, std::uint32_t(kRaiders));
  }
  return out;
}

std::uint32_t rounds(const Outcome& out, RoundCause cause) {
  return out.ledger.rounds[static_cast<std::size_t>(cause)];
}

TEST(Bernoulli, one_shot_each_leaks_what_it_misses) {
  const Outcome out = play_block(block(1, 1, 16.0));
  EXPECT_TRUE(mean_within(out.leakage, 1.0 - kPk, 3.0));
  EXPECT_EQ(out.ledger.round_total(), std::uint32_t(kRaiders * kReplicates));
  EXPECT_EQ(rounds(out, RoundCause::hit) + rounds(out, RoundCause::missed), out.ledger.round_total());
}

TEST(Bernoulli, a_salvo_of_two_leaks_what_both_miss) {
  const Outcome out = play_block(block(2, 1, 16.0));
  EXPECT_TRUE(mean_within(out.leakage, (1.0 - kPk) * (1.0 - kPk), 3.0));
  EXPECT_EQ(out.ledger.round_total(), 2u * kRaiders * kReplicates);
  const std::uint32_t wasted = rounds(out, RoundCause::target_already_dead);
  EXPECT_EQ(rounds(out, RoundCause::hit) + rounds(out, RoundCause::missed) + wasted,
            out.ledger.round_total());
}

TEST(Bernoulli, shoot_look_shoot_leaks_as_much_for_fewer_rounds) {
  const Outcome out = play_block(block(1, 2, 34.0));
  EXPECT_TRUE(mean_within(out.leakage, (1.0 - kPk) * (1.0 - kPk), 3.0));
  EXPECT_TRUE(mean_within(out.rounds, 1.0 + (1.0 - kPk), 3.0));
  EXPECT_EQ(rounds(out, RoundCause::hit) + rounds(out, RoundCause::missed), out.ledger.round_total());
}

}  // namespace
}  // namespace cupola
