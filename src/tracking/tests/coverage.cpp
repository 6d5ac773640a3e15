#include <gtest/gtest.h>

#include <cmath>

#include "tracking/sector.hpp"
#include "tracking/tests/scene.hpp"

namespace cupola::testing {
namespace {

/// A ring of targets, the first in the given direction, flying clockwise round the radar or standing.
std::vector<Target> ring(const TestRadar& radar, int n, double range_m, double around_m_s,
                         double first_rad = 0.0) {
  std::vector<Target> targets;
  for (int i = 0; i < n; ++i) {
    const double azimuth = first_rad + 2.0 * math::kPi * i / n, s = math::sin(azimuth),
                 c = math::cos(azimuth);
    targets.push_back(radar.target({range_m * s, range_m * c, 9e3}, {around_m_s * c, -around_m_s * s, 0.0}));
  }
  return targets;
}

TEST(Sector, HoldsWhatLiesClockwiseOfItsBegin) {
  for (const double begin : {0.0, 1.0, 3.0, 6.0})
    for (const double width : {0.1, 1.0, 3.0, 4.0, 6.0}) {
      const Sector sector = Sector::of(begin, width);
      for (int k = 0; k < 720; ++k) {
        const double from = 2.0 * math::kPi * (k + 0.5) / 720, azimuth = begin + from;
        const double east = 5e4 * math::sin(azimuth), north = 5e4 * math::cos(azimuth);
        EXPECT_EQ(sector.holds(sector.past_begin_m(east, north), sector.past_end_m(east, north), 0.0, 0.0),
                  from < width);
      }
    }
}

TEST(Coverage, EveryLookAtEveryTrackIsCountedOnceHoweverTheSlicesFall) {
  // 360 directions against 16 slices: targets on every border, standing, and moving either way round.
  TestRadar radar = TestRadar::at(38.4, 27.2, 1);
  radar.detection_probability = 0.7;
  TrackerSettings settings;
  settings.speed_most_m_s = 600.0;
  settings.gate_probability = 0.999999;  // no plot is to be lost here for any other reason
  settings.deletion_misses = 40;
  settings.coast_most_s = 1e6;
  settings.initiation_looks = 30;
  for (const double around_m_s : {0.0, 250.0, -250.0})
    for (int first_deg = 0; first_deg < 8; ++first_deg) {
      const std::vector<Target> targets = ring(radar, 45, 9e4, around_m_s, first_deg * kDegree);
      const std::uint32_t turns = 30;
      Tracker tracker(PostId{1}, settings, {radar.book});
      std::size_t plots = 0, hits = 0;
      for (const PlotBatch& batch : turning_radar(radar, targets, turns, 3)) {
        plots += batch.plots.size();
        tracker.process(batch);
      }
      EXPECT_LE(tracker.tracks().size(),
                targets.size() + 4);  // a first plot may be taken for a neighbour's second
      for (const TrackState& s : tracker.tracks()) {
        hits += static_cast<std::size_t>(s.hits);
        // A look each turn since birth; the last one may not be decided yet, and the beam may pass north
        // first.
        EXPECT_NEAR(s.looks, turns - std::floor(s.born.ns * 1e-10), 1.0);
      }
      EXPECT_EQ(hits, plots);
    }
}

TEST(Coverage, ATrackGoesOnAcrossNorth) {
  TestRadar radar = TestRadar::at(38.4, 27.2, 1);
  for (const double side : {1.0, -1.0}) {
    const std::vector<Target> targets = {radar.target({-side * 2e4, 8e4, 8e3}, {side * 220.0, 0.0, 0.0})};
    Tracker tracker(PostId{1}, {}, {radar.book});
    for (const PlotBatch& batch : turning_radar(radar, targets, 20, 1)) tracker.process(batch);
    ASSERT_EQ(tracker.tracks().size(), 1u);
    const TrackState& s = tracker.tracks().front();
    EXPECT_GE(s.hits, 18);  // it may cross north in the other sense than the beam, and lose a look
    EXPECT_LE(s.looks - s.hits, 1);
    EXPECT_TRUE(s.track.confirmed);
  }
}

TEST(Coverage, AfterTheGivenNumberOfMissesATrackIsDroppedAndSeenOnceMore) {
  TestRadar radar = TestRadar::at(38.4, 27.2, 1);
  const Target target = radar.target({6e4, 6e4, 9e3}, {100.0, 0.0, 0.0});
  for (const int misses : {2, 3, 4, 5}) {
    TrackerSettings settings;
    settings.deletion_misses = misses;
    Tracker tracker(PostId{1}, settings, {radar.book});
    std::vector<PlotBatch> batches = turning_radar(radar, {target}, 20, 1);
    int looks_after_loss = -1, shown_dropped = 0;
    for (std::size_t i = 0; i < batches.size(); ++i) {
      if (i >= 5 * 16) batches[i].plots.clear();  // from the sixth turn on it is gone
      tracker.process(batches[i]);
      for (const TrackState& s : tracker.tracks())
        if (s.dropped) {
          ++shown_dropped;
          looks_after_loss = s.misses_in_row;
          EXPECT_EQ(s.hits, 5);
          EXPECT_EQ(batches[i].scan, 4 + static_cast<unsigned>(misses));
        }
    }
    EXPECT_EQ(looks_after_loss, misses);
    EXPECT_EQ(shown_dropped, 1);
    EXPECT_TRUE(tracker.tracks().empty());
  }
}

TEST(Coverage, ARadarThatIsOffCountsNoLooks) {
  TestRadar radar = TestRadar::at(38.4, 27.2, 1), other = TestRadar::at(38.4, 27.2, 2, 1.0);
  const Target target = radar.target({6e4, 6e4, 9e3}, {100.0, 0.0, 0.0});
  TrackerSettings settings;
  settings.coast_most_s = 80.0;
  Tracker tracker(PostId{1}, settings, {radar.book, other.book});
  const std::vector<PlotBatch> batches = turning_radar(radar, {target}, 5, 1);
  for (const PlotBatch& batch : batches) tracker.process(batch);
  const int looks = tracker.tracks().front().looks;
  // The other radar turns and never sees it, so its silence means nothing; the track coasts as long as it
  // may.
  double kept_until_s = 0.0;
  for (std::uint32_t n = 50 * 16; n < 200 * 16; ++n) {
    tracker.process(other.empty_slice(n));
    if (tracker.tracks().empty()) break;
    kept_until_s = other.slice_begin(n).ns * 1e-9;
    EXPECT_EQ(tracker.tracks().front().looks, looks);
  }
  EXPECT_NEAR(kept_until_s, batches.back().end.ns * 1e-9 - 8.7 + 80.0, 2.0);
}

TEST(Coverage, AFastRadarThatLosesSightLeavesTheTrackToASlowOne) {
  TestRadar slow = TestRadar::at(38.4, 27.2, 1, 10.0), fast = TestRadar::at(38.5, 27.4, 2, 2.0);
  const Target target = slow.target({6e4, 6e4, 9e3}, {100.0, 0.0, 0.0});
  std::vector<PlotBatch> batches = turning_radar(slow, {target}, 20, 1);
  for (PlotBatch& batch : turning_radar(fast, {target}, 100, 2)) {
    if (batch.begin.ns > 60'000'000'000) batch.plots.clear();
    batches.push_back(batch);
  }
  sort_by_arrival(batches);
  Tracker tracker(PostId{1}, {}, {slow.book, fast.book});
  for (const PlotBatch& batch : batches) tracker.process(batch);
  ASSERT_EQ(tracker.tracks().size(), 1u);
  EXPECT_EQ(tracker.tracks().front().born.ns / 10'000'000'000, 0);
  EXPECT_LT((Time{200'000'000'000} - tracker.tracks().front().last_hit).seconds(), 10.0);
}

TEST(Coverage, ATargetThatBothRadarsLoseIsDroppedWithoutWaitingForTheSlowOneToCountToFour) {
  TestRadar slow = TestRadar::at(38.4, 27.2, 1, 10.0), fast = TestRadar::at(38.5, 27.4, 2, 2.0);
  const Target target = slow.target({6e4, 6e4, 9e3}, {100.0, 0.0, 0.0});
  std::vector<PlotBatch> batches = turning_radar(slow, {target}, 20, 1);
  const std::vector<PlotBatch> others = turning_radar(fast, {target}, 100, 2);
  batches.insert(batches.end(), others.begin(), others.end());
  sort_by_arrival(batches);
  Tracker tracker(PostId{1}, {}, {slow.book, fast.book});
  double dropped_s = 0.0;
  for (PlotBatch& batch : batches) {
    if (batch.begin.ns > 60'000'000'000) batch.plots.clear();
    tracker.process(batch);
    if (dropped_s == 0.0 && batch.begin.ns > 60'000'000'000 && firm_tracks(tracker) == 0)
      dropped_s = batch.end.ns * 1e-9;
  }
  EXPECT_GT(dropped_s, 68.0);
  EXPECT_LT(dropped_s, 85.0);  // two looks of the slow one, not four
}

TEST(Coverage, TwoFacesLookTwiceATurn) {
  // One batch covers a sixteenth of the circle ahead and the one behind.
  TestRadar radar = TestRadar::at(38.4, 27.2, 1, 10.0);
  radar.book.look_interval_s = 5.0;
  TestRadar front = TestRadar::at(38.4, 27.2, 1, 10.0);
  const std::vector<Target> targets = ring(front, 32, 9e4, 0.0);
  std::vector<PlotBatch> batches = turning_radar(front, targets, 20, 1);
  for (std::size_t k = 0; k < targets.size(); ++k)
    for (std::uint32_t turn = 0; turn < 19; ++turn) {
      // The rear face crosses half a turn later.
      const Time t = front.crossing(targets[k], turn) + Duration::seconds(5.0);
      Draws d(ReplicateKey{8}, stream_key(Purpose::measurement_noise, k), turn);
      for (PlotBatch& batch : batches)
        if (batch.begin <= t && t < batch.end)
          batch.plots.push_back(front.plot(targets[k].at(t.ns * 1e-9), t, d));
    }
  for (PlotBatch& batch : batches) std::sort(batch.plots.begin(), batch.plots.end(), measured_before);
  for (const int faces : {2, 1}) {
    Tracker tracker(PostId{1}, {}, {radar.book});
    for (PlotBatch& batch : batches) {
      batch.faces = faces;  // where one face is announced the plots alone must tell
      tracker.process(batch);
    }
    EXPECT_EQ(tracker.tracks().size(), targets.size());
    for (const TrackState& s : tracker.tracks()) {
      EXPECT_GE(s.hits, 37);
      EXPECT_LE(s.looks - s.hits, 1);
    }
  }
}

/// A search frame over a sector of 1 rad from azimuth 0.5 on, five seconds each.
PlotBatch frame(const TestRadar& radar, std::uint32_t n) {
  PlotBatch batch;
  batch.radar = radar.book.id;
  batch.begin = Time{n * 5'000'000'000LL};
  batch.end = Time{(n + 1) * 5'000'000'000LL};
  batch.scan = n;
  batch.azimuth_begin_rad = 0.5;
  batch.azimuth_width_rad = 1.0;
  return batch;
}

TEST(Coverage, AFrameAsksOnlyTheTracksInItsSector) {
  TestRadar search = TestRadar::at(38.4, 27.2, 1), array = TestRadar::at(38.4, 27.2, 2, 5.0);
  const std::vector<Target> targets = ring(search, 24, 9e4, 0.0);
  Tracker tracker(PostId{1}, {}, {search.book, array.book});
  std::vector<PlotBatch> batches = turning_radar(search, targets, 12, 1);
  for (std::uint32_t n = 0; n < 24; ++n) {
    PlotBatch batch = frame(array, n);
    // Plots of the first half only: then the array goes blind in its sector.
    for (std::size_t k = 0; k < targets.size(); ++k) {
      Draws d(ReplicateKey{2}, stream_key(Purpose::measurement_noise, k), n);
      const Time t = batch.begin + Duration::seconds(5.0 * d.uniform());
      const Plot p = array.plot(targets[k].p_ecef_m, t, d);
      if (n < 12 && p.azimuth_rad > 0.5 && p.azimuth_rad < 1.5) batch.plots.push_back(p);
    }
    batches.push_back(batch);
  }
  sort_by_arrival(batches);
  for (const PlotBatch& batch : batches) tracker.process(batch);
  ASSERT_EQ(tracker.tracks().size(), targets.size());
  for (const TrackState& s : tracker.tracks()) {
    const double azimuth = polar_from_enu(search.book.frame.enu_from_ecef(s.track.p_ecef_m)).azimuth_rad;
    if (azimuth > 0.52 && azimuth < 1.48) {
      EXPECT_GE(s.hits, 22) << azimuth;
      EXPECT_EQ(s.looks, s.hits + 4) << azimuth;  // four misses, and then the array no longer counts
    } else {
      EXPECT_LE(s.hits, 14) << azimuth;
      EXPECT_LE(s.looks - s.hits, 4) << azimuth;
    }
  }
}

TEST(Coverage, WhatNobodyLooksAtExpiresWithoutABatch) {
  const TestRadar radar = TestRadar::at(38.4, 27.2, 1);
  const Target target = radar.target({50e3, 20e3, 5e3}, {-150.0, 0.0, 0.0});
  Tracker tracker(PostId{1}, {}, {radar.book});
  const auto at = [](double t_s) { return Time{} + Duration::seconds(t_s); };
  tracker.expire(at(0.0));  // before anything was seen
  for (const PlotBatch& batch : turning_radar(radar, {target}, 5, 1)) tracker.process(batch);
  ASSERT_EQ(firm_tracks(tracker), 1);

  const Time last_hit = tracker.tracks().front().last_hit;
  const double coast_s = TrackerSettings{}.coast_most_s;
  tracker.expire(last_hit + Duration::seconds(coast_s - 0.1));
  EXPECT_EQ(firm_tracks(tracker), 1);
  tracker.expire(last_hit + Duration::seconds(coast_s + 0.1));
  ASSERT_EQ(tracker.tracks().size(), 1u);
  EXPECT_TRUE(tracker.tracks().front().dropped);  // shown once
  tracker.expire(last_hit + Duration::seconds(coast_s + 0.2));
  EXPECT_TRUE(tracker.tracks().empty());
}

}  // namespace
}  // namespace cupola::testing
