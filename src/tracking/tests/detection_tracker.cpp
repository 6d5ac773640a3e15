#include "tracking/detection_tracker.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tracking/detection_scans.hpp"
#include "tracking/tests/imm_scene.hpp"

namespace cupola::testing {
namespace {

constexpr double kSd_m = 50.0;

DetectionSensor sensor(const char* name) {
  DetectionSensor s;
  s.name = name;
  return s;
}

Detection seen(double time_s, int from, double east_m, double north_m) {
  Detection d;
  d.time = Time{} + Duration::seconds(time_s);
  d.sensor = from;
  d.z[0] = east_m;
  d.z[1] = north_m;
  d.sd[0] = d.sd[1] = kSd_m;
  return d;
}

void sort(DetectionSet& set) {
  std::stable_sort(set.detections.begin(), set.detections.end(),
                   [](const Detection& a, const Detection& b) { return a.time < b.time; });
  for (std::size_t i = 0; i < set.detections.size(); ++i)
    set.detections[i].row = static_cast<std::int64_t>(i);
}

/// Twenty targets, some clutter, seen by sensors with a period and an offset each.
DetectionSet scene(const std::vector<double>& period_s, const std::vector<double>& offset_s) {
  LinearCongruence luck(5);
  DetectionSet set;
  for (std::size_t s = 0; s < period_s.size(); ++s) {
    set.sensors.push_back(sensor(s == 0 ? "first" : "second"));
    for (double t = offset_s[s]; t < 120.0; t += period_s[s]) {
      for (int i = 0; i < 20; ++i) {
        const double east = kSd_m * normal(luck), north = kSd_m * normal(luck);
        if (luck.uniform() > 0.9) continue;
        set.detections.push_back(seen(t, static_cast<int>(s), 5e3 * i + 150.0 * t + east, -80.0 * t + north));
      }
      for (int i = 0; i < 5; ++i) {
        const double east = luck.in(-1e4, 12e4), north = luck.in(-3e4, 3e4);
        set.detections.push_back(seen(t, static_cast<int>(s), east, north));
      }
    }
  }
  sort(set);
  return set;
}

std::vector<TrackEstimate<2>> tracked(const DetectionSet& set, const DetectionTrackerSettings& settings,
                                      double at_s = 120.0) {
  std::vector<ScanRhythm> rhythms;
  for (std::size_t i = 0; i < set.sensors.size(); ++i)
    rhythms.push_back(scan_rhythm(set, static_cast<int>(i), 0.0));
  DetectionScans<2> scans(set, rhythms);
  DetectionTracker<2> tracker(settings, set.sensors);
  PlotScan<2> scan;
  while (scans.next(scan)) tracker.process(scan);
  std::vector<TrackEstimate<2>> out;
  tracker.estimate(Time{} + Duration::seconds(at_s), out);
  return out;
}

/// How many of the twenty have a track within 150 m, and how many tracks have no target there.
std::pair<int, int> found(const std::vector<TrackEstimate<2>>& tracks, double at_s) {
  int targets = 0;
  for (int i = 0; i < 20; ++i)
    targets += std::any_of(tracks.begin(), tracks.end(), [&](const TrackEstimate<2>& t) {
      return std::hypot(t.x[0] - 5e3 * i - 150.0 * at_s, t.x[1] + 80.0 * at_s) < 150.0;
    });
  return {targets, static_cast<int>(tracks.size()) - targets};
}

class EitherAssociation : public ::testing::TestWithParam<AssociationMethod> {};
INSTANTIATE_TEST_SUITE_P(DetectionTracker, EitherAssociation,
                         ::testing::Values(AssociationMethod::gnn, AssociationMethod::bp));

TEST_P(EitherAssociation, FollowsTargetsThroughClutter) {
  DetectionTrackerSettings settings;
  settings.association = GetParam();
  const auto [targets, others] = found(tracked(scene({4.0}, {0.0}), settings), 120.0);
  EXPECT_EQ(targets, 20);
  EXPECT_LE(others, 1);
}

TEST_P(EitherAssociation, TakesSensorsWithAPeriodAndAnOffsetOfTheirOwn) {
  DetectionTrackerSettings settings;
  settings.association = GetParam();
  const auto [targets, others] = found(tracked(scene({4.0, 9.7}, {0.0, 2.3}), settings), 120.0);
  EXPECT_EQ(targets, 20);
  EXPECT_LE(others, 1);
}

/// The order of plots within a scan is nobody's message.
TEST_P(EitherAssociation, GivesTheSameBitsForShuffledPlots) {
  DetectionTrackerSettings settings;
  settings.association = GetParam();
  const DetectionSet set = scene({4.0}, {0.0});
  DetectionSet shuffled = set;
  std::reverse(shuffled.detections.begin(), shuffled.detections.end());
  sort(shuffled);
  const auto a = tracked(set, settings), b = tracked(shuffled, settings);
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].number, b[i].number);
    for (int k = 0; k < 4; ++k) EXPECT_EQ(a[i].x[k], b[i].x[k]);
    for (int k = 0; k < 10; ++k) EXPECT_EQ(a[i].c[k], b[i].c[k]);
    EXPECT_EQ(a[i].existence, b[i].existence);
  }
}

