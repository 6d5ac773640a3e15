#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "analysis/coverage.hpp"
#include "catalogue/load.hpp"
#include "core/math.hpp"
#include "scenario/load.hpp"

namespace cupola::testing {

inline constexpr double kDegree = math::kPi / 180.0;

inline const Catalogue& shipped_catalogue() {
  static const Catalogue catalogue = [] {
    Catalogue read;
    Problems problems;
    EXPECT_TRUE(load_catalogue(std::string(CUPOLA_SOURCE_DIR) + "/catalogue", read, problems))
        << problems.text();
    return read;
  }();
  return catalogue;
}

inline Scenario shipped_scenario(const std::string& name) {
  std::ifstream file(std::string(CUPOLA_SOURCE_DIR) + "/scenarios/" + name + ".yaml");
  std::stringstream text;
  text << file.rdbuf();
  Scenario scenario;
  Problems problems;
  EXPECT_TRUE(load_scenario_text(text.str(), name, shipped_catalogue(), scenario, problems))
      << problems.text();
  return scenario;
}

inline CoverageAltitude altitude(double height_m, Datum datum = Datum::agl) {
  return {{height_m, datum}, std::to_string(static_cast<int>(height_m)) + " m"};
}

inline CoverageQuestion question_of_rcs(double rcs_m2, const std::vector<CoverageAltitude>& altitudes) {
  CoverageQuestion question;
  question.target = target_of_rcs(rcs_m2, 250.0);
  question.target_text = "test target";
  question.altitudes = altitudes;
  question.kinds = {CoverageKind::detection, CoverageKind::track};
  return question;
}

}  // namespace cupola::testing
