#include "study/knee_study.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "catalogue/load.hpp"
#include "study/answer.hpp"

namespace cupola {
namespace {

/// One drone more after the other against a fire unit of few rounds.
const std::string kHead = "study: Small\nscenario: " CUPOLA_SOURCE_DIR
                          "/scenarios/02-one-fire-unit-one-target.yaml\nreplicates: 100\n";

class KneeStudies : public testing::Test {
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
  std::string played(const std::string& name, std::uint64_t stop_after, int jobs) {
    StudyStore store(folder_ + "/" + name, study_, maker_);
    EXPECT_EQ(store.refusal() + store.error(), "");
    std::atomic<std::uint64_t> asked{0};
    StudyListener listener;
    if (stop_after > 0) listener.stop = [&] { return ++asked > stop_after; };
    EXPECT_EQ(conduct_knee(study_, store, {100, jobs}, listener), stop_after == 0);
    const std::string digest = store.digest();
    knees_ = knees_of(study_, store, 100);
    answer_ = answer_of(study_, store);
    EXPECT_TRUE(store.close());
    return digest;
  }
  const std::string folder_ = testing::TempDir() + "cupola-knees";
  const StoreMaker maker_{"1.2.3", "a compiler"};
  Study study_;
  Problems problems_;
  std::vector<KneeAnswer> knees_;
  StudyAnswer answer_;
};

TEST_F(KneeStudies, PlayOnlyWhatTheSearchTakesAndGoOnWhereTheyWereStopped) {
  ASSERT_TRUE(load(kHead + "knee: {path: raid.striker.count, from: 1, to: 7, measure: killed, level: 2.5}\n"))
      << problems_.text();
  EXPECT_EQ(study_.points.size(), 7u);
  const std::string whole = played("whole", 0, 1);
  ASSERT_EQ(knees_.size(), 1u);
  EXPECT_FALSE(knees_[0].knee.wanted);
  EXPECT_LE(knees_[0].knee.visited.size(), 4u);
  EXPECT_EQ(answer_.estimates.size(), 2 * knees_[0].knee.visited.size());
  EXPECT_TRUE(answer_.differences.empty());
  const Knee found = knees_[0].knee;
  EXPECT_GT(found.estimate, 1u);

  played("parts", 130, 1);
  EXPECT_TRUE(knees_[0].knee.wanted);
  EXPECT_EQ(played("parts", 0, 2), whole);
  EXPECT_EQ(knees_[0].knee.low, found.low);
  EXPECT_EQ(knees_[0].knee.high, found.high);
}

TEST_F(KneeStudies, SearchAtEachCombinationOfTheOtherLevels) {
  ASSERT_TRUE(load(kHead + "factors:\n  - name: size\n    levels:\n"
                           "      - {name: \"1\", set: [{path: raid.striker.count, value: 1}]}\n"
                           "      - {name: \"3\", set: [{path: raid.striker.count, value: 3}]}\n"
                           "  - name: salvo\n    levels:\n"
                           "      - {name: two, set: [{path: defence.1.salvo, value: 2}]}\n"
                           "      - {name: one, set: [{path: defence.1.salvo, value: 1}]}\n"
                           "knee: {factor: size, measure: killed, level: 2}\n"))
      << problems_.text();
  played("whole", 0, 2);
  ASSERT_EQ(knees_.size(), 2u);
  for (const KneeAnswer& answer : knees_) EXPECT_EQ(answer.points.size(), 2u);
  EXPECT_EQ(study_.points[knees_[1].points[0]].levels[1], 1u);
}

TEST_F(KneeStudies, TellWhatIsWrongWhereItStands) {
  const auto told = [this](const std::string& knee, const std::string& what) {
    EXPECT_FALSE(load(kHead + knee));
    EXPECT_NE(problems_.text().find(what), std::string::npos) << problems_.text();
  };
  told("knee: {measure: leakage, level: 0.1}\n", "either a `factor` or a `path`");
  told("knee: {path: raid.striker.count, from: 4, to: 4, measure: leakage, level: 0.1}\n", "not beyond");
  told("knee: {path: raid.nobody.count, from: 1, to: 4, measure: leakage, level: 0.1}\n", "study.yaml:4:14");
  told("knee: {path: raid.striker.count, from: 1, to: 4, measure: leakag, level: 0.1}\n", "leakage");
  told("design: one by one\nknee: {path: raid.striker.count, from: 1, to: 4, measure: leakage, level: 0.1}\n",
       "full design");
}

}  // namespace
}  // namespace cupola
