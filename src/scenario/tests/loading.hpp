#pragma once

#include <gtest/gtest.h>

#include <string>

#include "scenario/load.hpp"
#include "scenario/tests/small_catalogue.hpp"

namespace cupola {

/// A text with one passage replaced; the passage must be there.
inline std::string with(std::string text, const std::string& old_text, const std::string& new_text) {
  const std::size_t at = text.find(old_text);
  EXPECT_NE(at, std::string::npos) << old_text;
  return at == std::string::npos ? text : text.replace(at, old_text.size(), new_text);
}

/// What a text loads to; the test fails where anything is wrong with it.
inline Scenario loaded(const std::string& text, const Catalogue& catalogue = small_catalogue()) {
  Scenario scenario;
  Problems problems;
  EXPECT_TRUE(load_scenario_text(text, "test.yaml", catalogue, scenario, problems)) << problems.text();
  return scenario;
}

/// Everything that is wrong with a text.
inline Problems problems_of(const std::string& text, const Catalogue& catalogue = small_catalogue()) {
  Scenario scenario;
  Problems problems;
  EXPECT_FALSE(load_scenario_text(text, "test.yaml", catalogue, scenario, problems));
  return problems;
}

}  // namespace cupola
