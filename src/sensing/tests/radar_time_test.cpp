#include "sensing/radar_time.hpp"

#include <gtest/gtest.h>

#include "sensing/radar_model.hpp"
#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::radians;

RadarType with_budget() {
  RadarType type = testing::guidance_radar();  // a frame of 5 s, dwells every second
  type.time_budget.track_dwell_s = 0.01;
  type.time_budget.track_dwell_s.reason = "of the test";
  type.time_budget.search_share_least = 0.2;
  return type;
}

TEST(RadarTime, searching_gets_what_following_leaves) {
  const RadarType type = with_budget();
  EXPECT_EQ(search_frame(type, 0).seconds(), 5.0);
  EXPECT_NEAR(search_frame(type, 50).seconds(), 10.0, 1e-9);
  EXPECT_NEAR(search_frame(type, 75).seconds(), 20.0, 1e-9);
}

TEST(RadarTime, at_full_load_the_frame_goes_to_its_limit) {
  const RadarType type = with_budget();
  EXPECT_NEAR(search_frame(type, 80).seconds(), 25.0, 1e-9);
  EXPECT_NEAR(search_frame(type, 1000).seconds(), 25.0, 1e-9);
}

TEST(RadarTime, without_a_budget_following_is_free) {
  EXPECT_EQ(search_frame(testing::guidance_radar(), 1000).seconds(), 5.0);
}

TEST(RadarTime, an_array_is_best_where_it_faces) {
  testing::Scene scene;
  RadarType type = testing::guidance_radar();
  type.pattern.scan_loss_exponent = 1.5;
  type.pattern.array_elevation_rad = radians(30.0);
  scene.add_radar("array", type);
  RadarModel radar(scene.scenario, scene.scenario.radars[0], ReplicateKey::of(1, 0));
  radar.face(radians(70.0));
  const auto gain = [&](double azimuth_deg, double elevation_deg) {
    return radar.gain_towards(enu_from_polar({1.0, radians(azimuth_deg), radians(elevation_deg)}));
  };
  EXPECT_NEAR(gain(70.0, 30.0), 1.0, 1e-12);
  EXPECT_NEAR(gain(70.0, -15.0), std::pow(std::cos(radians(45.0)), 1.5), 1e-12);
  const double cosine = std::cos(radians(30.0)) * std::cos(radians(40.0));
  EXPECT_NEAR(gain(110.0, 0.0), std::pow(cosine, 1.5), 1e-12);
  EXPECT_NEAR(gain(110.0, 0.0), gain(30.0, 0.0), 1e-12);
  EXPECT_LT(gain(250.0, 0.0), 1e-10);
}

}  // namespace
}  // namespace cupola
