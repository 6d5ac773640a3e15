#include "earth/multipath.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "earth/spherical_diffraction.hpp"
#include "earth/surface_reflection.hpp"
#include "earth/tests/sphere_field.hpp"

namespace cupola {
namespace {

constexpr double kRadius_m = 6371e3 * 4.0 / 3.0, kFlat_m = 1e16, kC_m_s = 299792458.0;
constexpr MultipathSurface kMirror{{1e8, 0.0}, 0.0};
constexpr auto kHorizontal = Polarisation::horizontal, kVertical = Polarisation::vertical;

double mirror_db(double f_hz, double h1_m, double h2_m, double range_m, double radius_m = kRadius_m) {
  return propagation_factor_db({range_m, h1_m, h2_m, radius_m}, kMirror, f_hz, kHorizontal);
}

TEST(Multipath, ReproducesTheFlatEarth) {
  // Models, M12: 15 m, 3 GHz, target at 30 m.
  EXPECT_NEAR(std::pow(10.0, mirror_db(3e9, 15.0, 30.0, 20e3, kFlat_m) / 20.0), 1.9757, 1e-3);
  EXPECT_NEAR(2.0 * mirror_db(3e9, 15.0, 30.0, 20e3, kFlat_m), 11.83, 0.005);
  EXPECT_NEAR(std::pow(10.0, mirror_db(3e9, 15.0, 30.0, 40e3, kFlat_m) / 20.0), 1.2996, 1e-3);
  EXPECT_NEAR(2.0 * mirror_db(3e9, 15.0, 30.0, 40e3, kFlat_m), 4.55, 0.005);

  // First lobe at 0.0954 deg, first null at 0.1909 deg.
  const double range = 50e3;
  EXPECT_NEAR(mirror_db(3e9, 15.0, range * std::tan(0.0954 * M_PI / 180.0), range, kFlat_m), 6.02, 0.01);
  EXPECT_LT(mirror_db(3e9, 15.0, range * std::tan(0.1909 * M_PI / 180.0), range, kFlat_m), -35.0);

  // Far out 4 pi h1 h2 / (lambda R): an echo falls with the eighth power.
  const double far_db = mirror_db(3e9, 15.0, 30.0, 1000e3, kFlat_m);
  EXPECT_NEAR(far_db, 20.0 * std::log10(4.0 * M_PI * 15.0 * 30.0 / (kC_m_s / 3e9 * 1000e3)), 0.01);
  EXPECT_NEAR(mirror_db(3e9, 15.0, 30.0, 2000e3, kFlat_m) - far_db, -20.0 * std::log10(2.0), 0.01);
}

/// Worst difference from the whole series of residues, of rows that `use` admits (given Kerr's and Blake's
/// measure).
template <class Use>
double worst_db(Use use, int& rows) {
  double worst = 0.0;
  rows = 0;
  for (const auto& row : testing::kSphereField) {
    const SmoothEarthPath path{row.ground_range_m, row.height1_m, row.height2_m, kRadius_m};
    const double wavelength = kC_m_s / row.frequency_hz;
    double kerr = 0.0, blake = 0.0;
    if (row.ground_range_m < horizon_range_m(path)) {
      const SpecularRay ray = specular_ray(path);
      kerr = ray.grazing_rad / std::cbrt(wavelength / (2.0 * M_PI * kRadius_m));
      blake = 4.0 * ray.path_difference_m / wavelength;
    }
    if (!use(kerr, blake)) continue;
    worst = std::max(worst,
                     std::fabs(mirror_db(row.frequency_hz, row.height1_m, row.height2_m, row.ground_range_m) -
                               row.factor_db));
    ++rows;
  }
  return worst;
}

TEST(Multipath, StaysNearTheWholeSeries) {
  int rows = 0;
  const double high = worst_db([](double kerr, double) { return kerr > 1.3; }, rows);
  EXPECT_GE(rows, 30);
  EXPECT_LT(high, 0.75);
  const double higher = worst_db([](double kerr, double) { return kerr > 3.0; }, rows);
  EXPECT_GE(rows, 6);
  EXPECT_LT(higher, 0.2);
  const double bound =
      worst_db([](double kerr, double blake) { return kerr <= 1.3 && std::max(kerr, blake) >= 1.0; }, rows);
  EXPECT_GE(rows, 12);
  EXPECT_LT(bound, 1.2);
  const double between =
      worst_db([](double kerr, double blake) { return kerr > 0.0 && std::max(kerr, blake) < 1.0; }, rows);
  EXPECT_GE(rows, 60);
  EXPECT_LT(between, 2.0);
  const double beyond = worst_db([](double kerr, double) { return kerr == 0.0; }, rows);
  EXPECT_GE(rows, 35);
  EXPECT_LT(beyond, 1.4);
  for (const auto& [name, value] : {std::pair{"higher_db", higher},
                                    {"high_db", high},
                                    {"bound_db", bound},
                                    {"between_db", between},
                                    {"beyond_db", beyond}})
    RecordProperty(name, std::to_string(value));
}

/// Length of the broken line over the sphere by way of the ground at a range from the antenna.
double broken_m(const SmoothEarthPath& p, double d1) {
  const auto chord = [&](double h1, double h2, double d) {
    const double s = std::sin(0.5 * d / p.effective_radius_m), a = p.effective_radius_m;
    return std::sqrt((h2 - h1) * (h2 - h1) + 4.0 * (a + h1) * (a + h2) * s * s);
  };
  return chord(p.height1_m, 0.0, d1) + chord(0.0, p.height2_m, p.ground_range_m - d1) -
         chord(p.height1_m, p.height2_m, p.ground_range_m);
}

TEST(Multipath, PathDifferenceIsTheShortestDetourByTheGround) {
  for (const double h1 : {3.0, 25.0, 2000.0})
    for (const double h2 : {10.0, 500.0, 12e3})
      for (const double part : {0.02, 0.3, 0.7, 0.95}) {
        SmoothEarthPath path{0.0, h1, h2, kRadius_m};
        path.ground_range_m = part * horizon_range_m(path);
        // Golden section for the least detour.
        double low = 0.0, high = path.ground_range_m;
        for (int i = 0; i < 100; ++i) {
          const double a = high - 0.6180339887 * (high - low), b = low + 0.6180339887 * (high - low);
          (broken_m(path, a) < broken_m(path, b) ? high : low) =
              broken_m(path, a) < broken_m(path, b) ? b : a;
        }
        const SpecularRay ray = specular_ray(path);
        EXPECT_NEAR(ray.path_difference_m, broken_m(path, low), 1e-6 * ray.path_difference_m + 1e-9)
            << h1 << " " << h2 << " " << part;
        EXPECT_NEAR(ray.range1_m, low, 1e-3 * path.ground_range_m);
      }
}

TEST(Multipath, DivergenceIsTheSpreadOfARayBundle) {
  // Two rays close together from the antenna, bounced off the sphere: how much wider are they at the target
  // than off a plane? In the plane of the path only; the width across it is the other factor.
  const SmoothEarthPath path{40e3, 120.0, 200.0, kRadius_m};
  const SpecularRay ray = specular_ray(path);
  const double a = kRadius_m;
  const auto angle_at_target = [&](double range1) {
    // Angle at the centre to where the ray that bounces at range1 reaches the height of the target.
    const double phi1 = range1 / a,
                 r1 = std::hypot((a + 120.0) * std::sin(phi1), (a + 120.0) * std::cos(phi1) - a);
    const double sine = ((a + 120.0) * std::cos(phi1) - a) / r1, psi = std::asin(sine);
    return phi1 + std::acos(a * std::cos(psi) / (a + 200.0)) - psi;
  };
  const auto start = [&](double range1) {
    return std::atan2((a + 120.0) - a * std::cos(range1 / a), a * std::sin(range1 / a));
  };
  const double d1 = ray.range1_m, step = 1.0;
  const double width = a * std::fabs(angle_at_target(d1 + step) - angle_at_target(d1 - step)) *
                       std::sin(-ray.reflected_arrival_rad);
  const double opening = std::fabs(start(d1 + step) - start(d1 - step));
  const double total = path.ground_range_m / std::cos(ray.grazing_rad);
  EXPECT_NEAR(ray.divergence, std::sqrt(total * opening / width), 2e-3);
}

TEST(Multipath, DivergenceStraightDownIsThatOfAConvexMirror) {
  // Field of the image in a mirror of focal length a / 2 against that in a plane: a / (a + 2 r1 r2 / (r1 +
  // r2)).
  const SpecularRay ray = specular_ray({1.0, 400e3, 800e3, kRadius_m});
  EXPECT_NEAR(ray.divergence, kRadius_m / (kRadius_m + 2.0 * 400e3 * 800e3 / 1200e3), 1e-6);
}

TEST(Multipath, MeetsDiffractionAtTheHorizonWithoutAJump) {
  for (const double f : {0.15e9, 1.3e9, 9.4e9})
    for (const double h2 : {10.0, 300.0, 9000.0}) {
      const double horizon_m = horizon_range_m({0.0, 20.0, h2, kRadius_m});
      const SmoothEarthPath at{horizon_m, 20.0, h2, kRadius_m};
      EXPECT_NEAR(mirror_db(f, 20.0, h2, horizon_m * (1.0 - 1e-9)),
                  -spherical_diffraction_loss_db(at, {0.0, kMirror.ground, kMirror.ground}, f, kHorizontal),
                  1e-3);
      double last = mirror_db(f, 20.0, h2, 0.7 * horizon_m);
      for (double part = 0.7; part < 1.2; part += 2e-5) {
        const double here = mirror_db(f, 20.0, h2, part * horizon_m);
        if (last > -10.0 && here > -10.0) {
          EXPECT_LT(std::fabs(here - last), 0.5) << f << " " << h2 << " " << part;
        }
        last = here;
      }
    }
}

TEST(Multipath, IsTheSameBothWays) {
  const MultipathSurface sea{{69.0, 6.52}, 0.3};
  for (const double d : {5e3, 25e3, 45e3, 60e3})
    for (const auto p : {kHorizontal, kVertical})
      EXPECT_NEAR(propagation_factor_db({d, 20.0, 60.0, kRadius_m}, sea, 3e9, p),
                  propagation_factor_db({d, 60.0, 20.0, kRadius_m}, sea, 3e9, p), 1e-6);
}

TEST(Multipath, LimitsOfSurfaceAndPattern) {
  const SmoothEarthPath path{15e3, 20.0, 800.0, kRadius_m};
  // Nothing is left of a reflection off a very rough surface, or into a null of the pattern.
  EXPECT_NEAR(propagation_factor_db(path, {{69.0, 6.52}, 50.0}, 3e9, kHorizontal), 0.0, 0.5);
  EXPECT_NEAR(propagation_factor_db(path, kMirror, 3e9, kHorizontal, {1.0, 0.0}), 0.0, 1e-9);
  EXPECT_NEAR(propagation_factor_db(path, kMirror, 3e9, kHorizontal, {0.5, 0.0}), 20.0 * std::log10(0.5),
              1e-9);
  EXPECT_EQ(propagation_factor_db(path, kMirror, 3e9, kHorizontal, {0.0, 0.0}), -200.0);
  // Within +-: never more than both fields in step.
  for (double h2 = 5.0; h2 < 3000.0; h2 *= 1.01)
    EXPECT_LE(mirror_db(3e9, 20.0, h2, 15e3), 20.0 * std::log10(2.0) + 1e-9);
}

/// Over land two metres rough nearby the lowest lobe of an S band radar is weak and there is no null to speak
/// of; over such a sea both would be there (models, M12: lobes of 12 dB over rough land are a common
/// mistake).
TEST(Multipath, RoughLandHasNoDeepLobes) {
  double sea_most = -99.0, sea_least = 99.0, land_most = -99.0, land_least = 99.0, hills_off = 0.0;
  for (double range = 260e3; range < 400e3; range += 1e3) {
    const SmoothEarthPath path{range, 8.0, 10e3, kRadius_m};
    const auto echo_db = [&](double rms_m, bool waves) {
      return 2.0 * propagation_factor_db(path, {{15.0, 0.05}, rms_m, waves}, 3.2e9, kHorizontal);
    };
    sea_most = std::max(sea_most, echo_db(0.3, true));
    sea_least = std::min(sea_least, echo_db(0.3, true));
    land_most = std::max(land_most, echo_db(2.0, false));
    land_least = std::min(land_least, echo_db(2.0, false));
    hills_off = std::max(hills_off, std::fabs(echo_db(20.0, false)));
  }
  EXPECT_GT(sea_most, 10.0);
  EXPECT_LT(sea_least, -15.0);
  EXPECT_LT(land_most, 6.0);
  EXPECT_GT(land_most, 2.0);
  EXPECT_GT(land_least, -3.0);
  EXPECT_LT(hills_off, 1.0);
}

TEST(Multipath, RaysAtTheAntenna) {
  const SpecularRay ray = specular_ray({10e3, 20.0, 500.0, kFlat_m});
  EXPECT_NEAR(ray.direct_elevation_rad, std::atan(480.0 / 10e3), 1e-7);
  EXPECT_NEAR(ray.reflected_elevation_rad, -std::atan(520.0 / 10e3), 1e-7);
  EXPECT_NEAR(ray.grazing_rad, std::atan(520.0 / 10e3), 1e-7);
  EXPECT_NEAR(ray.direct_arrival_rad, -std::atan(480.0 / 10e3), 1e-7);
}

/// F^4 averaged by brute force over the band and the height of the target.
double averaged_db(const SmoothEarthPath& path, const MultipathSurface& surface, double f_hz,
                   const LobeSpread& spread) {
  const int n = 101;
  double sum = 0.0;
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < n; ++k) {
      SmoothEarthPath moved = path;
      moved.height2_m += ((k + 0.5) / n - 0.5) * spread.target_extent_m;
      const double f = f_hz + ((i + 0.5) / n - 0.5) * spread.bandwidth_hz;
      sum += std::pow(10.0, 0.2 * interference_factor_db(specular_ray(moved), surface, f, kHorizontal));
    }
  return 5.0 * std::log10(sum / (n * n));
}

TEST(Multipath, SpreadIsTheMeanOfEchoes) {
  const MultipathSurface sea{{69.0, 6.52}, 0.1};
  for (const double h2 : {150.0, 157.0, 163.0, 400.0}) {
    const SmoothEarthPath path{12e3, 20.0, h2, kRadius_m};
    for (const LobeSpread& spread : {LobeSpread{200e6, 0.0}, LobeSpread{0.0, 6.0}, LobeSpread{300e6, 10.0}})
      EXPECT_NEAR(propagation_factor_db(path, sea, 3e9, kHorizontal, {}, spread),
                  averaged_db(path, sea, 3e9, spread), 0.1)
          << h2;
  }
  // Much spread leaves the mean of a lobe: F^4 of 6 for a mirror over flat earth.
  EXPECT_NEAR(
      propagation_factor_db({12e3, 20.0, 1500.0, kFlat_m}, kMirror, 3e9, kHorizontal, {}, {3e9, 300.0}),
      5.0 * std::log10(6.0), 0.1);
}

}  // namespace
}  // namespace cupola
