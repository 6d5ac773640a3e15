#include "earth/surface_reflection.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <complex>

namespace cupola {
namespace {

constexpr double kDegree = M_PI / 180.0;
constexpr GroundConstants kSea{69.0, 6.52};

std::complex<double> reflection(double grazing_rad, const GroundConstants& ground, double f_hz,
                                Polarisation p) {
  const ComplexField r = fresnel_reflection(grazing_rad, ground, f_hz, p);
  return {r.real, r.imaginary};
}

TEST(SurfaceReflection, IsFresnelsFormula) {
  for (const GroundConstants& ground : {kSea, GroundConstants{15.0, 0.3}, GroundConstants{3.0, 0.0}})
    for (double psi = 0.0; psi <= 90.0; psi += 7.5) {
      const double f = 3e9, s = std::sin(psi * kDegree), c = std::cos(psi * kDegree);
      const std::complex<double> eps(ground.relative_permittivity,
                                     -ground.conductivity_s_m / (2.0 * M_PI * 8.8541878128e-12 * f));
      const auto root = std::sqrt(eps - c * c);
      EXPECT_NEAR(
          std::abs(reflection(psi * kDegree, ground, f, Polarisation::horizontal) - (s - root) / (s + root)),
          0.0, 1e-14);
      EXPECT_NEAR(std::abs(reflection(psi * kDegree, ground, f, Polarisation::vertical) -
                           (eps * s - root) / (eps * s + root)),
                  0.0, 1e-14);
    }
}

TEST(SurfaceReflection, Limits) {
  for (const Polarisation p : {Polarisation::horizontal, Polarisation::vertical})
    EXPECT_NEAR(std::abs(reflection(0.0, kSea, 3e9, p) + 1.0), 0.0, 1e-12);
  // Straight down there is no difference but the sign that vertical polarisation has by convention.
  EXPECT_NEAR(std::abs(reflection(90.0 * kDegree, kSea, 3e9, Polarisation::horizontal) +
                       reflection(90.0 * kDegree, kSea, 3e9, Polarisation::vertical)),
              0.0, 1e-12);
  // A glass of permittivity 4: -1/3 straight down; nothing at Brewster's angle, where tan psi = 1/2.
  EXPECT_NEAR(reflection(90.0 * kDegree, {4.0, 0.0}, 3e9, Polarisation::horizontal).real(), -1.0 / 3.0,
              1e-12);
  EXPECT_NEAR(std::abs(reflection(std::atan(0.5), {4.0, 0.0}, 3e9, Polarisation::vertical)), 0.0, 1e-12);
}

TEST(SurfaceReflection, OfTheSeaAtLowAngles) {
  // Vertical polarisation has its least reflection near the pseudo-Brewster angle, tan psi = 1 / sqrt|eps|:
  // 6.4 deg for sea at 3 GHz; horizontal loses little.
  double least = 1.0, at_deg = 0.0;
  for (double psi = 0.5; psi < 20.0; psi += 0.1) {
    const double v = std::abs(reflection(psi * kDegree, kSea, 3e9, Polarisation::vertical));
    if (v < least) least = v, at_deg = psi;
    if (psi < 10.0) {
      EXPECT_GT(std::abs(reflection(psi * kDegree, kSea, 3e9, Polarisation::horizontal)), 0.95);
    }
  }
  EXPECT_NEAR(at_deg, 6.41, 0.3);
  EXPECT_LT(least, 0.3);
}

TEST(SurfaceReflection, Roughness) {
  // Models, M12: 0.5 m rms, 0.5 deg, 3 GHz.
  const double wavelength = 299792458.0 / 3e9;
  EXPECT_NEAR(ament_roughness(0.5, 0.5 * kDegree, wavelength), 0.8603, 1e-4);
  EXPECT_EQ(ament_roughness(0.0, 0.5, wavelength), 1.0);
  EXPECT_NEAR(miller_brown_roughness(0.0, 0.5, wavelength), 1.0, 1e-15);
  for (double s = 0.05; s < 20.0; s *= 1.3) {
    const double g = 2.0 * M_PI * s * std::sin(1.0 * kDegree) / wavelength, x = 2.0 * g * g;
    const double want =
        x < 700.0 ? std::exp(-x) * std::cyl_bessel_i(0.0, x) : (1.0 + 0.125 / x) / std::sqrt(2.0 * M_PI * x);
    EXPECT_NEAR(miller_brown_roughness(s, 1.0 * kDegree, wavelength) / want, 1.0, 1e-6) << s;
    EXPECT_GE(miller_brown_roughness(s, 1.0 * kDegree, wavelength),
              ament_roughness(s, 1.0 * kDegree, wavelength));
  }
}

/// Where the bounced way is half a wave longer than at its point of reflection: by bisection on both sides.
TEST(SurfaceReflection, ReflectingLengthIsTheFirstFresnelZone) {
  constexpr double kFar_m = 3e6;
  const double wavelength = 0.1;
  for (const double height : {8.0, 30.0})
    for (const double grazing : {0.003, 0.01, 0.05}) {
      const double middle = height / std::tan(grazing), target_m = (kFar_m - middle) * std::tan(grazing);
      const auto longer = [&](double x) {  // than the bounced ray, without small differences
        const auto way = [&](double at) {
          return std::hypot(at, height) + std::hypot(kFar_m - at, target_m);
        };
        return way(x) - way(middle) - 0.5 * wavelength;
      };
      const auto end = [&](double inside, double outside) {
        for (int i = 0; i < 60; ++i)
          (longer(0.5 * (inside + outside)) < 0.0 ? inside : outside) = 0.5 * (inside + outside);
        return inside;
      };
      const double length = end(middle, 40.0 * middle) - end(middle, -10.0 * middle);
      EXPECT_NEAR(reflecting_length_m(middle, grazing, wavelength), length, 0.03 * length)
          << height << " " << grazing;
    }
}

/// Longley and Rice: D(s) = D (1 - 0.8 exp(-s / 50 km)), rms height 0.78 D(s) exp(-(D(s) / 16 m)^(1/4)); D of
/// 30 m is a plain, of 90 m rolling land.
TEST(SurfaceReflection, LandGetsRougherOverLongerStretches) {
  const auto longley_rice = [](double all, double s) {
    const double d = all * (1.0 - 0.8 * std::exp(-s / 50e3));
    return 0.78 * d * std::exp(-std::pow(d / 16.0, 0.25));
  };
  for (const double all : {10.0, 30.0, 90.0})
    for (const double s : {500.0, 5e3, 15e3, 40e3}) {
      const double want = longley_rice(all, s);
      EXPECT_NEAR(land_rms_height_m(longley_rice(all, 0.0), s), want, 0.09 * want) << all << " " << s;
    }
  EXPECT_EQ(land_rms_height_m(2.0, 0.0), 2.0);
  EXPECT_NEAR(longley_rice(30.0, 0.0), 2.1, 0.1);  // farmland's two metres
}

}  // namespace
}  // namespace cupola
