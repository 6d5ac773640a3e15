#include "earth/refractivity.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include "core/tests/reference_data.hpp"

namespace cupola {
namespace {

/// How far along a straight ray over a stretched earth a height is met.
double path_to_height_m(double elevation_rad, double height_m, double k) {
  const double a = effective_earth_radius_m(k), s = a * std::sin(elevation_rad);
  return std::sqrt(s * s + height_m * (2.0 * a + height_m)) - s;
}

struct Row {
  double elevation_rad, height_m, traced_m, four_thirds_m;
};

std::vector<Row> read_crpl(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  std::vector<Row> rows;
  std::array<double, 6> v{};
  char comma = ',';
  while (file >> v[0]) {
    for (std::size_t i = 1; i < v.size(); ++i) file >> comma >> v[i];
    rows.push_back({v[0] * M_PI / 180.0, v[1] * 1e3, v[2] * 1e3, v[4] * 1e3});
  }
  return rows;
}

/// Largest excess and shortfall of a k against the traced rays, in per cent, of rows that `use` admits.
template <class Use>
std::array<double, 2> worst_percent(const std::vector<Row>& rows, double k, Use use) {
  std::array<double, 2> worst{0.0, 0.0};
  for (const Row& r : rows)
    if (use(r)) {
      const double off = 100.0 * (path_to_height_m(r.elevation_rad, r.height_m, k) / r.traced_m - 1.0);
      worst = {std::max(worst[0], off), std::min(worst[1], off)};
    }
  return worst;
}

TEST(Refractivity, FourThirdsAgainstRaysOfTheExponentialAtmosphere) {
  CUPOLA_REFERENCE_FILE(path, "propagation/refraction_crpl_n313.shared.csv");
  const std::vector<Row> rows = read_crpl(path);
  ASSERT_GT(rows.size(), 60u);
  for (const Row& r : rows)
    EXPECT_NEAR(path_to_height_m(r.elevation_rad, r.height_m, 4.0 / 3.0), r.four_thirds_m, 0.06);

  // The figures of the header.
  const double k = 4.0 / 3.0;
  const auto low = worst_percent(rows, k, [](const Row& r) { return r.height_m <= 1000.0; });
  EXPECT_NEAR(low[1], -2.5, 0.05);
  EXPECT_LT(low[0], 0.1) << "the digits of a path of 42 m";
  const auto at_10_km =
      worst_percent(rows, k, [](const Row& r) { return r.height_m == 1e4 && r.elevation_rad == 0.0; });
  EXPECT_NEAR(at_10_km[0], 1.0, 0.05);
  const auto to_30_km = worst_percent(rows, k, [](const Row& r) { return r.height_m <= 3e4; });
  EXPECT_NEAR(to_30_km[0], 5.2, 0.1);
  const auto steep =
      worst_percent(rows, k, [](const Row& r) { return r.height_m <= 1.5e4 && r.elevation_rad > 0.08; });
  EXPECT_LT(steep[0], 1.0);
  EXPECT_GT(steep[1], -0.1);
}

TEST(Refractivity, TheSurfaceGradientIsTheOneOfTheFirstHundredsOfMetres) {
  CUPOLA_REFERENCE_FILE(path, "propagation/refraction_crpl_n313.shared.csv");
  const std::vector<Row> rows = read_crpl(path);
  const ExponentialAtmosphere crpl{313.0, 1e3 / 0.1439};
  const double k = crpl.surface_k_factor();
  EXPECT_NEAR(k, 1.4024, 5e-4);
  const auto low = worst_percent(rows, k, [](const Row& r) { return r.height_m <= 300.0; });
  EXPECT_LT(low[0], 0.2);
  EXPECT_GT(low[1], -0.01);
  const auto to_1_km = worst_percent(rows, k, [](const Row& r) { return r.height_m <= 1000.0; });
  EXPECT_NEAR(to_1_km[0], 0.5, 0.05);
  const auto to_10_km = worst_percent(rows, k, [](const Row& r) { return r.height_m <= 1e4; });
  EXPECT_NEAR(to_10_km[0], 3.6, 0.1);
}

TEST(Refractivity, StandardGradients) {
  EXPECT_EQ(k_factor(0.0), 1.0);
  EXPECT_NEAR(k_factor(-0.039), 1.3306, 5e-5);
  // ITU-R P.452: 157 / (157 - dN).
  EXPECT_NEAR(k_factor(-0.045), 157.0 / 112.0, 3e-4);
  EXPECT_TRUE(std::isinf(k_factor(-0.158)));
  EXPECT_NEAR(ExponentialAtmosphere{}.surface_k_factor(), 1.3758, 1e-3);
}

TEST(Refractivity, GradientIsTheDerivative) {
  const ExponentialAtmosphere air;
  for (const double h : {0.0, 1500.0, 9000.0})
    EXPECT_NEAR((air.at(h + 1.0) - air.at(h - 1.0)) / 2.0, air.gradient_n_per_m(h), 1e-9);
}

TEST(Refractivity, OfStandardAirAtSeaLevel) {
  // 288.15 K, 1013.25 hPa and 7.5 g/m3: dry term 77.6 (1013.25 - 9.973) / 288.15, wet 2.49 + 45.04.
  const double e_pa = vapour_pressure_pa(7.5e-3, 288.15);
  EXPECT_NEAR(e_pa, 997.3, 0.1);
  EXPECT_NEAR(refractivity(288.15, 101325.0, e_pa), 317.72, 0.02);
  EXPECT_NEAR(refractivity(288.15, 101325.0, 0.0), 272.87, 0.01);
}

TEST(Refractivity, SaturationFollowsTheSteamTables) {
  // Wagner and Pruss (IAPWS 1995), pure water: 611.7 Pa at 0.01, 2339 at 20, 7385 at 40 degC; air adds 0.4 %.
  for (const auto& [t_c, e_pa] : {std::pair{0.01, 611.7}, {20.0, 2339.3}, {40.0, 7384.9}})
    EXPECT_NEAR(saturation_vapour_pressure_pa(t_c + 273.15, 101325.0) / e_pa, 1.0042, 1.5e-3);
}

}  // namespace
}  // namespace cupola
