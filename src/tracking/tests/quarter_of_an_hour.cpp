#include <gtest/gtest.h>

#include <algorithm>

#include "tracking/tests/scene.hpp"

namespace cupola::testing {
namespace {

/// A quarter of an hour over a post with two turning radars and two sector radars, each with ten dedicated
/// tracks.
struct QuarterOfAnHour {
  std::vector<Target> targets;
  std::vector<SensorBook> books;
  std::vector<PlotBatch> batches;
  std::vector<TestRadar> sector_radars;
};

QuarterOfAnHour quarter_of_an_hour() {
  QuarterOfAnHour scene;
  TestRadar slow = TestRadar::at(38.4, 27.2, 1, 10.0), fast = TestRadar::at(38.5, 27.3, 2, 6.0);
  for (int i = 0; i < 120; ++i) {
    Draws d(ReplicateKey{7}, stream_key(Purpose::traffic, static_cast<std::uint64_t>(i)), 0);
    const double east = d.uniform(), north = d.uniform(), up = d.uniform();
    const double course = 2.0 * math::kPi * d.uniform();
    scene.targets.push_back(slow.target({3e5 * east - 1.5e5, 3e5 * north - 1.5e5, 2000.0 + 8000.0 * up},
                                        {150.0 * math::cos(course), 150.0 * math::sin(course), 0.0}));
  }
  slow.detection_probability = fast.detection_probability = 0.9;
  for (TestRadar* radar : {&slow, &fast}) {
    const auto turns = static_cast<std::uint32_t>(900.0 / radar->book.look_interval_s);
    std::vector<PlotBatch> batches = turning_radar(*radar, scene.targets, turns, 1);
    scene.batches.insert(scene.batches.end(), batches.begin(), batches.end());
    scene.books.push_back(radar->book);
  }
  // One false plot in every fourth slice.
  for (std::size_t i = 0; i < scene.batches.size(); i += 4) {
    PlotBatch& batch = scene.batches[i];
    Draws d(ReplicateKey{7}, stream_key(Purpose::false_alarm, i), 0);
    Plot p = slow.exact_plot(scene.targets[0].p_ecef_m, batch.begin);
    p.radar = batch.radar;
    p.range_m = 2e4 + 2e5 * d.uniform();
    p.azimuth_rad = batch.azimuth_begin_rad + batch.azimuth_width_rad * d.uniform();
    p.elevation_rad = 0.2 * d.uniform();
    batch.plots.push_back(p);
    std::sort(batch.plots.begin(), batch.plots.end(), measured_before);
  }
  for (std::uint32_t id : {3u, 4u}) {
    TestRadar radar = TestRadar::at(38.4, 27.2 + 0.05 * id, id, 5.0);
    scene.books.push_back(radar.book);
    scene.sector_radars.push_back(radar);
    for (std::uint32_t frame = 0; frame < 180; ++frame) {
      PlotBatch batch;
      batch.radar = radar.book.id;
      batch.begin = Time{frame * 5'000'000'000LL};
      batch.end = Time{(frame + 1) * 5'000'000'000LL};
      batch.scan = frame;
      batch.azimuth_begin_rad = id * 0.5;
      batch.azimuth_width_rad = 2.0;
      for (std::size_t k = 0; k < scene.targets.size(); ++k) {
        Draws d(ReplicateKey{9}, stream_key(Purpose::detection, id, k), frame);
        const double luck = d.uniform(), when = d.uniform();
        const Time t = batch.begin + Duration::seconds(5.0 * when);
        const Plot p = radar.plot(scene.targets[k].at(t.ns * 1e-9), t, d);
        const double from = p.azimuth_rad - batch.azimuth_begin_rad;
        if (luck < 0.9 && from > 0.0 && from < 2.0) batch.plots.push_back(p);
      }
      std::sort(batch.plots.begin(), batch.plots.end(), measured_before);
      scene.batches.push_back(batch);
    }
    for (std::uint32_t n = 1; n < 900; ++n) {
      PlotBatch batch;
      batch.radar = radar.book.id;
      batch.dedicated = true;
      batch.begin = batch.end = Time{n * 1'000'000'000LL};
      batch.scan = n;
      for (std::size_t k = 0; k < 10; ++k) {
        Draws d(ReplicateKey{11}, stream_key(Purpose::detection, id, k), n);
        const std::size_t which = 10 * id + k;
        batch.plots.push_back(radar.plot(scene.targets[which].at(n), batch.begin, d));
        batch.plots.back().dedicated = true;
      }
      std::sort(batch.plots.begin(), batch.plots.end(), measured_before);
      scene.batches.push_back(batch);
    }
  }
  sort_by_arrival(scene.batches);
  return scene;
}

/// Cues follow the tracks: the firm track nearest to each of the targets dwelt upon.
void cue(PlotBatch& batch, const std::vector<Target>& targets, const Tracker& tracker) {
  batch.cued.clear();
  for (std::size_t k = 0; k < 10; ++k) {
    const Vec3 p = targets[10 * batch.radar.value + k].at(batch.end.ns * 1e-9);
    const TrackState* nearest = nullptr;
    for (const TrackState& s : tracker.tracks())
      if (s.track.confirmed && (!nearest || norm(s.track.p_ecef_m - p) < norm(nearest->track.p_ecef_m - p)))
        nearest = &s;
    if (nearest) batch.cued.push_back(nearest->track.number);
  }
}

TEST(QuarterOfAnHour, LeavesEveryTargetOneFirmTrack) {
  QuarterOfAnHour scene = quarter_of_an_hour();
  Tracker tracker(PostId{1}, {}, scene.books);
  for (PlotBatch& batch : scene.batches) {
    if (batch.dedicated) cue(batch, scene.targets, tracker);
    tracker.process(batch);
  }
  EXPECT_NEAR(firm_tracks(tracker), 120, 6);
}

}  // namespace
}  // namespace cupola::testing
