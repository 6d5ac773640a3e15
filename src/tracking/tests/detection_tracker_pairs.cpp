// Two targets that one sensor cannot always tell apart, second plots of one, and two tracks of one.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tracking/detection_tracker.hpp"
#include "tracking/tests/imm_scene.hpp"

namespace cupola::testing {
namespace {

constexpr double kSd_m = 50.0, kPeriod_s = 4.0, kSpeed_m_s = 200.0;

struct At {
  double ahead_m, aside_m;  ///< of a point that flies east
};

class Scene {
 public:
  explicit Scene(const DetectionTrackerSettings& settings) : sensors_(1), tracker_(settings, sensors_) {}

  void look(const std::vector<At>& plots) {
    PlotScan<2> scan;
    scan.units = 1e10;
    scan.period_s = kPeriod_s;
    scan.begin = scan.end = Time{} + Duration::seconds(kPeriod_s * looks_);
    for (const At& at : plots) {
      PositionPlot<2> p;
      p.time = scan.end;
      p.z[0] = kSpeed_m_s * kPeriod_s * looks_ + at.ahead_m;
      p.z[1] = at.aside_m;
      p.r[0] = p.r[2] = kSd_m * kSd_m;
      scan.plots.push_back(p);
    }
    tracker_.process(scan);
    tracker_.estimate(scan.end, tracks_);
    tracker_.estimate_at_plots(at_plots_);
    ++looks_;
  }
  const std::vector<TrackEstimate<2>>& tracks() const { return tracks_; }
  std::size_t updated() const { return at_plots_.size(); }
  std::int64_t confirmed() const { return tracker_.tracks_confirmed(); }

