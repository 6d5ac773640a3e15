// Plots that arrive after their scan: which scans they come in, and what they are worth.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tracking/detection_scans.hpp"
#include "tracking/detection_tracker.hpp"
#include "tracking/tests/imm_scene.hpp"

namespace cupola::testing {
namespace {

constexpr double kSd_m = 50.0;

Detection seen(double time_s, double delay_s, double east_m, double north_m, int sensor = 0) {
  Detection d;
  d.time = Time{} + Duration::seconds(time_s);
  d.sensor = sensor;
  d.delay_us = static_cast<std::uint32_t>(1e6 * delay_s);
  d.z[0] = east_m;
  d.z[1] = north_m;
  d.sd[0] = d.sd[1] = kSd_m;
  return d;
}

DetectionSet set_of(const std::vector<Detection>& detections, std::size_t sensors = 1) {
  DetectionSet set;
  set.sensors.resize(sensors);
  set.detections = detections;
  for (std::size_t i = 0; i < set.detections.size(); ++i)
    set.detections[i].row = static_cast<std::int64_t>(i);
  return set;
}

/// Time of the scan's end, late or not, and its rows.
std::string order_of(const DetectionSet& set) {
  DetectionScans<2> scans(set, std::vector<ScanRhythm>(set.sensors.size(), {4.0, true, false}));
  PlotScan<2> scan;
  std::string text;
  Time last = Time{INT64_MIN};
  while (scans.next(scan)) {
    EXPECT_GE(scan.end, last);
    last = scan.end;
    text += fmt::format("{}{}:", scan.end.ns / 1'000'000'000, scan.late ? "*" : "");
    for (const PositionPlot<2>& p : scan.plots) text += fmt::format(" {}", p.row);
    text += "; ";
  }
  EXPECT_EQ(scans.done(), set.detections.size());
  EXPECT_EQ(scans.earliest_left(), kNever);
  return text;
}

/// A sensor that always takes its time is waited for.
TEST(DetectionLate, IsCountedFromTheUsualDelay) {
  EXPECT_EQ(order_of(set_of({seen(0, 7, 0, 0), seen(4, 7, 1, 0), seen(8, 8.9, 2, 0), seen(12, 9.1, 3, 0),
                             seen(16, 7, 4, 0)})),
            "0: 0; 4: 1; 8: 2; 12:; 16*: 3; 16: 4; ");
}

TEST(DetectionLate, ComesBeforeTheScanUnderWayOnItsArrival) {
  // At 2 s a scan closes, half a period after it was due.
  EXPECT_EQ(order_of(set_of({seen(0, 0, 0, 0), seen(0, 1.9, 1, 0), seen(0, 2.1, 2, 0), seen(0, 6.1, 3, 0),
                             seen(4, 0, 4, 0), seen(8, 0, 5, 0)})),
            "0: 0 1; 4*: 2; 4: 4; 8*: 3; 8: 5; ");
  // By scans where they were measured, the oldest first.
  EXPECT_EQ(order_of(set_of({seen(0, 9, 0, 0), seen(0, 9, 1, 0), seen(4, 5, 2, 0), seen(8, 0, 3, 0),
                             seen(8, 0, 4, 0), seen(8, 0, 5, 0)})),
            "0:; 4:; 8*: 0 1; 8*: 2; 8: 3 4 5; ");
  // What arrives after the last scan still comes.
  EXPECT_EQ(order_of(set_of({seen(0, 0, 0, 0), seen(0, 0, 1, 0), seen(4, 11, 2, 0), seen(4, 3, 3, 0)})),
            "0: 0 1; 4:; 7*: 3; 15*: 2; ");
  // Several sensors stay in the order of their scans' ends.
  EXPECT_EQ(
      order_of(set_of({seen(0, 0, 0, 0), seen(0, 20, 1, 0), seen(1, 0, 2, 0, 1), seen(5, 0, 3, 0, 1)}, 2)),
      "0: 0; 1: 2; 5: 3; 20*: 1; ");
}

struct Outcome {
  std::vector<TrackEstimate<2>> tracks;
  std::int64_t begun = 0;
};

Outcome tracked(const DetectionSet& set, const DetectionTrackerSettings& settings) {
  DetectionScans<2> scans(set, std::vector<ScanRhythm>(set.sensors.size(), {4.0, true, false}));
  DetectionTracker<2> tracker(settings, set.sensors);
  PlotScan<2> scan;
  Outcome outcome;
  while (scans.next(scan)) tracker.process(scan);
  tracker.estimate(Time{} + Duration::seconds(80.0), outcome.tracks);
  outcome.begun = tracker.tracks_begun();
  return outcome;
}

/// Three targets for 21 scans; every third plot arrives `delay_s` late.
DetectionSet three_targets(double delay_s) {
  LinearCongruence luck(2);
  std::vector<Detection> all;
  for (int s = 0; s <= 20; ++s)
    for (int i = 0; i < 3; ++i) {
      const double east = kSd_m * normal(luck), north = kSd_m * normal(luck);
      all.push_back(seen(4.0 * s, (s + i) % 3 == 1 && s > 2 && s < 18 ? delay_s : 0.0,
                         8e3 * i + 720.0 * s + east, -300.0 * s + north));
    }
  return set_of(all);
}

/// With one filter for constant velocity a late plot is worth as much as one in time, to the last digits: each
/// missed one plot.
class LateForEither : public ::testing::TestWithParam<AssociationMethod> {};
INSTANTIATE_TEST_SUITE_P(DetectionLate, LateForEither,
                         ::testing::Values(AssociationMethod::gnn, AssociationMethod::bp));

TEST_P(LateForEither, IsWorthAsMuchAsInTime) {
  DetectionTrackerSettings settings;
  settings.association = GetParam();
  settings.filter = FilterKind::kalman;
  settings.detection_probability = 0.95;
  settings.false_detections_per_scan = 1e-9;  // no mixture of plot and miss
  const Outcome in_time = tracked(three_targets(0.0), settings), late = tracked(three_targets(7.0), settings);
  const double near = GetParam() == AssociationMethod::bp ? 1e-4 : 1e-6;  // shares that are almost 1
  ASSERT_EQ(in_time.tracks.size(), 3u);
  ASSERT_EQ(late.tracks.size(), 3u);
  EXPECT_EQ(late.begun, 3);
  for (std::size_t i = 0; i < 3; ++i)
    for (int k = 0; k < 4; ++k) EXPECT_NEAR(late.tracks[i].x[k], in_time.tracks[i].x[k], near);
}

TEST_P(LateForEither, BeginsNoSecondTrackInTheMixture) {
  DetectionTrackerSettings settings;
  settings.association = GetParam();
  const Outcome late = tracked(three_targets(11.0), settings);
  EXPECT_EQ(late.tracks.size(), 3u);
  EXPECT_LE(late.begun, 4);
}

}  // namespace
}  // namespace cupola::testing
