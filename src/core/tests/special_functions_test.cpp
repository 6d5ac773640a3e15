// erfc and the incomplete gamma functions against MPFR at 1200 bits and against Boost.Math.
#include <gtest/gtest.h>

#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

#include "core/math.hpp"
#include "core/tests/mpfr_oracle.hpp"

namespace cupola {
namespace {

using testing::Points;

constexpr int kBits = 1200;  // enough for 1 - 1e-300
using Big = testing::BigOf<kBits>;

TEST(Erfc, RelativeErrorBelow1e15) {
  Points points(1);
  double worst = 0.0, at = 0.0;
  for (int i = 0; i < 10000; ++i) {
    const double x = i % 4 == 0   ? points.in(-6.0, 6.0)
                     : i % 4 == 1 ? points.in(0.0, 26.0)
                                  : points.sign() * points.spread(1e-8, 26.0);
    testing::Big exact;
    mpfr_erfc(exact.get(), testing::Big(x).get(), MPFR_RNDN);
    const double error = testing::relative_error(math::erfc(x), exact);
    if (error > worst) worst = error, at = x;
  }
  std::printf("  erfc, -26 to 26: max relative error %.2e, at %.17g\n", worst, at);
  EXPECT_LT(worst, 1e-15);
}

TEST(Erfc, Corners) {
  EXPECT_EQ(math::erfc(0.0), 1.0);
  EXPECT_EQ(math::erfc(-0.0), 1.0);
  EXPECT_EQ(math::erfc(HUGE_VAL), 0.0);
  EXPECT_EQ(math::erfc(-HUGE_VAL), 2.0);
  EXPECT_EQ(math::erfc(28.0), 0.0);
  EXPECT_TRUE(std::isnan(math::erfc(NAN)));
}

/// x^a e^-x / Gamma(a + 1).
void front_factor(Big& result, double a, double x) {
  Big gamma;
  mpfr_add_ui(gamma.get(), Big(a).get(), 1, MPFR_RNDN);
  mpfr_gamma(gamma.get(), gamma.get(), MPFR_RNDN);
  mpfr_pow(result.get(), Big(x).get(), Big(a).get(), MPFR_RNDN);
  mpfr_div(result.get(), result.get(), gamma.get(), MPFR_RNDN);
  mpfr_exp(gamma.get(), Big(-x).get(), MPFR_RNDN);
  mpfr_mul(result.get(), result.get(), gamma.get(), MPFR_RNDN);
}

/// The lower tail: the power series, which has no cancellation.
void exact_lower(Big& result, double a, double x) {
  Big term(1.0), sum(1.0);
  for (double n = 1.0; mpfr_get_exp(term.get()) > mpfr_get_exp(sum.get()) - kBits; n += 1.0) {
    mpfr_mul_d(term.get(), term.get(), x, MPFR_RNDN);
    Big below(a);
    mpfr_add_d(below.get(), below.get(), n, MPFR_RNDN);
    mpfr_div(term.get(), term.get(), below.get(), MPFR_RNDN);
    mpfr_add(sum.get(), sum.get(), term.get(), MPFR_RNDN);
  }
  front_factor(result, a, x);
  mpfr_mul(result.get(), result.get(), sum.get(), MPFR_RNDN);
}

/// The upper tail: what the lower leaves. Right to double precision for tails above 1e-300.
void exact_upper(Big& result, double a, double x) {
  exact_lower(result, a, x);
  mpfr_ui_sub(result.get(), 1, result.get(), MPFR_RNDN);
}

/// Shapes that a detector has, and any.
double any_shape(Points& points, int i) {
  return i % 3 == 0   ? points.spread(0.5, 1000.0)
         : i % 3 == 1 ? std::floor(points.spread(1.0, 1000.0))
                      : points.in(0.5, 10.0);
}

/// Arguments around the middle, and far out.
double any_argument(Points& points, int i, double a) {
  const double near = a + std::sqrt(a) * points.in(-6.0, 12.0), far = a * points.spread(0.01, 30.0);
  return i % 2 == 0 && near > 0.0 ? near : far;
}

TEST(IncompleteGamma, BothTailsTo1e12) {
  Points points(2);
  double worst_lower = 0.0, worst_upper = 0.0;
  for (int i = 0; i < 1000; ++i) {
    const double a = any_shape(points, i), x = any_argument(points, i, a);
    Big lower, upper;
    exact_lower(lower, a, x);
    exact_upper(upper, a, x);
    if (lower.rounded() > 1e-300)
      worst_lower = std::fmax(worst_lower, testing::relative_error(math::gamma_p(a, x), lower));
    if (upper.rounded() > 1e-300)
      worst_upper = std::fmax(worst_upper, testing::relative_error(math::gamma_q(a, x), upper));
  }
  std::printf("  gamma_p, gamma_q, a 0.5 to 1000: max relative error %.2e, %.2e\n", worst_lower, worst_upper);
  EXPECT_LT(worst_lower, 1e-12);
  EXPECT_LT(worst_upper, 1e-12);
}

TEST(IncompleteGamma, AgreesWithBoost) {
  Points points(3);
  for (int i = 0; i < 20000; ++i) {
    const double a = any_shape(points, i), x = any_argument(points, i, a);
    const double p = boost::math::gamma_p(a, x), q = boost::math::gamma_q(a, x);
    EXPECT_NEAR(p > 1e-300 ? math::gamma_p(a, x) / p : 1.0, 1.0, 2e-12) << a << ' ' << x;
    EXPECT_NEAR(q > 1e-300 ? math::gamma_q(a, x) / q : 1.0, 1.0, 2e-12) << a << ' ' << x;
  }
}

TEST(IncompleteGamma, ClosedForms) {
  EXPECT_EQ(math::gamma_p(3.0, 0.0), 0.0);
  EXPECT_EQ(math::gamma_q(3.0, 0.0), 1.0);
  EXPECT_EQ(math::gamma_q(3.0, HUGE_VAL), 0.0);
  for (const double x : {1e-300, 1e-10, 0.1, 1.0, 5.0, 100.0}) {
    EXPECT_NEAR(math::gamma_q(1.0, x) / std::exp(-x), 1.0, 1e-14);
    EXPECT_NEAR(math::gamma_p(1.0, x) / -std::expm1(-x), 1.0, 1e-14);
    EXPECT_NEAR(math::gamma_q(2.0, x) / ((1.0 + x) * std::exp(-x)), 1.0, 1e-14);
    EXPECT_NEAR(math::gamma_q(0.5, x) / std::erfc(std::sqrt(x)), 1.0, 1e-13);
  }
}

// The inverse put back into the function at 1200 bits: how far x is from the exact one, by the density.
double inverse_error(double a, double x, double target, bool lower) {
  Big tail, density;
  lower ? exact_lower(tail, a, x) : exact_upper(tail, a, x);
  mpfr_sub_d(tail.get(), tail.get(), target, MPFR_RNDN);
  front_factor(density, a, x);
  mpfr_mul_d(density.get(), density.get(), a, MPFR_RNDN);  // x times the density
  mpfr_div(tail.get(), tail.get(), density.get(), MPFR_RNDN);
  return std::fabs(tail.rounded());
}

TEST(IncompleteGamma, InversesTo1e12) {
  Points points(4);
  double worst = 0.0;
  for (int i = 0; i < 500; ++i) {
    const double a = any_shape(points, i);
    const double target = i % 2 == 0 ? points.in(0.0, 1.0) : points.spread(1e-15, 0.5);
    worst = std::fmax(worst, inverse_error(a, math::gamma_p_inverse(a, target), target, true));
    worst = std::fmax(worst, inverse_error(a, math::gamma_q_inverse(a, target), target, false));
  }
  std::printf("  gamma inverses: max relative error %.2e\n", worst);
  EXPECT_LT(worst, 1e-12);
}

TEST(IncompleteGamma, InversesAtTheEnds) {
  EXPECT_EQ(math::gamma_p_inverse(2.0, 0.0), 0.0);
  EXPECT_EQ(math::gamma_p_inverse(2.0, 1.0), HUGE_VAL);
  EXPECT_EQ(math::gamma_q_inverse(2.0, 1.0), 0.0);
  EXPECT_EQ(math::gamma_q_inverse(2.0, 0.0), HUGE_VAL);
  // The threshold of one square-law sample at a false-alarm probability of one in a million: -log(1e-6).
  EXPECT_NEAR(math::gamma_q_inverse(1.0, 1e-6), 13.815510557964274, 1e-13);
  for (const double a : {0.5, 1.0, 10.0, 1000.0})
    for (const double p : {1e-150, 1e-100, 1e-20}) {
      EXPECT_NEAR(math::gamma_p(a, math::gamma_p_inverse(a, p)) / p, 1.0, 1e-9) << a << ' ' << p;
      EXPECT_NEAR(math::gamma_q(a, math::gamma_q_inverse(a, p)) / p, 1.0, 1e-9) << a << ' ' << p;
    }
}

TEST(IncompleteGammaDeathTest, RefusesWhatHasNoMeaning) {
  EXPECT_EXIT(math::gamma_p(-1.0, 1.0), ::testing::ExitedWithCode(70), "a > 0");
  EXPECT_EXIT(math::gamma_q(1.0, NAN), ::testing::ExitedWithCode(70), "x >= 0");
  EXPECT_EXIT(math::gamma_p_inverse(1.0, 1.5), ::testing::ExitedWithCode(70), "p <= 1");
}

}  // namespace
}  // namespace cupola
