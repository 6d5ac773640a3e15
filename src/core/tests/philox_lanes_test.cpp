// The kernels' random numbers are those of Draws, bit for bit, in any number of lanes.
#include <gtest/gtest.h>

#include <vector>

#include "core/random.hpp"
#include "core/tests/mpfr_oracle.hpp"
#include "core/tests/philox_functions.hpp"
#include "core/wide_lanes.hpp"

namespace cupola {

void evaluate_philox_v4(std::uint64_t key, const std::uint64_t* stream, const std::uint64_t* ordinal,
                        double* result, int count);

namespace {

constexpr int kCount = 8000;

struct Counters {
  std::vector<std::uint64_t> stream, ordinal;
  Counters() {
    testing::Points points(7);
    for (int i = 0; i < kCount; ++i) {
      stream.push_back(points.bits());
      ordinal.push_back(i % 2 == 0 ? points.bits() >> 16 : static_cast<std::uint64_t>(i));
    }
  }
};

TEST(PhiloxLanes, AreDraws) {
  const Counters counters;
  const ReplicateKey key = ReplicateKey::of(11, 5);
  std::vector<double> one(3 * kCount), four(3 * kCount), eight(3 * kCount), draws(3 * kCount);
  for (int i = 0; i < kCount; ++i) {
    Draws d(key, counters.stream[i], counters.ordinal[i]), e = d;
    draws[i] = d.uniform();
    draws[kCount + i] = d.uniform();
    draws[2 * kCount + i] = e.normal();
  }
  evaluate_philox<double>(key.value, counters.stream.data(), counters.ordinal.data(), one.data(), kCount);
  evaluate_philox<lanes::Lanes4>(key.value, counters.stream.data(), counters.ordinal.data(), four.data(),
                                 kCount);
  EXPECT_EQ(one, draws);
  EXPECT_EQ(four, draws);
  if (!has_wide_lanes()) GTEST_SKIP() << "eight lanes need AVX-512";
  evaluate_philox_v4(key.value, counters.stream.data(), counters.ordinal.data(), eight.data(), kCount);
  EXPECT_EQ(eight, draws);
}

}  // namespace
}  // namespace cupola
