#include "formats/table_reader.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "formats/tests/folder.hpp"

namespace cupola {
namespace {

/// Records as `a|b|c;`, then what is wrong.
std::string read(const std::string& text) {
  const testing::Folder folder;
  ByteSource source;
  Problems problems;
  EXPECT_TRUE(source.open(folder.write("t.csv", text), problems));
  TableReader table(source);
  std::string out;
  while (table.next(problems)) {
    for (std::size_t i = 0; i < table.fields().size(); ++i)
      out.append(i > 0 ? "|" : "").append(table.fields()[i]);
    out += ';';
  }
  for (const Problem& p : problems.all())
    out += '!' + std::to_string(p.place.line) + ':' + std::to_string(p.place.column) + ' ' + p.what;
  return out;
}

TEST(TableReader, reads_records_line_by_line) {
  EXPECT_EQ(read("a,b\n1,2\n"), "a|b;1|2;");
  EXPECT_EQ(read("a,b\r\n1,2\r\n"), "a|b;1|2;");
  EXPECT_EQ(read("a,b\n1,2"), "a|b;1|2;");
  EXPECT_EQ(read(" a ,\tb\n"), "a|b;");
  EXPECT_EQ(read("\n# remark, with comma\n,\n\n"), "|;");
  EXPECT_EQ(read("\xef\xbb\xbf"
                 "a,b\n"),
            "a|b;");
  EXPECT_EQ(read(""), "");
  EXPECT_EQ(read("\"a,\"\"b\"\"\", c,\"\"\n"), "a,\"b\"|c|;");
}

TEST(TableReader, locates_what_is_wrong_in_characters) {
  EXPECT_EQ(read("ä,\"b\n"), "!1:3 a quote is opened here and not closed in this line");
  EXPECT_EQ(read("a\n\"b\"c\n"), "a;!2:1 something stands between a closing quote and the next comma");
  EXPECT_EQ(read(std::string("a\nb\0c\n", 6)), "a;!2:1 a zero byte: this is no text");
}

TEST(TableReader, lines_longer_than_its_buffer_are_read_up_to_a_mebibyte) {
  const std::string long_field(900'000, 'x');
  EXPECT_EQ(read("a\n" + long_field + ",b\nc\n"), "a;" + long_field + "|b;c;");
  EXPECT_EQ(read("a\n" + std::string(1'100'000, 'x') + "\n"),
            "a;!2:1 a line of more than a mebibyte: this is no CSV");
}

TEST(TableReader, many_lines_cross_the_edges_of_its_buffer_whole) {
  std::string text, expected;
  for (int i = 0; i < 60000; ++i) {
    text += std::to_string(i) + ',' + std::to_string(i * 7) + '\n';
    expected += std::to_string(i) + '|' + std::to_string(i * 7) + ';';
  }
  EXPECT_EQ(read(text), expected);
}

TEST(TableReader, a_field_is_a_number_or_it_is_none) {
  double value = 0.0;
  for (const auto& [text, number] :
       {std::pair{"1", 1.0}, {"-2.5e3", -2500.0}, {"+7", 7.0}, {".5", 0.5}, {"1e-320", 1e-320}}) {
    EXPECT_TRUE(number_in_field(text, value)) << text;
    EXPECT_EQ(value, number) << text;
  }
  for (const char* text : {"", "+", "nan", "inf", "-inf", "1e999", "1,5", "1 km", "0x10", "--1", "1.2.3"})
    EXPECT_FALSE(number_in_field(text, value)) << text;
}

}  // namespace
}  // namespace cupola
