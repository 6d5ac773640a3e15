#include "earth/ground.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cupola {
namespace {

TEST(Ground, FreshWaterAtRestHasItsMeasuredPermittivity) {
  // CRC Handbook (static permittivity of water): 87.9 at 0, 80.2 at 20, 78.4 at 25 degC.
  for (const auto& [t_c, eps] : {std::pair{0.0, 87.9}, {20.0, 80.2}, {25.0, 78.4}})
    EXPECT_NEAR(water_permittivity(1e6, t_c, 0.0).real, eps, 0.3);
}

TEST(Ground, FreshWaterRelaxesAsMeasured) {
  // Kaatze (1989) at 20 degC: one relaxation from 80.21 to 5.6 with 9.36 ps fits what is measured to 60 GHz.
  for (const double f : {3e9, 10e9, 20e9, 30e9}) {
    const double turn = 2.0 * M_PI * f * 9.36e-12, step = (80.21 - 5.6) / (1.0 + turn * turn);
    EXPECT_NEAR(water_permittivity(f, 20.0, 0.0).real, 5.6 + step, 0.5) << f;
    EXPECT_NEAR(water_permittivity(f, 20.0, 0.0).imaginary, turn * step, 0.5) << f;
  }
}

TEST(Ground, SaltWaterConductsAsTheOceanDoes) {
  // Conductivity of standard sea water (PSS-78): 4.2914 S/m at 15 degC; 4.788 at 20, 2.9048 at 0.
  EXPECT_NEAR(ground_constants(GroundKind::sea, 1e6, 15.0).conductivity_s_m, 4.2914, 0.003);
  EXPECT_NEAR(ground_constants(GroundKind::sea, 1e6, 20.0).conductivity_s_m, 4.788, 0.005);
  EXPECT_NEAR(ground_constants(GroundKind::sea, 1e6, 0.0).conductivity_s_m, 2.9048, 0.003);
}

TEST(Ground, SeaFollowsTheFitOfTheNavalResearchLaboratory) {
  // Blake (NRL 7098) after Saxton and Lane: 69 and 6.52 S/m at 3 GHz, 52 at 10 GHz (whose 15.7 S/m,
  // a straight line, lie below the relaxation that Klein and Swift measured: 21).
  const GroundConstants s = ground_constants(GroundKind::sea, 3e9, 15.0);
  EXPECT_NEAR(s.relative_permittivity, 69.0, 3.0);
  EXPECT_NEAR(s.conductivity_s_m, 6.52, 0.6);
  const GroundConstants x = ground_constants(GroundKind::sea, 10e9, 15.0);
  EXPECT_NEAR(x.relative_permittivity, 52.0, 3.5);
  EXPECT_NEAR(x.conductivity_s_m, 21.0, 1.5);
}

TEST(Ground, OfSoilLiesBetweenTheCurvesOfWetAndDry) {
  // ITU-R P.527-3, figure 1, at 1 GHz: wet 30, medium dry 15, very dry 3.
  const GroundConstants wet = ground_constants(GroundKind::wet, 1e9);
  const GroundConstants medium = ground_constants(GroundKind::medium, 1e9);
  const GroundConstants dry = ground_constants(GroundKind::dry, 1e9);
  EXPECT_NEAR(wet.relative_permittivity, 30.0, 6.0);
  EXPECT_NEAR(medium.relative_permittivity, 15.0, 4.0);
  EXPECT_NEAR(dry.relative_permittivity, 4.0, 1.5);
  EXPECT_GT(wet.conductivity_s_m, medium.conductivity_s_m);
  EXPECT_GT(medium.conductivity_s_m, dry.conductivity_s_m);
  EXPECT_GT(dry.conductivity_s_m, 0.0);
}

TEST(Ground, LossGrowsWithFrequencyAndPermittivityFalls) {
  for (const GroundKind kind : {GroundKind::sea, GroundKind::wet, GroundKind::medium, GroundKind::dry}) {
    GroundConstants last = ground_constants(kind, 0.3e9);
    for (double f = 0.4e9; f < 40e9; f *= 1.2) {
      const GroundConstants here = ground_constants(kind, f);
      EXPECT_GT(here.relative_permittivity, 1.0);
      EXPECT_GT(here.conductivity_s_m, 0.0);
      if (f > 5e9) {
        EXPECT_LE(here.relative_permittivity, last.relative_permittivity * 1.0001);
      }
      last = here;
    }
  }
}

}  // namespace
}  // namespace cupola
