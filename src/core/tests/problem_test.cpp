#include "core/problem.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

Problem problem_at(std::string file, int line, int column, std::string what, std::string hint,
                   std::string text) {
  return {{std::move(file), line, column}, std::move(what), std::move(hint), std::move(text)};
}

TEST(Problems, PointAtThePlace) {
  Problems problems;
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(problems.text(), "");
  problems.add(problem_at("a.yaml", 3, 10, "'400' has no unit", "write '400 km' or '400 m'", "  range: 400"));
  EXPECT_FALSE(problems.empty());
  EXPECT_EQ(problems.text(),
            "a.yaml:3:10: error: '400' has no unit\n"
            "      range: 400\n"
            "             ^\n"
            "  hint: write '400 km' or '400 m'\n");
}

TEST(Problems, LeaveOutWhatIsNotKnown) {
  Problems problems;
  problems.add(problem_at("a.yaml", 0, 0, "no such file", "", ""));
  problems.add(problem_at("a.yaml", 7, 0, "odd line", "", "odd"));
  problems.add(problem_at("", 0, 0, "nothing to do", "", ""));
  EXPECT_EQ(problems.text(),
            "error: nothing to do\n"
            "a.yaml: error: no such file\n"
            "a.yaml:7: error: odd line\n"
            "    odd\n");
}

TEST(Problems, CaretStandsUnderTabsAndUmlauts) {
  Problems problems;
  problems.add(problem_at("a", 1, 4, "x", "", "\t\xc3\xbcn!"));  // tab, u umlaut, n, !
  EXPECT_EQ(problems.text(), "a:1:4: error: x\n    \t\xc3\xbcn!\n    \t  ^\n");
  Problems beyond;
  beyond.add(problem_at("a", 1, 99, "x", "", "ab"));
  EXPECT_EQ(beyond.text(), "a:1:99: error: x\n    ab\n      ^\n");
}

TEST(Problems, ComeInOrderOfPlaceHoweverFound) {
  Problems problems;
  problems.add(problem_at("b", 1, 1, "fourth", "", ""));
  problems.add(problem_at("a", 10, 1, "third", "", ""));
  problems.add(problem_at("a", 2, 9, "second", "", ""));
  problems.add(problem_at("a", 2, 1, "first", "", ""));
  const char* expected[] = {"first", "second", "third", "fourth"};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(problems.all()[i].what, expected[i]);
}

TEST(Problems, AtMostTwentyAreShown) {
  Problems problems;
  for (int i = 1; i <= 20; ++i) problems.add(problem_at("a", i, 1, "x", "", ""));
  EXPECT_EQ(problems.text().find("more"), std::string::npos);
  for (int i = 21; i <= 25; ++i) problems.add(problem_at("a", i, 1, "x", "", ""));
  const std::string text = problems.text();
  EXPECT_NE(text.find("a:20:1"), std::string::npos);
  EXPECT_EQ(text.find("a:21:1"), std::string::npos);
  EXPECT_TRUE(text.ends_with("... and 5 more\n"));
  EXPECT_EQ(problems.all().size(), 25u);
}

}  // namespace
}  // namespace cupola
