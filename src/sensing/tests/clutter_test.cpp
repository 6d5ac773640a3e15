#include "sensing/clutter.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "earth/horizon.hpp"
#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::radians;

constexpr double kRadius_m = 4.0 / 3.0 * kMeanEarthRadius_m;

GroundType farmland() {
  GroundType ground;
  ground.name = "farmland";
  ground.reflectivity = 0.0316227766;
  ground.roughness_m = 2.0;
  return ground;
}

TEST(Clutter, gamma_grows_by_five_decibels_a_decade) {
  const GroundType ground = farmland();
  EXPECT_NEAR(ground_gamma(ground, 10e9), ground.reflectivity, 1e-15);
  EXPECT_NEAR(10 * std::log10(ground_gamma(ground, 1e9) / ground.reflectivity), -5.0, 1e-9);
}

TEST(Clutter, a_cell_is_range_by_beam_by_range_cell) {
  RadarType radar = testing::search_radar();
  radar.frequency_hz = 10e9;
  // 10 km off, antenna at 100 m: grazing 0.01 less the bulge; rough enough to stand clear of fading.
  const double grazing = 100.0 / 10e3 - 10e3 / (2 * kRadius_m);
  const double cell_m2 = 10e3 * radians(1.4) * 150.0 / std::sqrt(1 - grazing * grazing);
  EXPECT_NEAR(ground_echo_m2(radar, farmland(), 100.0, 10e3, kRadius_m), 0.0316227766 * grazing * cell_m2,
              1e-6);
}

TEST(Clutter, ends_at_the_horizon_and_fades_before) {
  RadarType radar = testing::search_radar();
  radar.frequency_hz = 3e9;
  const double horizon_m = horizon_range_m(10.0, 0.0, 4.0 / 3.0);
  EXPECT_GT(ground_echo_m2(radar, farmland(), 10.0, 0.99 * horizon_m, kRadius_m), 0.0);
  EXPECT_EQ(ground_echo_m2(radar, farmland(), 10.0, 1.01 * horizon_m, kRadius_m), 0.0);

  // Smooth ground: clear to 4 pi h s / lambda = 251 m, so 40 times as far away it has lost 64 dB more.
  GroundType smooth = farmland();
  smooth.roughness_m = 0.2;
  const double near_m = 4 * M_PI * 10.0 * 0.2 / 0.0999308193;
  const double sine = 10.0 / 5e3 - 0.5 * 5e3 / kRadius_m;
  const double unfaded = ground_gamma(smooth, 3e9) * sine * 5e3 * radians(1.4) * 150.0;
  EXPECT_NEAR(ground_echo_m2(radar, smooth, 10.0, 5e3, kRadius_m) / unfaded, std::pow(near_m / 5e3, 4.0),
              1e-8);
}

}  // namespace
}  // namespace cupola
