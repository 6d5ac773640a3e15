#include "engine/shadow.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

TEST(Shadow, follows_the_majority_of_plots) {
  Shadow shadow;
  const PlatformId a{1}, b{2}, none{};
  EXPECT_FALSE(shadow.majority(7).valid());
  EXPECT_FALSE(shadow.add(7, a).valid());
  EXPECT_FALSE(shadow.add(7, none).valid());
  EXPECT_EQ(shadow.majority(7), a);
  EXPECT_FALSE(shadow.add(7, b).valid());
  EXPECT_EQ(shadow.majority(7), a);  // on a tie the earlier one stays
}

TEST(Shadow, says_whose_track_is_swapped) {
  Shadow shadow;
  const PlatformId a{1}, b{2};
  shadow.add(7, a);
  EXPECT_FALSE(shadow.add(7, b).valid());
  EXPECT_EQ(shadow.add(7, b), a);
  EXPECT_FALSE(shadow.add(7, b).valid());
  EXPECT_EQ(shadow.majority(7), b);
  EXPECT_FALSE(shadow.majority(8).valid());
}

TEST(Shadow, knows_a_false_track) {
  Shadow shadow;
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(shadow.add(9, PlatformId{}).valid());
  EXPECT_FALSE(shadow.majority(9).valid());
}

TEST(Shadow, a_newcomer_puts_the_rarest_out_but_never_the_majority) {
  const PlatformId a{1}, b{2}, c{3}, d{4};
  for (const PlatformId newcomer : {PlatformId{}, d}) {
    Shadow shadow;
    for (const PlatformId tied : {a, b, c, a, b, c}) EXPECT_FALSE(shadow.add(7, tied).valid());
    EXPECT_FALSE(shadow.add(7, newcomer).valid());  // a false plot, or a fourth platform
    EXPECT_EQ(shadow.majority(7), a);
    EXPECT_EQ(shadow.add(7, c), a);  // who was not put out goes on from where it was
    EXPECT_EQ(shadow.majority(7), c);
  }
}

TEST(Shadow, a_false_plot_that_takes_over_ends_no_platforms_track_for_another) {
  Shadow shadow;
  const PlatformId a{1}, none{};
  shadow.add(7, a);
  EXPECT_FALSE(shadow.add(7, none).valid());
  EXPECT_FALSE(shadow.add(7, none).valid());
  EXPECT_FALSE(shadow.majority(7).valid());
  EXPECT_FALSE(shadow.add(7, a).valid());
  EXPECT_FALSE(shadow.add(7, a).valid());
  EXPECT_EQ(shadow.majority(7), a);
}

TEST(Shadow, keeps_thousands_of_tracks_apart) {
  Shadow shadow;
  const auto number = [](std::uint32_t i) { return TrackNumber{i % 3} << 56 | TrackNumber{i} << 16 | 1u; };
  for (std::uint32_t i = 0; i < 5000; ++i) shadow.add(number(i), PlatformId{i});
  for (std::uint32_t i = 0; i < 5000; ++i) EXPECT_EQ(shadow.majority(number(i)), PlatformId{i});
  EXPECT_FALSE(shadow.majority(number(5000)).valid());
}

}  // namespace
}  // namespace cupola
