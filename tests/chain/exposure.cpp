// Exposure of own aircraft: it counts what the looks were, changes nothing, and its interval follows from that of
// the cross-section.

#include <gtest/gtest.h>

#include "chain/estimates.hpp"
#include "engine/plan.hpp"
#include "study/exposure_tally.hpp"
#include "study/many.hpp"
#include "support/lay_down.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr double kScan_s = 5.0;

/// A friend that flies past a radar 120 km off: 100 km either side of abeam. Its cross-section is worth about
/// every second look.
LayDown passing_friend(bool asked = true) {
  LayDown l{LayDown::Empty{}};
  Scenario& s = l.scenario;
  s.duration = Duration::seconds(900.0);
  l.add_asset("town", LayDown::place(0.0, 0.0));
  const PostId post = l.add_post("post", LayDown::place(0.0, 0.0));
  l.add_radar("watch", LayDown::place(0.0, 0.0), LayDown::radar("turner", ScanKind::rotating), post);
  Platform& p =
      l.add_flight("own", LayDown::place(-100.0, 120.0, 8000.0), LayDown::place(100.0, 120.0, 8000.0), 250.0);
  p.side = Side::friendly;
  p.objective_time = kNever;
  p.exposure = asked;
  p.type.swerling = 1;
  for (RcsByAspect& rcs : p.type.rcs) {
    rcs = {0.1, 0.2, 0.1};
    for (Figure* f : {&rcs.front_m2, &rcs.side_m2, &rcs.rear_m2}) {
      f->low = 0.01 * f->value;
      f->high = 100.0 * f->value;
    }
  }
  return l;
}

TEST(Exposure, asking_for_it_changes_nothing) {
  const ReplicateResult with = play_one(*make_plan(passing_friend(true).scenario)),
                        without = play_one(*make_plan(passing_friend(false).scenario));
  EXPECT_EQ(with.digest, without.digest);
  EXPECT_TRUE(without.exposures.empty());
  EXPECT_FALSE(with.exposures.empty());
}

TEST(Exposure, minutes_in_coverage_are_those_of_the_flight) {
  const ReplicateResult r = play_one(*make_plan(passing_friend().scenario));
  Exposure all;
  double by_aspect[3] = {};
  for (const ExposureRow& row : r.exposures) {
    all = all + row.exposure;
    by_aspect[row.aspect] += row.exposure.coverage_s;
  }
  const double flown_s = r.exposed_flights[0].flown_s;
  EXPECT_NEAR(flown_s, 800.0, 5.0);  // 200 km at 250 m/s
  EXPECT_NEAR(all.coverage_s, flown_s, kScan_s);
  EXPECT_EQ(all.looks, all.coverage_s / kScan_s);
  // Never within 45 deg of nose or tail but beyond 120 km before and after: it does not fly so far.
  EXPECT_EQ(by_aspect[1], all.coverage_s);
  EXPECT_LE(all.track_s, r.exposed_flights[0].track_s + 1e-6);
}

TEST(Exposure, what_is_expected_is_what_comes_and_rises_with_the_cross_section) {
  Sample off;
  for (const ReplicateResult& r : play_many(*make_plan(passing_friend().scenario), 3, 60, 1).replicates) {
    Exposure all;
    for (const ExposureRow& row : r.exposures) all = all + row.exposure;
    off.add(all.detections - all.expected[1]);
    EXPECT_LT(all.expected[0], all.expected[1]);
    EXPECT_LT(all.expected[1], all.expected[2]);
    EXPECT_LE(all.expected[2], all.looks);
    EXPECT_LE(all.alone_s[0], all.alone_s[1]);
    EXPECT_LE(all.alone_s[1], all.alone_s[2]);
    EXPECT_EQ(all.expected[0], all.expected[3]);  // no reflectors: the augmented cases are the clean ones
  }
  EXPECT_TRUE(mean_within(off, 0.0, 4.0));
}

TEST(Exposure, a_radar_alone_holds_what_its_looks_would) {
  // One radar and no dwells: the track that stood is the one that the rule makes of the same looks, but for a
  // plot or two that went elsewhere.
  ExposureTally tally(passing_friend().scenario);
  for (const ReplicateResult& r : play_many(*make_plan(passing_friend().scenario), 5, 40, 1).replicates)
    tally.add(r);
  const std::vector<ExposureTally::Line> lines = tally.lines();
  ASSERT_FALSE(lines.empty());
  const ExposureTally::Line& all = lines.back();
  ASSERT_EQ(all.aspect, ExposureTally::kAllAspects);
  EXPECT_NEAR(all.track_min.estimate, all.alone_min[1].estimate, 0.15 * all.coverage_min.estimate);
  EXPECT_LE(all.track_min.low, all.track_min.estimate);
  EXPECT_GE(all.track_min.high, all.track_min.estimate);
}

TEST(Exposure, a_radar_that_is_off_covers_and_does_not_look) {
  LayDown l = passing_friend();
  l.scenario.radars[0].schedule = {{l.scenario.start, Readiness::standby}};
  const ReplicateResult r = play_one(*make_plan(l.scenario));
  Exposure all;
  for (const ExposureRow& row : r.exposures) all = all + row.exposure;
  EXPECT_GT(all.coverage_s, 700.0);
  EXPECT_EQ(all.off_s, all.coverage_s);
  EXPECT_EQ(all.looks + all.detections + all.track_s, 0.0);
}

}  // namespace
}  // namespace cupola
