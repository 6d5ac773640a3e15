#include "command/picture.hpp"

#include <gtest/gtest.h>

#include "command/tests/proving_ground.hpp"

namespace cupola {
namespace {

Time at_s(double s) { return Time{static_cast<std::int64_t>(s * 1e9)}; }

/// The only target, 200 m/s southward, as the post's own radar reports it without error.
PlotBatch look_at_target(std::uint32_t scan) {
  PlotBatch batch;
  batch.radar = RadarId{0};
  batch.begin = at_s(2.0 * scan);
  batch.end = at_s(2.0 * scan + 2.0);
  batch.scan = scan;
  batch.azimuth_width_rad = 2.0 * math::kPi;
  const Polar polar = polar_from_enu(
      testing::site_frame().enu_from_ecef(testing::over_ground(0.0, 60e3 - 400.0 * scan, 5'000.0)));
  Plot plot;
  plot.radar = batch.radar;
  plot.time = batch.end;
  plot.range_m = polar.range_m;
  plot.azimuth_rad = polar.azimuth_rad;
  plot.elevation_rad = polar.elevation_rad;
  plot.range_sd_m = 100.0;
  plot.azimuth_sd_rad = plot.elevation_sd_rad = 3e-3;
  batch.plots.push_back(plot);
  return batch;
}

/// What another post tells is no news of the own radar's: a plot is read once, however often it is decided.
TEST(Picture, ReadsAPlotOnceThoughNewerWordIsFusedWithIt) {
  const OrderOfBattle own = testing::lone_fire_unit();
  Picture picture(own);
  double now_s = 0.0;
  for (std::uint32_t scan = 0; scan < 6; ++scan) {
    picture.receive(look_at_target(scan));
    now_s = 2.0 * scan + 2.0;
    picture.update(at_s(now_s));
  }
  ASSERT_EQ(picture.beliefs().size(), 1u);

  Track told = picture.beliefs()[0].track;
  told.number += 1'000'000;
  told.owner = PostId{1};
  told.time = at_s(now_s + 1.0);
  told.p_ecef_m = told.p_ecef_m + told.v_ecef_m_s;
  for (double& variance : told.covariance.m) variance *= 0.04;
  picture.receive(told, {});
  picture.update(at_s(now_s + 1.0));
  ASSERT_EQ(picture.beliefs().size(), 1u);
  ASSERT_EQ(picture.beliefs()[0].track.time, told.time);  // fused

  const int repeats = picture.beliefs()[0].behaviour.repeats;
  for (int i = 0; i < 4; ++i) {
    picture.update(at_s(now_s + 1.0));
    EXPECT_FALSE(picture.beliefs()[0].updated);
    EXPECT_EQ(picture.beliefs()[0].behaviour.repeats, repeats);
    EXPECT_EQ(picture.beliefs()[0].track.time, told.time);
  }
}

}  // namespace
}  // namespace cupola
