#include "study/store.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <numeric>

#include "catalogue/load.hpp"
#include "study/answer.hpp"
#include "study/conduct.hpp"
#include "study/replay.hpp"

namespace cupola {
namespace {

constexpr const char* kText = "study: Small\nscenario: " CUPOLA_SOURCE_DIR
                              "/scenarios/02-one-fire-unit-one-target.yaml\n"
                              "measures: [leakage, p_no_leaker, killed]\n"
                              "factors:\n  - name: salvo\n    levels:\n"
                              "      - {name: two, set: [{path: defence.1.salvo, value: 2}]}\n"
                              "      - {name: one, set: [{path: defence.1.salvo, value: 1}]}\n";

class Stores : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    study_ = loaded(kText);
  }
  Study loaded(const std::string& text) {
    std::ofstream(folder_ + "/study.yaml") << text;
    Study study;
    Problems problems;
    EXPECT_TRUE(load_study(folder_ + "/study.yaml", default_catalogue_folder(), {}, study, problems))
        << problems.text();
    return study;
  }
  std::string played(const std::string& name, std::uint64_t replicates, int jobs) {
    StudyStore store(folder_ + "/" + name, study_, maker_);
    EXPECT_EQ(store.refusal() + store.error(), "");
    EXPECT_TRUE(conduct(study_, store, {replicates, jobs}, {}));
    const std::string digest = store.digest();
    EXPECT_TRUE(store.close());
    return digest;
  }
  const std::string folder_ = testing::TempDir() + "cupola-stores";
  const StoreMaker maker_{"1.2.3", "a compiler"};
  Study study_;
};

TEST_F(Stores, is_the_same_for_any_number_of_workers_and_in_parts) {
  const std::string whole = played("a", 7, 1);
  EXPECT_EQ(played("b", 7, 2), whole);
  EXPECT_EQ(played("c", 7, 4), whole);
  played("d", 3, 2);
  EXPECT_EQ(played("d", 7, 2), whole);
  EXPECT_NE(played("e", 8, 1), whole);
}

/// The i-th of `count`, by a walk of a step that has no divisor in common with it: every one once.
std::uint64_t shuffled(std::uint64_t i, std::uint64_t count) {
  std::uint64_t step = count / 2 + 1;
  while (std::gcd(step, count) != 1) ++step;
  return (i * step + count / 3) % count;
}

TEST_F(Stores, is_the_same_in_whatever_order_the_workers_are_handed_them) {
  const std::string whole = played("whole", 60, 1);
  const std::function<std::uint64_t(std::uint64_t, std::uint64_t)> orders[] = {
      [](std::uint64_t i, std::uint64_t count) { return count - 1 - i; }, shuffled};
  int order = 0;
  for (const auto& handed : orders)
    for (const int jobs : {1, 2, 4}) {
      StudyStore store(fmt::format("{}/{}-{}", folder_, order++, jobs), study_, maker_);
      StudyListener listener;
      listener.order = handed;
      EXPECT_TRUE(conduct(study_, store, {60, jobs}, listener));
      EXPECT_EQ(store.digest(), whole) << jobs;
    }
}

// What was loaded is played, and what was hashed: editing the file meanwhile changes neither.
TEST_F(Stores, plays_the_scenario_that_was_read_whatever_becomes_of_its_file) {
  const std::string whole = played("whole", 5, 1);
  std::filesystem::copy_file(CUPOLA_SOURCE_DIR "/scenarios/02-one-fire-unit-one-target.yaml",
                             folder_ + "/scenario.yaml");
  std::string text = kText;
  const std::string shipped = CUPOLA_SOURCE_DIR "/scenarios/02-one-fire-unit-one-target.yaml";
  text.replace(text.find(shipped), shipped.size(), "scenario.yaml");
  study_ = loaded(text);
  std::filesystem::remove(folder_ + "/scenario.yaml");
  EXPECT_EQ(played("a", 5, 1), whole);
}

TEST_F(Stores, holds_what_each_replicate_gave) {
  played("a", 5, 1);
  StudyStore store(folder_ + "/a", study_, maker_);
  ASSERT_EQ(store.refusal() + store.error(), "");
  EXPECT_EQ(store.done(0), 5u);
  EXPECT_EQ(store.done(1), 5u);
  const std::vector<std::optional<double>> killed = store.values(1, "killed");
  const auto plan = plan_of(study_, 1);
  for (std::uint64_t i = 0; i < 5; ++i) {
    Log log(names_of(*plan), scenario_of(*plan).start, false);
    EXPECT_EQ(killed[i], double(play(*plan, 1, i, log).killed)) << i;
  }
  EXPECT_TRUE(store.values(0, "no such measure").empty());
}

// From what the store holds alone, whatever has become of the files since.
TEST_F(Stores, any_row_can_be_played_again) {
  played("a", 4, 2);
  std::filesystem::remove(folder_ + "/study.yaml");
  for (const std::uint64_t point : {0u, 1u}) {
    StoredReplicate row{point, 3, 0, {}};
    Scenario scenario;
    Problems problems;
    ASSERT_TRUE(load_stored(folder_ + "/a", {}, row, scenario, problems)) << problems.text();
    const auto plan = make_plan(scenario);
    Log log(names_of(*plan), scenario.start, false);
    EXPECT_EQ(play(*plan, row.seed, row.replicate, log).digest, row.digest);
  }
  StoredReplicate none{0, 4, 0, {}};
  Scenario scenario;
  Problems problems;
  EXPECT_FALSE(load_stored(folder_ + "/a", {}, none, scenario, problems));
  EXPECT_NE(problems.text().find("no replicate 4 of point 0"), std::string::npos);
}

