// Radars that fall silent give no looks, and what they had in track coasts only so long (RULES 12).

#include <gtest/gtest.h>

#include <map>

#include "chain/ledger_defence.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr Duration kCoastMost = Duration{60'000'000'000}, kDecisionPeriod = Duration{500'000'000};

/// Four raiders in view from the first look on, held under fire by nobody.
LayDown held_raid() {
  LayDown l = defence();
  for (int i = 0; i < 4; ++i)
    l.add_raider(numbered("raider", i), 120.0, 4.0 * i - 6.0, 5000.0 + 100.0 * i, 150.0);
  l.change_doctrines([](Doctrine& d) { d.weapons_control = WeaponsControl::hold; });
  return l;
}

TEST(Silence, tracks_end_after_the_coast_time_and_are_taken_down) {
  LayDown l = held_raid();
  const Time off = l.scenario.start + Duration::seconds(100);
  l.scenario.radars[0].schedule.emplace_back(off, Readiness::off);
  const auto plan = make_plan(l.scenario);
  Log log(names_of(*plan), scenario_of(*plan).start, true);
  play(*plan, 1, 0, log);

  std::map<TrackNumber, Time> last_plot, ended;
  for (const TrackRow& row : log.tracks)
    if (row.confirmed) (row.dropped ? ended : last_plot)[row.track] = row.time;
  EXPECT_EQ(last_plot.size(), 4u);
  for (const auto& [track, t] : last_plot) {
    EXPECT_GT(t, off - Duration::seconds(5));
    ASSERT_TRUE(ended.count(track));
    EXPECT_GT(ended[track], t + kCoastMost);
    EXPECT_LE(ended[track], t + kCoastMost + kDecisionPeriod);
  }
  for (const DecisionRow& row : log.decisions) EXPECT_LE(row.time, ended[row.track]);
}

}  // namespace
}  // namespace cupola
