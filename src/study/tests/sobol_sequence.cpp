#include "study/sobol_sequence.hpp"

#include <algorithm>

#include "study/tests/sensitivity_tables.hpp"

namespace cupola {
namespace {

constexpr ReplicateKey kKey{7};

TEST(SobolSequence, is_scipys_to_the_bit_in_every_dimension) {
  for (const TableRow& row : table_rows("sobol point")) {
    SobolSequence sequence(kSobolDimensions);
    for (double i = 0.0; i < row.told[0]; ++i) sequence.next();
    const std::vector<double> point = sequence.next();
    ASSERT_EQ(row.numbers.size(), kSobolDimensions);
    for (std::size_t d = 0; d < point.size(); ++d)
      EXPECT_EQ(point[d] * 0x1p30, row.numbers[d]) << "point " << row.told[0] << ", dimension " << d;
  }
}

// What scrambling must keep: of 2^m points every dimension has one in each of 2^m equal strata.
TEST(SobolSequence, scrambled_has_one_point_in_every_stratum) {
  constexpr std::size_t kPoints = 256;
  SobolSequence sequence(kSobolDimensions, kKey);
  std::vector<std::vector<int>> hits(kSobolDimensions, std::vector<int>(kPoints, 0));
  for (std::size_t i = 0; i < kPoints; ++i) {
    const std::vector<double> point = sequence.next();
    for (std::size_t d = 0; d < point.size(); ++d) {
      ASSERT_GT(point[d], 0.0);
      ASSERT_LT(point[d], 1.0);
      ++hits[d][static_cast<std::size_t>(point[d] * kPoints)];
    }
  }
  for (const std::vector<int>& of_dimension : hits)
    EXPECT_EQ(std::count(of_dimension.begin(), of_dimension.end(), 1), static_cast<std::ptrdiff_t>(kPoints));
}

// And in two dimensions one in each box of 2^a by 2^b, a + b = m: the first two make a (0, m, 2)-net.
TEST(SobolSequence, scrambled_stays_a_net) {
  constexpr int kPower = 8;
  for (int a = 0; a <= kPower; ++a) {
    SobolSequence sequence(2, kKey);
    std::vector<int> hits(1u << kPower, 0);
    for (int i = 0; i < (1 << kPower); ++i) {
      const std::vector<double> p = sequence.next();
      const auto x = static_cast<std::size_t>(p[0] * (1 << a)),
                 y = static_cast<std::size_t>(p[1] * (1 << (kPower - a)));
      ++hits[(x << (kPower - a)) + y];
    }
    EXPECT_EQ(std::count(hits.begin(), hits.end(), 1), 1 << kPower) << a;
  }
}

// Every point by itself is uniform over keys, else means would lean: of 4000 keys the mean of one coordinate lies within
// four standard errors of 1/2.
TEST(SobolSequence, scrambled_points_are_uniform_over_keys) {
  double sum = 0.0, squares = 0.0;
  constexpr int kKeys = 4000;
  for (std::uint64_t key = 0; key < kKeys; ++key) {
    SobolSequence sequence(3, ReplicateKey::of(1, key));
    sequence.next();
    const double x = sequence.next()[2];
    sum += x;
    squares += x * x;
  }
  EXPECT_NEAR(sum / kKeys, 0.5, 4.0 * 0.2887 / 63.2);
  EXPECT_NEAR(squares / kKeys, 1.0 / 3.0, 4.0 * 0.2981 / 63.2);
}

}  // namespace
}  // namespace cupola
