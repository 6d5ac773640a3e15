// Against MPFR: the distribution function at 200 bits, its inverse found by Newton steps from our own answer.
#include <gtest/gtest.h>

#include "core/math.hpp"
#include "core/tests/mpfr_oracle.hpp"

namespace cupola {
namespace {

using testing::Big;

/// p - Phi(x) at 200 bits, over the density: how far x is from the quantile of p.
double distance_from_quantile(double x, double p) {
  Big phi, density, argument;
  Big root_half(0.5);
  mpfr_sqrt(root_half.get(), root_half.get(), MPFR_RNDN);
  mpfr_mul_d(argument.get(), root_half.get(), -x, MPFR_RNDN);
  mpfr_erfc(phi.get(), argument.get(), MPFR_RNDN);
  mpfr_div_ui(phi.get(), phi.get(), 2, MPFR_RNDN);
  mpfr_sub_d(phi.get(), phi.get(), p, MPFR_RNDN);
  mpfr_set_d(density.get(), x, MPFR_RNDN);
  mpfr_sqr(density.get(), density.get(), MPFR_RNDN);
  mpfr_div_si(density.get(), density.get(), -2, MPFR_RNDN);
  mpfr_exp(density.get(), density.get(), MPFR_RNDN);
  mpfr_mul_d(density.get(), density.get(), 0.398942280401432677939946, MPFR_RNDN);
  mpfr_div(phi.get(), phi.get(), density.get(), MPFR_RNDN);
  return phi.rounded();
}

TEST(NormalQuantile, RelativeErrorBelow1e15) {
  testing::Points points(1);
  double worst = 0.0, at = 0.0;
  for (int i = 0; i < 6000; ++i) {
    const double p = i % 3 == 0   ? points.in(0.0, 1.0)
                     : i % 3 == 1 ? points.spread(1e-300, 0.5)
                                  : 1.0 - points.spread(1e-15, 0.5);
    if (p == 0.5) continue;
    const double x = math::normal_quantile(p);
    const double error = std::fabs(distance_from_quantile(x, p) / x);
    if (error > worst) worst = error, at = p;
  }
  std::printf("  normal_quantile: max relative error %.2e, at p = %.17g\n", worst, at);
  EXPECT_LT(worst, 1e-15);
}

TEST(NormalQuantile, Corners) {
  EXPECT_EQ(math::normal_quantile(0.5), 0.0);
  EXPECT_EQ(math::normal_quantile(0.0), -HUGE_VAL);
  EXPECT_EQ(math::normal_quantile(1.0), HUGE_VAL);
  EXPECT_TRUE(std::isnan(math::normal_quantile(-0.1)));
  EXPECT_TRUE(std::isnan(math::normal_quantile(1.1)));
  EXPECT_TRUE(std::isnan(math::normal_quantile(NAN)));
  // Published with the algorithm.
  EXPECT_NEAR(math::normal_quantile(0.25), -0.6744897501960817, 1e-15);
  EXPECT_NEAR(math::normal_quantile(0.001), -3.090232306167814, 4e-15);
  EXPECT_NEAR(math::normal_quantile(1e-20), -9.262340089798408, 1e-14);
}

}  // namespace
}  // namespace cupola
