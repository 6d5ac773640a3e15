// Every elementary function against MPFR at 200 bits: the largest error found, in ulps, is asserted and
// printed.
#include "core/elementary.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "core/math.hpp"
#include "core/tests/mpfr_oracle.hpp"

namespace cupola {
namespace {

using testing::Big;
using testing::Points;

using Exact = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
using Sampler = std::function<double(Points&)>;

constexpr int kPoints = 20000;

double worst_of_one(const char* name, double (*ours)(double), Exact exact, const Sampler& sample) {
  Points points(1);
  double worst = 0.0, at = 0.0;
  Big truth;
  for (int i = 0; i < kPoints; ++i) {
    const double x = sample(points);
    exact(truth.get(), Big(x).get(), MPFR_RNDN);
    const double ulps = testing::ulps_from(ours(x), truth);
    if (ulps > worst) worst = ulps, at = x;
  }
  std::printf("  %-28s max %.3f ulp, at %a\n", name, worst, at);
  return worst;
}

double worst_of_two(const char* name, double (*ours)(double, double),
                    int (*exact)(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t), const Sampler& sample_a,
                    const Sampler& sample_b) {
  Points points(2);
  double worst = 0.0, at_a = 0.0, at_b = 0.0;
  Big truth;
  for (int i = 0; i < kPoints; ++i) {
    const double a = sample_a(points), b = sample_b(points);
    exact(truth.get(), Big(a).get(), Big(b).get(), MPFR_RNDN);
    const double ulps = testing::ulps_from(ours(a, b), truth);
    if (ulps > worst) worst = ulps, at_a = a, at_b = b;
  }
  std::printf("  %-28s max %.3f ulp, at %a, %a\n", name, worst, at_a, at_b);
  return worst;
}

Sampler evenly(double low, double high) {
  return [=](Points& p) { return p.in(low, high); };
}
Sampler spread(double low, double high) {
  return [=](Points& p) { return p.spread(low, high); };
}
Sampler both_signs(double low, double high) {
  return [=](Points& p) { return p.sign() * p.spread(low, high); };
}
/// Doubles within a few ulps of multiples of pi/4, where a careless reduction loses everything.
Sampler near_eighth_turns(double up_to) {
  return [=](Points& p) {
    const double k = std::floor(p.spread(1.0, up_to / 0.7853981633974483));
    const double x = k * 0.7853981633974483;
    return std::ldexp(1.0, std::ilogb(x) - 52) * std::floor(p.in(-3.0, 4.0)) + x;
  };
}

TEST(Elementary, ExpWithinOneUlp) {
  EXPECT_LT(worst_of_one("exp, -708 to 710", math::exp, mpfr_exp, evenly(-708.3, 709.78)), 1.0);
  EXPECT_LT(worst_of_one("exp, small", math::exp, mpfr_exp, both_signs(1e-20, 2.0)), 1.0);
  EXPECT_LT(worst_of_one("exp, subnormal", math::exp, mpfr_exp, evenly(-745.2, -708.3)), 1.0);
}

TEST(Elementary, LogWithinOneUlp) {
  EXPECT_LT(worst_of_one("log, all positive", math::log, mpfr_log, spread(5e-324, 1.7e308)), 1.0);
  EXPECT_LT(worst_of_one("log, near 1", math::log, mpfr_log, evenly(0.5, 2.0)), 1.0);
  EXPECT_LT(worst_of_one("log, very near 1", math::log, mpfr_log,
                         [](Points& p) { return 1.0 + p.sign() * p.spread(1e-16, 1e-2); }),
            1.0);
}

TEST(Elementary, SineWithinOneUlp) {
  EXPECT_LT(worst_of_one("sin, -10 to 10", math::sin, mpfr_sin, evenly(-10.0, 10.0)), 1.0);
  EXPECT_LT(worst_of_one("sin, to 1e9", math::sin, mpfr_sin, both_signs(1e-10, 1e9)), 1.0);
  EXPECT_LT(worst_of_one("sin, to 1e308", math::sin, mpfr_sin, both_signs(1e9, 1e308)), 1.0);
  EXPECT_LT(worst_of_one("sin, near pi/4 k", math::sin, mpfr_sin, near_eighth_turns(1e9)), 1.0);
}

TEST(Elementary, CosineWithinOneUlp) {
  EXPECT_LT(worst_of_one("cos, -10 to 10", math::cos, mpfr_cos, evenly(-10.0, 10.0)), 1.0);
  EXPECT_LT(worst_of_one("cos, to 1e9", math::cos, mpfr_cos, both_signs(1e-10, 1e9)), 1.0);
  EXPECT_LT(worst_of_one("cos, to 1e308", math::cos, mpfr_cos, both_signs(1e9, 1e308)), 1.0);
  EXPECT_LT(worst_of_one("cos, near pi/4 k", math::cos, mpfr_cos, near_eighth_turns(1e9)), 1.0);
}

TEST(Elementary, TangentWithinOneUlp) {
  EXPECT_LT(worst_of_one("tan, -10 to 10", math::tan, mpfr_tan, evenly(-10.0, 10.0)), 1.0);
  EXPECT_LT(worst_of_one("tan, to 1e9", math::tan, mpfr_tan, both_signs(1e-10, 1e9)), 1.0);
  EXPECT_LT(worst_of_one("tan, to 1e308", math::tan, mpfr_tan, both_signs(1e9, 1e308)), 1.0);
  EXPECT_LT(worst_of_one("tan, near pi/4 k", math::tan, mpfr_tan, near_eighth_turns(1e9)), 1.0);
}

TEST(Elementary, ArcsineWithinOneUlp) {
  EXPECT_LT(worst_of_one("asin", math::asin, mpfr_asin, evenly(-1.0, 1.0)), 1.0);
  EXPECT_LT(worst_of_one("asin, small", math::asin, mpfr_asin, both_signs(1e-300, 1.0)), 1.0);
  EXPECT_LT(worst_of_one("asin, near 1", math::asin, mpfr_asin,
                         [](Points& p) { return p.sign() * (1.0 - p.spread(1e-16, 1e-1)); }),
            1.0);
}

TEST(Elementary, ArccosineWithinOneUlp) {
  EXPECT_LT(worst_of_one("acos", math::acos, mpfr_acos, evenly(-1.0, 1.0)), 1.0);
  EXPECT_LT(worst_of_one("acos, small", math::acos, mpfr_acos, both_signs(1e-300, 1.0)), 1.0);
  EXPECT_LT(worst_of_one("acos, near 1", math::acos, mpfr_acos,
                         [](Points& p) { return p.sign() * (1.0 - p.spread(1e-16, 1e-1)); }),
            1.0);
}

TEST(Elementary, ArctangentWithinOneUlp) {
  EXPECT_LT(worst_of_one("atan, -3 to 3", math::atan, mpfr_atan, evenly(-3.0, 3.0)), 1.0);
  EXPECT_LT(worst_of_one("atan, all", math::atan, mpfr_atan, both_signs(1e-308, 1e308)), 1.0);
  const Sampler unit = evenly(-1.0, 1.0), near = both_signs(1e-5, 1e5), all = both_signs(1e-308, 1e308);
  EXPECT_LT(worst_of_two("atan2, unit square", math::atan2, mpfr_atan2, unit, unit), 1.0);
  EXPECT_LT(worst_of_two("atan2, 1e-5 to 1e5", math::atan2, mpfr_atan2, near, near), 1.0);
  EXPECT_LT(worst_of_two("atan2, all", math::atan2, mpfr_atan2, all, all), 1.0);
  const Sampler tiny = both_signs(5e-324, 1e-300);
  EXPECT_LT(worst_of_two("atan2, tiny over small", math::atan2, mpfr_atan2, tiny, both_signs(1e-40, 1.0)),
            1.0);
  EXPECT_LT(worst_of_two("atan2, both tiny", math::atan2, mpfr_atan2, tiny, tiny), 1.0);
}

TEST(Elementary, PowerWithinOneUlp) {
  const Sampler exponent = evenly(-20.0, 20.0);
  EXPECT_LT(worst_of_two("pow, 1e-10 to 1e10", math::pow, mpfr_pow, spread(1e-10, 1e10), exponent), 1.0);
  EXPECT_LT(worst_of_two("pow, all", math::pow, mpfr_pow, spread(5e-324, 1.7e308), exponent), 1.0);
  EXPECT_LT(worst_of_two("pow, base near 1", math::pow, mpfr_pow, evenly(0.5, 2.0), evenly(-900.0, 900.0)),
            1.0);
  const Sampler nearer = [](Points& p) { return 1.0 + p.sign() * p.spread(1e-12, 1e-3); };
  EXPECT_LT(worst_of_two("pow, base nearer 1", math::pow, mpfr_pow, nearer, evenly(-1e5, 1e5)), 1.0);
}

// The double of all that comes nearest to a multiple of pi/2 (Kahan; Muller, Elementary Functions,
// table 11.1).
TEST(Elementary, HardestAngle) {
  const double x = std::ldexp(6381956970095103.0, 797);
  Big exact;
  mpfr_t argument;
  mpfr_init2(argument, 200);
  mpfr_set_d(argument, x, MPFR_RNDN);
  mpfr_cos(exact.get(), argument, MPFR_RNDN);
  EXPECT_NEAR(exact.rounded(), -4.68716592425462761112e-19, 1e-33);
  EXPECT_LT(testing::ulps_from(math::cos(x), exact), 1.0);
  mpfr_tan(exact.get(), argument, MPFR_RNDN);
  EXPECT_LT(testing::ulps_from(math::tan(x), exact), 1.0);
  mpfr_clear(argument);
}

}  // namespace
}  // namespace cupola
