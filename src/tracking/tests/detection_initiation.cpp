// What makes a track of the stand-alone tracker firm: counting and scores, by simulation against closed forms.

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "core/tests/linear_congruence.hpp"
#include "tracking/detection_tracker.hpp"
#include "tracking/tests/imm_scene.hpp"

namespace cupola::testing {
namespace {

constexpr double kStep_s = 4.0, kSd_m = 50.0;

PlotScan<2> scan_at(int look, double units) {
  PlotScan<2> scan;
  scan.units = units;
  scan.period_s = kStep_s;
  scan.begin = scan.end = Time{} + Duration::seconds(kStep_s * look);
  return scan;
}

void add(PlotScan<2>& scan, double east_m, double north_m) {
  PositionPlot<2> p;
  p.time = scan.end;
  p.z[0] = east_m;
  p.z[1] = north_m;
  p.r[0] = p.r[2] = kSd_m * kSd_m;
  scan.plots.push_back(p);
}

DetectionTrackerSettings counting(int hits, int looks, double pd) {
  DetectionTrackerSettings s;
  s.initiation = TrackInitiation::counting;
  s.initiation_hits = hits;
  s.initiation_looks = looks;
  s.detection_probability = pd;
  s.false_detections_per_scan = 0.01;
  s.gate_probability = 0.99999;
  return s;
}

/// The look, from 1, with which a target that is seen at random becomes firm; 0: not within `looks`.
int firm_after(const DetectionTrackerSettings& settings, int looks, std::uint64_t run) {
  LinearCongruence luck(7919 * run + 13);
  const std::vector<DetectionSensor> sensors(1);
  DetectionTracker<2> tracker(settings, sensors);
  for (int look = 1; look <= looks; ++look) {
    PlotScan<2> scan = scan_at(look, 1e12);
    const double east = kSd_m * normal(luck), north = kSd_m * normal(luck);
    if (luck.uniform() < settings.detection_probability) add(scan, 600.0 * look + east, north);
    tracker.process(scan);
    if (tracker.tracks_confirmed() > 0) return look;
  }
  return 0;
}

void expect_share(int successes, int runs, double probability) {
  const double sd = std::sqrt(probability * (1.0 - probability) * runs);
  EXPECT_NEAR(successes, runs * probability, 4.0 * sd + 0.002 * runs);
}

TEST(DetectionInitiation, CountsAsTheBinomialInOneWindow) {
  struct Case {
    int hits, looks;
    double pd, probability;
  };
  const Case cases[] = {{2, 3, 0.5, 0.5},   {3, 4, 0.5, 0.3125}, {3, 5, 0.5, 0.5},     {4, 5, 0.5, 0.1875},
                        {2, 3, 0.9, 0.972}, {3, 4, 0.9, 0.9477}, {3, 5, 0.9, 0.99144}, {4, 5, 0.9, 0.91854}};
  constexpr int runs = 2000;
  for (const Case& c : cases) {
    SCOPED_TRACE(::testing::Message() << c.hits << " of " << c.looks << " at " << c.pd);
    int firm = 0;
    for (int run = 0; run < runs; ++run)
      firm += firm_after(counting(c.hits, c.looks, c.pd), c.looks, static_cast<std::uint64_t>(run)) > 0;
    expect_share(firm, runs, c.probability);
  }
}

/// Three of five: by how many looks, and after how many on average.
TEST(DetectionInitiation, SlidesItsWindow) {
  struct Case {
    double pd, mean;
  };
  constexpr int runs = 2000, most = 400;
  for (const Case& c : {Case{0.7, 4.465}, {0.5, 7.268}, {0.3, 18.39}}) {
    SCOPED_TRACE(c.pd);
    double sum = 0.0, square = 0.0;
    int by[13] = {};
    for (int run = 0; run < runs; ++run) {
      const int after = firm_after(counting(3, 5, c.pd), most, static_cast<std::uint64_t>(run));
      ASSERT_GT(after, 0);
      sum += after;
      square += static_cast<double>(after) * after;
      for (int k = after; k <= 12; ++k) ++by[k];
    }
    const double mean = sum / runs, sd = std::sqrt((square / runs - mean * mean) / runs);
    EXPECT_NEAR(mean, c.mean, 4.0 * sd + 0.01 * c.mean);
    if (c.pd != 0.7) continue;
    expect_share(by[3], runs, 0.343);
    expect_share(by[5], runs, 0.8369);
    expect_share(by[8], runs, 0.9537);
    expect_share(by[12], runs, 0.9938);
  }
}

/// The table's share of false tracks: three of five where a gate has a plot once in a thousand looks.
TEST(DetectionInitiation, CountsFalseTracksAsTheBinomial) {
  const double p = 1e-3, q = 1.0 - p;
  EXPECT_NEAR(10.0 * p * p * p * q * q + 5.0 * p * p * p * p * q + std::pow(p, 5), 9.985e-9, 1e-12);
}

/// Of tracks that false plots begin, the share that becomes firm: at most alpha / (1 - beta).
TEST(DetectionInitiation, SequentialTestKeepsToItsShareOfFalseTracks) {
  for (const double alpha : {0.05, 0.15}) {
    LinearCongruence luck(11);
    DetectionTrackerSettings s;
    s.initiation = TrackInitiation::sprt;
    s.false_track_probability = alpha;
    s.missed_track_probability = 0.05;
    s.detection_probability = 0.9;
    s.false_detections_per_scan = 20.0;
    s.new_targets_per_scan = 1e-3;
    const std::vector<DetectionSensor> sensors(1);
    DetectionTracker<2> tracker(s, sensors);
    constexpr double kSide_m = 60e3;
    for (int look = 0; look < 1000; ++look) {
      PlotScan<2> scan = scan_at(look, kSide_m * kSide_m);
      for (int i = 0; i < 20; ++i) {
        const double east = luck.in(0.0, kSide_m), north = luck.in(0.0, kSide_m);
        add(scan, east, north);
      }
      tracker.process(scan);
    }
    const double share =
        static_cast<double>(tracker.tracks_confirmed()) / static_cast<double>(tracker.tracks_begun());
    std::printf("alpha %.2f: %lld of %lld false tracks firm, %.4f\n", alpha,
                static_cast<long long>(tracker.tracks_confirmed()),
                static_cast<long long>(tracker.tracks_begun()), share);
    EXPECT_LE(share, alpha / 0.95);
    EXPECT_GT(tracker.tracks_confirmed(), 0);
  }
}

/// Of targets' tracks, the share that is given up before it is firm: at most beta / (1 - alpha).
TEST(DetectionInitiation, SequentialTestKeepsToItsShareOfMissedTracks) {
  DetectionTrackerSettings s;
  s.initiation = TrackInitiation::sprt;
  s.false_track_probability = 1e-3;
  s.missed_track_probability = 0.2;
  s.detection_probability = 0.7;
  s.false_detections_per_scan = 30.0;
  constexpr int runs = 2000;
  int missed = 0;
  for (int run = 0; run < runs; ++run) {
    LinearCongruence luck(static_cast<std::uint64_t>(run) * 7919 + 5);
    const std::vector<DetectionSensor> sensors(1);
    DetectionTracker<2> tracker(s, sensors);
    const double ve = s.speed_sd_m_s * normal(luck), vn = s.speed_sd_m_s * normal(luck);
    for (int look = 0; look < 30 && tracker.tracks_confirmed() == 0; ++look) {
      PlotScan<2> scan = scan_at(look, 1e11);
      const double east = kSd_m * normal(luck), north = kSd_m * normal(luck);
      if (look == 0 || luck.uniform() < s.detection_probability)
        add(scan, ve * kStep_s * look + east, vn * kStep_s * look + north);
      tracker.process(scan);
      if (!tracker.is_held(1)) {
        ++missed;
        break;
      }
    }
  }
  std::printf("beta 0.20: %d of %d tracks of targets given up\n", missed, runs);
  EXPECT_LE(missed, (0.2 / 0.999) * runs);
  EXPECT_GT(missed, 0);
}

}  // namespace
}  // namespace cupola::testing