TEST(DetectionTracker, ALateScanStillTeaches) {
  DetectionTrackerSettings settings;
  settings.detection_probability = 0.9;
  settings.false_detections_per_scan = 1.0;
  const std::vector<DetectionSensor> sensors(2);
  DetectionTracker<2> with(settings, sensors), without(settings, sensors);
  PlotScan<2> scan;
  scan.units = 1e10;
  const auto at = [&](double t, int from) {
    PositionPlot<2> p;
    p.time = Time{} + Duration::seconds(t);
    p.z[0] = 200.0 * t;
    p.r[0] = p.r[2] = kSd_m * kSd_m;
    scan.plots = {p};
    scan.sensor = from;
    scan.begin = scan.end = p.time;
  };
  for (int s = 0; s < 6; ++s) {
    at(4.0 * s, 0);
    with.process(scan);
    without.process(scan);
  }
  at(18.0, 1);  // between the last two, and after them
  with.process(scan);
  std::vector<TrackEstimate<2>> a, b;
  with.estimate(Time{} + Duration::seconds(20.0), a);
  without.estimate(Time{} + Duration::seconds(20.0), b);
  ASSERT_EQ(a.size(), 1u);
  ASSERT_EQ(b.size(), 1u);
  EXPECT_LT(a[0].c[0], 0.95 * b[0].c[0]);
  EXPECT_NEAR(a[0].x[0], 4000.0, 10.0);
}

/// Two tracks begun on one target, by plots that came twice for a while. Then each look gives one plot, by
/// turns nearer to the one and to the other: each track is fed every other look, and yet one of the two goes.
TEST_P(EitherAssociation, LetsNoTwoTracksLiveOnOneTarget) {
  DetectionTrackerSettings settings;
  settings.association = GetParam();
  settings.detection_probability = 0.85;
  settings.false_detections_per_scan = 3.0;
  const std::vector<DetectionSensor> sensors(1);
  DetectionTracker<2> tracker(settings, sensors);
  std::vector<TrackEstimate<2>> out;
  for (int s = 0; s < 60; ++s) {
    PlotScan<2> scan;
    scan.units = 1e10;
    scan.begin = scan.end = Time{} + Duration::seconds(4.0 * s);
    for (int twin = 0; twin < 2; ++twin) {
      if (s >= 6 && s % 2 != twin) continue;
      PositionPlot<2> p;
      p.time = scan.end;
      p.z[0] = 800.0 * s;
      p.z[1] = 100.0 * twin;
      p.r[0] = p.r[2] = kSd_m * kSd_m;
      scan.plots.push_back(p);
    }
    tracker.process(scan);
    tracker.estimate(scan.end, out);
    if (s == 5) {
      EXPECT_EQ(out.size(), 2u);
    }
    if (s > 30) {
      EXPECT_EQ(out.size(), 1u) << s;
    }
  }
}

/// Two targets side by side, nearer than what a gate tells apart: their tracks stay apart as they do.
TEST_P(EitherAssociation, DoesNotDrawTracksTogetherThatShareTheirPlots) {
  constexpr double kApart_m = 100.0;  // two standard deviations
  DetectionTrackerSettings settings;
  settings.association = GetParam();
  settings.detection_probability = 0.9;
  settings.false_detections_per_scan = 3.0;
  LinearCongruence luck(11);
  double apart_m = 0.0;
  int times = 0;
  for (int run = 0; run < 10; ++run) {
    const std::vector<DetectionSensor> sensors(1);
    DetectionTracker<2> tracker(settings, sensors);
    std::vector<TrackEstimate<2>> out;
    for (int s = 0; s < 60; ++s) {
      PlotScan<2> scan;
      scan.units = 1e10;
      scan.begin = scan.end = Time{} + Duration::seconds(4.0 * s);
      for (int target = 0; target < 2; ++target) {
        PositionPlot<2> p;
        p.time = scan.end;
        p.z[0] = 800.0 * s + kSd_m * normal(luck);
        p.z[1] = kApart_m * target + kSd_m * normal(luck);
        p.r[0] = p.r[2] = kSd_m * kSd_m;
        if (luck.uniform() < 0.9) scan.plots.push_back(p);
      }
      tracker.process(scan);
      tracker.estimate(scan.end, out);
      if (s < 10 || out.size() != 2) continue;
      apart_m += std::fabs(out[0].x[1] - out[1].x[1]);
      ++times;
    }
  }
  EXPECT_GT(times, 400);  // else a track is missing
  EXPECT_NEAR(apart_m / times, kApart_m, 0.2 * kApart_m);
}

