#include "study/exposure_tally.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

Scenario scene() {
  Scenario s;
  s.radars.resize(2);
  s.platforms.resize(3);
  for (std::uint32_t i = 0; i < 3; ++i) s.platforms[i].id = PlatformId{i};
  s.platforms[1].exposure = true;
  return s;
}

ReplicateResult result(double detections, double track_s) {
  ReplicateResult r;
  r.exposed_flights = {{PlatformId{1}, 600.0, track_s}};
  Exposure nose, tail;
  nose.coverage_s = 120.0;
  nose.looks = 12.0;
  nose.detections = detections;
  nose.track_s = track_s;
  tail.coverage_s = 60.0;
  tail.looks = 6.0;
  r.exposures = {{PlatformId{1}, RadarId{0}, 0, nose}, {PlatformId{1}, RadarId{0}, 2, tail}};
  return r;
}

TEST(ExposureTally, gives_means_with_intervals_by_aspect_and_over_all) {
  ExposureTally tally(scene());
  ASSERT_TRUE(tally.any());
  tally.add(result(2.0, 60.0));
  tally.add(result(4.0, 120.0));
  const std::vector<ExposureTally::Line> lines = tally.lines();
  ASSERT_EQ(lines.size(), 3u);  // nose, tail, all; nothing of the other radar
  EXPECT_EQ(lines[0].aspect, 0);
  EXPECT_NEAR(lines[0].detections.estimate, 3.0, 1e-12);
  EXPECT_LT(lines[0].detections.low, 3.0);
  EXPECT_GT(lines[0].detections.high, 3.0);
  EXPECT_EQ(lines[2].aspect, ExposureTally::kAllAspects);
  EXPECT_NEAR(lines[2].coverage_min.estimate, 3.0, 1e-12);
  EXPECT_NEAR(lines[2].looks.estimate, 18.0, 1e-12);
  EXPECT_NEAR(tally.flights()[0].track_min.estimate, 1.5, 1e-12);
  EXPECT_LE(tally.flights()[0].track_min.high, 10.0);  // within the time flown
}

TEST(ExposureTally, has_nothing_where_nobody_asks) {
  Scenario s = scene();
  s.platforms[1].exposure = false;
  ExposureTally tally(s);
  EXPECT_FALSE(tally.any());
  tally.add(ReplicateResult{});
  EXPECT_TRUE(tally.lines().empty());
}

}  // namespace
}  // namespace cupola