 private:
  std::vector<DetectionSensor> sensors_;
  DetectionTracker<2> tracker_;
  std::vector<TrackEstimate<2>> tracks_;
  std::vector<TrackAtPlot<2>> at_plots_;
  int looks_ = 0;
};

DetectionTrackerSettings settings_with(AssociationMethod association, double resolution_m) {
  DetectionTrackerSettings settings;
  settings.association = association;
  settings.detection_probability = 0.9;
  settings.false_detections_per_scan = 3.0;
  settings.resolution_range_m = resolution_m;
  return settings;
}

class PairOfTargets : public ::testing::TestWithParam<AssociationMethod> {};
INSTANTIATE_TEST_SUITE_P(DetectionTracker, PairOfTargets,
                         ::testing::Values(AssociationMethod::gnn, AssociationMethod::bp));

/// Two seen apart, then one plot between them for a while.
Scene merging(const DetectionTrackerSettings& settings, double apart_m, int scans) {
  Scene scene(settings);
  for (int s = 0; s < 12; ++s) scene.look({{0.0, 0.0}, {0.0, apart_m}});
  for (int s = 0; s < scans; ++s) scene.look({{0.0, (0.35 + 0.3 * (s % 2)) * apart_m}});
  return scene;
}

TEST_P(PairOfTargets, LivesOnPlotsThatBothShare) {
  EXPECT_EQ(merging(settings_with(GetParam(), 0.0), 250.0, 8).tracks().size(), 1u);  // the control
  const Scene scene = merging(settings_with(GetParam(), 400.0), 250.0, 8);
  ASSERT_EQ(scene.tracks().size(), 2u);
  for (int i = 0; i < 2; ++i) {
    const TrackEstimate<2>& track = scene.tracks()[static_cast<std::size_t>(i)];
    EXPECT_EQ(track.number, i + 1);
    EXPECT_NEAR(track.x[1], 250.0 * i, 75.0);
    EXPECT_NEAR(track.x[0], 19 * kSpeed_m_s * kPeriod_s, 50.0);
    EXPECT_NEAR(track.x[2], kSpeed_m_s, 10.0);
    EXPECT_GT(track.c[0], 0.3 * kSd_m * kSd_m);  // half of a plot each
  }
  EXPECT_EQ(scene.updated(), 2u);
}

/// What a resolved pair would show, it does not miss.
TEST_P(PairOfTargets, DoesNotExplainAMissByATargetFarOff) {
  EXPECT_EQ(merging(settings_with(GetParam(), 100.0), 1500.0, 0).tracks().size(), 2u);
  Scene scene(settings_with(GetParam(), 100.0));
  for (int s = 0; s < 12; ++s) scene.look({{0.0, 0.0}, {0.0, 1500.0}});
  for (int s = 0; s < 8; ++s) scene.look({{0.0, 0.0}});
  ASSERT_EQ(scene.tracks().size(), 1u);
  EXPECT_EQ(scene.tracks()[0].number, 1);
}

/// A sensor's own figure does as well as the settings'.
TEST_P(PairOfTargets, TakesTheResolutionFromTheSensor) {
  DetectionSensor sensor;
  sensor.resolution_range_m = 400.0;
  const std::vector<DetectionSensor> told(1, sensor), untold(1);
  std::size_t left[2];
  int i = 0;
  for (const auto& sensors : {told, untold}) {
    DetectionTracker<2> tracker(settings_with(GetParam(), 0.0), sensors);
    std::vector<TrackEstimate<2>> out;
    for (int s = 0; s < 20; ++s) {
      PlotScan<2> scan;
      scan.units = 1e10;
      scan.begin = scan.end = Time{} + Duration::seconds(kPeriod_s * s);
      for (const double aside_m : s < 12 ? std::vector<double>{0.0, 250.0} : std::vector<double>{125.0}) {
        PositionPlot<2> p;
        p.time = scan.end;
        p.z[0] = kSpeed_m_s * kPeriod_s * s;
        p.z[1] = aside_m;
        p.r[0] = p.r[2] = kSd_m * kSd_m;
        scan.plots.push_back(p);
      }
      tracker.process(scan);
      tracker.estimate(scan.end, out);
    }
    left[i++] = out.size();
  }
  EXPECT_EQ(left[0], 2u);
  EXPECT_EQ(left[1], 1u);
}

/// Of ten targets, each alone, which give a second plot beside the first in one scan of seven.
std::int64_t firm_tracks_of_ten(const DetectionTrackerSettings& settings) {
  LinearCongruence luck(4);
  std::int64_t sum = 0;
  for (int target = 0; target < 10; ++target) {
    Scene scene(settings);
    for (int s = 0; s < 60; ++s) {
      const double own_ahead = kSd_m * normal(luck), own_aside = kSd_m * normal(luck);
      std::vector<At> plots = {{own_ahead, own_aside}};
      const double ahead = 200.0 * normal(luck), aside = 200.0 * normal(luck);
      if (luck.uniform() < 1.0 / 7.0 && s > 3) plots.push_back({ahead, aside});
      scene.look(plots);
    }
    sum += scene.confirmed();
  }
  return sum;
}

TEST_P(PairOfTargets, IsNotMadeOfSecondPlotsOfOne) {
  DetectionTrackerSettings settings = settings_with(GetParam(), 300.0);
  settings.split_probability = 0.0;
  EXPECT_GE(firm_tracks_of_ten(settings), 16);  // the control
  settings.split_probability = 0.05;
  EXPECT_LE(firm_tracks_of_ten(settings), 12);
}

/// Plots that came twice for a while began two tracks on one target.
Scene twins(AssociationMethod association, int duplicate_scans) {
  DetectionTrackerSettings settings = settings_with(association, 200.0);
  settings.duplicate_scans = duplicate_scans;
  settings.split_probability = 0.0;
  Scene scene(settings);
  LinearCongruence luck(7);
  for (int s = 0; s < 40; ++s) {
    const double ahead = 0.3 * kSd_m * normal(luck), aside = 0.3 * kSd_m * normal(luck);
    if (s < 6)
      scene.look({{ahead, aside - 20.0}, {-ahead, aside + 20.0}});
    else
      scene.look({{ahead, aside}});
  }
  return scene;
}

TEST_P(PairOfTargets, BecomesOneTrackWhereItIsOneTarget) {
  EXPECT_EQ(twins(GetParam(), 0).tracks().size(), 2u);  // the control
  const Scene scene = twins(GetParam(), 5);
  ASSERT_EQ(scene.tracks().size(), 1u);
  EXPECT_EQ(scene.tracks()[0].number, 1);  // the older
  EXPECT_NEAR(scene.tracks()[0].x[1], 0.0, kSd_m);
}

/// Two that fly together and are seen apart stay two, however long.
TEST_P(PairOfTargets, StaysTwoWhereBothAreSeen) {
  DetectionTrackerSettings settings = settings_with(GetParam(), 200.0);
  settings.duplicate_scans = 1;
  Scene scene(settings);
  LinearCongruence luck(8);
  for (int s = 0; s < 60; ++s) {
    std::vector<At> plots;
    for (int i = 0; i < 2; ++i) {
      const double ahead = kSd_m * normal(luck), aside = kSd_m * normal(luck);
      if (luck.uniform() < 0.9) plots.push_back({ahead, 300.0 * i + aside});
    }
    scene.look(plots);
  }
  EXPECT_EQ(scene.tracks().size(), 2u);
}

/// With all of it switched on, in a crowd: the same bits whatever the order of the plots.
TEST_P(PairOfTargets, GivesTheSameBitsForShuffledPlots) {
  DetectionTrackerSettings settings = settings_with(GetParam(), 400.0);
  Scene one(settings), other(settings);
  LinearCongruence luck(9);
  std::size_t most_updated = 0;
  for (int s = 0; s < 40; ++s) {
    std::vector<At> plots;
    for (int i = 0; i < 16; ++i) {
      const double ahead = kSd_m * normal(luck), aside = kSd_m * normal(luck);
      const double pair_m = 5000.0 * (i / 2) + (i % 2) * 8.0 * (20 - s);
      if (luck.uniform() < 0.8) plots.push_back({ahead, pair_m + aside});
      if (luck.uniform() < 0.1) plots.push_back({ahead + 150.0, pair_m - aside});
    }
    one.look(plots);
    std::reverse(plots.begin(), plots.end());
    other.look(plots);
    most_updated = std::max(most_updated, one.updated());
    ASSERT_EQ(one.tracks().size(), other.tracks().size());
    for (std::size_t i = 0; i < one.tracks().size(); ++i) {
      const TrackEstimate<2>&a = one.tracks()[i], &b = other.tracks()[i];
      EXPECT_EQ(a.number, b.number);
      EXPECT_EQ(a.existence, b.existence);
      for (int k = 0; k < 4; ++k) EXPECT_EQ(a.x[k], b.x[k]);
      for (int k = 0; k < 10; ++k) EXPECT_EQ(a.c[k], b.c[k]);
    }
  }
  EXPECT_GT(most_updated, 10u);
}

}  // namespace
}  // namespace cupola::testing
