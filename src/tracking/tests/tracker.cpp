#include "tracking/tracker.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <set>

#include "tracking/tests/scene.hpp"

namespace cupola::testing {
namespace {

Symmetric3 position_block(const Matrix<6, 6>& c) {
  return {c(0, 0), c(0, 1), c(0, 2), c(1, 1), c(1, 2), c(2, 2)};
}

/// One look all the way round.
PlotBatch round_look(const TestRadar& radar, std::uint32_t scan, double period_s = 10.0) {
  PlotBatch batch;
  batch.radar = radar.book.id;
  batch.begin = batch.end = Time{} + Duration::seconds(scan * period_s);
  batch.scan = scan;
  batch.azimuth_width_rad = 2.0 * math::kPi;
  return batch;
}

PlotBatch dwells(const TestRadar& radar, std::uint32_t n, double t_s, std::vector<TrackNumber> cued) {
  PlotBatch batch;
  batch.radar = radar.book.id;
  batch.begin = batch.end = Time{} + Duration::seconds(t_s);
  batch.scan = n;
  batch.dedicated = true;
  batch.cued = std::move(cued);
  return batch;
}

bool same_bits(const TrackState& a, const TrackState& b) {
  return a.track.number == b.track.number && a.track.time == b.track.time &&
         std::memcmp(&a.track.p_ecef_m, &b.track.p_ecef_m, sizeof(Vec3)) == 0 &&
         std::memcmp(&a.track.v_ecef_m_s, &b.track.v_ecef_m_s, sizeof(Vec3)) == 0 &&
         std::memcmp(&a.track.covariance, &b.track.covariance, sizeof(Matrix<6, 6>)) == 0 &&
         a.hits == b.hits && a.looks == b.looks && a.misses_in_row == b.misses_in_row &&
         a.track.confirmed == b.track.confirmed && a.dropped == b.dropped && a.score == b.score;
}

/// A hundred targets, two radars with false plots and missed detections.
std::vector<PlotBatch> busy_scene(std::vector<SensorBook>& books) {
  TestRadar a = TestRadar::at(38.4, 27.2, 1, 10.0), b = TestRadar::at(38.6, 27.5, 2, 6.0);
  a.detection_probability = b.detection_probability = 0.8;
  std::vector<Target> targets;
  for (int i = 0; i < 100; ++i) {
    Draws d(ReplicateKey{7}, stream_key(Purpose::traffic, static_cast<std::uint64_t>(i)), 0);
    const double east = d.uniform(), north = d.uniform(), up = d.uniform(),
                 course = 2.0 * math::kPi * d.uniform();
    targets.push_back(a.target({1.2e5 * east, 1.2e5 * north, 2e3 + 8e3 * up},
                               {200.0 * math::cos(course), 200.0 * math::sin(course), 0.0}));
  }
  books = {a.book, b.book};
  std::vector<PlotBatch> batches = turning_radar(a, targets, 15, 1);
  const std::vector<PlotBatch> more = turning_radar(b, targets, 25, 2);
  batches.insert(batches.end(), more.begin(), more.end());
  sort_by_arrival(batches);
  return batches;
}

TEST(Tracker, GivesTheSameBitsWhateverTheOrderOfPlots) {
  std::vector<SensorBook> books;
  const std::vector<PlotBatch> batches = busy_scene(books);
  Tracker straight(PostId{1}, {}, books), again(PostId{1}, {}, books), shuffled(PostId{1}, {}, books);
  std::size_t firm = 0;
  for (const PlotBatch& batch : batches) {
    straight.process(batch);
    again.process(batch);
    PlotBatch reversed = batch;
    std::reverse(reversed.plots.begin(), reversed.plots.end());
    if (reversed.plots.size() > 3) std::swap(reversed.plots[0], reversed.plots[2]);
    shuffled.process(reversed);
    ASSERT_EQ(straight.tracks().size(), shuffled.tracks().size());
    for (std::size_t i = 0; i < straight.tracks().size(); ++i) {
      ASSERT_TRUE(same_bits(straight.tracks()[i], again.tracks()[i]));
      ASSERT_TRUE(same_bits(straight.tracks()[i], shuffled.tracks()[i]));
    }
    for (std::size_t i = 0; i < batch.plots.size(); ++i)
      for (std::size_t k = 0; k < batch.plots.size(); ++k)
        if (reversed.plots[k].time == batch.plots[i].time &&
            reversed.plots[k].range_m == batch.plots[i].range_m) {
          ASSERT_EQ(straight.plot_tracks()[i], shuffled.plot_tracks()[k]);
        }
    firm += static_cast<std::size_t>(firm_tracks(straight));
  }
  EXPECT_GT(firm, 10'000u);
}

TEST(Tracker, AnHourLaterTheSameBits) {
  std::vector<SensorBook> books;
  std::vector<PlotBatch> batches = busy_scene(books);
  Tracker now(PostId{1}, {}, books), later(PostId{1}, {}, books);
  const Duration hour = Duration::seconds(3600.0);
  for (PlotBatch batch : batches) {
    now.process(batch);
    batch.begin = batch.begin + hour;
    batch.end = batch.end + hour;
    for (Plot& p : batch.plots) p.time = p.time + hour;
    later.process(batch);
  }
  ASSERT_EQ(now.tracks().size(), later.tracks().size());
  for (std::size_t i = 0; i < now.tracks().size(); ++i) {
    TrackState shifted = later.tracks()[i];
    shifted.track.time = shifted.track.time - hour;
    EXPECT_TRUE(same_bits(now.tracks()[i], shifted));
  }
}

TEST(Tracker, NumbersRiseAreNeverUsedAgainAndTellWhereATrackWasBorn) {
  std::vector<SensorBook> books;
  const std::vector<PlotBatch> batches = busy_scene(books);
  Tracker tracker(PostId{9}, {}, books);
  std::set<TrackNumber> seen, gone;
  for (const PlotBatch& batch : batches) {
    tracker.process(batch);
    std::set<TrackNumber> here;
    for (std::size_t i = 0; i < tracker.tracks().size(); ++i) {
      const TrackState& s = tracker.tracks()[i];
      if (i > 0) {
        EXPECT_LT(tracker.tracks()[i - 1].track.number, s.track.number);
      }
      EXPECT_EQ(tracker.find(s.track.number), &s);
      here.insert(s.track.number);
      EXPECT_FALSE(gone.contains(s.track.number));
      if (!seen.insert(s.track.number).second) continue;
      EXPECT_EQ(s.track.number >> 56, 9u);
      EXPECT_EQ(s.track.number >> 40 & 0xffff, batch.radar.value);
      EXPECT_EQ(s.track.number >> 16 & 0xffffff, batch.scan);
      EXPECT_EQ(s.track.owner, PostId{9});
    }
    for (const TrackNumber n : seen)
      if (!here.contains(n)) gone.insert(n);
    for (const TrackNumber n : tracker.plot_tracks()) {
      EXPECT_TRUE(here.contains(n));
    }
  }
  EXPECT_GT(gone.size(), 10u);
}

TEST(Tracker, TwoPlotsOfOneTargetMakeOneUpdateAndOneNewTrack) {
  const TestRadar radar = TestRadar::at(38.4, 27.2, 1);
  const Target target = radar.target({6e4, 6e4, 9e3}, {100.0, 0.0, 0.0});
  Tracker tracker(PostId{1}, {}, {radar.book});
  for (std::uint32_t scan = 0; scan < 5; ++scan) {
    PlotBatch batch = round_look(radar, scan);
    batch.plots.push_back(radar.exact_plot(target.at(10.0 * scan), batch.begin));
    if (scan == 4) {
      batch.plots.push_back(batch.plots.back());
      batch.plots.back().range_m += 20.0;
    }
    tracker.process(batch);
  }
  ASSERT_EQ(tracker.tracks().size(), 2u);
  EXPECT_EQ(tracker.tracks()[0].hits, 5);
  EXPECT_EQ(tracker.tracks()[1].hits, 1);
  EXPECT_EQ(tracker.plot_tracks()[0], tracker.tracks()[0].track.number);  // the nearer one
  EXPECT_EQ(tracker.plot_tracks()[1], tracker.tracks()[1].track.number);
}

/// Two targets that meet at an angle after ten looks; do their tracks leave with the other's target?
bool swapped_after_crossing(double angle_rad, std::uint64_t seed) {
  const TestRadar radar = TestRadar::at(38.4, 27.2, 1);
  const double s = math::sin(0.5 * angle_rad), c = math::cos(0.5 * angle_rad), v = 200.0;
  const Target one = radar.target(Vec3{8e4, 2e4, 9e3} - 100.0 * Vec3{v * c, v * s, 0.0}, {v * c, v * s, 0.0});
  const Target two =
      radar.target(Vec3{8e4, 2e4, 9e3} - 100.0 * Vec3{v * c, -v * s, 0.0}, {v * c, -v * s, 0.0});
  Tracker tracker(PostId{1}, {}, {radar.book});
  TrackNumber before[2] = {}, after[2] = {};
  for (std::uint32_t scan = 0; scan < 20; ++scan) {
    PlotBatch batch = round_look(radar, scan);
    Draws d(ReplicateKey{seed}, stream_key(Purpose::measurement_noise, 1), scan);
    batch.plots = {radar.plot(one.at(10.0 * scan), batch.begin, d),
                   radar.plot(two.at(10.0 * scan), batch.begin, d)};
    tracker.process(batch);
    if (scan == 7) std::copy(tracker.plot_tracks().begin(), tracker.plot_tracks().end(), before);
    if (scan == 19) std::copy(tracker.plot_tracks().begin(), tracker.plot_tracks().end(), after);
  }
  return before[0] != after[0] || before[1] != after[1];
}

TEST(Tracker, CrossingTargetsKeepTheirTracks) {
  for (const double degrees : {60.0, 30.0, 10.0}) {
    int swaps = 0;
    constexpr int runs = 200;
    for (std::uint64_t run = 0; run < runs; ++run) swaps += swapped_after_crossing(degrees * kDegree, run);
    std::printf("crossing at %.0f degrees: %d of %d pairs swapped or lost\n", degrees, swaps, runs);
    if (degrees >= 60.0) {
      EXPECT_LE(swaps, runs / 20);
    }
    if (degrees >= 30.0) {
      EXPECT_LE(swaps, runs / 5);
    }
  }
}

TEST(Tracker, TakesOverWhatThePlotsSayOfIdentity) {
  const TestRadar radar = TestRadar::at(38.4, 27.2, 1);
  const Target target = radar.target({6e4, 6e4, 9e3}, {});
  const IffReply replies[] = {IffReply::civil,     IffReply::silence, IffReply::national,
                              IffReply::not_asked, IffReply::civil,   IffReply::hostile};
  Tracker tracker(PostId{1}, {}, {radar.book});
  std::uint32_t scan = 0;
  for (const IffReply reply : replies) {
    PlotBatch batch = round_look(radar, scan++);
    batch.plots = {radar.exact_plot(target.p_ecef_m, batch.begin)};
    batch.plots[0].iff = reply;
    tracker.process(batch);
  }
  const TrackState& s = tracker.tracks().front();
  EXPECT_EQ(s.iff_asked, 5);
  EXPECT_EQ(s.iff_civil, 2);
  EXPECT_EQ(s.iff_national, 1);
  EXPECT_EQ(s.iff_hostile, 1);

  // What came long ago fades.
  for (int i = 0; i < 200; ++i) {
    PlotBatch batch = round_look(radar, scan++);
    batch.plots = {radar.exact_plot(target.p_ecef_m, batch.begin)};
    batch.plots[0].iff = IffReply::silence;
    tracker.process(batch);
  }
  EXPECT_EQ(s.iff_civil + s.iff_national + s.iff_hostile, 0);
  EXPECT_GE(s.iff_asked, 24);
  EXPECT_LE(s.iff_asked, 48);
}

TEST(Tracker, ABreakUpIsNotedAndMovesNothing) {
  const TestRadar radar = TestRadar::at(38.4, 27.2, 1);
  const Target target = radar.target({6e4, 6e4, 9e3}, {});
  Tracker tracker(PostId{1}, {}, {radar.book});
  for (std::uint32_t scan = 0; scan < 4; ++scan) {
    PlotBatch batch = round_look(radar, scan);
    batch.plots = {radar.exact_plot(target.p_ecef_m, batch.begin)};
    tracker.process(batch);
  }
  const TrackState before = tracker.tracks().front();
  PlotBatch batch = dwells(radar, 0, 35.0, {before.track.number});
  batch.plots = {radar.exact_plot(target.p_ecef_m + Vec3{100.0, 0.0, 0.0}, batch.begin)};
  batch.plots[0].end_game = EndGame::broke_up;
  tracker.process(batch);
  ASSERT_EQ(tracker.tracks().size(), 1u);
  TrackState after = tracker.tracks().front();
  EXPECT_EQ(after.end_game, EndGame::broke_up);
  EXPECT_EQ(after.end_game_time, batch.begin);
  EXPECT_EQ(tracker.plot_tracks()[0], before.track.number);
  EXPECT_TRUE(same_bits(before, after));

  // One that shows it whole counts as any plot; one far from every track starts none.
  batch.begin = batch.end = Time{} + Duration::seconds(36.0);
  batch.plots = {radar.exact_plot(target.p_ecef_m, batch.begin),
                 radar.exact_plot(target.p_ecef_m, batch.begin)};
  batch.plots[0].end_game = EndGame::intact;
  batch.plots[1].end_game = EndGame::broke_up;
  batch.plots[1].azimuth_rad += 1.0;
  tracker.process(batch);
  ASSERT_EQ(tracker.tracks().size(), 1u);
  EXPECT_EQ(tracker.tracks().front().end_game, EndGame::intact);
  EXPECT_EQ(tracker.tracks().front().hits, before.hits + 1);
  EXPECT_EQ(tracker.plot_tracks()[1], 0u);
}

/// Two resting targets, the second `apart_m` to the north of the first, after six looks; the tracks by
/// target.
struct Pair {
  TestRadar radar = TestRadar::at(38.4, 27.2, 1);
  Target one, two;
  Tracker tracker{PostId{1}, {}, {radar.book}};
  TrackNumber first = 0, second = 0;

  explicit Pair(double apart_m)
      : one(radar.target({6e4, 6e4, 9e3}, {})), two(radar.target({6e4, 6e4 + apart_m, 9e3}, {})) {
    for (std::uint32_t scan = 0; scan < 6; ++scan) {
      PlotBatch batch = round_look(radar, scan);
      batch.plots = {radar.exact_plot(one.p_ecef_m, batch.begin),
                     radar.exact_plot(two.p_ecef_m, batch.begin)};
      tracker.process(batch);
    }
    first = tracker.plot_tracks()[0];
    second = tracker.plot_tracks()[1];
  }
};

TEST(Tracker, DwellsAskTheCuedTracksFirst) {
  // The plot lies nearer to the second track, but the first was dwelt upon, and it lies in its gate.
  Pair pair(500.0);
  PlotBatch batch = dwells(pair.radar, 0, 55.0, {pair.first});
  batch.plots = {pair.radar.exact_plot(0.4 * pair.one.p_ecef_m + 0.6 * pair.two.p_ecef_m, batch.begin)};
  pair.tracker.process(batch);
  EXPECT_EQ(pair.tracker.plot_tracks()[0], pair.first);
}

TEST(Tracker, PlotsThatADwellDidNotAskForUpdateOtherTracksOrStartNewOnes) {
  Pair pair(5000.0);
  PlotBatch batch = dwells(pair.radar, 1, 55.0, {pair.first});
  const Target new_one = pair.radar.target({-6e4, 2e4, 9e3}, {});
  for (const Target& target : {pair.one, pair.two, new_one})
    batch.plots.push_back(pair.radar.exact_plot(target.p_ecef_m, batch.begin));
  pair.tracker.process(batch);
  EXPECT_EQ(pair.tracker.plot_tracks()[0], pair.first);
  EXPECT_EQ(pair.tracker.plot_tracks()[1], pair.second);
  EXPECT_EQ(pair.tracker.tracks().size(), 3u);

  // An empty dwell is a miss of the cued track alone, whatever else was cued.
  const int looks_of_second = pair.tracker.find(pair.second)->looks;
  pair.tracker.process(dwells(pair.radar, 2, 56.0, {pair.first, 12345u}));
  EXPECT_EQ(pair.tracker.find(pair.first)->misses_in_row, 1);
  EXPECT_EQ(pair.tracker.find(pair.second)->looks, looks_of_second);
}

TEST(Tracker, ACuedTrackThatAnswersNoMoreIsDropped) {
  const TestRadar radar = TestRadar::at(38.4, 27.2, 1);
  const Target target = radar.target({6e4, 6e4, 9e3}, {});
  Tracker tracker(PostId{1}, {}, {radar.book});
  TrackNumber number = 0;
  for (std::uint32_t n = 0; n < 10; ++n) {
    PlotBatch batch = dwells(radar, n, n, {number});
    if (n < 5) batch.plots = {radar.exact_plot(target.p_ecef_m, batch.begin)};
    tracker.process(batch);
    if (n == 0) number = tracker.plot_tracks()[0];
    if (n == 7) {
      EXPECT_EQ(tracker.find(number)->misses_in_row, 3);
    }
    if (n == 8) {
      EXPECT_TRUE(tracker.find(number)->dropped);
    }
    if (n == 9) {
      EXPECT_EQ(tracker.find(number), nullptr);
    }
  }
}

TEST(Tracker, BatchesThatComeLateKeepTheTrackInPlace) {
  // The second radar's batches arrive two seconds after their end, when the first radar's newer plots are in.
  TestRadar a = TestRadar::at(38.4, 27.2, 1, 2.0), b = TestRadar::at(38.6, 27.5, 2, 2.0);
  const Target target = a.target({6e4, 6e4, 9e3}, {-150.0, 100.0, 0.0});
  struct Arrival {
    Time when;
    PlotBatch batch;
  };
  std::vector<Arrival> arrivals;
  for (const PlotBatch& batch : turning_radar(a, {target}, 50, 1)) arrivals.push_back({batch.end, batch});
  for (const PlotBatch& batch : turning_radar(b, {target}, 50, 2))
    arrivals.push_back({batch.end + Duration::seconds(2.0), batch});
  std::sort(arrivals.begin(), arrivals.end(), [](const Arrival& x, const Arrival& y) {
    return std::tuple(x.when, x.batch.radar) < std::tuple(y.when, y.batch.radar);
  });
  Tracker tracker(PostId{1}, {}, {a.book, b.book});
  Time newest{0};
  double normalised = 0.0;
  int updates = 0;
  for (const Arrival& arrival : arrivals) {
    tracker.process(arrival.batch);
    for (const Plot& p : arrival.batch.plots) newest = std::max(newest, p.time);
    if (tracker.tracks().empty()) continue;
    const TrackState& s = tracker.tracks().front();
    EXPECT_EQ(s.track.time, newest);
    if (arrival.batch.plots.empty() || s.hits < 5) continue;
    const Inverse3 inverse = invert(position_block(s.track.covariance));
    const Vec3 e = s.track.p_ecef_m - target.at(s.track.time.ns * 1e-9);
    normalised += dot(e, inverse.inverse * e);
    ++updates;
  }
  ASSERT_EQ(tracker.tracks().size(), 1u);
  EXPECT_EQ(tracker.tracks().front().hits, 100);
  EXPECT_GT(updates, 90);
  EXPECT_LT(normalised / updates, 3.5);  // the target does not manoeuvre: better than the model, never worse
}

TEST(Tracker, FollowsABallisticBodyThroughItsFall) {
  // Free fall with the pull of gravity from 70 km down to 25 km; without it every prediction lies 490 m high.
  TestRadar radar = TestRadar::at(38.4, 27.2, 1);
  Tracker tracker(PostId{1}, {}, {radar.book});
  Vec3 p = radar.book.frame.ecef_from_enu({9e4, 9e4, 7e4}),
       v = transpose(radar.book.frame.ecef_to_enu) * Vec3{-900.0, -900.0, -200.0};
  int hits = 0;
  for (std::uint32_t scan = 0; scan < 7; ++scan) {
    PlotBatch batch = round_look(radar, scan);
    Draws d(ReplicateKey{3}, stream_key(Purpose::measurement_noise, 1), scan);
    batch.plots = {radar.plot(p, batch.begin, d)};
    tracker.process(batch);
    for (int i = 0; i < 100; ++i) {
      const Vec3 a = (-3.986004418e14 / (norm(p) * norm(p) * norm(p))) * p;
      p = p + 0.1 * v + 0.005 * a;
      v = v + 0.1 * a;
    }
    hits = tracker.tracks().front().hits;
  }
  EXPECT_EQ(tracker.tracks().size(), 1u);
  EXPECT_EQ(hits, 7);
  EXPECT_GT(norm(tracker.tracks().front().free_fall_ecef_m_s2), 9.0);
}

TEST(Tracker, LivesWithAPerfectRadarAndWithAnEmptySky) {
  TestRadar radar = TestRadar::at(38.4, 27.2, 1);
  radar.range_sd_m = radar.azimuth_sd_rad = radar.elevation_sd_rad = 0.0;
  radar.book.detection_probability = 1.0;
  radar.book.false_plots_per_m3 = 0.0;
  const Target target = radar.target({6e4, 6e4, 9e3}, {200.0, 100.0, 0.0});
  Tracker tracker(PostId{1}, {}, {radar.book});
  for (const PlotBatch& batch : turning_radar(radar, {}, 1, 1)) tracker.process(batch);
  EXPECT_TRUE(tracker.tracks().empty());
  Tracker busy(PostId{1}, {}, {radar.book});
  for (const PlotBatch& batch : turning_radar(radar, {target}, 30, 1)) busy.process(batch);
  ASSERT_EQ(busy.tracks().size(), 1u);
  const TrackState& s = busy.tracks().front();
  EXPECT_EQ(s.hits, 30);
  EXPECT_LT(norm(s.track.p_ecef_m - target.at(s.track.time.ns * 1e-9)), 0.1);
  EXPECT_LT(norm(s.track.v_ecef_m_s - target.v_ecef_m_s), 1.0);
}

}  // namespace
}  // namespace cupola::testing
