// A study whose luck is weighted: its answer, its store, its rows played again.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "catalogue/load.hpp"
#include "study/answer.hpp"
#include "study/conduct.hpp"
#include "study/replay.hpp"

namespace cupola {
namespace {

const std::string kText =
    "study: Small\nscenario: " CUPOLA_SOURCE_DIR
    "/scenarios/02-one-fire-unit-one-target.yaml\n"
    "measures: [leaked, killed, weight, leaked_last_shots, p_no_leaker, first_intercept_range_m]\n";

class RareStudies : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  bool load(const std::string& text) {
    study_ = {};
    problems_ = {};
    std::ofstream(folder_ + "/study.yaml") << text;
    return load_study(folder_ + "/study.yaml", default_catalogue_folder(), {}, study_, problems_);
  }
  StudyAnswer played(const std::string& name, std::uint64_t replicates) {
    StudyStore store(folder_ + "/" + name, study_, {"1.2.3", "a compiler"});
    EXPECT_EQ(store.refusal() + store.error(), "");
    EXPECT_TRUE(conduct(study_, store, {replicates, 2}, {}));
    StudyAnswer answer = answer_of(study_, store);
    EXPECT_TRUE(store.close());
    return answer;
  }
  static Interval of(const StudyAnswer& answer, const std::string& column) {
    for (const PointEstimate& e : answer.estimates)
      if (e.column == column) return e.interval;
    ADD_FAILURE() << column;
    return {};
  }
  const std::string folder_ = testing::TempDir() + "cupola-rare-studies";
  Study study_;
  Problems problems_;
};

TEST_F(RareStudies, WeightedMeansAgreeWithPlainOnes) {
  std::string plain_text = kText;
  plain_text.replace(plain_text.find("weight, "), 8, "");
  ASSERT_TRUE(load(plain_text)) << problems_.text();
  const StudyAnswer plain = played("plain", 1500);
  ASSERT_TRUE(load(kText + "rare: {importance: {kill: 0.5}}\n")) << problems_.text();
  const StudyAnswer weighted = played("weighted", 1500);
  EXPECT_LE(of(weighted, "weight").low, 1.0);
  EXPECT_GE(of(weighted, "weight").high, 1.0);
  for (const char* column :
       {"leaked", "killed", "leaked_last_shots", "p_no_leaker", "first_intercept_range_m"}) {
    const Interval a = of(plain, column), b = of(weighted, column);
    EXPECT_LE(std::max(a.low, b.low), std::min(a.high, b.high)) << column;
    EXPECT_NE(a.estimate, b.estimate) << column;
  }
}

TEST_F(RareStudies, RowsPlayAgainToTheSameDigest) {
  ASSERT_TRUE(load(kText + "rare: {importance: {kill: 0.5}}\n")) << problems_.text();
  played("weighted", 12);
  for (std::uint64_t replicate = 0; replicate < 12; ++replicate) {
    StoredReplicate row{0, replicate, 0, {}};
    Scenario scenario;
    Problems problems;
    ASSERT_TRUE(load_stored(folder_ + "/weighted", {}, row, scenario, problems)) << problems.text();
    const auto plan = make_plan(scenario);
    Log log(names_of(*plan), scenario.start, false);
    EXPECT_EQ(play(*plan, row.seed, row.replicate, log).digest, row.digest) << replicate;
  }
}

TEST_F(RareStudies, SayBelowWhatFloorNothingIsTold) {
  ASSERT_TRUE(
      load(kText + "rare: {importance: {kill: 0.5}, floor: {value: 0.9, status: assumed, reason: a test}}\n"))
      << problems_.text();
  EXPECT_EQ(study_.floor.value, 0.9);
  for (const PointEstimate& e : played("floor", 200).estimates)
    EXPECT_EQ(e.below_floor, e.column == "p_no_leaker" && e.interval.estimate < 0.9) << e.column;
  EXPECT_FALSE(load(kText + "rare: {floor: {value: 0.9}}\n")) << "a figure on nobody's word";
  EXPECT_FALSE(
      load(kText + "rare: {importance: {kill: 0.5}}\nprecision: {measure: leaked, half_width: 0.1}\n"));
  EXPECT_NE(problems_.text().find("does not go with"), std::string::npos) << problems_.text();
}

}  // namespace
}  // namespace cupola
