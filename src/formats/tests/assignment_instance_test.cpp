#include "formats/assignment_instance.hpp"

#include <gtest/gtest.h>

#include "formats/tests/folder.hpp"

namespace cupola {
namespace {

std::optional<AssignmentInstance> read(const std::string& text, Problems& problems, bool packed = false) {
  const testing::Folder folder;
  return read_assignment_instance(folder.write("instance.txt", text, packed), problems);
}

/// What is wrong, as `line:column what`; empty: nothing.
std::string wrong(const std::string& text) {
  Problems problems;
  const bool good = read(text, problems).has_value();
  EXPECT_EQ(good, problems.empty());
  std::string all;
  for (const Problem& p : problems.all())
    all += (all.empty() ? "" : "; ") + std::to_string(p.place.line) + ':' + std::to_string(p.place.column) +
           ' ' + p.what;
  return all;
}

const std::string kSquare = "2\n10\n20.5\n0.1\n0.2\n0.3\n0.4\n";
const std::string kTriples = "1 2 3\n10\n20\n0 1 0.2\n0 0 0.1\n";

TEST(AssignmentInstance, ReadsTheSquareLayout) {
  Problems problems;
  const auto in = read(kSquare, problems);
  ASSERT_TRUE(in) << problems.text();
  EXPECT_EQ(in->layout, AssignmentInstance::Layout::square);
  EXPECT_EQ(in->weapons, 2);
  EXPECT_EQ(in->targets, 2);
  EXPECT_EQ(in->units, 1);
  EXPECT_EQ(in->value, (std::vector<double>{10.0, 20.5}));
  EXPECT_EQ(in->kill_probability, (std::vector<double>{0.1, 0.2, 0.3, 0.4}));
}

TEST(AssignmentInstance, ReadsTheLayoutOfTriplesInAnyOrder) {
  Problems problems;
  const auto in = read(kTriples, problems);
  ASSERT_TRUE(in) << problems.text();
  EXPECT_EQ(in->layout, AssignmentInstance::Layout::triples);
  EXPECT_EQ(in->weapons, 1);
  EXPECT_EQ(in->targets, 2);
  EXPECT_EQ(in->units, 3);
  EXPECT_EQ(in->kill_probability, (std::vector<double>{0.1, 0.2}));
}

TEST(AssignmentInstance, BlanksLinesRemarksAndPackingDoNotMatter) {
  Problems problems;
  const auto in = read("# mine\r\n2\r\n 10 20.5\r\n\r\n.1 .2\r\n.3\t.4 \r\n", problems, true);
  ASSERT_TRUE(in) << problems.text();
  EXPECT_EQ(in->value, (std::vector<double>{10.0, 20.5}));
  EXPECT_EQ(in->kill_probability, (std::vector<double>{0.1, 0.2, 0.3, 0.4}));
}

TEST(AssignmentInstance, EveryEndOfTheFileBeforeItsEndIsTold) {
  for (const std::string& whole : {kSquare, kTriples})
    for (std::size_t n = whole.find('\n'); n + 1 < whole.size(); n = whole.find('\n', n + 1))
      EXPECT_NE(wrong(whole.substr(0, n + 1)).find("the file ends after"), std::string::npos) << n;
  EXPECT_EQ(wrong(""), "0:0 the file is empty");
  EXPECT_EQ(wrong("\n \n"), "2:0 the file is empty");
  EXPECT_EQ(wrong("2\n10\n"), "2:0 the file ends after 1 of 2 values");
  EXPECT_EQ(wrong("2\n10\n20\n.1\n"), "4:0 the file ends after 1 of 4 kill probabilities");
}

TEST(AssignmentInstance, WhatIsBehindTheEndIsTold) {
  EXPECT_EQ(wrong(kSquare + "0.5\n"), "8:1 more than the first line announces");
  EXPECT_EQ(wrong(kSquare + "rubbish"), "8:1 more than the first line announces");
  EXPECT_EQ(wrong(kTriples + "0 0 0.1\n"), "6:1 more than the first line announces");
}

TEST(AssignmentInstance, SizesAreWholeAndBounded) {
  for (const char* size : {"0", "-3", "1.5", "n", "99999999999999999999", "4000001"})
    EXPECT_NE(wrong(std::string(size) + "\n").find("is no size"), std::string::npos) << size;
  EXPECT_EQ(wrong("20000\n"), "1:1 too large");
  EXPECT_EQ(wrong("4000000 4000000 4000000\n"), "1:17 too large");
  EXPECT_EQ(wrong("2 3\n"), "1:3 two numbers in the first line");
  EXPECT_EQ(wrong("2 3 1 1\n"), "1:7 a fourth number in the first line");
}

TEST(AssignmentInstance, FiguresAreNumbersInTheirRange) {
  EXPECT_EQ(wrong("1\n-1\n0.5\n"), "2:1 `-1` is no value");
  EXPECT_EQ(wrong("1\n1e13\n0.5\n"), "2:1 `1e13` is no value");
  EXPECT_EQ(wrong("1\nnan\ninf\n"), "2:1 `nan` is no value; 3:1 `inf` is no kill probability");
  EXPECT_EQ(wrong("1\n1\n  1.01\n"), "3:3 `1.01` is no kill probability");
  EXPECT_EQ(wrong("1\n1\n-0.1\n"), "3:1 `-0.1` is no kill probability");
  EXPECT_EQ(wrong("1\n1,5\n0.5\n"), "2:3 a comma");
  EXPECT_EQ(wrong("1\n1\n0.5x\n"), "3:1 `0.5x` is no kill probability");
  EXPECT_EQ(wrong(std::string("1\n1\n0.5\0\n", 9)), "3:1 a zero byte: this is no text");
}

TEST(AssignmentInstance, TriplesStandAloneOnceAndInRange) {
  EXPECT_EQ(wrong("1 2 1\n1\n1\n0 0 .5\n1 1 .5\n"), "5:1 `1` is no weapon");
  EXPECT_EQ(wrong("1 2 1\n1\n1\n0 0 .5\n0 2 .5\n"), "5:3 `2` is no target");
  EXPECT_EQ(wrong("1 2 1\n1\n1\n0 0 .5\n0 0 .5\n"), "5:3 weapon 0 and target 0 stand here twice");
  EXPECT_EQ(wrong("1 2 1\n1\n1\n0 0 .5 0 1 .5\n"), "4:8 one pair a line: weapon target probability");
  EXPECT_EQ(wrong("1 2 1\n1\n1\n0 0\n0 1 .5\n"), "4:3 no probability behind it");
  EXPECT_EQ(wrong("1 2 1\n1\n1\n0\n0 1 .5\n"), "4:1 no target behind it");
}

TEST(AssignmentInstance, NoMoreThanTwentyProblems) {
  std::string text = "30\n";
  for (int k = 0; k < 30 + 900; ++k) text += "x\n";
  Problems problems;
  EXPECT_FALSE(read(text, problems));
  EXPECT_EQ(problems.all().size(), 20u);
  EXPECT_FALSE(read_assignment_instance("/no/such/file", problems));
}

}  // namespace
}  // namespace cupola
