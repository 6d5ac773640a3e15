#include "tracking/key_sort.hpp"

#include <gtest/gtest.h>

#include "core/tests/linear_congruence.hpp"

namespace cupola::testing {
namespace {

void expect_sorted_as_by_comparing(const std::vector<double>& values) {
  std::vector<SortKey> keys;
  std::vector<int> expected;
  for (std::size_t i = 0; i < values.size(); ++i) {
    keys.push_back({key_of(values[i]), static_cast<int>(i)});
    expected.push_back(static_cast<int>(i));
  }
  const auto less = [&](int a, int b) {
    const double x = values[static_cast<std::size_t>(a)], y = values[static_cast<std::size_t>(b)];
    return x != y ? x < y : a < b;
  };
  std::sort(expected.begin(), expected.end(), less);
  KeySort sorter;
  sorter.sort(keys, less);
  for (std::size_t i = 0; i < keys.size(); ++i) ASSERT_EQ(keys[i].index, expected[i]) << i;
}

TEST(KeySort, SortsNumbersOfEverySizeAndSign) {
  LinearCongruence luck(1);
  for (const double scale : {1e-300, 1.0, 1e5, 1e300}) {
    std::vector<double> values;
    for (int i = 0; i < 3000; ++i) values.push_back(luck.in(-scale, scale));
    values.push_back(0.0);
    values.push_back(-0.0);
    expect_sorted_as_by_comparing(values);
  }
}

TEST(KeySort, TellsApartWhatTheLeadingBitsDoNot) {
  LinearCongruence luck(2);
  std::vector<double> values = {-1e9, 1e9};
  for (int i = 0; i < 2000; ++i) values.push_back(5e4 + 1e-9 * luck.below(50));
  expect_sorted_as_by_comparing(values);
}

TEST(KeySort, SortsWhatIsAllTheSame) { expect_sorted_as_by_comparing(std::vector<double>(5000, 3.0)); }

}  // namespace
}  // namespace cupola::testing
