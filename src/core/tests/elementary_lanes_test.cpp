// One template, one set of bits: scalar = four lanes = eight lanes, whichever instruction set the file was
// compiled for.
#include <gtest/gtest.h>

#include <bit>
#include <vector>

#include "core/tests/lane_functions.hpp"
#include "core/tests/mpfr_oracle.hpp"
#include "core/wide_lanes.hpp"

namespace cupola {

void evaluate_eight_lanes_v4(int which, const double* a, const double* b, double* result, int count);
void evaluate_scalar_v4(int which, const double* a, const double* b, double* result, int count);

namespace {

using testing::Points;

/// Arguments of every kind, in an order that mixes kinds within a register.
std::vector<double> arguments(std::uint64_t seed, int count) {
  const double special[] = {0.0,
                            -0.0,
                            1.0,
                            -1.0,
                            0.5,
                            -0.5,
                            2.0,
                            3.0,
                            -3.0,
                            HUGE_VAL,
                            -HUGE_VAL,
                            NAN,
                            5e-324,
                            -5e-324,
                            0x1p-1022,
                            1e308,
                            0x1p30,
                            0x1.0000000000001p30,
                            1e22,
                            1e5,
                            709.78,
                            -745.1,
                            0.41421356237309503};
  Points points(seed);
  std::vector<double> a;
  while (static_cast<int>(a.size()) < count) {
    a.push_back(points.in(-1.0, 1.0));
    a.push_back(points.in(-12.0, 12.0));
    a.push_back(points.sign() * points.spread(1e-8, 1e8));
    a.push_back(std::bit_cast<double>(points.bits()));
    a.push_back(points.in(-800.0, 800.0));
    a.push_back(points.spread(1e-3, 1e3));
    a.push_back(special[points.bits() % std::size(special)]);
  }
  a.resize(count);
  return a;
}

/// The first argument where the bits differ, or -1. One NaN is as good as another.
int first_difference(const std::vector<double>& x, const std::vector<double>& y) {
  for (std::size_t i = 0; i < x.size(); ++i) {
    const bool both_nan = std::isnan(x[i]) && std::isnan(y[i]);
    if (!both_nan && std::bit_cast<std::uint64_t>(x[i]) != std::bit_cast<std::uint64_t>(y[i]))
      return static_cast<int>(i);
  }
  return -1;
}

constexpr int kCount = 80000;

TEST(ElementaryLanes, FourLanesHaveTheBitsOfOne) {
  const auto a = arguments(1, kCount), b = arguments(2, kCount);
  std::vector<double> one(kCount), four(kCount);
  for (int f = 0; f < kLaneFunctionCount; ++f) {
    evaluate_lanes<double>(f, a.data(), b.data(), one.data(), kCount);
    evaluate_lanes<lanes::Lanes4>(f, a.data(), b.data(), four.data(), kCount);
    const int i = first_difference(one, four);
    EXPECT_EQ(i, -1) << kLaneFunctions[f] << " of " << a[i] << ", " << b[i] << ": " << one[i] << " and "
                     << four[i];
  }
}

TEST(ElementaryLanes, EightLanesHaveTheBitsOfOne) {
  if (!has_wide_lanes()) GTEST_SKIP() << "needs AVX-512";
  const auto a = arguments(1, kCount), b = arguments(2, kCount);
  std::vector<double> one(kCount), one_v4(kCount), eight(kCount);
  for (int f = 0; f < kLaneFunctionCount; ++f) {
    evaluate_lanes<double>(f, a.data(), b.data(), one.data(), kCount);
    evaluate_scalar_v4(f, a.data(), b.data(), one_v4.data(), kCount);
    evaluate_eight_lanes_v4(f, a.data(), b.data(), eight.data(), kCount);
    const int i = first_difference(one, eight);
    EXPECT_EQ(i, -1) << kLaneFunctions[f] << " of " << a[i] << ", " << b[i] << ": " << one[i] << " and "
                     << eight[i];
    EXPECT_EQ(first_difference(one, one_v4), -1) << kLaneFunctions[f];
  }
}

// The bits themselves, so that another compiler, optimisation level or CPU is held to them.
TEST(ElementaryLanes, GoldenBits) {
  const auto a = arguments(1, kCount), b = arguments(2, kCount);
  std::vector<double> one(kCount);
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (int f = 0; f < kLaneFunctionCount; ++f) {
    evaluate_lanes<double>(f, a.data(), b.data(), one.data(), kCount);
    for (const double x : one)
      hash = (hash ^ (std::isnan(x) ? 1u : std::bit_cast<std::uint64_t>(x))) * 0x100000001b3u;
  }
  EXPECT_EQ(hash, 10922750606531857579u);
}

}  // namespace
}  // namespace cupola
