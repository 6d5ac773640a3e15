#include "earth/gas_attenuation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <string>

#include "core/tests/reference_data.hpp"
#include "earth/refractivity.hpp"

namespace cupola {
namespace {

/// At sea level with 7.5 g/m3, as in the validation examples: 1013.25 hPa are the dry air alone.
GasAttenuation at_sea_level(double f_ghz) {
  return gas_attenuation(1e9 * f_ghz, 101325.0, vapour_pressure_pa(7.5e-3, 288.15), 288.15);
}

TEST(GasAttenuation, ReproducesTheValidationExamples) {
  CUPOLA_REFERENCE_FILE(path, "propagation/itu_rpy/676/ITURP676-13_gamma.csv");
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  std::getline(file, line);
  int rows = 0;
  std::array<double, 7> v{};  // f, P, T, rho, oxygen, vapour, sum
  while (file >> v[0]) {
    char comma = ',';
    for (std::size_t i = 1; i < v.size(); ++i) file >> comma >> v[i];
    const GasAttenuation got =
        gas_attenuation(1e9 * v[0], 100.0 * v[1], vapour_pressure_pa(1e-3 * v[3], v[2]), v[2]);
    EXPECT_NEAR(got.oxygen_db_km / v[4], 1.0, 1e-12) << v[0];
    EXPECT_NEAR(got.vapour_db_km / v[5], 1.0, 1e-12) << v[0];
    EXPECT_NEAR((got.oxygen_db_km + got.vapour_db_km) / v[6], 1.0, 1e-12) << v[0];
    ++rows;
  }
  EXPECT_EQ(rows, 350);
}

TEST(GasAttenuation, AtTheBandsOfRadars) {
  // The same table, the rows that matter here, for those who have no copy of it.
  const std::pair<double, double> dry[] = {{1, 0.005389}, {2, 0.006716},  {3, 0.007076},
                                           {5, 0.007400}, {10, 0.008224}, {12, 0.008698}};
  for (const auto& [f, db_km] : dry) EXPECT_NEAR(at_sea_level(f).oxygen_db_km, db_km, 6e-7) << f;
  EXPECT_NEAR(at_sea_level(10).vapour_db_km, 0.005974, 6e-7);
}

TEST(GasAttenuation, PeaksWhereTheLinesAre) {
  for (const double peak : {22.3, 183.3})
    EXPECT_GT(at_sea_level(peak).vapour_db_km,
              std::max(at_sea_level(0.8 * peak).vapour_db_km, at_sea_level(1.2 * peak).vapour_db_km));
  EXPECT_GT(at_sea_level(60.0).oxygen_db_km, 14.0);
  EXPECT_GT(at_sea_level(118.75).oxygen_db_km, 4.0 * at_sea_level(110.0).oxygen_db_km);
}

TEST(GasAttenuation, DryAirHasNoVapourLossAndThinAirLittleOfEither) {
  EXPECT_EQ(gas_attenuation(10e9, 101325.0, 0.0, 288.15).vapour_db_km, 0.0);
  double last = 1.0;
  for (double h = 0.0; h < 80e3; h += 500.0) {
    const GasAttenuation here = reference_gas_attenuation(9.4e9, h);
    const double sum = here.oxygen_db_km + here.vapour_db_km;
    EXPECT_LT(sum, last) << h;
    EXPECT_GT(sum, 0.0);
    last = sum;
  }
}

TEST(GasAttenuation, ReferenceVapour) {
  EXPECT_DOUBLE_EQ(reference_vapour_density_kg_m3(0.0), 7.5e-3);
  EXPECT_NEAR(reference_vapour_density_kg_m3(2000.0), 7.5e-3 / std::exp(1.0), 1e-12);
  // Total over a column: 2 km times 7.5 g/m3 is 15 kg/m2.
  double column = 0.0;
  for (double h = 5.0; h < 60e3; h += 10.0) column += 10.0 * reference_vapour_density_kg_m3(h);
  EXPECT_NEAR(column, 15.0, 0.02);
  // No jump where the stratosphere's share takes over, above 10 km.
  double last = reference_vapour_density_kg_m3(10e3);
  for (double h = 10e3; h < 30e3; h += 10.0) {
    EXPECT_NEAR(reference_vapour_density_kg_m3(h) / last, 1.0, 0.006);
    last = reference_vapour_density_kg_m3(h);
  }
}

}  // namespace
}  // namespace cupola
