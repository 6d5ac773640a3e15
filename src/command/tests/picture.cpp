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

/// A picture with one own track; others tell what they take it for.
struct ToldBy {
  PostId post;
  Category category;
};

Category told_from_below(const std::vector<ToldBy>& all) {
  const OrderOfBattle own = testing::lone_fire_unit();
  Picture picture(own);
  double now_s = 0.0;
  for (std::uint32_t scan = 0; scan < 6; ++scan) {
    picture.receive(look_at_target(scan));
    now_s = 2.0 * scan + 2.0;
    picture.update(at_s(now_s));
  }
  EXPECT_EQ(picture.beliefs().size(), 1u);
  for (const ToldBy& one : all) {
    Track told = picture.beliefs()[0].base_track();
    told.number = (TrackNumber{one.post.value} << 32) + 1;
    told.owner = one.post;
    told.category = one.category;
    picture.receive(told, {});
  }
  picture.update(at_s(now_s));
  EXPECT_EQ(picture.beliefs().size(), 1u);
  return picture.beliefs()[0].told_from_below;
}

TEST(Picture, WhatSubordinatesTakeATrackForIsSettledByNobodysNumber) {
  using enum Category;
  const PostId a{1}, b{2}, c{3};
  EXPECT_EQ(told_from_below({{a, hostile}, {b, unknown}}), hostile);
  EXPECT_EQ(told_from_below({{a, unknown}, {b, hostile}}), hostile);
  EXPECT_EQ(told_from_below({{a, hostile}, {b, suspect}}), hostile);
  EXPECT_EQ(told_from_below({{a, assumed_friend}, {b, friendly}}), friendly);
  for (const auto& [x, y] : {std::pair{hostile, friendly}, {suspect, neutral}, {friendly, neutral}}) {
    EXPECT_EQ(told_from_below({{a, x}, {b, y}}), unknown);
    EXPECT_EQ(told_from_below({{a, y}, {b, x}}), unknown);
    EXPECT_EQ(told_from_below({{a, x}, {b, y}, {c, x}}), unknown);
  }
}

TEST(Picture, TheFirstLineOfABeliefInTheCacheEndsWithTheTimeOfItsTrack) {
  const TrackBelief belief;
  const auto* begin = reinterpret_cast<const std::byte*>(&belief);
  EXPECT_EQ(reinterpret_cast<const std::byte*>(&belief.track.p_ecef_m) - begin, 64);
}

/// Or a round on its way to what only the superior sees would not be called off when that says what it is.
TEST(Picture, TheSuperiorsWordIsThatOnATrackKnownOnlyFromItToo) {
  OrderOfBattle own = testing::lone_fire_unit();
  own.superior = PostId{9};
  Picture picture(own);
  Track told;
  told.number = (TrackNumber{9} << 32) + 1;
  told.owner = own.superior;
  told.confirmed = true;
  told.p_ecef_m = testing::over_ground(0.0, 60e3, 5'000.0);
  told.v_ecef_m_s = testing::level_velocity(told.p_ecef_m, 0.0, -200.0);
  for (int i = 0; i < 6; ++i) told.covariance(i, i) = 100.0;
  for (const Category category : {Category::hostile, Category::neutral}) {
    told.time = told.time + Duration{1'000'000'000};
    told.category = category;
    picture.receive(told, {});
    picture.update(told.time);
    ASSERT_EQ(picture.beliefs().size(), 1u);
    EXPECT_EQ(picture.beliefs()[0].told_from_above, category);
    EXPECT_EQ(picture.beliefs()[0].told_from_below, Category::unknown);
    EXPECT_EQ(picture.beliefs()[0].category(), category);
  }
}

}  // namespace
}  // namespace cupola
