#include "core/digest.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace cupola {
namespace {

// XXH3's own published value for no input at all (xxHash's test vectors: XXH3_128bits, length 0, seed 0).
TEST(Digest, starts_at_the_published_value) {
  EXPECT_EQ(Digest().hex(), "99aa06d3014798d86001c324468d497f");
  EXPECT_EQ(content_hash(""), "99aa06d3014798d86001c324468d497f");
}

TEST(Digest, is_the_same_in_one_piece_or_many) {
  Digest whole, parts;
  whole.add_bytes("abcdefgh", 8);
  for (const char c : {'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'}) parts.add_bytes(&c, 1);
  EXPECT_EQ(whole.hex(), parts.hex());
}

TEST(Digest, tells_strings_apart_by_where_they_end) {
  Digest one, other;
  one.add("ab");
  one.add("c");
  other.add("a");
  other.add("bc");
  EXPECT_NE(one.hex(), other.hex());
}

TEST(Digest, takes_minus_zero_for_zero_and_every_other_bit_for_different) {
  Digest plus, minus, next;
  plus.add(0.0);
  minus.add(-0.0);
  next.add(std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(plus.hex(), minus.hex());
  EXPECT_NE(plus.hex(), next.hex());
}

TEST(DigestDeathTest, refuses_a_number_that_is_none) {
  Digest digest;
  EXPECT_EXIT(digest.add(std::numeric_limits<double>::quiet_NaN()), testing::ExitedWithCode(70), "isfinite");
}

}  // namespace
}  // namespace cupola
