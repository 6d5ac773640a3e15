#include "tracking/own_motion.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/random.hpp"
#include "tracking/tests/scene.hpp"

namespace cupola {
namespace {

using testing::kDegree;

/// A radar that errs in place and north, anew at every plot: do the errors fit the covariance, and are the
/// plots where they belong?
TEST(OwnMotion, places_plots_by_what_the_radar_says_and_counts_its_errors) {
  SensorBook book;
  book.own_place_sd_m = 120.0;
  book.north_sd_rad = 0.15 * kDegree;
  Draws draws(ReplicateKey::of(9, 0), 1, 0);
  const Vec3 begin = to_ecef({0.7, 0.55, 9500.0});
  const LocalFrame axes = LocalFrame::at(to_geodetic(begin));
  const Vec3 target = axes.ecef_from_enu({90e3, 140e3, -10e3});
  double sum_d2 = 0.0;
  Vec3 mean;
  const int n = 4000;
  for (int i = 0; i < n; ++i) {
    const Vec3 place = axes.ecef_from_enu({220.0 * 0.01 * (i % 60), 30.0, 1.0});
    const Polar polar = polar_from_enu(axes.ecef_to_enu * (target - place));
    PlotBatch batch;
    batch.moves = true;
    batch.p_radar_ecef_m = begin;
    Plot& p = batch.plots.emplace_back();
    p.range_sd_m = 60.0;
    p.azimuth_sd_rad = 0.1 * kDegree;
    p.elevation_sd_rad = 0.2 * kDegree;
    p.range_m = polar.range_m + 60.0 * draws.normal();
    p.azimuth_rad = polar.azimuth_rad + p.azimuth_sd_rad * draws.normal();
    p.azimuth_rad += book.north_sd_rad * draws.normal();
    p.elevation_rad = polar.elevation_rad + p.elevation_sd_rad * draws.normal();
    const double east = draws.normal();
    const double north = draws.normal();
    const double up = draws.normal();
    p.p_radar_ecef_m = place + 120.0 * (transpose(axes.ecef_to_enu) * Vec3{east, north, up});

    MeasurementColumns out;
    to_positions(batch.plots, {0}, axes, Time{}, out);
    count_own_motion(batch, {0}, axes, book, out);
    const PositionMeasurement z = out.at(0);
    const Vec3 off = z.z_ecef_m - target;
    mean = mean + (1.0 / n) * off;
    Matrix<3, 3> inverse;
    ASSERT_TRUE(invert_spd(full(z.covariance_m2), inverse));
    sum_d2 += dot(off, inverse * off);
  }
  EXPECT_NEAR(sum_d2 / n, 3.0, 0.15);
  EXPECT_LT(norm(mean), 40.0);
}

/// The tracker holds a straight target by a radar that flies past it; told that the radar stands where it
/// began, it would be kilometres off.
TEST(OwnMotion, a_tracker_follows_a_target_from_a_radar_that_flies) {
  testing::TestRadar radar = testing::TestRadar::at(40.0, 32.0, 0);
  const testing::Target target = radar.target({40e3, 120e3, 300.0}, {-100.0, -220.0, 0.0});
  Tracker tracker(PostId{0}, {}, {radar.book});
  Draws draws(ReplicateKey::of(9, 0), 2, 0);
  Time t{};
  for (int scan = 0; scan < 24; ++scan) {
    const double t_s = 10.0 * scan + 3.0;
    const Vec3 place = radar.book.frame.ecef_from_enu({-20e3 + 190.0 * t_s, 5e3, 9e3});
    const LocalFrame axes = LocalFrame::at(to_geodetic(place));
    const Polar polar = polar_from_enu(axes.enu_from_ecef(target.at(t_s)));
    t = Time{static_cast<std::int64_t>(t_s * 1e9)};
    PlotBatch batch;
    batch.radar = radar.book.id;
    batch.begin = t;
    batch.end = t + Duration::seconds(0.5);
    batch.scan = static_cast<std::uint32_t>(scan);
    batch.azimuth_begin_rad = 0.0;
    batch.azimuth_width_rad = 2 * M_PI;
    batch.moves = true;
    batch.p_radar_ecef_m = place;
    Plot& p = batch.plots.emplace_back();
    p.radar = radar.book.id;
    p.time = t;
    p.range_sd_m = 50.0;
    p.azimuth_sd_rad = 0.1 * kDegree;
    p.elevation_sd_rad = 0.1 * kDegree;
    p.range_m = polar.range_m + 50.0 * draws.normal();
    p.azimuth_rad = polar.azimuth_rad + p.azimuth_sd_rad * draws.normal();
    p.elevation_rad = polar.elevation_rad + p.elevation_sd_rad * draws.normal();
    p.p_radar_ecef_m = place;
    tracker.process(batch);
  }
  ASSERT_EQ(tracker.tracks().size(), 1u);
  const Track& track = tracker.tracks().front().track;
  EXPECT_TRUE(track.confirmed);
  EXPECT_LT(norm(track.p_ecef_m - target.at(233.0)), 800.0);
  EXPECT_LT(norm(track.v_ecef_m_s - target.v_ecef_m_s), 40.0);
}

}  // namespace
}  // namespace cupola
