#include "study/uncertain.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "catalogue/load.hpp"
#include "study/answer.hpp"
#include "study/conduct.hpp"
#include "study/replay.hpp"

namespace cupola {
namespace {

constexpr const char* kHead = "study: Small\nscenario: " CUPOLA_SOURCE_DIR
                              "/scenarios/02-one-fire-unit-one-target.yaml\nmeasures: [leakage, killed]\n";
constexpr const char* kFactor =
    "factors:\n  - name: salvo\n    levels:\n"
    "      - {name: two, set: [{path: defence.1.salvo, value: 2}]}\n"
    "      - {name: one, set: [{path: defence.1.salvo, value: 1}]}\n";
constexpr const char* kPk = "    - {name: Pk, path: values.interceptors.48N6E3.kill_probability.aircraft}\n";

class UncertainInputs : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  bool load(const std::string& text) {
    std::ofstream(folder_ + "/study.yaml") << text;
    study_ = {};
    problems_ = {};
    return load_study(folder_ + "/study.yaml", default_catalogue_folder(), {}, study_, problems_);
  }
  /// One entry of `inputs` that is wrong, and what is said of it.
  void expect_refused(const std::string& entry, const std::string& what, int column = 0) {
    EXPECT_FALSE(load(std::string(kHead) + "uncertain:\n  draws: 4\n  inputs:\n    - " + entry + "\n"))
        << entry;
    const std::string place =
        column > 0 ? "study.yaml:7:" + std::to_string(column) + ": error: " : "study.yaml:7:";
    EXPECT_NE(problems_.text().find(place), std::string::npos) << problems_.text();
    EXPECT_NE(problems_.text().find(what), std::string::npos) << problems_.text();
  }
  const std::string folder_ = testing::TempDir() + "cupola-uncertain";
  const StoreMaker maker_{"1.2.3", "a compiler"};
  Study study_;
  Problems problems_;
};

TEST_F(UncertainInputs, take_the_interval_of_the_catalogue) {
  ASSERT_TRUE(load(std::string(kHead) + "uncertain:\n  draws: 8\n  inputs:\n" + kPk)) << problems_.text();
  ASSERT_EQ(study_.uncertain.inputs.size(), 1u);
  const Figure& of_input = study_.uncertain.inputs[0].figures[0].figure;
  const Figure& record = study_.catalogue->interceptors.at("48N6E3")
                             .kill_probability[static_cast<std::size_t>(TargetClass::aircraft)];
  EXPECT_EQ(of_input.low, record.low);
  EXPECT_EQ(of_input.high, record.high);
  EXPECT_LT(record.low, record.high);
  ASSERT_EQ(study_.points.size(), 9u);
  EXPECT_TRUE(settings_of(study_, study_.points[0]).empty());
  const auto plan = plan_of(study_, 3);
  const double drawn =
      scenario_of(*plan).weapons_true[0].kill_probability[static_cast<std::size_t>(TargetClass::aircraft)];
  EXPECT_EQ(drawn, drawn_value(record, study_.uncertain.quantile(3, 0)));
}

TEST_F(UncertainInputs, are_drawn_alike_at_every_combination_of_levels) {
  ASSERT_TRUE(load(std::string(kHead) + kFactor + "uncertain:\n  draws: 3\n  inputs:\n" + kPk))
      << problems_.text();
  ASSERT_EQ(study_.points.size(), 8u);
  for (std::size_t draw = 1; draw <= 3; ++draw) {
    const auto one = settings_of(study_, study_.points[draw]),
               other = settings_of(study_, study_.points[4 + draw]);
    EXPECT_EQ(one.back(), other.back());
    EXPECT_EQ(other.front(), "defence.1.salvo=1");
  }
  EXPECT_EQ(name_of_point(study_.file, study_.points[6]), "salvo: one; draw 2");
}

TEST_F(UncertainInputs, may_be_values_of_the_scenario_choices_and_many_figures) {
  ASSERT_TRUE(load(
      std::string(kHead) +
      "uncertain:\n  sampling: tornado\n  inputs:\n"
      "    - {name: refraction, path: earth.k_factor, low: 1.2, high: 1.6}\n"
      "    - {name: mast, path: defence.alone.radars.FU1/92N6E.mast, low: 0 m, high: 24 m, value: 10 m}\n"
      "    - {name: all Pk, every: values.interceptors.*.kill_probability.*, together: true}\n"
      "    - {name: Pd, every: \"values.radars.*.reference_pd\"}\n"
      "    - name: salvo\n      levels:\n        - {name: two}\n"
      "        - {name: one, set: [{path: defence.1.salvo, value: 1}]}\n"))
      << problems_.text();
  ASSERT_EQ(study_.uncertain.inputs.size(), 5u);
  EXPECT_GT(study_.uncertain.inputs[2].figures.size(), 3u);
  EXPECT_EQ(study_.uncertain.inputs[3].name, "Pd: 92N6E.reference_pd");
  ASSERT_EQ(study_.points.size(), 11u);
  EXPECT_EQ(settings_of(study_, study_.points[1])[0], "earth.k_factor=1.2");
  EXPECT_EQ(settings_of(study_, study_.points[4])[0], "defence.alone.radars.FU1/92N6E.mast=24 m");
  EXPECT_EQ(scenario_of(*plan_of(study_, 0)).radars[0].antenna_agl_m -
                scenario_of(*plan_of(study_, 3)).radars[0].antenna_agl_m,
            4.0);  // the antenna on its vehicle is at 6 m
  EXPECT_EQ(settings_of(study_, study_.points[10]).back(), "defence.1.salvo=1");
}

TEST_F(UncertainInputs, that_are_wrong_are_told_at_their_place) {
  expect_refused("{name: a, path: values.interceptors.48N6E3.kill_probability.aircrat}", "did you mean", 23);
  expect_refused("{name: a, path: defence.Nowhere.state, low: 1, high: 2}", "Nowhere");
  expect_refused("{name: a, path: earth.k_factor, low: 1.2}", "say `low` and `high`");
  expect_refused("{name: a, path: earth.k_factor, low: 2, high: 1}", "not in order", 44);
  expect_refused("{name: a, path: earth.k_factor, low: 1, high: 20}", "at its high end, 20");
  expect_refused("{name: a, path: earth.k_factor, low: 1, high: 2 m}", "another unit");
  expect_refused("{name: a, path: earth.k_factor, low: some, high: 2}", "does not begin with a number");
  expect_refused("{name: a, path: values.interceptors.48N6E3.kill_probability.aircraft, low: 0.1}",
                 "no reason");
  expect_refused(
      "{name: a, path: values.interceptors.48N6E3.kill_probability.aircraft, high: 1.5, reason: b}",
      "expected a probability");
  expect_refused(
      "{name: a, path: values.interceptors.48N6E3.kill_probability.aircraft, low: 0.99, reason: b}",
      "not in order");
  expect_refused("{name: a, every: values.radars.91N6E.*}", "no figure of the types in play");
  expect_refused("{name: a, every: values.radars.*, path: earth.k_factor}", "more than one of");
  expect_refused("{name: a}", "path");
  EXPECT_FALSE(load(std::string(kHead) + "uncertain:\n  inputs:\n"
                                         "    - {name: a, path: earth.k_factor, low: 1, high: 2}\n"
                                         "    - {name: b, path: earth.k_factor, low: 1, high: 2}\n"));
  EXPECT_NE(problems_.text().find("drawn by `a` already"), std::string::npos) << problems_.text();
  EXPECT_FALSE(load(std::string(kHead) + kFactor +
                    "uncertain:\n  inputs:\n    - name: a\n      levels:\n        - {name: b}\n" +
                    "        - {name: c, set: [{path: defence.1.salvo, value: 3}]}\n"));
  EXPECT_NE(problems_.text().find("set by a factor and drawn as well"), std::string::npos)
      << problems_.text();
}

// Its whole answer: bands that hold the best guess, differences, and the input that matters before the one that cannot.
TEST_F(UncertainInputs, are_played_stored_and_answered) {
  ASSERT_TRUE(load(
      std::string(kHead) + kFactor +
      "replicates: 40\nuncertain:\n  draws: 12\n  replicates: 10\n  inputs:\n" +
      "    - {name: Pk, path: values.interceptors.48N6E3.kill_probability.aircraft, low: 0.01, value: 0.5, "
      "high: 0.99, distribution: uniform, reason: wide}\n"
      "    - {name: nothing, path: assets.1.value, low: 1, high: 2}\n"))
      << problems_.text();
  StudyStore store(folder_ + "/a", study_, maker_);
  ASSERT_EQ(store.refusal() + store.error(), "");
  EXPECT_EQ(left_to_play(study_, store, {40, 2}), 2u * (40u + 12u * 10u));
  ASSERT_TRUE(conduct(study_, store, {40, 2}, {}));
  EXPECT_EQ(store.done(0), 40u);
  EXPECT_EQ(store.done(5), 10u);
  const StudyAnswer answer = answer_of(study_, store);
  EXPECT_EQ(answer.estimates.size(), 4u);
  ASSERT_EQ(answer.bands.size(), 4u);
  for (const MeasureBands& b : answer.bands) {
    EXPECT_LE(b.knowledge.low, b.knowledge.middle);
    EXPECT_LE(b.means.low, b.knowledge.low + 1e-12);
    EXPECT_GE(b.means.high, b.knowledge.high - 1e-12);
    EXPECT_EQ(b.split.draws, 12u);
    EXPECT_EQ(b.split.replicates, 10u);
    EXPECT_TRUE(b.split.distinguishable());
  }
  ASSERT_EQ(answer.draw_differences.size(), 2u);
  const DrawDifference& leaks = answer.draw_differences[0];
  EXPECT_GT(leaks.higher, leaks.lower);  // one round kills less than two
  EXPECT_LE(leaks.higher + leaks.lower, 1.0);
  for (const Sensitivity& s : answer.sensitivities) {
    if (s.base) continue;
    EXPECT_EQ(study_.uncertain.inputs[s.inputs[0].input].name, "Pk");
    EXPECT_GT(s.inputs[0].weight, 0.7);
  }
}

TEST_F(UncertainInputs, any_draw_can_be_played_again_from_the_store) {
  ASSERT_TRUE(load(std::string(kHead) + kFactor + "uncertain:\n  draws: 3\n  inputs:\n" + kPk))
      << problems_.text();
  StudyStore store(folder_ + "/a", study_, maker_);
  ASSERT_TRUE(conduct(study_, store, {2, 2}, {}));
  ASSERT_TRUE(store.close());
  StoredReplicate row{6, 1, 0, {}};
  Scenario scenario;
  Problems problems;
  ASSERT_TRUE(load_stored(folder_ + "/a", {}, row, scenario, problems)) << problems.text();
  const auto plan = make_plan(scenario);
  Log log(names_of(*plan), scenario.start, false);
  EXPECT_EQ(play(*plan, row.seed, row.replicate, log).digest, row.digest);
}

}  // namespace
}  // namespace cupola
