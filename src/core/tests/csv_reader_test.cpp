#include "core/csv_reader.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "core/tests/csv_text.hpp"

namespace cupola {
namespace {

using testing::TextStream;

/// Records as `a|b|c`, remarks as `#text`, then what is wrong.
std::string read(const std::string& text) {
  const TextStream stream(text);
  CsvReader csv(stream.get(), "t.csv");
  CsvRecord record;
  Problems problems;
  std::ostringstream out;
  while (csv.next(record, problems)) {
    if (record.remark) out << '#' << record.text;
    for (std::size_t i = 0; i < record.fields.size(); ++i)
      out << (i > 0 ? "|" : "") << record.fields[i].value;
    out << ';';
  }
  for (const Problem& p : problems.all())
    out << '!' << p.place.line << ':' << p.place.column << ' ' << p.what;
  return out.str();
}

TEST(CsvReader, reads_what_rfc_4180_allows) {
  EXPECT_EQ(read("a,b\n1,2\n"), "a|b;1|2;");
  EXPECT_EQ(read("a,b\r\n1,2\r\n"), "a|b;1|2;");
  EXPECT_EQ(read("a,b\n1,2"), "a|b;1|2;");
  EXPECT_EQ(read("a,b\n1,2\r"), "a|b;1|2;");
  EXPECT_EQ(read(",\n,,\n"), "|;||;");
  EXPECT_EQ(read("\"a,\"\"b\"\"\",c\n"), "a,\"b\"|c;");
  EXPECT_EQ(read("\"two\nlines\",x\ny,z\n"), "two\nlines|x;y|z;");
  EXPECT_EQ(read("\"two\r\nlines\",x\r\n"), "two\r\nlines|x;");
  EXPECT_EQ(read("\"\",\"\"\n"), "|;");
  EXPECT_EQ(read("a\"b,c\n"), "a\"b|c;");
}

TEST(CsvReader, passes_by_marks_remarks_and_blanks) {
  EXPECT_EQ(read("\xEF\xBB\xBF"
                 "a,b\n"),
            "a|b;");
  EXPECT_EQ(read("# one, \"two\na\n\n  \n#\n\"#b\"\n"), "## one, \"two;a;#;#  ;##;#b;");
  EXPECT_EQ(read(""), "");
  EXPECT_EQ(read("\xEF\xBB\xBF"), "");
  EXPECT_EQ(read("\n\r\n"), "#;#;");
}

TEST(CsvReader, says_where_it_cannot_go_on) {
  EXPECT_EQ(read("a\n\"b\" ,c\n"), "a;!2:4 something stands between a closing quote and the next comma");
  EXPECT_EQ(read("a\nx,\"b\nc\n"), "a;!2:3 a field that begins with a quote does not end");
  EXPECT_EQ(read("\xFF\xFE"
                 "a"),
            "!0:0 this is UTF-16 or no text at all");
  EXPECT_EQ(read("\xEF\xBC\xBF"), "!1:1 this is not UTF-8");
  EXPECT_EQ(read(std::string("a\nb\0c\n", 6)), "a;!2:2 a zero byte: this is no text");
  EXPECT_EQ(read("a\n\"" + std::string(CsvReader::kLongest, 'x') + "\"\n"),
            "a;!2:1 a record of more than a mebibyte");
}

TEST(CsvReader, counts_columns_in_characters) {
  const TextStream stream("\xC3\xA4\xC3\xB6,b\n");
  CsvReader csv(stream.get(), "t.csv");
  CsvRecord record;
  Problems problems;
  ASSERT_TRUE(csv.next(record, problems));
  EXPECT_EQ(record.fields[1].column, 4);
}

TEST(CsvReader, shows_the_line_of_a_record_of_several_lines) {
  const TextStream stream("a,\"x\ny\",b\n");
  CsvReader csv(stream.get(), "t.csv");
  CsvRecord record;
  Problems problems;
  ASSERT_TRUE(csv.next(record, problems));
  EXPECT_EQ(record.fields[2].line, 2);
  EXPECT_EQ(record.problem_at("t.csv", record.fields[2]).source_line, "y\",b");
}

}  // namespace
}  // namespace cupola
