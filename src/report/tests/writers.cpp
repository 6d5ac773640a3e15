#include <gtest/gtest.h>

#include <cmath>

#include "report/html.hpp"
#include "report/markdown.hpp"
#include "report/markup.hpp"
#include "report/report_json.hpp"

namespace cupola {
namespace {

constexpr const char* kOdd = "<script>alert(\"1\")</script> & 'x' | `y` *z* [a](b)\n\x1b[31m";

Report odd() {
  Report report{"study", kOdd, kOdd, {{"version", "1.2.3"}, {"digest", kOdd}}, {}};
  ReportTable table{"numbers", kOdd, {"what", "value", kOdd}, {}};
  table.rows.push_back({"a", {"0.33", 1.0 / 3.0}, kOdd});
  table.rows.push_back({"b", {"-", NAN}, kOdd});
  const ReportFigure figure{"one", kOdd, kOdd, "<svg width=\"1\"><title>t</title></svg>\n"};
  report.sections.push_back(
      {"first", kOdd, {Paragraph{kOdd}, Items{{kOdd, "- b"}}, table, figure, Verbatim{kOdd}}});
  return report;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

TEST(Html, obeys_nothing_that_a_file_says) {
  const std::string html = report_as_html(odd());
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_EQ(html.find('\x1b'), std::string::npos);
  EXPECT_EQ(html.find("alert(\"1\")"), std::string::npos) << "a quote would end an attribute";
  EXPECT_GT(count(html, "&lt;script&gt;"), 10u);
}

TEST(Html, needs_nothing_from_outside_and_can_be_read_by_ear) {
  const std::string html = report_as_html(odd());
  for (const char* part : {"src=", "@import", "url(", "<link", "http-equiv=\"refresh\""})
    EXPECT_EQ(html.find(part), std::string::npos) << part;
  for (const char* part :
       {"default-src 'none'", "lang=\"en\"", "<main>", "<nav ", "<caption>", "scope=\"col\"", "scope=\"row\"",
        "role=\"img\" aria-label=\"", "@media print", "prefers-color-scheme: dark"})
    EXPECT_NE(html.find(part), std::string::npos) << part;
  EXPECT_EQ(count(html, "<section "), count(html, "</section>"));
}

TEST(Html, puts_numbers_to_the_right) {
  const std::string html = report_as_html(odd());
  EXPECT_NE(html.find("<td class=\"number\">0.33</td>"), std::string::npos);
  EXPECT_EQ(count(html, " class=\"number\">"), 3u) << "the header and both rows of one column";
}

TEST(Markdown, obeys_nothing_that_a_file_says) {
  const std::string text = report_as_markdown(odd());
  EXPECT_EQ(text.find("<script"), text.find("\n    <script") + 5) << "a line set in by four is text as it is";
  EXPECT_EQ(text.find("<script"), text.rfind("<script"));
  EXPECT_EQ(text.find("[a](b)"), text.rfind("[a](b)"))
      << "only where it stands as it is, in the verbatim block";
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_NE(text.find("\\| \\`y\\` \\*z\\*"), std::string::npos);
  EXPECT_NE(text.find("- \\- b\n"), std::string::npos) << "not a list in a list";
  for (std::size_t at = text.find("\n| "); at != std::string::npos; at = text.find("\n| ", at + 1)) {
    const std::string line = text.substr(at + 1, text.find('\n', at + 1) - at - 1);
    EXPECT_EQ(count(line, "|") - count(line, "\\|"), 4u) << line;
  }
}

TEST(Markdown, names_the_files_of_figures_where_there_are_any) {
  EXPECT_EQ(report_as_markdown(odd()).find(".svg"), std::string::npos);
  EXPECT_NE(report_as_markdown(odd(), "figures").find("](figures/one.svg)"), std::string::npos);
}

TEST(ReportJson, gives_numbers_in_full_and_null_for_none) {
  const auto json = report_as_json(odd());
  EXPECT_EQ(json["report"], "study");
  EXPECT_EQ(json["version"], "1.2.3");
  const auto& rows = json["sections"][0]["blocks"][2]["rows"];
  EXPECT_EQ(rows[0]["value"].get<double>(), 1.0 / 3.0);
  EXPECT_TRUE(rows[1]["value"].is_null());
  EXPECT_EQ(json["title"], kOdd);
}

TEST(Markup, makes_one_word_for_a_shell) {
  EXPECT_EQ(shell_word("a/b-1.cupola"), "a/b-1.cupola");
  EXPECT_EQ(shell_word("x; rm -rf *"), "'x; rm -rf *'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word("--out"), "'--out'");
  EXPECT_EQ(shell_word(""), "''");
}

}  // namespace
}  // namespace cupola
