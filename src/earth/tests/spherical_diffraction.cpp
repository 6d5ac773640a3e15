#include "earth/spherical_diffraction.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "earth/tests/sphere_field.hpp"

namespace cupola {
namespace {

constexpr double kRadius_m = 6371e3 * 4.0 / 3.0;
constexpr GroundConstants kMirror{1e6, 0.0};
constexpr auto kHorizontal = Polarisation::horizontal, kVertical = Polarisation::vertical;

double mirror_loss_db(double f_hz, double h1_m, double h2_m, double range_m) {
  return spherical_diffraction_loss_db({range_m, h1_m, h2_m, kRadius_m}, {0.0, kMirror, kMirror}, f_hz,
                                       kHorizontal);
}

TEST(SphericalDiffraction, ReproducesTheTable) {
  // Models, M11: 3 GHz, 25 and 30 m.
  for (const auto& [km, db] : {std::pair{43.19, 15.24}, {50.0, 23.69}, {60.0, 36.24}})
    EXPECT_NEAR(spherical_diffraction_loss_db({1e3 * km, 25.0, 30.0, kRadius_m}, {}, 3e9, kHorizontal), db,
                0.006);
}

TEST(SphericalDiffraction, StaysNearTheWholeSeries) {
  double worst_beyond_db = 0.0, worst_within_db = 0.0;
  int beyond = 0, within = 0;
  for (const auto& row : testing::kSphereField) {
    const double horizon_m = horizon_range_m({0.0, row.height1_m, row.height2_m, kRadius_m});
    const double part = row.ground_range_m / horizon_m;
    const double off_db =
        mirror_loss_db(row.frequency_hz, row.height1_m, row.height2_m, row.ground_range_m) + row.factor_db;
    if (part > 0.9999) {
      worst_beyond_db = std::max(worst_beyond_db, std::fabs(off_db));
      if (part > 1.04) {
        EXPECT_LT(std::fabs(off_db), 0.7) << row.frequency_hz << " " << row.height2_m << " " << part;
      }
      ++beyond;
    } else if (part > 0.895 && row.factor_db < -6.0) {
      worst_within_db = std::max(worst_within_db, std::fabs(off_db));
      ++within;
    }
  }
  EXPECT_GE(beyond, 36);
  EXPECT_GE(within, 20);
  EXPECT_LT(worst_beyond_db, 1.4);
  EXPECT_LT(worst_within_db, 1.9);
  RecordProperty("beyond_db", std::to_string(worst_beyond_db));
  RecordProperty("within_db", std::to_string(worst_within_db));
}

TEST(SphericalDiffraction, OfLowAntennasOnAFlatEarthIsThatOfTheMirror) {
  // Far shorter than the curve of the earth matters: 4 pi h1 h2 / (lambda d), from the first term.
  const double f = 1e9, h = 0.5, d = 60.0, wavelength = 299792458.0 / f;
  const double flat_db = -20.0 * std::log10(4.0 * M_PI * h * h / (wavelength * d));
  EXPECT_NEAR(first_term_diffraction_db({d, h, h, 1e12}, kMirror, f, kHorizontal), flat_db, 0.2);
}

TEST(SphericalDiffraction, PolarisationAndGroundMatterOnlyAtLowFrequency) {
  // P.526: at 3 GHz K is below 0.003 over sea as over land; at 50 MHz over sea vertical loses less.
  EXPECT_LT(surface_admittance(kAverageSea, kRadius_m, 3e9, kHorizontal), 0.003);
  const SmoothEarthPath path{60e3, 20.0, 20.0, kRadius_m};
  const Surface sea{1.0, kAverageLand, kAverageSea}, land{};
  EXPECT_NEAR(spherical_diffraction_loss_db(path, sea, 3e9, kVertical),
              spherical_diffraction_loss_db(path, land, 3e9, kHorizontal), 0.4);
  EXPECT_LT(spherical_diffraction_loss_db(path, sea, 50e6, kVertical) + 3.0,
            spherical_diffraction_loss_db(path, sea, 50e6, kHorizontal));
  const Surface half{0.5, kAverageLand, kAverageSea};
  EXPECT_NEAR(spherical_diffraction_loss_db(path, half, 50e6, kVertical),
              0.5 * (spherical_diffraction_loss_db(path, sea, 50e6, kVertical) +
                     spherical_diffraction_loss_db(path, land, 50e6, kVertical)),
              1e-9);
}

TEST(SphericalDiffraction, IsTheSameBothWays) {
  for (const double d : {20e3, 43e3, 70e3})
    EXPECT_NEAR(mirror_loss_db(3e9, 12.0, 90.0, d), mirror_loss_db(3e9, 90.0, 12.0, d), 1e-9);
}

TEST(SphericalDiffraction, GrowsWithRangeWithoutAJump) {
  for (const double f : {0.15e9, 1.3e9, 9.4e9})
    for (const double h2 : {10.0, 300.0, 9000.0}) {
      const double horizon_m = horizon_range_m({0.0, 20.0, h2, kRadius_m});
      double last = mirror_loss_db(f, 20.0, h2, 0.3 * horizon_m);
      for (double part = 0.3; part < 1.3; part += 0.0005) {
        const double loss = mirror_loss_db(f, 20.0, h2, part * horizon_m);
        EXPECT_GE(loss, last - 1e-9) << f << " " << h2 << " " << part;
        EXPECT_LT(loss - last, 1.0) << f << " " << h2 << " " << part;
        last = loss;
      }
    }
  EXPECT_EQ(mirror_loss_db(3e9, 300.0, 3000.0, 30e3), 0.0);
}

TEST(SphericalDiffraction, OnTheGroundTheFloorOfTheHeightTermHolds) {
  const double loss = spherical_diffraction_loss_db({30e3, 0.0, 0.0, kRadius_m}, {}, 3e9, kHorizontal);
  EXPECT_TRUE(std::isfinite(loss));
  EXPECT_GT(loss, spherical_diffraction_loss_db({30e3, 1.0, 1.0, kRadius_m}, {}, 3e9, kHorizontal));
  // One end on the ground, in sight of the other.
  const double seen = spherical_diffraction_loss_db({5e3, 0.0, 300.0, kRadius_m}, {}, 3e9, kHorizontal);
  EXPECT_TRUE(std::isfinite(seen));
  EXPECT_GT(seen, spherical_diffraction_loss_db({5e3, 0.1, 300.0, kRadius_m}, {}, 3e9, kHorizontal));
}

}  // namespace
}  // namespace cupola
