#include "catalogue/differences.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

Figure figure(double low, double best, double high) {
  Figure f;
  f.low = low;
  f.value = f.best = best;
  f.high = high;
  f.reason = "toy";
  return f;
}

Catalogue toys() {
  Catalogue c;
  c.radars["R"].rotation_period_s = figure(8, 10, 12);
  Doctrine& doctrine = c.doctrines["D"];
  doctrine.salvo = 2;
  doctrine.behaviours.resize(1);
  doctrine.behaviours[0].given_friend = figure(0.1, 0.2, 0.3);
  return c;
}

TEST(Differences, of_the_same_are_none) { EXPECT_TRUE(differences(toys(), toys()).empty()); }

TEST(Differences, say_what_was_and_what_is) {
  Catalogue after = toys();
  after.radars["R"].rotation_period_s = figure(6, 6, 6);
  after.doctrines["D"].salvo = 4;
  after.doctrines["D"].behaviours[0].given_friend = figure(0.1, 0.25, 0.3);
  after.doctrines["D"].weapons_control = WeaponsControl::hold;
  EXPECT_EQ(
      differences(toys(), after),
      (std::vector<std::string>{"radar R: rotation period 10 s (8 s .. 12 s) -> 6 s",
                                "doctrine D: behaviours 1 given friend 0.2 (0.1 .. 0.3) -> 0.25 (0.1 .. 0.3)",
                                "doctrine D: weapons control free -> hold", "doctrine D: salvo 2 -> 4"}));
}

TEST(Differences, tell_entries_of_a_list_that_come_and_go) {
  Catalogue after = toys();
  after.doctrines["D"].behaviours.clear();
  const std::vector<std::string> gone = differences(toys(), after), back = differences(after, toys());
  ASSERT_FALSE(gone.empty());
  EXPECT_NE(gone.back().find("-> gone"), std::string::npos) << gone.back();
  ASSERT_EQ(back.size(), gone.size());
  EXPECT_NE(back.back().find("new -> "), std::string::npos) << back.back();
}

}  // namespace
}  // namespace cupola