TEST_F(Stores, other_inputs_are_refused_and_named) {
  played("a", 2, 1);
  const Study other = loaded(std::string(kText) + "question: Which?\n");
  EXPECT_EQ(StudyStore(folder_ + "/a", other, maker_).refusal().substr(0, 7), "`study`");
  Study changed = study_;
  changed.inputs[2].hash = "0";
  EXPECT_NE(StudyStore(folder_ + "/a", changed, maker_).refusal().find(study_.inputs[2].name),
            std::string::npos);
  EXPECT_EQ(StudyStore(folder_ + "/a", study_, {"1.2.4", ""}).refusal(),
            "it was started with version `1.2.3`, not `1.2.4`");
  EXPECT_EQ(StudyStore(folder_ + "/a", study_, maker_).refusal(), "");
}

TEST_F(Stores, a_second_process_is_refused_and_the_first_named) {
  const StudyStore first(folder_ + "/a", study_, maker_);
  const StudyStore second(folder_ + "/a", study_, maker_);
  EXPECT_EQ(second.refusal(), "process " + std::to_string(getpid()) + " is at it");
}

TEST_F(Stores, what_is_no_store_is_left_alone) {
  std::ofstream(folder_ + "/a") << "a text";
  EXPECT_EQ(StudyStore(folder_ + "/a", study_, maker_).refusal(), "it is there, and no store of a study");
  std::ifstream file(folder_ + "/a");
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "a text");
}

TEST_F(Stores, a_folder_that_is_not_there_is_an_error) {
  const StudyStore store(folder_ + "/nowhere/a", study_, maker_);
  EXPECT_NE(store.error().find("nowhere/a"), std::string::npos);
}

TEST_F(Stores, stops_where_the_interval_is_narrow_enough_and_nowhere_else) {
  study_ = loaded(std::string(kText) + "precision: {measure: p_no_leaker, half_width: 0.08}\n");
  played("a", 1000, 2);
  StudyStore store(folder_ + "/a", study_, maker_);
  for (std::size_t point = 0; point < 2; ++point) {
    const std::uint64_t done = store.done(point);
    EXPECT_TRUE(done >= kLookFrom && done % kLookEvery == 0) << done;
    EXPECT_LT(done, 1000u);
    const std::vector<std::optional<double>> values = store.values(point, "p_no_leaker");
    std::uint64_t hits = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      hits += *values[i] > 0.5;
      const Interval now = wilson(hits, i + 1);
      const bool look = i + 1 >= kLookFrom && (i + 1) % kLookEvery == 0;
      if (look) {
        EXPECT_EQ(now.high - now.low <= 0.16, i + 1 == done) << i + 1;
      }
    }
  }
}

TEST_F(Stores, answers_with_paired_differences) {
  played("a", 60, 2);
  StudyStore store(folder_ + "/a", study_, maker_);
  const StudyAnswer answer = answer_of(study_, store);
  ASSERT_EQ(answer.estimates.size(), 6u);    // three measures at two points
  ASSERT_EQ(answer.differences.size(), 3u);  // one less two rounds in a salvo
  const PointDifference& killed = answer.differences[2];
  EXPECT_EQ(killed.column, "killed");
  EXPECT_EQ(killed.replicates, 60u);
  EXPECT_NEAR(killed.difference.estimate,
              answer.estimates[5].interval.estimate - answer.estimates[4].interval.estimate, 1e-12);
  for (const PointDifference& d : answer.differences) {
    EXPECT_LE(d.difference.low, d.difference.estimate);
    EXPECT_GE(d.difference.high, d.difference.estimate);
    EXPECT_GE(d.p, 0.0);
    EXPECT_LE(d.p, 1.0);
  }
}

// In one minute nobody meets anybody: there is no range of it, and no mean of none.
TEST_F(Stores, keeps_nothing_for_what_did_not_happen) {
  study_ = loaded("study: Small\nscenario: " CUPOLA_SOURCE_DIR
                  "/scenarios/02-one-fire-unit-one-target.yaml\n"
                  "measures: [first_intercept_range_m, rounds_per_kill]\n"
                  "factors:\n  - name: time\n    levels:\n"
                  "      - {name: all}\n      - {name: little, set: [{path: duration, value: 1 min}]}\n");
  played("a", 40, 2);
  StudyStore store(folder_ + "/a", study_, maker_);
  for (const auto& value : store.values(1, "first_intercept_range_m")) EXPECT_FALSE(value);
  const StudyAnswer answer = answer_of(study_, store);
  ASSERT_EQ(answer.estimates.size(), 4u);
  EXPECT_EQ(answer.estimates[0].replicates, 40u);
  EXPECT_GT(answer.estimates[0].interval.estimate, 1e3);
  EXPECT_FALSE(answer.estimates[1].known);
  EXPECT_EQ(answer.estimates[1].replicates, 0u);
  EXPECT_EQ(answer.estimates[1].played, 40u);

  // A ratio of sums, and of nothing none.
  double rounds = 0.0, kills = 0.0;
  for (const auto& value : store.values(0, "rounds_fired")) rounds += value.value();
  for (const auto& value : store.values(0, "killed")) kills += value.value();
  EXPECT_NEAR(answer.estimates[2].interval.estimate, rounds / kills, 1e-12);
  EXPECT_FALSE(answer.estimates[3].known);
  EXPECT_TRUE(answer.differences.empty());
}

}  // namespace
}  // namespace cupola
