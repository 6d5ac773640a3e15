#include "report/study_report.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "report/study_pictures.hpp"
#include "report/tests/stored.hpp"

namespace cupola {
namespace {

using testing::two_by_two;

StudyReportContext context() {
  StudyReportContext c;
  c.store = "a store";
  c.caveats = {"in this model, with these inputs", "no point defence"};
  c.in_play = {{0,
                {"figures best", "values: radar: period 10 s -> 6 s"},
                {53, 7, 294, 25},
                "smooth earth",
                {{"radar", "91N6E", {5, 0, 26, 0}, {"cmo"}}}},
               {2, {"figures best", "set: a set"}, {54, 9, 294, 25}, "smooth earth", {}}};
  c.sources = {{"cmo", "A title", "https://example.org"}};
  return c;
}

const ReportTable* table_called(const Report& report, const std::string& name) {
  for (const ReportSection& section : report.sections)
    for (const ReportBlock& block : section.blocks)
      if (const auto* table = std::get_if<ReportTable>(&block); table != nullptr && table->name == name)
        return table;
  return nullptr;
}

bool says(const Report& report, const std::string& words) {
  for (const ReportSection& section : report.sections)
    for (const ReportBlock& block : section.blocks) {
      if (const auto* p = std::get_if<Paragraph>(&block); p && p->text.find(words) != std::string::npos)
        return true;
      if (const auto* list = std::get_if<Items>(&block))
        for (const std::string& item : list->items)
          if (item.find(words) != std::string::npos) return true;
    }
  return false;
}

TEST(StudyReport, has_every_part_in_its_order) {
  const Report report = study_report(two_by_two(), context());
  std::vector<std::string> names;
  for (const ReportSection& section : report.sections) names.push_back(section.name);
  EXPECT_EQ(names, (std::vector<std::string>{"question", "alternatives", "answer", "ignorance", "ledger",
                                             "inputs", "limits", "reversal", "provenance"}));
}

TEST(StudyReport, tells_each_estimate_with_its_interval) {
  const Report report = study_report(two_by_two(), context());
  const ReportTable* table = table_called(report, "estimates");
  ASSERT_NE(table, nullptr);
  ASSERT_EQ(table->rows.size(), 8u);
  for (const auto& row : table->rows) {
    EXPECT_LT(*row[4].number, *row[3].number);
    EXPECT_GT(*row[5].number, *row[3].number);
  }
  EXPECT_EQ(table->rows[3][3].text, "0.4");
}

// RULES 4: nobody is ahead by luck alone.
TEST(StudyReport, says_no_more_than_luck_can_say) {
  StoredStudy study = two_by_two();
  const ReportTable* table = nullptr;
  Report report = study_report(study, context());
  ASSERT_NE(table = table_called(report, "differences"), nullptr);
  EXPECT_EQ(table->rows[0].back().text, "differ beyond luck");
  EXPECT_EQ(table->rows[0][1].text, "batch: a set less one unit");
  EXPECT_EQ(table->rows[0][2].text, "raid: 8 drones");
  study.answer.differences[0].p = 0.06;
  report = study_report(study, context());
  EXPECT_EQ(table_called(report, "differences")->rows[0].back().text, "not distinguishable");
}

TEST(StudyReport, counts_figures_by_status_and_names_what_was_changed) {
  const Report report = study_report(two_by_two(), context());
  const ReportTable* table = table_called(report, "figures");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(*table->rows[0][1].number, 354.0);
  EXPECT_EQ(table->rows[0].back().text, "83 %");
  EXPECT_TRUE(says(report, "period 10 s -> 6 s"));
  EXPECT_TRUE(says(report, "batch: a set; raid: 8 drones: set: a set")) << "what stands otherwise";
  EXPECT_TRUE(says(report, "no point defence"));
}

TEST(StudyReport, lists_what_failed) {
  StoredStudy study = two_by_two();
  EXPECT_TRUE(says(study_report(study, context()), "400 played in all. 0 failed."));
  study.failures = {{1, 17, "a check", "cupola run --from x"}};
  const Report report = study_report(study, context());
  EXPECT_TRUE(says(report, "1 failed."));
  ASSERT_NE(table_called(report, "failures"), nullptr);
  EXPECT_EQ(table_called(report, "failures")->rows[0][3].text, "cupola run --from x");
}

TEST(StudyReport, says_so_where_inputs_cannot_be_read_again) {
  StudyReportContext c = context();
  c.in_play.clear();
  c.not_read = "no such radar";
  EXPECT_TRUE(says(study_report(two_by_two(), c), "no such radar"));
}

TEST(StudyReport, shows_measures_in_the_unit_of_their_words) {
  StoredStudy study = two_by_two();
  study.file.measures = {"first_range_m"};
  study.answer.differences.clear();
  study.answer.estimates = {{0, "first_range_m", 40, {123456.0, 120000.0, 130000.0}, 100, true, false},
                            {1, "first_range_m", 0, {}, 100, false, false}};
  const Report report = study_report(study, context());
  const ReportTable* table = table_called(report, "estimates");
  EXPECT_EQ(table->rows[0][3].text, "120");
  EXPECT_EQ(table->rows[0][6].text, "40 of 100") << "it was not there to be measured in all";
  EXPECT_EQ(table->rows[1][3].text, "-");
}

TEST(StudyPictures, know_numbers_when_they_see_them) {
  const auto levels = [](const std::vector<std::string>& names) {
    FactorFile factor{"f", {}};
    for (const std::string& name : names) factor.levels.push_back({name, {}});
    return numeric_levels(factor);
  };
  ASSERT_TRUE(levels({"8 drones", "24 drones"}));
  EXPECT_EQ(levels({"8 drones", "24 drones"})->values, (std::vector<double>{8, 24}));
  EXPECT_EQ(levels({"8 drones", "24 drones"})->unit, "drones");
  EXPECT_EQ(levels({"0.5", "-2"})->values, (std::vector<double>{0.5, -2}));
  EXPECT_FALSE(levels({"8 drones", "24 missiles"}));
  EXPECT_FALSE(levels({"8", "8.0"})) << "no line through one place";
  EXPECT_FALSE(levels({"one", "two"}));
  EXPECT_FALSE(levels({"8"}));
  const FactorFile set{"f", {{"few", {{"raid.count", "8"}}}, {"many", {{"raid.count", "24"}}}}};
  EXPECT_EQ(numeric_levels(set)->values, (std::vector<double>{8, 24}));
  const FactorFile other{"f", {{"few", {{"raid.count", "8"}}}, {"many", {{"duration", "24"}}}}};
  EXPECT_FALSE(numeric_levels(other));
}

TEST(StudyPictures, draw_lines_over_numbers_and_dots_otherwise) {
  const auto lines = answer_pictures(two_by_two());
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_NE(lines[0].svg.find("<polyline"), std::string::npos);
  EXPECT_NE(lines[0].svg.find("raid, drones"), std::string::npos) << "the unit on the axis";
  EXPECT_NE(lines[0].svg.find(">a set<"), std::string::npos) << "a line a level of the other factor";
  StoredStudy words = two_by_two({"small", "large"});
  for (LevelFile& level : words.file.factors[1].levels) level.set.clear();
  const auto dots = answer_pictures(words);
  EXPECT_EQ(dots[0].svg.find("<polyline"), std::string::npos);
  EXPECT_NE(dots[0].svg.find("batch: a set; raid: large"), std::string::npos);
  EXPECT_NE(dots[0].words.find("From 0.1 [0.05, 0.15]"), std::string::npos) << dots[0].words;
}

// Ten lines would be a tangle: five of the first factor, in a panel for each level of the rest.
TEST(StudyPictures, draw_a_panel_for_each_level_of_a_third_factor) {
  StoredStudy study = two_by_two();
  for (const char* more : {"c", "d", "e"}) study.file.factors[0].levels.push_back({more, {}});
  study.file.factors.push_back({"axis", {{"north", {}}, {"south", {}}}});
  study.points = points_of(study.file);
  study.answer.estimates.clear();
  for (std::size_t p = 0; p < study.points.size(); ++p)
    study.answer.estimates.push_back({p, "leakage", 100, {0.1, 0.0, 0.2}, 100, true, false});
  const auto pictures = answer_pictures(study);
  ASSERT_EQ(pictures.size(), 1u);
  const auto times = [&](const std::string& words) {
    std::size_t count = 0;
    for (std::size_t at = pictures[0].svg.find(words); at != std::string::npos;
         at = pictures[0].svg.find(words, at + 1))
      ++count;
    return count;
  };
  EXPECT_EQ(times(">axis: north<"), 1u);
  EXPECT_EQ(times(">axis: south<"), 1u);
  EXPECT_EQ(times("<polyline"), 10u);
  EXPECT_EQ(times(">a set<"), 2u);
}

TEST(StudyPictures, stack_what_became_of_threats) {
  const auto picture = ledger_picture(two_by_two(), "threats", "not proof of causation");
  ASSERT_TRUE(picture);
  for (const char* part : {"killed", "no time", "not proof of causation", "threats, mean number a replicate"})
    EXPECT_NE(picture->svg.find(part), std::string::npos) << part;
  EXPECT_FALSE(ledger_picture(two_by_two(), "rounds", ""));
}

}  // namespace
}  // namespace cupola
