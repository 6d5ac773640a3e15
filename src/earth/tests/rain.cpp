#include "earth/rain.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <string>

#include "core/tests/reference_data.hpp"

namespace cupola {
namespace {

constexpr double kDegree = M_PI / 180.0;

TEST(Rain, ReproducesTheValidationExamples) {
  CUPOLA_REFERENCE_FILE(path, "propagation/itu_rpy/838/ITURP838-3_rain_specific_attenuation.csv");
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  std::getline(file, line);
  int rows = 0;
  std::array<double, 7> v{};  // elevation, f, R, tilt, k, alpha, attenuation
  while (file >> v[0]) {
    char comma = ',';
    for (std::size_t i = 1; i < v.size(); ++i) file >> comma >> v[i];
    const RainLaw law = rain_law(1e9 * v[1], v[0] * kDegree, v[3] * kDegree);
    EXPECT_NEAR(law.k, v[4], 5.1e-9);
    EXPECT_NEAR(law.alpha, v[5], 5.1e-9);
    EXPECT_NEAR(rain_attenuation_db_km(law, v[2]), v[6], 1e-7);
    ++rows;
  }
  EXPECT_EQ(rows, 64);
}

TEST(Rain, AtTheBandsOfRadars) {
  // Models, M13: horizontal, 10 mm/h; and one row of the table above.
  for (const auto& [f, db_km] : {std::pair{3.0, 0.002372}, {5.6, 0.019179}, {10.0, 0.219928}})
    EXPECT_NEAR(rain_attenuation_db_km(rain_law(1e9 * f, 0.0, 0.0), 10.0), db_km, 6e-7) << f;
  EXPECT_NEAR(rain_attenuation_db_km(rain_law(14.25e9, 31.07699124 * kDegree, 0.0), 26.48052), 1.58130839,
              1e-7);
}

TEST(Rain, ReproducesTheRainHeights) {
  CUPOLA_REFERENCE_FILE(path, "propagation/itu_rpy/839/ITURP839-4_rain_height.csv");
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  std::getline(file, line);
  int rows = 0;
  double latitude = 0.0, longitude = 0.0, h0_km = 0.0, rain_km = 0.0;
  char comma = ',';
  while (file >> latitude >> comma >> longitude >> comma >> h0_km >> comma >> rain_km) {
    EXPECT_NEAR(rain_height_msl_m(1e3 * h0_km), 1e3 * rain_km, 1e-4);
    ++rows;
  }
  EXPECT_EQ(rows, 8);
}

TEST(Rain, PolarisationsMeetWhereTheyMust) {
  // Straight up every polarisation sees the drops alike; circular lies between; flat drops hurt horizontal
  // more.
  const RainLaw up_h = rain_law(9.4e9, 90.0 * kDegree, 0.0),
                up_v = rain_law(9.4e9, 90.0 * kDegree, 90.0 * kDegree);
  EXPECT_NEAR(up_h.k, up_v.k, 1e-15);
  for (double f = 8e9; f < 100e9; f *= 1.3) {
    const double h = rain_attenuation_db_km(rain_law(f, 0.0, 0.0), 20.0);
    const double c = rain_attenuation_db_km(rain_law(f, 0.0, 45.0 * kDegree), 20.0);
    const double v = rain_attenuation_db_km(rain_law(f, 0.0, 90.0 * kDegree), 20.0);
    EXPECT_GT(h, c) << f;
    EXPECT_GT(c, v) << f;
  }
}

TEST(Rain, OnlyBelowTheRainHeight) {
  const double a = 6371e3 * 4.0 / 3.0, db_km = 0.2;
  const StraightRay steep{0.0, 10e3, 20e3, a};
  // Six of twenty kilometres, but for the bend.
  EXPECT_NEAR(rain_path_loss_db(db_km, 3000.0, steep), db_km * 6.0, 0.01);
  EXPECT_EQ(rain_path_loss_db(db_km, 3000.0, {4000.0, 9000.0, 50e3, a}), 0.0);
  EXPECT_NEAR(rain_path_loss_db(db_km, 3000.0, {10.0, 500.0, 40e3, a}), db_km * 40.0, 1e-12);
  // Two aircraft above the rain, so far apart that the ray between them dips into it.
  EXPECT_GT(rain_path_loss_db(db_km, 3000.0, {4000.0, 4000.0, 350e3, a}), 0.0);
  // A cell over the second quarter of a low path.
  EXPECT_NEAR(rain_path_loss_db(db_km, 3000.0, {10.0, 500.0, 40e3, a}, {0.25, 0.5}), db_km * 10.0, 1e-12);
  EXPECT_EQ(rain_path_loss_db(db_km, 3000.0, steep, {0.5, 1.0}), 0.0);
  EXPECT_EQ(rain_attenuation_db_km(rain_law(10e9, 0.0, 0.0), 0.0), 0.0);
}

TEST(Rain, GrowsWithRateAndFrequency) {
  double last = 0.0;
  for (double f = 1e9; f < 60e9; f *= 1.1) {
    const RainLaw law = rain_law(f, 0.1, 0.0);
    const double now = rain_attenuation_db_km(law, 15.0);
    EXPECT_GT(now, last);
    EXPECT_GT(rain_attenuation_db_km(law, 16.0), now);
    last = now;
  }
}

}  // namespace
}  // namespace cupola
