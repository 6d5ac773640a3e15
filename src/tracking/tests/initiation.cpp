#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>

#include "tracking/tests/scene.hpp"

namespace cupola::testing {
namespace {

/// One look all the way round, every ten seconds.
PlotBatch round_look(const TestRadar& radar, std::uint32_t scan) {
  PlotBatch batch;
  batch.radar = radar.book.id;
  batch.begin = batch.end = Time{scan * 10'000'000'000LL};
  batch.scan = scan;
  batch.azimuth_width_rad = 2.0 * math::kPi;
  return batch;
}

TrackerSettings settings_for(int hits, int looks) {
  TrackerSettings settings;
  settings.initiation_hits = hits;
  settings.initiation_looks = looks;
  return settings;
}

/// The look, from 1, with which a target that is seen at random becomes firm; 0: not within `looks`.
int firm_after(int hits, int window, double pd, int looks, std::uint64_t run) {
  const TestRadar radar = TestRadar::at(38.4, 27.2, 1);
  const Target target = radar.target({8e4, 3e4, 9e3}, {-200.0, 60.0, 0.0});
  Tracker tracker(PostId{1}, settings_for(hits, window), {radar.book});
  for (int look = 1; look <= looks; ++look) {
    const auto scan = static_cast<std::uint32_t>(look - 1);
    Draws d(ReplicateKey{run}, stream_key(Purpose::detection, 1), scan);
    PlotBatch batch = round_look(radar, scan);
    const double luck = d.uniform();
    if (luck < pd) batch.plots.push_back(radar.plot(target.at(10.0 * scan), batch.begin, d));
    tracker.process(batch);
    if (firm_tracks(tracker) > 0) return look;
  }
  return 0;
}

// The gate loses the right plot three times in a thousand, more with the first guess of the speed: the
// tracker may fall short of the binomial by that little, and by luck.
void expect_share(int successes, int runs, double probability) {
  const double sd = std::sqrt(probability * (1.0 - probability) * runs);
  EXPECT_LT(successes, runs * probability + 4.0 * sd);
  EXPECT_GT(successes, runs * probability * 0.985 - 4.0 * sd);
}

TEST(Initiation, HasTheProbabilitiesOfTheBinomialInOneWindow) {
  struct Case {
    int hits, looks;
    double pd, probability;
  };
  const Case cases[] = {{2, 3, 0.5, 0.5},   {3, 4, 0.5, 0.3125}, {3, 5, 0.5, 0.5},     {4, 5, 0.5, 0.1875},
                        {2, 3, 0.9, 0.972}, {3, 4, 0.9, 0.9477}, {3, 5, 0.9, 0.99144}, {4, 5, 0.9, 0.91854}};
  constexpr int runs = 3000;
  for (const Case& c : cases) {
    int firm = 0;
    for (int run = 0; run < runs; ++run)
      firm += firm_after(c.hits, c.looks, c.pd, c.looks, static_cast<std::uint64_t>(run)) > 0;
    SCOPED_TRACE(::testing::Message() << c.hits << " of " << c.looks << " at " << c.pd);
    expect_share(firm, runs, c.probability);
  }
}

TEST(Initiation, SlidesItsWindow) {
  // Three of five at Pd 0.7: cumulative after 3, 5, 8 and 12 looks; mean 4.465 looks.
  constexpr int runs = 3000, looks = 60;
  std::vector<int> firm_by(looks + 1);
  double sum = 0.0;
  for (int run = 0; run < runs; ++run) {
    const int after = firm_after(3, 5, 0.7, looks, static_cast<std::uint64_t>(run));
    ASSERT_GT(after, 0);
    sum += after;
    for (int k = after; k <= looks; ++k) ++firm_by[static_cast<std::size_t>(k)];
  }
  expect_share(firm_by[3], runs, 0.343);
  expect_share(firm_by[5], runs, 0.8369);
  expect_share(firm_by[8], runs, 0.9537);
  expect_share(firm_by[12], runs, 0.9938);
  EXPECT_NEAR(sum / runs, 4.465, 0.15);
}

/// Firm tracks of a target of which a staring radar tells at the end of each frame, while the tracker is
/// asked for its tracks every half second; `seen`: by frame, newest in bit 0.
int firm_after_frames(int hits, int looks, std::uint32_t seen, double in_frame_s) {
  constexpr double kFrame_s = 2.0;
  const TestRadar radar = TestRadar::at(38.4, 27.2, 1, kFrame_s);
  const Target target = radar.target({8e4, 3e4, 9e3}, {-200.0, 60.0, 0.0});
  Tracker tracker(PostId{1}, settings_for(hits, looks), {radar.book});
  for (int frame = 0; frame < looks; ++frame) {
    PlotBatch batch = round_look(radar, static_cast<std::uint32_t>(frame));
    batch.begin = Time{} + Duration::seconds(kFrame_s * frame);
    batch.end = batch.begin + Duration::seconds(kFrame_s);
    const Time t = batch.begin + Duration::seconds(in_frame_s);
    if (seen >> (looks - 1 - frame) & 1u) batch.plots.push_back(radar.exact_plot(target.at(t.ns * 1e-9), t));
    for (int i = 1; i < 4; ++i) tracker.expire(batch.begin + Duration::seconds(0.5 * i));
    tracker.process(batch);
  }
  return firm_tracks(tracker);
}

TEST(Initiation, WaitsForPlotsThatComeOnlyAtTheEndOfTheirFrame) {
  for (const double in_frame_s : {0.01, 0.25, 1.0, 1.99}) {
    SCOPED_TRACE(in_frame_s);
    EXPECT_EQ(firm_after_frames(2, 2, 0b11, in_frame_s), 1);
    EXPECT_EQ(firm_after_frames(3, 3, 0b111, in_frame_s), 1);
    EXPECT_EQ(firm_after_frames(2, 3, 0b101, in_frame_s), 1);
    EXPECT_EQ(firm_after_frames(2, 4, 0b1001, in_frame_s), 1);
    EXPECT_EQ(firm_after_frames(2, 3, 0b100, in_frame_s), 0);
  }
}

/// Tracks after two looks at something that moved `distance_m` in between.
std::size_t tracks_after_leap(double distance_m) {
  const TestRadar radar = TestRadar::at(38.4, 27.2, 1);
  Tracker tracker(PostId{1}, {}, {radar.book});
  for (std::uint32_t scan = 0; scan < 2; ++scan) {
    PlotBatch batch = round_look(radar, scan);
    const Target target = radar.target({8e4 + scan * distance_m, 3e4, 9e3}, {});
    batch.plots.push_back(radar.exact_plot(target.p_ecef_m, batch.begin));
    tracker.process(batch);
  }
  return tracker.tracks().size();
}

TEST(Initiation, TheSpeedGateOpensAtTheGreatestSpeed) {
  EXPECT_EQ(tracks_after_leap(0.0), 1u);
  EXPECT_EQ(tracks_after_leap(29'000.0), 1u);
  EXPECT_EQ(tracks_after_leap(31'500.0), 2u);
}

/// Firm tracks born of false plots alone, and all plots.
struct FalseTracks {
  int firm = 0, plots = 0;
};

FalseTracks false_tracks(double plots_per_look, double declared_per_look, double score_least) {
  TestRadar radar = TestRadar::at(38.4, 27.2, 1);
  const double reach_m = 200e3, top_rad = 0.5;
  radar.book.false_plots_per_m3 =
      declared_per_look / (reach_m * reach_m * reach_m / 3.0 * 2.0 * math::kPi * top_rad);
  TrackerSettings settings = settings_for(2, 3);
  settings.score_least = score_least;
  Tracker tracker(PostId{1}, settings, {radar.book});
  FalseTracks result;
  TrackNumber newest = 0;
  for (std::uint32_t scan = 0; scan < 400; ++scan) {
    PlotBatch batch = round_look(radar, scan);
    Draws d(ReplicateKey{1}, stream_key(Purpose::false_alarm, 1), scan);
    const int n = d.poisson(plots_per_look);
    for (int i = 0; i < n; ++i) {
      Plot p = radar.exact_plot(radar.target({1e5, 0.0, 5e3}, {}).p_ecef_m, batch.begin);
      p.range_m = reach_m * std::cbrt(d.uniform());
      p.azimuth_rad = 2.0 * math::kPi * d.uniform();
      p.elevation_rad = top_rad * d.uniform();
      batch.plots.push_back(p);
    }
    result.plots += n;
    tracker.process(batch);
    for (const TrackState& s : tracker.tracks())
      if (s.track.confirmed && !s.dropped && s.track.number > newest && s.misses_in_row == 0 && s.hits <= 3) {
        ++result.firm;
        newest = s.track.number;
      }
  }
  return result;
}

TEST(Initiation, FalsePlotsAloneSeldomMakeAFirmTrack) {
  const FalseTracks few = false_tracks(3.0, 3.0, TrackerSettings{}.score_least);
  std::printf("3 false plots a look: %d firm tracks from %d\n", few.firm, few.plots);
  EXPECT_LT(few.firm, 0.01 * few.plots);
  const FalseTracks many = false_tracks(100.0, 100.0, TrackerSettings{}.score_least);
  std::printf("100 false plots a look: %d firm tracks from %d\n", many.firm, many.plots);
  EXPECT_LT(many.firm, 0.01 * many.plots);
  // Counting plots alone would not do.
  const FalseTracks counted = false_tracks(100.0, 100.0, -1e9);
  std::printf("100 false plots a look, counting alone: %d firm tracks\n", counted.firm);
  EXPECT_GT(counted.firm, 5 * many.firm + 50);
}

TEST(Initiation, APlotBeginsWithTheOddsOfTheFalseOnesAboutIt) {
  TestRadar radar = TestRadar::at(38.4, 27.2, 1);
  radar.book.false_plots_per_m3 = 0.0;
  radar.book.false_plots = {5.0, 2.0 * math::kPi, 1e3, 400e3, 0.0, 0.1};
  const TrackerSettings settings;
  const auto score_at = [&](double range_m, double elevation_rad, bool dedicated) {
    Tracker tracker(PostId{1}, settings, {radar.book});
    PlotBatch batch = round_look(radar, 0);
    batch.dedicated = dedicated;
    Plot p = radar.exact_plot(radar.target({1e5, 0.0, 5e3}, {}).p_ecef_m, batch.begin);
    p.range_m = range_m;
    p.elevation_rad = elevation_rad;
    batch.plots = {p};
    tracker.process(batch);
    return tracker.tracks().front().score;
  };
  const double there = 5.0 / (2.0 * math::kPi * 399e3 * 0.1 * 300e3 * 300e3 * std::cos(0.05));
  // None at all are reckoned as 1e-20.
  EXPECT_NEAR(score_at(300e3, 0.05, false), std::log(settings.new_plots_per_m3 / (there + 1e-20)), 1e-9);
  EXPECT_NEAR(score_at(100e3, 0.05, false), std::log(settings.new_plots_per_m3 / (9.0 * there + 1e-20)),
              1e-9);
  EXPECT_EQ(score_at(300e3, 0.15, false), 0.0);  // above the band there are none
  EXPECT_EQ(score_at(300e3, 0.05, true), 0.0);   // nor in a dwell
}

}  // namespace
}  // namespace cupola::testing
