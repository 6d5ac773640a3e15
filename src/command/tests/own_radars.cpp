#include "command/own_radars.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

PlotBatch told(std::uint32_t radar, double t_s, const Vec3& p_ecef_m) {
  PlotBatch batch;
  batch.radar = RadarId{radar};
  batch.begin = Time{} + Duration::seconds(t_s);
  batch.moves = true;
  batch.p_radar_ecef_m = p_ecef_m;
  return batch;
}

Track track_at(double t_s, const Vec3& p_ecef_m) {
  Track track;
  track.time = Time{} + Duration::seconds(t_s);
  track.p_ecef_m = p_ecef_m;
  return track;
}

TEST(OwnRadars, are_known_by_the_place_that_they_tell_last) {
  OwnRadars own;
  EXPECT_FALSE(own.is_one(track_at(0.0, {}), 100.0));
  own.take(told(3, 10.0, {5e6, 0.0, 0.0}));
  own.take(told(4, 10.0, {0.0, 5e6, 0.0}));
  own.take(told(3, 20.0, {5e6, 2e3, 0.0}));
  own.take(told(3, 15.0, {4e6, 0.0, 0.0}));  // late: of before
  EXPECT_TRUE(own.is_one(track_at(20.0, {5e6, 2e3 + 1200.0, 0.0}), 100.0));
  EXPECT_FALSE(own.is_one(track_at(20.0, {5e6, 2e3 + 1400.0, 0.0}), 100.0));
  EXPECT_TRUE(own.is_one(track_at(24.0, {5e6, 2e3 + 2200.0, 0.0}), 100.0));
  EXPECT_TRUE(own.is_one(track_at(10.0, {0.0, 5e6, 0.0}), 0.0));
  EXPECT_FALSE(own.is_one(track_at(60.0, {0.0, 5e6, 0.0}), 0.0));  // not heard of any more
  EXPECT_FALSE(own.is_one(track_at(20.0, {4e6, 0.0, 0.0}), 100.0));
}

TEST(OwnRadars, that_stand_are_nobodys_track) {
  OwnRadars own;
  PlotBatch batch = told(3, 10.0, {5e6, 0.0, 0.0});
  batch.moves = false;
  own.take(batch);
  EXPECT_FALSE(own.is_one(track_at(10.0, {5e6, 0.0, 0.0}), 100.0));
}

}  // namespace
}  // namespace cupola
