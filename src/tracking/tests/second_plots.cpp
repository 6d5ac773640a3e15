#include "tracking/second_plots.hpp"

#include <gtest/gtest.h>

#include "tracking/tests/scene.hpp"

namespace cupola::testing {
namespace {

/// Two targets abreast of each other to both sides of the border of two slices; the one on the side that the
/// beam sweeps first comes into view `late` turns after the other.
struct Newcomer {
  std::size_t tracks = 0;
  int firm = 0;
  double speed_most_m_s = 0.0;
};

Newcomer follow_newcomer(double apart_m, std::uint32_t late, std::uint64_t seed) {
  const TestRadar radar = TestRadar::at(38.4, 27.2, 1);
  const double border_rad = 3.0 * 22.5 * kDegree, range_m = 9e4;
  const double e = math::sin(border_rad), n = math::cos(border_rad), half_m = 0.5 * apart_m;
  const auto beside = [&](double right_m) {
    return radar.target({range_m * e + right_m * n, range_m * n - right_m * e, 8e3},
                        {-240.0 * e, -240.0 * n, 0.0});
  };
  const std::vector<Target> targets = {beside(-half_m), beside(half_m)};
  Tracker tracker(PostId{1}, {}, {radar.book});
  std::vector<PlotBatch> batches = turning_radar(radar, targets, 12, seed);
  for (PlotBatch& batch : batches) {
    if (batch.scan < late)
      std::erase_if(batch.plots, [&](const Plot& p) { return p.azimuth_rad < border_rad; });
    tracker.process(batch);
  }
  Newcomer seen;
  seen.tracks = tracker.tracks().size();
  seen.firm = firm_tracks(tracker);
  for (const TrackState& s : tracker.tracks())
    seen.speed_most_m_s = std::max(seen.speed_most_m_s, norm(s.track.v_ecef_m_s));
  return seen;
}

TEST(SecondPlot, ANewcomerInAnEarlierSliceKeepsItsPlots) {
  for (const double apart_m : {2e3, 5e3, 12e3})
    for (const std::uint32_t late : {1u, 2u, 3u})
      for (std::uint64_t seed = 0; seed < 20; ++seed) {
        SCOPED_TRACE(::testing::Message() << apart_m << " m, " << late << " turns late, seed " << seed);
        const Newcomer seen = follow_newcomer(apart_m, late, seed);
        EXPECT_EQ(seen.tracks, 2u);
        EXPECT_EQ(seen.firm, 2);
        EXPECT_LT(seen.speed_most_m_s, 300.0);
      }
}

}  // namespace
}  // namespace cupola::testing
