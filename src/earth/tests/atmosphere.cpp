#include "earth/atmosphere.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <fstream>
#include <sstream>

#include "core/tests/reference_data.hpp"

namespace cupola {
namespace {

/// Half a unit of the sixth significant digit, to which the table is printed, and a little for its rounded
/// heights.
constexpr double kPrinted = 6e-6;

TEST(Atmosphere, HasTheConstantsOfTheSeaLevel) {
  const Air air = standard_air(0.0);
  EXPECT_DOUBLE_EQ(air.temperature_k, 288.15);
  EXPECT_DOUBLE_EQ(air.pressure_pa, 101325.0);
  EXPECT_NEAR(air.density_kg_m3, 1.225, 5e-7);
  EXPECT_NEAR(air.sound_speed_m_s, 340.294, 5e-4);
}

/// Doc 7488, by geometric height; each row printed to six digits.
TEST(Atmosphere, ReproducesPublishedRows) {
  const struct {
    double h_m, t_k, p_pa, rho, a_m_s;
  } rows[] = {{2000, 275.154, 79501.4, 1.00655, 332.532},
              {11000, 216.774, 22699.9, 0.364801, 295.154},
              {15000, 216.65, 12111.8, 0.194755, 295.069},
              {25000, 221.552, 2549.21, 0.0400837, 298.389}};
  for (const auto& row : rows) {
    const Air air = standard_air(row.h_m);
    EXPECT_NEAR(air.temperature_k, row.t_k, 6e-4);
    EXPECT_NEAR(air.pressure_pa / row.p_pa, 1.0, kPrinted);
    EXPECT_NEAR(air.density_kg_m3 / row.rho, 1.0, kPrinted);
    EXPECT_NEAR(air.sound_speed_m_s, row.a_m_s, 6e-4);
  }
}

TEST(Atmosphere, ReproducesTheReferenceTable) {
  CUPOLA_REFERENCE_FILE(path, "flight/atmosphere/icao7488_table.csv");
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  int count = 0;
  for (; std::getline(file, line); ++count) {
    std::array<double, 8> v{};
    std::istringstream row(line);
    std::string cell;
    for (double& value : v) {
      ASSERT_TRUE(std::getline(row, cell, ','));
      value = std::stod(cell);
    }
    // Both heights are printed to a metre; the round one is the argument of its row.
    constexpr double radius_m = 6356766.0;
    const bool geometric = std::fmod(v[0], 500.0) == 0.0;
    const double h_m = geometric ? v[0] : radius_m * v[1] / (radius_m - v[1]);
    const Air air = standard_air(h_m);
    EXPECT_NEAR(air.temperature_k, v[2], 6e-4) << line;
    EXPECT_NEAR(air.pressure_pa / v[3], 1.0, kPrinted) << line;
    EXPECT_NEAR(air.density_kg_m3 / v[4], 1.0, kPrinted) << line;
    EXPECT_NEAR(air.sound_speed_m_s, v[6], 6e-4) << line;
  }
  EXPECT_EQ(count, 21);
}

TEST(Atmosphere, IsHydrostaticAndContinuous) {
  for (double h = -4000.0; h < 120e3; h += 137.0) {
    const double step = 5.0;
    const Air below = standard_air(h - step), here = standard_air(h), above = standard_air(h + step);
    const double gravity = 9.80665 * std::pow(6356766.0 / (6356766.0 + h), 2);
    EXPECT_NEAR((below.pressure_pa - above.pressure_pa) / (2 * step * gravity * here.density_kg_m3), 1.0,
                2e-5)
        << h;
    EXPECT_LT(above.density_kg_m3, below.density_kg_m3);
  }
}

TEST(Atmosphere, HoldsBelowAndFallsOnAbove) {
  EXPECT_EQ(standard_air(-9000.0).pressure_pa, standard_air(-5000.0).pressure_pa);
  EXPECT_EQ(standard_air(150e3).temperature_k, 196.65);
  EXPECT_LT(standard_air(150e3).density_kg_m3, 1e-9);
  EXPECT_GT(standard_air(150e3).density_kg_m3, 0.0);
}

TEST(AirTable, IsAsCloseAsItSays) {
  const AirTable& table = AirTable::standard();
  double density = 0.0, sound = 0.0;
  for (double h = -1000.0; h <= 99.9e3; h += 12.5) {
    const Air air = standard_air(h);
    const AirTable::Sample sample = table.at(h);
    density = std::fmax(density, std::fabs(sample.density_kg_m3 / air.density_kg_m3 - 1.0));
    sound = std::fmax(sound, std::fabs(sample.mach_per_m_s * air.sound_speed_m_s - 1.0));
  }
  EXPECT_LT(density, 8e-5);
  EXPECT_LT(sound, 5e-5);
  EXPECT_EQ(table.at(-1e6).density_kg_m3, table.at(-1000.0).density_kg_m3);
  EXPECT_EQ(table.at(1e6).density_kg_m3, table.at(100e3).density_kg_m3);
}

}  // namespace
}  // namespace cupola
