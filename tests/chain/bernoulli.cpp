// Independent shots of one kill probability: the leakage is that of Bernoulli trials.

#include <gtest/gtest.h>

#include "chain/estimates.hpp"
#include "study/many.hpp"
#include "support/lay_down.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr int kRaiders = 100, kReplicates = 1000;
constexpr double kPk = 0.7;

/// Raiders in a block, half a kilometre apart, that come on slowly; a fire unit with more than enough of
/// everything, whose looks are only as frequent as the shots need. All shots are over before the first raider
/// is at its release line.
LayDown block_of_raiders(int salvo, int shots_most, double seconds) {
  LayDown l;
  Scenario& s = l.scenario;
  s.duration = Duration::seconds(seconds + 2.0);
  s.assets[0].radius_m = 10e3;
  s.posts[0].type.decision_period_s = 1.0;
  for (LauncherSite& launcher : s.launchers) launcher.load = {{WeaponTypeId{0}, 1000}};
  l.kill_with(kPk);
  l.change_weapons([](InterceptorType& w) {
    w.range_min_m = 1e3;
    w.boost_time_s = 4.0;
    w.sustain_time_s = 0.5;
    w.handover_time_s = 20.0;
    w.handover_basket_m = 200.0;
  });
  l.change_radars([](RadarType& r) { r.search_frame_s = r.track_interval_s = 2.0; });
  l.change_doctrines([=](Doctrine& d) {
    d.salvo = salvo;
    d.shots_most = shots_most;
    d.salvo_spacing_s = 1.0;
  });
  for (int i = 0; i < kRaiders; ++i) {
    const double north_km = 5.0 + 0.5 * (i / 20), east_km = 0.5 * (i % 20) - 4.75;
    const double way_km = 0.1 * seconds;
    l.add_flight(numbered("raider", i), LayDown::place(north_km, east_km, 4000.0),
                 LayDown::place(north_km - way_km, east_km, 4000.0), 100.0);
  }
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
  const Outcome out = play_block(block_of_raiders(1, 1, 16.0));
  EXPECT_TRUE(mean_within(out.leakage, 1.0 - kPk, 3.0));
  EXPECT_EQ(out.ledger.round_total(), std::uint32_t(kRaiders * kReplicates));
  EXPECT_EQ(rounds(out, RoundCause::hit) + rounds(out, RoundCause::missed), out.ledger.round_total());
}

TEST(Bernoulli, a_salvo_of_two_leaks_what_both_miss) {
  const Outcome out = play_block(block_of_raiders(2, 1, 16.0));
  EXPECT_TRUE(mean_within(out.leakage, (1.0 - kPk) * (1.0 - kPk), 3.0));
  EXPECT_EQ(out.ledger.round_total(), 2u * kRaiders * kReplicates);
  const std::uint32_t wasted = rounds(out, RoundCause::target_already_dead);
  EXPECT_EQ(rounds(out, RoundCause::hit) + rounds(out, RoundCause::missed) + wasted,
            out.ledger.round_total());
}

TEST(Bernoulli, shoot_look_shoot_leaks_as_much_for_fewer_rounds) {
  const Outcome out = play_block(block_of_raiders(1, 2, 34.0));
  EXPECT_TRUE(mean_within(out.leakage, (1.0 - kPk) * (1.0 - kPk), 3.0));
  EXPECT_TRUE(mean_within(out.rounds, 1.0 + (1.0 - kPk), 3.0));
  EXPECT_EQ(rounds(out, RoundCause::hit) + rounds(out, RoundCause::missed), out.ledger.round_total());
}

}  // namespace
}  // namespace cupola
