#include "engine/shadow.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

TEST(Shadow, follows_the_majority_of_plots) {
  Shadow shadow;
  const PlatformId a{1}, b{2}, none{};
  EXPECT_FALSE(shadow.majority(7).valid());
  EXPECT_FALSE(shadow.add(7, a));
  EXPECT_FALSE(shadow.add(7, none));
  EXPECT_EQ(shadow.majority(7), a);
  EXPECT_FALSE(shadow.add(7, b));
  EXPECT_EQ(shadow.majority(7), a);  // on a tie the earlier one stays
}

TEST(Shadow, says_when_a_track_is_swapped) {
  Shadow shadow;
  const PlatformId a{1}, b{2};
  shadow.add(7, a);
  bool swapped = false;
  for (int i = 0; i < 3; ++i) swapped |= shadow.add(7, b);
  EXPECT_TRUE(swapped);
  EXPECT_EQ(shadow.majority(7), b);
  EXPECT_FALSE(shadow.majority(8).valid());
}

TEST(Shadow, knows_a_false_track) {
  Shadow shadow;
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(shadow.add(9, PlatformId{}));
  EXPECT_FALSE(shadow.majority(9).valid());
}

}  // namespace
}  // namespace cupola
