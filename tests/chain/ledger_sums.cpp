// Whatever happens, the ledger accounts for every hostile and every round once.

#include <algorithm>

#include "chain/ledger_defence.hpp"
#include "chain/random_lay_down.hpp"

namespace cupola {
namespace {

using namespace testing;

TEST(Ledger, sums_to_the_whole_in_two_hundred_random_lay_downs) {
  for (std::uint64_t number = 0; number < 200; ++number) {
    SCOPED_TRACE("lay-down " + std::to_string(number));
    const LayDown l = random_lay_down(number);
    const auto plan = make_plan(l.scenario);
    Log log(names_of(*plan), scenario_of(*plan).start, true);
    const ReplicateResult r = play(*plan, 1, number, log);
    const auto hostiles = std::count_if(l.scenario.platforms.begin(), l.scenario.platforms.end(),
                                        [](const Platform& p) { return p.side == Side::hostile; });
    EXPECT_EQ(r.ledger.threat_total(), hostiles);
    EXPECT_EQ(r.hostiles, hostiles);
    EXPECT_EQ(r.killed + r.leaked + r.turned_away + r.unresolved, hostiles);
    EXPECT_EQ(r.ledger.leakers(), r.leaked);
    for (const ThreatFacts& f : r.facts) EXPECT_FALSE(f.leaked && f.killed);
    for (const RoundRow& round : log.rounds)
      if (round.cause == RoundCause::target_already_dead && round.engaged.valid()) {
        EXPECT_TRUE(r.fates[round.engaged.index()] == Fate::killed);
      }
    EXPECT_EQ(count(r, ThreatCause::killed), r.killed);
    EXPECT_EQ(count(r, ThreatCause::turned_away), r.turned_away);
    EXPECT_EQ(count(r, ThreatCause::unresolved), r.unresolved);
    EXPECT_EQ(r.ledger.round_total(), log.shots.size());
    EXPECT_EQ(r.ledger.round_total(), log.rounds.size());
    EXPECT_EQ(r.rounds_fired[0], log.shots.size());
    int loaded = 0;
    for (const LauncherSite& launcher : l.scenario.launchers) loaded += launcher.load[0].second;
    EXPECT_EQ(r.rounds_fired[0] + r.rounds_left[0], std::uint32_t(loaded));
  }
}

}  // namespace
}  // namespace cupola
