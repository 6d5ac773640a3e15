#include "core/suggest.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

TEST(EditDistance, CountsSingleChanges) {
  EXPECT_EQ(edit_distance("", ""), 0);
  EXPECT_EQ(edit_distance("range", "range"), 0);
  EXPECT_EQ(edit_distance("range", "Range"), 0);
  EXPECT_EQ(edit_distance("", "abc"), 3);
  EXPECT_EQ(edit_distance("abc", ""), 3);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
  EXPECT_EQ(edit_distance("rnage", "range"), 1);
  EXPECT_EQ(edit_distance("ca", "abc"), 3);  // optimal string alignment, not the unrestricted distance 2
}

TEST(NearestName, FindsTheSlip) {
  const std::string_view names[] = {"range", "azimuth", "elevation", "period"};
  EXPECT_EQ(nearest_name("rnage", names), "range");
  EXPECT_EQ(nearest_name("azimut", names), "azimuth");
  EXPECT_EQ(nearest_name("RANGE", names), "range");
  EXPECT_EQ(nearest_name("elevtaoin", names), "elevation");
  EXPECT_EQ(nearest_name("zzz", names), std::nullopt);
  EXPECT_EQ(nearest_name("", names), std::nullopt);
  EXPECT_EQ(nearest_name("range", {}), std::nullopt);
}

TEST(NearestName, OfEquallyNearOnesTheFirstInTheAlphabet) {
  const std::string_view one_way[] = {"rate", "race"}, other_way[] = {"race", "rate"};
  EXPECT_EQ(nearest_name("raxe", one_way), "race");
  EXPECT_EQ(nearest_name("raxe", other_way), "race");
}

TEST(NearestName, ShortWordsNeedSomethingInCommon) {
  const std::string_view units[] = {"m", "s", "km"};
  EXPECT_EQ(nearest_name("x", units), std::nullopt);
  EXPECT_EQ(nearest_name("kn", units), "km");
}

TEST(MeantNames, BeginThenHoldThenAreNearThenShareABeginning) {
  const std::string_view names[] = {"replicate", "replicates", "seed", "48N6E2", "48N6E3", "9M96E2"};
  const auto meant = [&](std::string_view word) { return did_you_mean(meant_names(word, names)); };
  EXPECT_EQ(meant("48n6"), "did you mean `48N6E2` or `48N6E3`?");
  EXPECT_EQ(meant("m96"), "did you mean `9M96E2`?");
  EXPECT_EQ(meant("sede"), "did you mean `seed`?");
  EXPECT_EQ(meant("reps"), "did you mean `replicate` or `replicates`?");
  EXPECT_EQ(meant("zzz"), "");
  EXPECT_EQ(meant(""), "");
}

}  // namespace
}  // namespace cupola
