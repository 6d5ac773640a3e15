#include "command/weapons_release.hpp"

#include <gtest/gtest.h>

#include <array>

namespace cupola {
namespace {

constexpr std::array kCategories = {Category::unknown, Category::friendly, Category::assumed_friend,
                                    Category::neutral, Category::suspect,  Category::hostile};

Release release(WeaponsControl control, bool suspects, ReleaseCase track) {
  Doctrine doctrine;
  doctrine.engage_suspect = suspects;
  return weapons_release(doctrine, control, track);
}

TEST(WeaponsRelease, HoldNeverFires) {
  for (const Category category : kCategories)
    for (const bool suspects : {false, true})
      EXPECT_NE(release(WeaponsControl::hold, suspects, {category, IffEvidence::hostile}), Release::allowed);
  EXPECT_EQ(release(WeaponsControl::hold, false, {Category::hostile}), Release::held);
  EXPECT_EQ(release(WeaponsControl::hold, false, {Category::unknown}), Release::not_engageable);
}

TEST(WeaponsRelease, TightTakesHostilesAndWhereToldSuspects) {
  for (const Category category : kCategories) {
    EXPECT_EQ(release(WeaponsControl::tight, false, {category}) == Release::allowed,
              category == Category::hostile);
    EXPECT_EQ(release(WeaponsControl::tight, true, {category}) == Release::allowed,
              category == Category::hostile || category == Category::suspect);
  }
}

TEST(WeaponsRelease, FreeSparesFriendsAndNeutralsAndAsksFirst) {
  EXPECT_EQ(release(WeaponsControl::free, false, {Category::unknown}), Release::allowed);
  EXPECT_EQ(release(WeaponsControl::free, false, {Category::suspect}), Release::allowed);
  EXPECT_EQ(release(WeaponsControl::free, false, {Category::unknown, IffEvidence::none, true}),
            Release::not_engageable);
  for (const Category category : {Category::friendly, Category::assumed_friend, Category::neutral})
    EXPECT_EQ(release(WeaponsControl::free, true, {category}), Release::not_engageable);
}

TEST(WeaponsRelease, WhoAnsweredInTheOwnModeIsNeverEngaged) {
  for (const WeaponsControl control : {WeaponsControl::tight, WeaponsControl::free})
    for (const Category category : kCategories)
      EXPECT_EQ(release(control, true, {category, IffEvidence::national}), Release::not_engageable);
}

TEST(WeaponsRelease, ACorridorIsForHostilesOnly) {
  EXPECT_EQ(release(WeaponsControl::free, false, {Category::unknown, IffEvidence::silent, false, true}),
            Release::held);
  EXPECT_EQ(release(WeaponsControl::tight, true, {Category::suspect, IffEvidence::silent, false, true}),
            Release::held);
  EXPECT_EQ(release(WeaponsControl::free, false, {Category::hostile, IffEvidence::silent, false, true}),
            Release::allowed);
}

}  // namespace
}  // namespace cupola