/// Detection probability and false detections are learned from the plots alone.
TEST(DetectionTracker, LearnsWhatTheSensorDoes) {
  DetectionSet set = scene({2.0}, {0.0});
  const std::vector<ScanRhythm> rhythms = {scan_rhythm(set, 0, 0.0)};
  EXPECT_NEAR(rhythms[0].period_s, 2.0, 1e-9);
  EXPECT_TRUE(rhythms[0].at_once);
  DetectionScans<2> scans(set, rhythms);
  DetectionTracker<2> tracker({}, set.sensors);
  PlotScan<2> scan;
  while (scans.next(scan)) tracker.process(scan);
  EXPECT_NEAR(tracker.sensor(0).detection_probability(), 0.9, 0.04);
  EXPECT_NEAR(tracker.sensor(0).false_per_scan(), 5.0, 1.5);
}

TEST(DetectionTracker, HoldsNoMoreTracksThanAllowed) {
  DetectionTrackerSettings settings;
  settings.tracks_most = 10;
  EXPECT_LE(tracked(scene({4.0}, {0.0}), settings).size(), 10u);
}

/// Two radars that turn: azimuths tell the period.
TEST(ScanRhythm, TellsTheTurnFromTheAzimuths) {
  DetectionSet set;
  set.sensors.push_back(sensor("turning"));
  set.sensors[0].measures = Measures::range_azimuth;
  LinearCongruence luck(2);
  for (double t = 0.0; t < 100.0; t += luck.in(0.1, 1.5)) {
    Detection d = seen(t, 0, 50e3, std::fmod(2.0 * math::kPi * t / 5.0, 2.0 * math::kPi));
    set.detections.push_back(d);
  }
  const ScanRhythm rhythm = scan_rhythm(set, 0, 0.0);
  EXPECT_NEAR(rhythm.period_s, 5.0, 0.05);
  EXPECT_FALSE(rhythm.at_once);
  EXPECT_TRUE(rhythm.from_data);
  EXPECT_EQ(scan_rhythm(set, 0, 6.0).period_s, 6.0);
}

/// Whatever times say, no period comes near a nanosecond.
TEST(ScanRhythm, KeepsPeriodsAboveAMillisecond) {
  DetectionSet set;
  set.sensors.push_back(sensor("hasty"));
  for (int i = 0; i < 20; ++i) set.detections.push_back(seen(1e-7 * (i / 4), 0, 1e3 * i, 0.0));
  EXPECT_EQ(scan_rhythm(set, 0, 0.0).period_s, kLeastPeriod_s);
  EXPECT_EQ(scan_rhythm(set, 0, 1e-12).period_s, kLeastPeriod_s);
  ScanRhythm wrong;
  wrong.period_s = 1e-12;
  DetectionScans<2> scans(set, {wrong});
  PlotScan<2> scan;
  ASSERT_TRUE(scans.next(scan));
  EXPECT_EQ(scan.plots.size(), 20u);
}

TEST(DetectionScans, SilentScansAreScansToo) {
  DetectionSet set;
  set.sensors.push_back(sensor("once"));
  for (const double t : {0.0, 4.0, 8.0, 20.0}) {
    set.detections.push_back(seen(t, 0, 1e3, 1e3));
    set.detections.push_back(seen(t, 0, 9e3, 1e3));
  }
  DetectionScans<2> scans(set, {scan_rhythm(set, 0, 0.0)});
  PlotScan<2> scan;
  std::vector<std::size_t> plots;
  std::vector<double> ends;
  while (scans.next(scan)) {
    plots.push_back(scan.plots.size());
    ends.push_back((scan.end - Time{}).seconds());
  }
  EXPECT_EQ(plots, (std::vector<std::size_t>{2, 2, 2, 0, 0, 2}));
  EXPECT_EQ(ends, (std::vector<double>{0, 4, 8, 12, 16, 20}));
}

}  // namespace
}  // namespace cupola::testing
