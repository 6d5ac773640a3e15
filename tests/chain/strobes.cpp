// A jammer that no radar sees an echo of: its own noise gives it away, if there are two to hear it.

#include <gtest/gtest.h>

#include "chain/ledger_defence.hpp"
#include "support/jammed.hpp"

namespace cupola {
namespace {

using namespace testing;

struct Played {
  explicit Played(const LayDown& l, std::uint64_t replicate = 0)
      : plan(make_plan(l.scenario)), log(names_of(*plan), scenario_of(*plan).start, true) {
    result = play(*plan, 1, replicate, log);
  }
  std::shared_ptr<const Plan> plan;
  Log log;
  ReplicateResult result;
};

int firm_rows(const Log& log) {
  int rows = 0;
  for (const TrackRow& row : log.tracks) rows += row.confirmed && !row.dropped;
  return rows;
}

TEST(Strobes, of_two_radars_track_a_jammer_that_denies_every_echo) {
  for (std::uint64_t replicate = 0; replicate < 5; ++replicate) {
    const LayDown l = jammed_watch(2);
    const Played p(l, replicate);
    EXPECT_LT(p.log.plots.size(), 3u);
    EXPECT_GT(p.log.bearings.size(), 100u);  // two radars, sixty turns each
    ASSERT_GT(firm_rows(p.log), 50) << replicate;
    const Path& path = l.scenario.platforms[0].path;
    for (const TrackRow& row : p.log.tracks) {
      if (!row.confirmed || row.dropped) continue;
      EXPECT_EQ(row.shadow, PlatformId{0});
      EXPECT_LT(norm(row.p_ecef_m - path.at(row.time).p_ecef_m), 4000.0);
    }
    EXPECT_NE(p.result.facts[0].first_track, kNever);
    EXPECT_LT((p.result.facts[0].first_track - l.scenario.start).seconds(), 40.0);
  }
}

TEST(Strobes, of_one_radar_track_nothing) {
  const Played p(jammed_watch(1));
  EXPECT_LT(p.log.plots.size(), 3u);
  EXPECT_GT(p.log.bearings.size(), 50u);
  EXPECT_EQ(firm_rows(p.log), 0);
}

TEST(Strobes, are_none_without_a_jammer) {
  const Played p(jammed_watch(2, 0.0));
  EXPECT_TRUE(p.log.bearings.empty());
  EXPECT_GT(p.log.plots.size(), 100u);
  EXPECT_GT(firm_rows(p.log), 100);
}

TEST(Strobes, end_with_the_jamming) {
  LayDown l = jammed_watch(2);
  const Time start = l.scenario.start;
  l.scenario.platforms[0].jams = {{start, start + Duration::seconds(100)}};
  const Played p(l);
  for (const BearingRow& row : p.log.bearings) EXPECT_LT((row.time - start).seconds(), 101.0);
  EXPECT_GT(p.log.plots.size(), 50u);  // its echo is there now
}

}  // namespace
}  // namespace cupola
