#include "earth/knife_edge.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <complex>

namespace cupola {
namespace {

/// Field behind a half plane against free space: |(1 + i) / 2 times the integral of exp(-i pi t^2 / 2) from
/// v|, the integral turned into the complex plane, t = v + (1 - i) s, where it falls off (P.526-15, equation
/// 30).
double exact_loss_db(double v) {
  const std::complex<double> direction(1.0, -1.0), i(0.0, 1.0);
  std::complex<double> sum = 0.0;
  const double step = 1e-3;
  for (int k = 0; k <= 12000; ++k) {
    const std::complex<double> t = v + direction * (k * step);
    const double weight = k == 0 ? 1.0 : (k % 2 == 1 ? 4.0 : 2.0);
    sum += weight * std::exp(-i * (M_PI / 2.0) * t * t);
  }
  const std::complex<double> integral = direction * sum * (step / 3.0);
  return -20.0 * std::log10(std::abs(integral) / std::sqrt(2.0));
}

TEST(KnifeEdge, ExactIntegralReproducesTheTable) {
  // Models, M11.
  for (const auto& [v, db] :
       {std::pair{-0.5, 1.859}, {0.0, 6.021}, {1.0, 13.864}, {2.0, 19.091}, {3.0, 22.522}})
    EXPECT_NEAR(exact_loss_db(v), db, 6e-4) << v;
}

TEST(KnifeEdge, StaysNearTheFresnelIntegral) {
  for (double v = -0.5; v <= 3.0; v += 0.05) EXPECT_NEAR(knife_edge_loss_db(v), exact_loss_db(v), 0.11) << v;
  for (double v = -0.78; v < -0.5; v += 0.02) EXPECT_NEAR(knife_edge_loss_db(v), exact_loss_db(v), 0.46) << v;
  for (double v = 3.0; v <= 60.0; v *= 1.5) EXPECT_NEAR(knife_edge_loss_db(v), exact_loss_db(v), 0.15) << v;
}

TEST(KnifeEdge, StartsWithoutAJumpAndRises) {
  EXPECT_EQ(knife_edge_loss_db(-0.78), 0.0);
  EXPECT_LT(knife_edge_loss_db(-0.7799), 0.02);
  double last = 0.0;
  for (double v = -2.0; v < 30.0; v += 0.01) {
    EXPECT_GE(knife_edge_loss_db(v), last);
    last = knife_edge_loss_db(v);
  }
}

TEST(KnifeEdge, ParameterIsThatOfTheFresnelZone) {
  // An edge as far below the line as the radius of the first zone: v = -sqrt(2).
  const double d1 = 12e3, d2 = 30e3, wavelength = 0.1;
  const double radius = std::sqrt(wavelength * d1 * d2 / (d1 + d2));
  EXPECT_NEAR(knife_edge_parameter(-radius, d1, d2, wavelength), -std::sqrt(2.0), 1e-12);
  EXPECT_EQ(knife_edge_parameter(5.0, d1, d2, wavelength), knife_edge_parameter(5.0, d2, d1, wavelength));
}

}  // namespace
}  // namespace cupola
