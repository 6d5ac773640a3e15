// The corners: signed zeros, infinities, NaN, domain ends, with C's annex F (by way of libm, exact there) as
// the oracle.
#include <gtest/gtest.h>

#include <cmath>

#include "core/math.hpp"
#include "core/tests/mpfr_oracle.hpp"

namespace cupola {
namespace {

constexpr double kCorners[] = {0.0,  -0.0, 1.0,       -1.0,     0.5, -0.5,   2.0,     -2.0,    2.5,
                               -2.5, 3.0,  -3.0,      HUGE_VAL, NAN, 5e-324, 1.7e308, 1e308,   -5e-324,
                               1e22, 1.5,  -HUGE_VAL, -1.7e308, 4.0, -4.0,   0x1p53,  0x1.8p53};

void expect_same(double got, double expected, const char* what, double x, double y = 0.0) {
  if (std::isnan(expected)) {
    EXPECT_TRUE(std::isnan(got)) << what << '(' << x << ", " << y << ") = " << got;
    return;
  }
  EXPECT_EQ(std::signbit(got), std::signbit(expected)) << what << '(' << x << ", " << y << ") = " << got;
  EXPECT_DOUBLE_EQ(got, expected) << what << '(' << x << ", " << y << ')';
}

TEST(ElementaryCorners, OneArgument) {
  for (const double x : kCorners) {
    expect_same(math::exp(x), std::exp(x), "exp", x);
    expect_same(math::log(x), std::log(x), "log", x);
    expect_same(math::sin(x), std::sin(x), "sin", x);
    expect_same(math::cos(x), std::cos(x), "cos", x);
    expect_same(math::tan(x), std::tan(x), "tan", x);
    expect_same(math::asin(x), std::asin(x), "asin", x);
    expect_same(math::acos(x), std::acos(x), "acos", x);
    expect_same(math::atan(x), std::atan(x), "atan", x);
    expect_same(math::sincos(x).sin, std::sin(x), "sincos", x);
    expect_same(math::sincos(x).cos, std::cos(x), "sincos", x);
  }
}

TEST(ElementaryCorners, TwoArguments) {
  for (const double x : kCorners)
    for (const double y : kCorners) {
      expect_same(math::pow(x, y), std::pow(x, y), "pow", x, y);
      expect_same(math::atan2(x, y), std::atan2(x, y), "atan2", x, y);
    }
}

TEST(ElementaryCorners, ExponentialAtTheEndsOfItsRange) {
  EXPECT_EQ(math::exp(709.782712893384), 0x1.fffffffffff2ap1023);
  EXPECT_EQ(math::exp(709.7827128933841), HUGE_VAL);
  EXPECT_EQ(math::exp(-745.1332191019411), 5e-324);
  EXPECT_EQ(math::exp(-745.1332191019412), 0.0);
}

TEST(WrapPi, LeavesWhatLiesInside) {
  for (const double a : {0.0, 1.0, -1.0, 3.1, -3.1, math::kPi}) EXPECT_EQ(math::wrap_pi(a), a);
  EXPECT_EQ(math::wrap_pi(-math::kPi), math::kPi);
}

// Against the exact remainder by 2 pi at 200 bits.
TEST(WrapPi, TakesWholeTurnsAway) {
  testing::Points points(5);
  testing::Big two_pi;
  mpfr_const_pi(two_pi.get(), MPFR_RNDN);
  mpfr_mul_ui(two_pi.get(), two_pi.get(), 2, MPFR_RNDN);
  double worst = 0.0;
  for (int i = 0; i < 100000; ++i) {
    const double angle = points.sign() * points.spread(1.0, 1e9);
    const double wrapped = math::wrap_pi(angle);
    ASSERT_GT(wrapped, -math::kPi) << angle;
    ASSERT_LE(wrapped, math::kPi) << angle;
    testing::Big exact;
    mpfr_remainder(exact.get(), testing::Big(angle).get(), two_pi.get(), MPFR_RNDN);
    worst = std::fmax(worst, testing::ulps_from(wrapped, exact));
  }
  EXPECT_LT(worst, 1.0);
}

TEST(WrapPi, StaysInsideNextToTheEdge) {
  for (int turns = -5; turns <= 5; ++turns)
    for (int ulps = -4; ulps <= 4; ++ulps) {
      double angle = (2.0 * turns + 1.0) * math::kPi;
      for (int i = 0; i < std::abs(ulps); ++i) angle = std::nextafter(angle, ulps > 0 ? HUGE_VAL : -HUGE_VAL);
      EXPECT_GT(math::wrap_pi(angle), -math::kPi) << angle;
      EXPECT_LE(math::wrap_pi(angle), math::kPi) << angle;
    }
}

}  // namespace
}  // namespace cupola
