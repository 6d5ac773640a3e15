#include "study/study.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "catalogue/load.hpp"

namespace cupola {
namespace {

/// A study file in a folder of its own, beside which the shipped scenarios lie.
class StudyFiles : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder_);
    std::filesystem::remove(folder_ + "/study.yaml");
  }
  std::string write(const std::string& text) const {
    std::ofstream(folder_ + "/study.yaml") << text;
    return folder_ + "/study.yaml";
  }
  bool load(const std::string& text) {
    study_ = {};
    problems_ = {};
    return load_study(write(text), default_catalogue_folder(), {}, study_, problems_);
  }
  const std::string folder_ = testing::TempDir() + "cupola-study-files";
  const std::string head_ =
      "study: Two raids\nscenario: " CUPOLA_SOURCE_DIR "/scenarios/02-one-fire-unit-one-target.yaml\n";
  Study study_;
  Problems problems_;
};

constexpr const char* kFactors = R"(factors:
  - name: batch
    levels:
      - name: one unit
      - name: a set
        set: [{path: "defence.1.system", value: "S-400 set, one fire unit"}]
  - name: seconds
    levels:
      - {name: few, set: [{path: duration, value: 2 min}]}
      - {name: some, set: [{path: duration, value: 3 min}]}
      - {name: many, set: [{path: duration, value: 4 min}]}
)";

TEST_F(StudyFiles, a_full_design_has_every_combination_the_last_factor_fastest) {
  ASSERT_TRUE(load(head_ + kFactors)) << problems_.text();
  ASSERT_EQ(study_.points.size(), 6u);
  EXPECT_EQ(name_of_point(study_.file, study_.points[0]), "batch: one unit; seconds: few");
  EXPECT_EQ(name_of_point(study_.file, study_.points[1]), "batch: one unit; seconds: some");
  EXPECT_EQ(name_of_point(study_.file, study_.points[5]), "batch: a set; seconds: many");
  EXPECT_EQ(settings_of(study_.file, study_.points[5]),
            (std::vector<std::string>{"defence.1.system=S-400 set, one fire unit", "duration=4 min"}));
  EXPECT_EQ(scenario_of(*plan_of(study_, 4)).duration, Duration::seconds(180));
}

TEST_F(StudyFiles, one_by_one_changes_one_factor_of_the_first_point) {
  ASSERT_TRUE(load(head_ + "design: one by one\n" + kFactors)) << problems_.text();
  ASSERT_EQ(study_.points.size(), 4u);
  EXPECT_EQ(name_of_point(study_.file, study_.points[1]), "batch: a set; seconds: few");
  EXPECT_EQ(name_of_point(study_.file, study_.points[3]), "batch: one unit; seconds: many");
}

TEST_F(StudyFiles, without_factors_it_is_the_scenario_as_it_is) {
  ASSERT_TRUE(load(head_)) << problems_.text();
  ASSERT_EQ(study_.points.size(), 1u);
  EXPECT_EQ(name_of_point(study_.file, study_.points[0]), "Two raids");
  EXPECT_EQ(study_.file.measures, (std::vector<std::string>{"leakage", "p_no_leaker"}));
}

TEST_F(StudyFiles, keeps_everything_that_the_answer_depends_on) {
  ASSERT_TRUE(load(head_)) << problems_.text();
  ASSERT_GT(study_.inputs.size(), 20u);
  EXPECT_EQ(study_.inputs[0].name, "study");
  EXPECT_EQ(study_.inputs[1].name, "scenario");
  EXPECT_EQ(study_.inputs[2].name.substr(0, 10), "catalogue/");
}

TEST_F(StudyFiles, a_wrong_setting_is_told_at_its_place) {
  EXPECT_FALSE(load(head_ + "factors:\n  - name: a\n    levels:\n      - name: b\n        set:\n"
                            "          - {path: defence.Nowhere.state, value: boxed}\n"));
  EXPECT_NE(problems_.text().find("study.yaml:8:13: error: "), std::string::npos) << problems_.text();
  EXPECT_NE(problems_.text().find("Nowhere"), std::string::npos) << problems_.text();
}

TEST_F(StudyFiles, two_levels_of_a_name_and_unknown_measures_are_refused) {
  EXPECT_FALSE(load(head_ + "factors:\n  - name: a\n    levels:\n      - name: b\n      - name: b\n"));
  EXPECT_NE(problems_.text().find("study.yaml:7:15: error: `b` is the name of another one"),
            std::string::npos)
      << problems_.text();
  EXPECT_FALSE(load(head_ + "measures: [leakag]\n"));
  EXPECT_NE(problems_.text().find("leakage"), std::string::npos) << problems_.text();
}

TEST_F(StudyFiles, a_scenario_that_is_not_there_is_told) {
  EXPECT_FALSE(load("study: None\nscenario: nowhere.yaml\n"));
  EXPECT_NE(problems_.text().find("nowhere.yaml"), std::string::npos) << problems_.text();
}

}  // namespace
}  // namespace cupola
