// A store goes on only with the inputs that started it: every kind of them is changed here, one at a time.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "study/conduct.hpp"

namespace cupola {
namespace {

namespace fs = std::filesystem;

const StoreMaker kMaker{"1.2.3", "a compiler"};

/// A study with a scenario and a catalogue of its own, which a test may change.
class Inputs : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    fs::copy(CUPOLA_SOURCE_DIR "/catalogue", folder_ + "/catalogue", fs::copy_options::recursive);
    fs::copy_file(CUPOLA_SOURCE_DIR "/scenarios/02-one-fire-unit-one-target.yaml",
                  folder_ + "/scenario.yaml");
    write("study.yaml", "study: Small\nscenario: scenario.yaml\n");
    EXPECT_EQ(refusal(), "");  // begins it
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ + "/" + name) << text;
  }
  void add(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ + "/" + name, std::ios::app) << text;
  }
  std::string with_another_name(const std::string& name, const std::string& old,
                                const std::string& now) const {
    std::ifstream file(folder_ + "/" + name);
    std::stringstream text;
    text << file.rdbuf();
    std::string renamed = text.str();
    return renamed.replace(renamed.find(old), old.size(), now);
  }
  /// Why the store would not go on with what is in the folder now.
  std::string refusal(const StoreMaker& maker = kMaker, const TerrainChoice& terrain = {}) const {
    Study study;
    Problems problems;
    EXPECT_TRUE(load_study(folder_ + "/study.yaml", folder_ + "/catalogue", terrain, study, problems))
        << problems.text();
    StudyStore store(folder_ + "/store", study, maker);
    EXPECT_EQ(store.error(), "");
    if (store.refusal().empty()) {
      EXPECT_TRUE(conduct(study, store, {2, 1}, {}));
    }
    return store.refusal();
  }
  const std::string folder_ = testing::TempDir() + "cupola-study-inputs";
};

TEST_F(Inputs, unchanged_go_on) { EXPECT_EQ(refusal(), ""); }

TEST_F(Inputs, another_study_file_is_named) {
  add("study.yaml", "question: Which?\n");
  EXPECT_EQ(refusal().find("`study` is another file than it was started with (hash "), 0u) << refusal();
}

// A remark changes nothing that is played, and the file is another one all the same: nothing is guessed.
TEST_F(Inputs, another_scenario_is_named) {
  add("scenario.yaml", "# A remark.\n");
  EXPECT_EQ(refusal().find("`scenario` is another file"), 0u) << refusal();
}

TEST_F(Inputs, another_file_of_the_catalogue_is_named) {
  add("catalogue/radars/92n6e.yaml", "# A remark.\n");
  EXPECT_EQ(refusal().find("`catalogue/radars/92n6e.yaml` is another file"), 0u) << refusal();
}

TEST_F(Inputs, a_further_file_of_the_catalogue_is_named_and_one_that_is_gone) {
  const std::string extra = "catalogue/radars/extra.yaml";
  write(extra, with_another_name("catalogue/radars/92n6e.yaml", "name: 92N6E\n", "name: 92N6E-extra\n"));
  EXPECT_EQ(refusal(), "`" + extra + "` was not there when it was started");
  fs::remove(folder_ + "/store");
  EXPECT_EQ(refusal(), "");  // begins it with the extra one
  fs::remove(folder_ + "/" + extra);
  EXPECT_EQ(refusal(), "it was started with `" + extra + "`, which is gone");
}

// Another ground is another input, though no file of ours says it.
TEST_F(Inputs, another_terrain_is_named) {
  fs::remove(folder_ + "/store");
  fs::remove(folder_ + "/scenario.yaml");
  fs::copy_file(CUPOLA_SOURCE_DIR "/scenarios/05-murted-low-raid.yaml", folder_ + "/scenario.yaml");
  EXPECT_EQ(refusal(), "");  // begins it on the backdrop that ships
  TerrainChoice smooth;
  smooth.kind = TerrainKind::smooth;
  EXPECT_EQ(refusal(kMaker, smooth).find("it was started with terrain_hash `"), 0u)
      << refusal(kMaker, smooth);
}

TEST_F(Inputs, another_seed_is_named) {
  write("study.yaml", "study: Small\nscenario: scenario.yaml\nseed: 2\n");
  EXPECT_EQ(refusal(), "it was started with seed `1`, not `2`");
}

TEST_F(Inputs, another_version_is_named) {
  EXPECT_EQ(refusal({"1.2.4", "a compiler"}), "it was started with version `1.2.3`, not `1.2.4`");
}

// The same source gives the same bits with any compiler that is supported: it is noted, and no reason to stop.
TEST_F(Inputs, another_compiler_goes_on) { EXPECT_EQ(refusal({"1.2.3", "another"}), ""); }

}  // namespace
}  // namespace cupola
