#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "catalogue/load.hpp"
#include "study/conduct.hpp"

namespace cupola {

/// Stores of a small study of two points, in a folder of their own.
class SmallStores : public testing::Test {
 protected:
  explicit SmallStores(const std::string& name) : folder_(testing::TempDir() + name) {}

  void SetUp() override {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    study_ = loaded("study: Small\nscenario: " CUPOLA_SOURCE_DIR
                    "/scenarios/02-one-fire-unit-one-target.yaml\n"
                    "measures: [leakage, p_no_leaker, killed]\n"
                    "factors:\n  - name: salvo\n    levels:\n"
                    "      - {name: two, set: [{path: defence.1.salvo, value: 2}]}\n"
                    "      - {name: one, set: [{path: defence.1.salvo, value: 1}]}\n");
  }
  Study loaded(const std::string& text) {
    std::ofstream(folder_ + "/study.yaml") << text;
    Study study;
    Problems problems;
    EXPECT_TRUE(load_study(folder_ + "/study.yaml", default_catalogue_folder(), {}, study, problems))
        << problems.text();
    return study;
  }
  /// Played into the store of this name, or on in it: its digest.
  std::string played(const std::string& name, const StudyOrder& order, const StudyListener& listener = {},
                     bool to_the_end = true) {
    StudyStore store(folder_ + "/" + name, study_, maker_);
    EXPECT_EQ(store.refusal() + store.error(), "");
    EXPECT_EQ(conduct(study_, store, order, listener), to_the_end);
    const std::string digest = store.digest();
    EXPECT_TRUE(store.close());
    return digest;
  }

  const std::string folder_;
  const StoreMaker maker_{"1.2.3", "a compiler"};
  Study study_;
};

}  // namespace cupola
