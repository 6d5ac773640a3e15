#include "study/stored_study.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "catalogue/load.hpp"
#include "study/answer.hpp"
#include "study/conduct.hpp"
#include "study/store.hpp"

namespace cupola {
namespace {

constexpr const char* kText = "study: Small\nscenario: " CUPOLA_SOURCE_DIR
                              "/scenarios/02-one-fire-unit-one-target.yaml\n"
                              "measures: [leakage, p_no_leaker, first_launch_range_m]\n"
                              "factors:\n  - name: salvo\n    levels:\n"
                              "      - {name: two, set: [{path: defence.1.salvo, value: 2}]}\n"
                              "      - {name: one, set: [{path: defence.1.salvo, value: 1}]}\n";

class StoredStudies : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ + "/study.yaml") << kText;
    Problems problems;
    ASSERT_TRUE(load_study(folder_ + "/study.yaml", default_catalogue_folder(), {}, study_, problems))
        << problems.text();
    StudyStore store(file_, study_, {"1.2.3", "a compiler"});
    ASSERT_TRUE(conduct(study_, store, {20, 2}, {}));
    answer_ = answer_of(study_, store);
    digest_ = store.digest();
    ASSERT_TRUE(store.close());
    std::filesystem::remove(folder_ + "/study.yaml");  // the store is enough
  }
  /// What is said of a store that somebody changed.
  std::string told(const std::string& sql) const {
    const std::string copy = folder_ + "/changed";
    std::filesystem::copy_file(file_, copy, std::filesystem::copy_options::overwrite_existing);
    Database database = Database::create(copy);
    database.execute(sql);
    EXPECT_TRUE(database.close()) << database.error();
    return told_of(copy);
  }
  static std::string told_of(const std::string& path) {
    StoredStudy stored;
    Problems problems;
    EXPECT_FALSE(read_stored_study(path, {}, stored, problems));
    return problems.text();
  }
  const std::string folder_ = testing::TempDir() + "cupola-stored-studies", file_ = folder_ + "/a";
  Study study_;
  StudyAnswer answer_;
  std::string digest_;
};

void expect_same(const Interval& a, const Interval& b) {
  EXPECT_EQ(a.estimate, b.estimate);
  EXPECT_EQ(a.low, b.low);
  EXPECT_EQ(a.high, b.high);
}

TEST_F(StoredStudies, say_what_the_study_said) {
  StoredStudy stored;
  Problems problems;
  ASSERT_TRUE(read_stored_study(file_, {}, stored, problems)) << problems.text();
  EXPECT_EQ(stored.digest, digest_);
  EXPECT_EQ(stored.meta.at("version"), "1.2.3");
  EXPECT_EQ(stored.done, (std::vector<std::uint64_t>{20, 20}));
  EXPECT_EQ(stored.inputs.size(), study_.inputs.size());
  ASSERT_EQ(stored.answer.estimates.size(), answer_.estimates.size());
  ASSERT_EQ(stored.answer.estimates.size(), 6u);
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_EQ(stored.answer.estimates[i].column, answer_.estimates[i].column);
    expect_same(stored.answer.estimates[i].interval, answer_.estimates[i].interval);
  }
  ASSERT_EQ(stored.answer.differences.size(), answer_.differences.size());
  for (std::size_t i = 0; i < answer_.differences.size(); ++i)
    expect_same(stored.answer.differences[i].difference, answer_.differences[i].difference);
  EXPECT_EQ(stored.find("first_launch_range_m")->shown, 1e-3);
}

// The one pass over all rows comes to what is asked for one by one.
TEST_F(StoredStudies, estimate_every_measure_as_the_answer_does) {
  StoredStudy stored;
  Problems problems;
  ASSERT_TRUE(read_stored_study(file_, {}, stored, problems)) << problems.text();
  std::size_t compared = 0;
  for (const PointEstimate& asked : stored.answer.estimates)
    for (const PointEstimate& one : stored.estimates)
      if (one.point == asked.point && one.column == asked.column) {
        expect_same(one.interval, asked.interval);
        EXPECT_EQ(one.replicates, asked.replicates);
        ++compared;
      }
  EXPECT_EQ(compared, 6u);
  EXPECT_GT(stored.estimates.size(), 60u);
}

TEST_F(StoredStudies, give_every_replicate) {
  StoredStudy stored;
  Problems problems;
  ASSERT_TRUE(read_stored_study(file_, {}, stored, problems)) << problems.text();
  StudyStore store(file_, study_);
  const auto killed = store.values(1, "killed");
  std::size_t column = 0, rows = 0;
  while (stored.measures[column].column != "killed") ++column;
  EXPECT_EQ(read_stored_rows(file_, stored,
                             [&](const StoredRow& row) {
                               ++rows;
                               if (row.point == 1) {
                                 EXPECT_EQ(row.values[column], *killed[row.replicate]);
                               }
                             }),
            "");
  EXPECT_EQ(rows, 40u);
}

TEST_F(StoredStudies, are_read_and_never_written) {
  const auto before = std::filesystem::last_write_time(file_);
  const auto size = std::filesystem::file_size(file_);
  StoredStudy stored;
  Problems problems;
  ASSERT_TRUE(read_stored_study(file_, {}, stored, problems));
  EXPECT_EQ(std::filesystem::last_write_time(file_), before);
  EXPECT_EQ(std::filesystem::file_size(file_), size);
  for (const auto& entry : std::filesystem::directory_iterator(folder_))
    EXPECT_TRUE(entry.path() == file_ || entry.path() == file_ + ".lock") << entry.path();
}

TEST_F(StoredStudies, of_strangers_are_refused_with_a_reason) {
  EXPECT_NE(told_of(folder_ + "/none").find("there is no such file"), std::string::npos);
  std::ofstream(folder_ + "/text") << "a text";
  EXPECT_NE(told_of(folder_ + "/text").find("no store of a study"), std::string::npos);
  EXPECT_NE(told("PRAGMA user_version = 77").find("a store of layout 77"), std::string::npos);
  EXPECT_NE(told("DROP TABLE replicates").find("replicates"), std::string::npos);
  EXPECT_NE(told("ALTER TABLE replicates DROP COLUMN killed").find("no column `killed`"), std::string::npos);
  EXPECT_NE(told("UPDATE points SET name = 'x' WHERE point = 1").find("points are not those"),
            std::string::npos);
  EXPECT_NE(told("INSERT INTO replicates(point, replicate) VALUES(9, 0)").find("replicates of no point"),
            std::string::npos);
  const std::string wrong = told("UPDATE inputs SET text = 'study: [' WHERE name = 'study'");
  EXPECT_NE(wrong.find("changed: study:"), std::string::npos) << "no folder of ours: " << wrong;
  EXPECT_NE(told("DELETE FROM inputs WHERE name = 'scenario'").find("scenario"), std::string::npos);
}

TEST_F(StoredStudies, cut_off_anywhere_are_refused) {
  std::ifstream in(file_, std::ios::binary);
  const std::string whole(std::istreambuf_iterator<char>(in), {});
  for (const double share : {0.02, 0.3, 0.6, 0.9}) {
    std::ofstream(folder_ + "/cut", std::ios::binary)
        << whole.substr(0, static_cast<std::size_t>(share * static_cast<double>(whole.size())));
    EXPECT_NE(told_of(folder_ + "/cut"), "") << share;
  }
}

}  // namespace
}  // namespace cupola
