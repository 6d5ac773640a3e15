#include "report/ignorance_report.hpp"

#include <gtest/gtest.h>

#include "report/tests/stored.hpp"

namespace cupola {
namespace {

using testing::two_by_two;

template <class Block>
std::vector<const Block*> all_of(const ReportSection& section) {
  std::vector<const Block*> all;
  for (const ReportBlock& block : section.blocks)
    if (const auto* one = std::get_if<Block>(&block)) all.push_back(one);
  return all;
}

const ReportTable* table_called(const ReportSection& section, const std::string& name) {
  for (const ReportTable* table : all_of<ReportTable>(section))
    if (table->name == name) return table;
  return nullptr;
}

/// Two inputs at the ends of their intervals: the second turns the difference round.
StoredStudy with_draws() {
  StoredStudy s = two_by_two();
  s.uncertain = {"tornado",
                 4,
                 {{"reaction", "12 s", "5 s", "20 s", {"doctrine.reaction"}},
                  {"cross-section", "1 m2", "0.1 m2", "5 m2", {}}}};
  MeasureBands b;
  b.column = "leakage";
  b.best_guess = {0.1, 0.05, 0.15};
  b.luck = {0.0, 0.1, 0.3};
  b.knowledge = {0.02, 0.1, 0.42};
  b.both = {0.0, 0.1, 0.5};
  b.split.knowledge = {0.03, 0.01, 0.09};
  b.split.luck = 0.01;
  DrawDifference d;
  d.factor = 0;
  d.point = 2;
  d.column = "leakage";
  d.lower = 0.93;
  d.higher = 0.07;
  d.share = {0.93, 0.8, 0.98};
  Sensitivity of;
  of.column = "leakage";
  of.point = 2;
  of.base = 0;
  for (const std::size_t input : {1u, 0u}) {
    InputSensitivity one;
    one.input = input;
    one.bar = TornadoBar{{-0.1, -0.15, -0.05}, {0.2, 0.1, 0.3}, input == 1};
    of.inputs.push_back(one);
  }
  s.answer.bands = {b};
  s.answer.draw_differences = {d};
  s.answer.sensitivities = {of};
  return s;
}

TEST(IgnoranceReport, keeps_luck_and_ignorance_apart) {
  const ReportSection section = ignorance_section(with_draws());
  const ReportTable* bands = table_called(section, "bands");
  ASSERT_NE(bands, nullptr);
  EXPECT_EQ(bands->rows[0][5].text, "0.3");
  EXPECT_EQ(bands->rows[0][8].text, "0.42");
  EXPECT_EQ(bands->rows[0].back().text, "75 %");
  StoredStudy study = with_draws();
  study.answer.bands[0].is_event = true;
  study.answer.bands[0].split.knowledge.low = 0.0;
  const ReportSection other = ignorance_section(study);
  EXPECT_EQ(table_called(other, "bands")->rows[0][5].text, "-") << "one raid holds or not: no band";
  EXPECT_EQ(table_called(other, "bands")->rows[0].back().text, "not distinguishable from none");
}

// RULES 4: from 90 % of the draws on.
TEST(IgnoranceReport, calls_one_lower_where_nine_draws_in_ten_are) {
  StoredStudy study = with_draws();
  EXPECT_EQ(table_called(ignorance_section(study), "draw_differences")->rows[0].back().text, "lower");
  study.answer.draw_differences[0].lower = 0.89;
  EXPECT_EQ(table_called(ignorance_section(study), "draw_differences")->rows[0].back().text,
            "not distinguishable");
}

TEST(IgnoranceReport, draws_what_decides_and_names_what_reverses) {
  const StoredStudy study = with_draws();
  const ReportSection section = ignorance_section(study);
  const auto figures = all_of<ReportFigure>(section);
  ASSERT_EQ(figures.size(), 1u);
  for (const char* part : {"cross-section", "reaction", "at its low end", "at its high end"})
    EXPECT_NE(figures[0]->svg.find(part), std::string::npos) << part;
  EXPECT_EQ(table_called(section, "sensitivities")->rows.size(), 4u);
  const ReportSection reversal = reversal_section(study);
  EXPECT_NE(all_of<Items>(reversal).at(0)->items.at(0).find(
                "cross-section (an end of its interval turns it round), reaction"),
            std::string::npos);
}

TEST(IgnoranceReport, says_where_nobody_asked) {
  EXPECT_NE(all_of<Paragraph>(ignorance_section(two_by_two()))[0]->text.find("luck alone"),
            std::string::npos);
  EXPECT_NE(all_of<Paragraph>(reversal_section(two_by_two()))[0]->text.find("not asked"), std::string::npos);
}

}  // namespace
}  // namespace cupola
