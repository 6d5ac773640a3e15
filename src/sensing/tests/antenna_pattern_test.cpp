#include "sensing/antenna_pattern.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::radians;

double db(double ratio) { return 10 * std::log10(ratio); }

TEST(AntennaPattern, a_beam_is_half_as_strong_at_half_its_width) {
  EXPECT_NEAR(db(beam_gain(radians(0.6), radians(1.2), 1e-5)), -3.0103, 1e-4);
  EXPECT_EQ(beam_gain(0.0, radians(1.2), 1e-5), 1.0);
  EXPECT_EQ(beam_gain(radians(90.0), radians(1.2), 1e-5), 1e-5);
}

TEST(AntennaPattern, an_array_loses_what_the_textbook_says_off_its_normal) {
  AntennaPattern pattern;
  pattern.scan_loss_exponent = 1.5;
  EXPECT_NEAR(db(array_gain(pattern, std::cos(radians(45.0)))), -2.258, 1e-3);  // models.md M3
  EXPECT_NEAR(db(array_gain(pattern, std::cos(radians(60.0)))), -4.515, 1e-3);
  EXPECT_LT(db(array_gain(pattern, -0.5)), -100.0);
  EXPECT_EQ(array_gain(AntennaPattern{}, 0.3), 1.0);
}

TEST(AntennaPattern, a_cosecant_keeps_a_level_flight_alike) {
  RadarType radar = testing::search_radar();
  radar.pattern.elevation = ElevationPattern::cosecant_squared;
  radar.pattern.nose_elevation_rad = radians(2.0);
  // At constant height R goes with 1 / sin: S with G^2 / R^4 stays.
  const auto signal = [&](double degrees) {
    const double g = elevation_gain(radar, radians(degrees)), s = std::sin(radians(degrees));
    return g * g * s * s * s * s;
  };
  EXPECT_NEAR(signal(5.0) / signal(30.0), 1.0, 1e-12);
  EXPECT_NEAR(db(elevation_gain(radar, radians(10.0))),
              20 * std::log10(std::sin(radians(2.0)) / std::sin(radians(10.0))), 1e-9);
  EXPECT_EQ(elevation_gain(radar, radians(2.0)), 1.0);
  EXPECT_NEAR(db(elevation_gain(radar, radians(2.0 - 0.7))), -3.0103, 1e-3);
}

TEST(AntennaPattern, a_table_goes_in_straight_lines_of_decibels) {
  RadarType radar = testing::search_radar();
  radar.pattern.elevation = ElevationPattern::table;
  radar.pattern.table = {{0.0, 1.0}, {0.1, 0.1}, {0.3, 0.001}};
  EXPECT_NEAR(db(elevation_gain(radar, 0.05)), -5.0, 1e-9);
  EXPECT_NEAR(db(elevation_gain(radar, 0.2)), -20.0, 1e-9);
  EXPECT_EQ(elevation_gain(radar, -1.0), 1.0);
  EXPECT_NEAR(elevation_gain(radar, 1.0), 0.001, 1e-15);
}

TEST(AntennaPattern, a_turning_array_that_leans_back_is_best_along_its_normal) {
  RadarType radar = testing::search_radar();
  radar.pattern.scan_loss_exponent = 1.25;
  radar.pattern.array_elevation_rad = radians(15.0);
  EXPECT_NEAR(elevation_gain(radar, radians(15.0)), 1.0, 1e-12);
  EXPECT_NEAR(elevation_gain(radar, 0.0), std::pow(std::cos(radians(15.0)), 1.25), 1e-12);
}

}  // namespace
}  // namespace cupola
