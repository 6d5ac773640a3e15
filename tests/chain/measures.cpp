// What a replicate says of itself beside its rows and beside what is known of it.

#include <gtest/gtest.h>

#include "chain/saturation_raid.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr auto kDetection = static_cast<std::size_t>(Milestone::detection),
               kLaunch = static_cast<std::size_t>(Milestone::launch),
               kIntercept = static_cast<std::size_t>(Milestone::intercept);

LayDown raid(int raiders, int channels, int rounds) {
  return raid_from_all_sides(raiders, channels, rounds, 3, 3.5 * engagement_s());
}

ReplicateResult play_one(const LayDown& l) {
  const auto plan = make_plan(l.scenario);
  Log log(names_of(*plan), scenario_of(*plan).start, false);
  return play(*plan, 5, 0, log);
}

TEST(Measures, MilestonesAreTheFirstOfTheirRows) {
  const auto plan = make_plan(raid(6, 3, 100).scenario);
  const Scenario& s = scenario_of(*plan);
  Log log(names_of(*plan), s.start, true);
  const ReplicateResult r = play(*plan, 5, 0, log);
  const Vec3 radar_ecef_m = to_ecef(s.radars[0].antenna);
  for (const Platform& p : s.platforms) {
    Time seen = kNever, shot = kNever;
    for (const PlotRow& row : log.plots)
      if (row.shadow == p.id && (seen == kNever || row.time < seen)) seen = row.time;
    for (const ShotRow& row : log.shots)
      if (row.shadow == p.id && (shot == kNever || row.time < shot)) shot = row.time;
    const Milestones& m = r.milestones[p.id.index()];
    EXPECT_EQ(m[kDetection].time, seen);
    EXPECT_EQ(m[kLaunch].time, shot);
    std::size_t cursor = 0;
    EXPECT_NEAR(m[kDetection].range_m, norm(p.path.at(seen, cursor).p_ecef_m - radar_ecef_m), 1e-6);
    EXPECT_GT(m[kIntercept].time, shot);
    EXPECT_LT(m[kIntercept].range_m, m[kLaunch].range_m);
  }
}

TEST(Measures, ChannelsAndLaunchersAreSaturatedWhereTheyAreShort) {
  const UnitSaturation many = play_one(raid(20, 1000, 1000)).saturation[0],
                       few = play_one(raid(20, 4, 1000)).saturation[0],
                       no_rounds = play_one(raid(20, 1000, 5)).saturation[0];
  EXPECT_TRUE(many.known);
  EXPECT_EQ(many.target_channels, 0.0);
  EXPECT_GT(few.target_channels, 0.7);
  EXPECT_LT(many.launchers, 0.3);
  EXPECT_GT(no_rounds.launchers, 0.7);
}

/// The scene leaves time for three engagements with reaction, look and decision: so at least for as many bare shots.
TEST(Measures, AsManyShotsArePossibleAsThereIsTimeFor) {
  for (const int passes : {1, 2, 3}) {
    const ReplicateResult r =
        play_one(raid_from_all_sides(1, 1, 100, passes, (passes + 0.5) * engagement_s()));
    EXPECT_GE(r.facts[0].shots_possible, static_cast<std::uint32_t>(passes));
    EXPECT_LE(r.facts[0].shots_possible, static_cast<std::uint32_t>(3 * passes));
    EXPECT_LE(r.facts[0].rounds, r.facts[0].shots_possible);
  }
}

TEST(Measures, ATrackThatIsHeldIsComplete) {
  const ReplicateResult r = play_one(raid(4, 4, 0));
  for (const ThreatFacts& f : r.facts) {
    ASSERT_NE(f.first_look, kNever);
    EXPECT_FALSE(f.swapped);
    EXPECT_GT(f.tracked.seconds(), 0.9 * (f.ended - f.first_look).seconds());
    EXPECT_LE(f.tracked, f.ended - f.first_look);
  }
}

}  // namespace
}  // namespace cupola
