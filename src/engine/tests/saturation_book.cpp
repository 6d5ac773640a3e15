#include "engine/saturation_book.hpp"

#include <gtest/gtest.h>

namespace cupola::testing {
namespace {

TEST(SaturationBook, GivesSharesOfLooksAndNothingWhereNobodyLooked) {
  SaturationBook book(2, 2);
  for (int i = 0; i < 8; ++i) book.look(FireUnitId{1}, {i < 2, i < 4, i < 8});
  for (int i = 0; i < 5; ++i) book.look(RadarId{0}, i == 0);
  const auto units = book.units();
  EXPECT_FALSE(units[0].known);
  EXPECT_TRUE(units[1].known);
  EXPECT_EQ(units[1].target_channels, 0.25);
  EXPECT_EQ(units[1].missile_channels, 0.5);
  EXPECT_EQ(units[1].launchers, 1.0);
  EXPECT_TRUE(book.radars()[0].known);
  EXPECT_EQ(book.radars()[0].time, 0.2);
  EXPECT_FALSE(book.radars()[1].known);
}

}  // namespace
}  // namespace cupola::testing
