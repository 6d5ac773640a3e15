#pragma once

#include <mpfr.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace cupola::testing {

/// A number of so many bits, freed with its scope.
template <int Bits>
class BigOf {
 public:
  BigOf() { mpfr_init2(x_, Bits); }
  explicit BigOf(double value) : BigOf() { mpfr_set_d(x_, value, MPFR_RNDN); }
  ~BigOf() { mpfr_clear(x_); }
  BigOf(const BigOf&) = delete;
  BigOf& operator=(const BigOf&) = delete;
  mpfr_ptr get() { return x_; }
  mpfr_srcptr get() const { return x_; }
  double rounded() const { return mpfr_get_d(x_, MPFR_RNDN); }

 private:
  mpfr_t x_;
};
using Big = BigOf<200>;

/// The distance of `got` from the exact value in units of the last place of the exact value; infinite if the
/// two differ in being NaN or infinite.
template <int Bits>
double ulps_from(double got, const BigOf<Bits>& exact) {
  const double nearest = exact.rounded();
  if (std::isnan(got) || std::isnan(nearest)) return std::isnan(got) && std::isnan(nearest) ? 0.0 : HUGE_VAL;
  if (std::isinf(got) || std::isinf(nearest)) return got == nearest ? 0.0 : HUGE_VAL;
  int exponent = 0;
  std::frexp(nearest, &exponent);
  const long last_place = std::max(exponent, -1021) - 53L;
  BigOf<Bits> difference;
  mpfr_sub_d(difference.get(), exact.get(), got, MPFR_RNDN);
  mpfr_div_2si(difference.get(), difference.get(), last_place, MPFR_RNDN);
  return std::fabs(difference.rounded());
}

/// Relative error of `got`.
template <int Bits>
double relative_error(double got, const BigOf<Bits>& exact) {
  BigOf<Bits> difference;
  mpfr_sub_d(difference.get(), exact.get(), got, MPFR_RNDN);
  mpfr_div(difference.get(), difference.get(), exact.get(), MPFR_RNDN);
  return std::fabs(difference.rounded());
}

/// A plain generator for test points (splitmix64), independent of the code under test.
class Points {
 public:
  explicit Points(std::uint64_t seed) : state_(seed) {}
  std::uint64_t bits() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  double in(double low, double high) {
    return low + (high - low) * (static_cast<double>(bits() >> 11) * 0x1p-53);
  }
  /// Sizes spread evenly over the powers of two (no libm function that differs between machines).
  double spread(double low, double high) {
    const int first = std::ilogb(low), count = std::ilogb(high) - first + 1;
    for (;;) {
      const int exponent = first + static_cast<int>(bits() % static_cast<unsigned>(count));
      const double x = std::ldexp(in(1.0, 2.0), exponent);
      if (x >= low && x <= high) return x;
    }
  }
  double sign() { return bits() & 1u ? 1.0 : -1.0; }

 private:
  std::uint64_t state_;
};

}  // namespace cupola::testing
