#include "tracking/position_set.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

std::vector<int> read(const PositionSet& set) {
  std::vector<int> all;
  set.for_each([&all](int position) { all.push_back(position); });
  return all;
}

TEST(PositionSet, GivesBackInOrderAndOnceWhatWasPutIn) {
  PositionSet set;
  for (const std::size_t size : {128u, 130u, 192u}) {
    set.clear(size);
    EXPECT_TRUE(read(set).empty());
    for (const int position : {127, 64, 0, 63, 64, 1, 127}) set.add(position);
    EXPECT_EQ(read(set), (std::vector<int>{0, 1, 63, 64, 127}));
  }
  set.clear(3);  // fewer than before
  EXPECT_TRUE(read(set).empty());
  set.add(2);
  EXPECT_EQ(read(set), std::vector<int>{2});
  set.clear(0);
  EXPECT_TRUE(read(set).empty());
}

}  // namespace
}  // namespace cupola
