#include "record/row_digest.hpp"

#include <gtest/gtest.h>

#include <bit>

namespace cupola {
namespace {

TEST(RowDigest, SeveralRowsAtATimeGiveWhatEachByItselfDoes) {
  RowDigest rows;
  Digest words;
  const auto add_row = [&](std::uint64_t row) {
    RowDigest::Row added(rows, row % 3);
    const std::uint64_t kind = row % 3;
    words.add_bytes(&kind, sizeof kind);
    for (std::uint64_t word = 0; word < row % 16; ++word) {
      const double number = 0.5 * static_cast<double>(row + word);
      added.add(number);
      const auto bits = std::bit_cast<std::uint64_t>(number);
      words.add_bytes(&bits, sizeof bits);
    }
  };
  for (std::uint64_t row = 0; row < 200; ++row) {
    add_row(row);
    if (row % 50 == 7) {
      EXPECT_EQ(rows.hex(), words.hex()) << row;
    }
  }
  EXPECT_EQ(rows.hex(), words.hex());
}

TEST(RowDigestDeathTest, ARowEndsAfterSixteenWords) {
  RowDigest rows;
  RowDigest::Row row(rows, 1);
  for (std::uint64_t word = 0; word < 15; ++word) row.add(word);
  EXPECT_DEATH(row.add(std::uint64_t{15}), "next_ != end_");
}

}  // namespace
}  // namespace cupola
