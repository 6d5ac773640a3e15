#include "earth/gas_path.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "earth/gas_attenuation.hpp"

namespace cupola {
namespace {

constexpr double kRadius_m = 6371e3 * 4.0 / 3.0;

/// A ray that leaves at an elevation (its sine) over the effective earth, up to a range.
StraightRay ray_at(double height_m, double sine, double range_m) {
  const double a = kRadius_m + height_m;
  return {height_m, std::sqrt(a * a + range_m * range_m + 2.0 * a * range_m * sine) - kRadius_m, range_m,
          kRadius_m};
}

/// The integral along the chord in small steps, air and lines computed at each.
double integral_db(double f_hz, const StraightRay& ray) {
  const int steps = 2000;
  const double a1 = kRadius_m + ray.height1_m, a2 = kRadius_m + ray.height2_m, r2 = ray.range_m * ray.range_m;
  double sum = 0.0;
  for (int i = 0; i < steps; ++i) {
    const double t = (i + 0.5) / steps;
    const double h = std::sqrt(a1 * a1 * (1.0 - t) + a2 * a2 * t - r2 * t * (1.0 - t)) - kRadius_m;
    const GasAttenuation g = reference_gas_attenuation(f_hz, h);
    sum += (g.oxygen_db_km + g.vapour_db_km) * ray.range_m / steps * 1e-3;
  }
  return sum;
}

TEST(GasPath, IsTheIntegralAlongTheRay) {
  double worst = 0.0;
  for (const double f : {1.3e9, 3e9, 9.4e9, 16e9}) {
    const GasProfile profile(f);
    for (const double h1 : {10.0, 1500.0})
      for (const double sine : {-0.003, 0.0, 0.02, 0.1, 0.5, 1.0})
        for (const double range_km : {5.0, 40.0, 150.0, 400.0}) {
          const StraightRay ray = ray_at(h1, sine, 1e3 * range_km);
          const double want = integral_db(f, ray);
          worst = std::max(worst, std::fabs(profile.path_loss_db(ray) / want - 1.0));
          EXPECT_NEAR(profile.path_loss_db(ray) / want, 1.0, 2.5e-3)
              << f << " " << h1 << " " << sine << " " << range_km;
        }
  }
  RecordProperty("worst_percent", std::to_string(100.0 * worst));
}

TEST(GasPath, ThroughTheLines) {
  for (const double f : {22.235e9, 35e9, 60e9, 95e9}) {
    const GasProfile profile(f);
    for (const double sine : {0.0, 0.1, 1.0}) {
      const StraightRay ray = ray_at(30.0, sine, 100e3);
      EXPECT_NEAR(profile.path_loss_db(ray) / integral_db(f, ray), 1.0, 0.01) << f << " " << sine;
    }
  }
}

TEST(GasPath, OutOfTheAtmosphereAsAnotherProgramHasIt) {
  // ITU-Rpy 0.4.0 (its P.676-12 in exact mode: layers up to 100 km with bent rays; 7.5 g/m3, 1013.25 hPa of
  // dry air, which is 1 % more oxygen than here), dB at 90, 30 and 5 deg.
  struct Row {
    double f_ghz, zenith_db, at_30_deg_db, at_5_deg_db;
  };
  for (const Row& row : {Row{1.3, 0.03335, 0.06658, 0.35774}, Row{3.0, 0.03696, 0.07379, 0.39759},
                         Row{9.4, 0.04950, 0.09884, 0.53606}, Row{22.2, 0.52031, 1.03952, 5.72722},
                         Row{30.0, 0.23189, 0.46326, 2.54684}, Row{60.0, 155.05, 309.25, 1608.5}}) {
    const GasProfile profile(1e9 * row.f_ghz);
    const auto loss_db = [&](double degrees, double range_m) {
      return profile.path_loss_db(ray_at(0.0, std::sin(degrees * M_PI / 180.0), range_m));
    };
    EXPECT_NEAR(loss_db(90.0, 100e3) / row.zenith_db, 0.99, 0.025) << row.f_ghz;
    EXPECT_NEAR(loss_db(30.0, 200e3) / row.at_30_deg_db, 0.99, 0.025) << row.f_ghz;
    EXPECT_NEAR(loss_db(5.0, 900e3) / row.at_5_deg_db, 0.99, 0.025) << row.f_ghz;
  }
}

TEST(GasPath, OverSeaAt3And10GHz) {
  // Close to the ground over 50 km: the specific attenuation of the ground times the way.
  const GasProfile s(3e9);
  const StraightRay level = ray_at(10.0, -0.002, 50e3);
  const GasAttenuation ground = reference_gas_attenuation(3e9, 10.0);
  EXPECT_NEAR(s.path_loss_db(level), 50.0 * (ground.oxygen_db_km + ground.vapour_db_km), 0.01);
}

TEST(GasPath, IsTheSameBothWaysAndAddsUp) {
  const GasProfile profile(9.4e9);
  const StraightRay up = ray_at(200.0, 0.05, 120e3);
  const StraightRay down{up.height2_m, up.height1_m, up.range_m, kRadius_m};
  EXPECT_NEAR(profile.path_loss_db(up), profile.path_loss_db(down), 1e-12);

  const StraightRay first = ray_at(200.0, 0.05, 50e3);
  const StraightRay second{first.height2_m, up.height2_m, 70e3, kRadius_m};
  EXPECT_NEAR(profile.path_loss_db(first) + profile.path_loss_db(second), profile.path_loss_db(up), 2e-3);
}

TEST(GasPath, NothingIsLostInSpaceAndNothingOverNoWay) {
  const GasProfile profile(3e9);
  EXPECT_EQ(profile.path_loss_db({200e3, 300e3, 400e3, kRadius_m}), 0.0);
  EXPECT_EQ(profile.path_loss_db({10.0, 10.0, 0.0, kRadius_m}), 0.0);
  EXPECT_NEAR(profile.path_loss_db({0.0, 400e3, 400e3, kRadius_m}),
              profile.path_loss_db({0.0, 60e3, 60e3, kRadius_m}), 1e-3);
}

TEST(GasPath, TableFollowsTheIntegral) {
  double worst_db = 0.0;
  for (const double f : {1.3e9, 3e9, 9.4e9, 16e9}) {
    const GasProfile profile(f);
    const GasLossTable table(profile, 25.0, kRadius_m, 500e3);
    for (double range_km = 0.7; range_km < 500.0; range_km += 3.1)
      for (double sine = -0.015; sine <= 1.0; sine = sine * 1.07 + 0.0012) {
        const StraightRay ray = ray_at(25.0, sine, 1e3 * range_km);
        if (ray.height2_m < 0.0) continue;
        const double want = profile.path_loss_db(ray);
        worst_db = std::max(worst_db, std::fabs(table.at(ray.range_m, ray.height2_m) - want));
        ASSERT_NEAR(table.at(ray.range_m, ray.height2_m), want, 0.01 * want + 0.01)
            << f << " " << sine << " " << range_km;
      }
  }
  RecordProperty("worst_db", std::to_string(worst_db));
}

}  // namespace
}  // namespace cupola
