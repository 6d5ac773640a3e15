#include "sensing/path_grid.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/random.hpp"
#include "earth/gas_path.hpp"
#include "earth/horizon.hpp"
#include "earth/spherical_diffraction.hpp"
#include "sensing/lane_geometry.hpp"

namespace cupola {
namespace {

constexpr double kDbPerLn = 4.342944819032518277;

PathInputs s_band() {
  PathInputs in;
  in.frequency_hz = 3.2e9;
  in.antenna_agl_m = 8.0;
  in.antenna_msl_m = 848.0;
  in.range_most_m = 600e3;
  return in;
}

double from_grid_db(const PathGrid& grid, double ground_m, double sine) {
  return kDbPerLn * lanes::looked_up<double>(grid.grid(), ground_m, sine);
}

/// How far is the grid from the models, root mean square and at worst, between elevations given against the
/// horizon?
struct Errors {
  double rms_db = 0.0, worst_db = 0.0;
};
Errors errors(const PathInputs& in, double from_sine, double to_sine) {
  const PathGrid grid(in);
  const double a = in.k_factor * kMeanEarthRadius_m, horizon = -std::sqrt(2 * in.antenna_agl_m / a);
  Draws draws(ReplicateKey::of(5, 0), 1, 0);
  Errors found;
  int n = 0;
  for (int i = 0; i < 1000; ++i) {
    const double share = draws.uniform(), sine = horizon + from_sine + (to_sine - from_sine) * share;
    const double ground_m = std::exp(std::log(3e3) + std::log(100.0) * draws.uniform());
    const double agl_m = in.antenna_agl_m + ground_m * sine + ground_m * ground_m / (2 * a);
    const double exact_db = kDbPerLn * PathGrid::ln_path(in, ground_m, sine);
    if (agl_m < 15.0 || exact_db < -60.0) continue;  // nobody comes back from there
    const double error_db = from_grid_db(grid, ground_m, sine) - exact_db;
    found.worst_db = std::max(found.worst_db, std::fabs(error_db));
    found.rms_db += error_db * error_db;
    ++n;
  }
  EXPECT_GT(n, 50);
  found.rms_db = std::sqrt(found.rms_db / n);
  return found;
}

TEST(PathGrid, is_what_the_models_say) {
  const PathInputs bare = s_band();
  EXPECT_LT(errors(bare, 0.0, 0.05).worst_db, 1.0);
  EXPECT_LT(errors(bare, -0.008, 0.0).worst_db, 1.5);
  EXPECT_LT(errors(bare, -0.008, 0.0).rms_db, 0.4);
  EXPECT_LT(errors(bare, 0.05, 0.8).worst_db, 0.2);
}

TEST(PathGrid, has_the_lobes_of_flat_ground) {
  PathInputs in = s_band();
  in.over_ground = true;
  in.roughness_m = 0.3;
  EXPECT_LT(errors(in, 0.002, 0.04).rms_db, 0.8);  // deep nulls are rounded off
  // Models.md M12: the first lobe of an antenna stands at lambda / 4 h over smooth sea, four times the field.
  in.ground = GroundKind::sea;
  in.roughness_m = 0.0;
  const PathGrid grid(in);
  double strongest = -100.0, at = 0.0;
  for (double sine = 0.0; sine < 0.006; sine += 1e-5)
    if (const double db = from_grid_db(grid, 6e3, sine); db > strongest) {
      strongest = db;
      at = sine;
    }
  EXPECT_NEAR(strongest, 12.04, 1.2);
  EXPECT_NEAR(at + 8.0 / 6e3, 0.0937 / (4 * 8.0), 2e-4);  // grazing angle at the ground
}

/// An X-band array on a 24 m mast: lobes of 0.03 degrees, a horizon 30 km off.
TEST(PathGrid, serves_high_masts_and_short_waves) {
  PathInputs in = s_band();
  in.frequency_hz = 10e9;
  in.antenna_agl_m = 30.0;
  in.antenna_msl_m = 870.0;
  EXPECT_LT(errors(in, 0.0, 0.05).worst_db, 2.0);
  EXPECT_LT(errors(in, -0.004, 0.0).rms_db, 0.7);
  in.over_ground = true;
  in.roughness_m = 0.5;
  EXPECT_LT(errors(in, 0.001, 0.04).rms_db, 1.5);
  in.antenna_agl_m = 80.0;  // lobes too narrow to tell apart
  EXPECT_LT(errors(in, 0.0, 0.05).worst_db, 2.0);
}

TEST(PathGrid, serves_long_waves) {
  PathInputs in = s_band();
  in.frequency_hz = 150e6;
  in.over_ground = true;
  in.roughness_m = 2.0;
  in.rain_rate_mm_h = 10.0;
  in.rain_height_msl_m = 4000.0;
  EXPECT_LT(errors(in, 0.01, 0.3).rms_db, 1.0);
}

TEST(PathGrid, far_above_the_horizon_only_gases_are_left) {
  const PathInputs in = s_band();
  const double ground_m = 100e3, sine = 0.1;
  const double cosine = std::sqrt(1 - sine * sine), a = in.k_factor * kMeanEarthRadius_m;
  const double rise_m = ground_m * sine / cosine + ground_m * ground_m / (2 * a);
  const double slant_m = std::hypot(ground_m, rise_m);
  const double gases_db = GasProfile(in.frequency_hz).path_loss_db({848.0, 848.0 + rise_m, slant_m, a});
  EXPECT_NEAR(from_grid_db(PathGrid(in), ground_m, sine), -2 * gases_db, 0.01);
  EXPECT_GT(gases_db, 0.2);
}

TEST(PathGrid, rain_takes_its_share_both_ways) {
  PathInputs in = s_band();
  in.frequency_hz = 10e9;
  const double dry = from_grid_db(PathGrid(in), 40e3, 0.001);
  in.rain_rate_mm_h = 10.0;
  in.rain_height_msl_m = 4000.0;
  // 40 km, all of it in the rain: 0.22 dB/km (models.md M13), twice.
  EXPECT_NEAR(from_grid_db(PathGrid(in), 40e3, 0.001) - dry, -2 * 40.0 * 0.219928, 0.3);
}

TEST(PathGrid, a_wished_away_earth_hides_nothing) {
  PathInputs in = s_band();
  in.k_factor = 1e9;
  EXPECT_GT(from_grid_db(PathGrid(in), 200e3, -0.01), -10.0);
}

/// From an aircraft, by height: the grid against the models, root mean square and at worst.
Errors errors_aloft(double antenna_agl_m, double from_m, double to_m) {
  PathInputs in = s_band();
  in.by_height = true;
  in.antenna_agl_m = antenna_agl_m;
  in.antenna_msl_m = antenna_agl_m + 840.0;
  const PathGrid grid(in);
  const double a = in.k_factor * kMeanEarthRadius_m;
  Draws draws(ReplicateKey::of(5, 0), 2, 0);
  Errors found;
  int n = 0;
  for (int i = 0; i < 1000; ++i) {
    const double u = draws.uniform();
    const double agl_m = 15.0 * std::exp(std::log(800.0) * u);
    const double beyond = draws.uniform();
    const double horizon_m = std::sqrt(2 * a * antenna_agl_m) + std::sqrt(2 * a * agl_m);
    const double ground_m = horizon_m + from_m + (to_m - from_m) * beyond;
    const double exact_db = kDbPerLn * PathGrid::ln_path(in, ground_m, agl_m);
    if (ground_m < 5e3 || ground_m > 595e3 || exact_db < -60.0) continue;
    const double error_db = from_grid_db(grid, horizon_m - ground_m, agl_m) - exact_db;
    found.worst_db = std::max(found.worst_db, std::fabs(error_db));
    found.rms_db += error_db * error_db;
    ++n;
  }
  EXPECT_GT(n, 50);
  found.rms_db = std::sqrt(found.rms_db / n);
  return found;
}

TEST(PathGrid, from_an_aircraft_is_what_the_models_say) {
  for (const double antenna_agl_m : {3e3, 9e3}) {
    const Errors sight = errors_aloft(antenna_agl_m, -300e3, 0.0);
    const Errors behind = errors_aloft(antenna_agl_m, 0.0, 30e3);
    EXPECT_LT(sight.rms_db, 0.25);
    EXPECT_LT(sight.worst_db, 2.5);
    EXPECT_LT(behind.rms_db, 0.3);
    EXPECT_LT(behind.worst_db, 2.0);
  }
}

}  // namespace
}  // namespace cupola
