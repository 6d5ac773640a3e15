#include "earth/transpose.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace cupola {
namespace {

template <class T>
void expect_transposed(int rows, int columns) {
  constexpr std::size_t kFromStride = 61, kToStride = 67;
  std::vector<T> from(61 * 61), to(67 * 67, T(-1));
  for (std::size_t i = 0; i < from.size(); ++i) from[i] = static_cast<T>(i);
  transpose(from.data(), kFromStride, rows, columns, to.data(), kToStride);
  for (int j = 0; j < 60; ++j)
    for (int i = 0; i < 60; ++i) {
      const bool inside = i < rows && j < columns;
      const T expected =
          inside ? from[static_cast<std::size_t>(i) * kFromStride + static_cast<std::size_t>(j)] : T(-1);
      ASSERT_EQ(to[static_cast<std::size_t>(j) * kToStride + static_cast<std::size_t>(i)], expected)
          << i << " " << j;
    }
}

TEST(Transpose, PutsEverythingInItsPlaceAndNothingElsewhere) {
  for (const int rows : {0, 1, 7, 8, 9, 32, 59})
    for (const int columns : {0, 1, 7, 8, 15, 32, 59}) {
      expect_transposed<std::int16_t>(rows, columns);
      expect_transposed<float>(rows, columns);
    }
}

}  // namespace
}  // namespace cupola
